/* SPDX-License-Identifier: MIT */
/* Extensions (RFC 5280 4.1.2.9 and 4.2): the list, and a decoder for each known kind. */
#ifndef CC_X509_EXTENSION_H
#define CC_X509_EXTENSION_H

#include "der/der.h"
#include "x509/quirk.h"
#include <certcheck/certificate.h>

/* Every named bit of ReasonFlags but bit 0, which is unused. */
#define CC_ALL_REASONS ((uint16_t)(CERTCHECK_REASON_FLAGS_ALL & ~1U))

/* Counts the elements of Extensions without looking into them, up to CERTCHECK_EXTENSIONS_MAX;
 * rules sequence-empty and extensions-too-many. `list` stays where it is. */
bool cc_extensions_count(const struct cc_der *list, size_t *count);

/* Where an extension stands decides whether it is known: basicConstraints in a CRL is not. */
enum cc_extension_place {
    CC_EXTENSION_OF_CERTIFICATE = 0,
    CC_EXTENSION_OF_CRL,
    CC_EXTENSION_OF_CRL_ENTRY,
    CC_EXTENSION_OF_OCSP_RESPONSE,
    CC_EXTENSION_OF_OCSP_SINGLE,
    CC_EXTENSION_PLACES
};

/* Reads one Extension; its contents are not decoded. */
bool cc_extension_read(struct cc_der *list, enum cc_extension_place place,
                       struct certcheck_extension *extension, struct cc_quirk *quirks);

/* Decodes the contents of an extension of a known kind; false: *error says where. `origin` is
 * where its offsets count from. */
bool cc_extension_decode(const struct certcheck_extension *extension, const uint8_t *origin,
                         struct certcheck_extension_value *value, struct cc_quirk *quirks,
                         struct certcheck_parse_error *error);

/* A list of the nine named bits of KeyUsage or ReasonFlags. Zero bits at its end are read: roots of
 * the public web have them, and they say nothing else. */
bool cc_named_bits_read(struct cc_der *der, uint32_t tag, uint16_t *bits, struct cc_quirk *quirks);

/* DistributionPointName under its [0]: the name of *point. */
bool cc_distribution_point_name_read(struct cc_der *der, struct certcheck_distribution_point *point,
                                     struct cc_quirk *quirks);
/* A GeneralizedTime: wherever RFC 5280 and RFC 6960 have no Time. */
bool cc_generalized_time_read(struct cc_der *der, certcheck_time *time);
/* CRLReason ::= ENUMERATED (RFC 5280 5.3.1), under any identifier. */
bool cc_reason_read(struct cc_der *der, enum certcheck_reason *reason);

/* One decoder a kind, in the file of its family. Each reads one value, and
 * sets its member of value->of. */
typedef bool cc_extension_decoder(struct cc_der *der, struct certcheck_extension_value *value,
                                  struct cc_quirk *quirks);

/* extension_path.c */
cc_extension_decoder cc_basic_constraints_decode;
cc_extension_decoder cc_key_usage_decode;
cc_extension_decoder cc_extended_key_usage_decode;
cc_extension_decoder cc_name_constraints_decode;
/* extension_names.c */
cc_extension_decoder cc_authority_key_identifier_decode;
cc_extension_decoder cc_subject_key_identifier_decode;
cc_extension_decoder cc_alternative_names_decode;
cc_extension_decoder cc_directory_attributes_decode;
/* extension_policy.c */
cc_extension_decoder cc_policies_decode;
cc_extension_decoder cc_policy_mappings_decode;
cc_extension_decoder cc_policy_constraints_decode;
cc_extension_decoder cc_inhibit_any_policy_decode;
/* extension_revocation.c */
cc_extension_decoder cc_distribution_points_decode;
cc_extension_decoder cc_access_decode;
cc_extension_decoder cc_tls_feature_decode;
cc_extension_decoder cc_null_decode; /* id-pkix-ocsp-nocheck, noRevAvail, precertificate poison */
/* extension_crl.c */
cc_extension_decoder cc_crl_number_decode;
cc_extension_decoder cc_issuing_distribution_point_decode;
cc_extension_decoder cc_reason_code_decode;
cc_extension_decoder cc_time_decode; /* invalidityDate, archive cutoff */
cc_extension_decoder cc_certificate_issuer_decode;
/* extension_ocsp.c */
cc_extension_decoder cc_nonce_decode;
cc_extension_decoder cc_any_decode; /* CRL references */
/* sct.c */
cc_extension_decoder cc_sct_list_decode;

#endif
