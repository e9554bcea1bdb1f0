/* SPDX-License-Identifier: MIT */
/* Certificate revocation lists as read (RFC 5280 section 5). Nothing here judges: signature, times,
 * issuer and scope are not looked at, and an entry that is found here may not count. */
#ifndef CERTCHECK_CRL_H
#define CERTCHECK_CRL_H

#include <certcheck/base.h>
#include <certcheck/certificate.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An immutable CRL with an atomic reference count; safe to share between threads. Every span handed
 * out points into the CRL's own copy of the DER and lives as long as it. An index over the entries
 * takes at most a fifth of the DER's size. */
struct certcheck_crl;

/* The largest encoding that is read, in bytes. */
#define CERTCHECK_CRL_MAX ((size_t)1 << 30)

/* certcheck_crl_parse copies and reads one CertificateList (RFC 5280 5.1, versions 1 and 2) in
 * canonical DER, every entry included. On CERTCHECK_OK the caller owns one reference to *crl. On
 * CERTCHECK_MALFORMED *error (which may be NULL) says where and which rule.
 *
 * An extension of the list whose contents are malformed does not make the CRL unreadable: see
 * certcheck_extension.malformed. A malformed extension of an entry does: what the entry is about
 * would be a guess. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_crl_parse(const uint8_t *der, size_t length, struct certcheck_crl **crl,
                    struct certcheck_parse_error *error);

/* certcheck_crl_ref takes one more reference and returns its argument. */
CERTCHECK_API struct certcheck_crl *certcheck_crl_ref(const struct certcheck_crl *crl);

/* certcheck_crl_free gives one reference back. NULL does nothing. */
CERTCHECK_API void certcheck_crl_free(const struct certcheck_crl *crl);

/* certcheck_crl_der returns the whole encoding, certcheck_crl_to_be_signed that of tbsCertList. */
CERTCHECK_API struct certcheck_span certcheck_crl_der(const struct certcheck_crl *crl);
CERTCHECK_API struct certcheck_span certcheck_crl_to_be_signed(const struct certcheck_crl *crl);

/* certcheck_crl_version returns 1 or 2. */
CERTCHECK_API int certcheck_crl_version(const struct certcheck_crl *crl);

/* certcheck_crl_issuer returns the whole Name, with its SEQUENCE header. */
CERTCHECK_API struct certcheck_span certcheck_crl_issuer(const struct certcheck_crl *crl);

/* certcheck_crl_this_update returns when the CRL was issued. certcheck_crl_next_update sets *time
 * to when the next one comes at the latest, and returns false when the CRL does not say. */
CERTCHECK_API certcheck_time certcheck_crl_this_update(const struct certcheck_crl *crl);
CERTCHECK_API bool certcheck_crl_next_update(const struct certcheck_crl *crl,
                                             certcheck_time *time);

/* certcheck_crl_signature_algorithm returns the outer signatureAlgorithm, certcheck_crl_signature
 * the signature's bytes. */
CERTCHECK_API const struct certcheck_signature_algorithm *
certcheck_crl_signature_algorithm(const struct certcheck_crl *crl);
CERTCHECK_API struct certcheck_span certcheck_crl_signature(const struct certcheck_crl *crl);

/* ---- extensions of the list (RFC 5280 5.2) ---- */

/* certcheck_crl_extension_count and certcheck_crl_extension walk the extensions as they stand. An
 * index out of range gives NULL. certcheck_crl_find_extension returns the (only) extension of a
 * known kind, or NULL. Error offsets count from the start of the CRL. */
CERTCHECK_API size_t certcheck_crl_extension_count(const struct certcheck_crl *crl);
CERTCHECK_API const struct certcheck_extension *
certcheck_crl_extension(const struct certcheck_crl *crl, size_t index);
CERTCHECK_API const struct certcheck_extension *
certcheck_crl_find_extension(const struct certcheck_crl *crl, enum certcheck_extension_kind kind);

/* certcheck_crl_number sets *number to the contents octets of cRLNumber, certcheck_crl_base_number
 * to those of a delta CRL's deltaCRLIndicator: big-endian, not negative, at least one byte. Each
 * returns false when the extension is absent or malformed. */
CERTCHECK_API bool certcheck_crl_number(const struct certcheck_crl *crl,
                                        struct certcheck_span *number);
CERTCHECK_API bool certcheck_crl_base_number(const struct certcheck_crl *crl,
                                             struct certcheck_span *number);

/* ---- entries ---- */

/* One entry of revokedCertificates (RFC 5280 5.1.2.6). */
struct certcheck_crl_entry {
    struct certcheck_span serial; /* contents octets of the INTEGER */
    certcheck_time revocation_date;
    bool has_reason;
    enum certcheck_reason reason;
    bool has_invalidity_date;
    certcheck_time invalidity_date;
    /* Who issued the certificate: contents of the GeneralNames of this entry's certificateIssuer,
     * or of the nearest one before it (RFC 5280 5.3.3). Empty: the CRL's own issuer. */
    struct certcheck_span certificate_issuer;
    /* It carries a critical extension of unknown kind: RFC 5280 5.3 wants the whole CRL not used
     * then, see certcheck_crl_unknown_critical_entry. */
    bool unknown_critical;
    /* Its certificateIssuer is not critical, or another extension that RFC 5280 5.3 knows is. */
    bool wrongly_critical;
    struct certcheck_span extensions; /* contents of crlEntryExtensions; empty: none */
    struct certcheck_span whole;      /* with its header */
};

CERTCHECK_API size_t certcheck_crl_entry_count(const struct certcheck_crl *crl);

/* certcheck_crl_next_entry reads the entry at *position and moves it to the next one. Begin with
 * *position = 0; the positions in between mean nothing to a caller. Returns false at the end. */
CERTCHECK_API bool certcheck_crl_next_entry(const struct certcheck_crl *crl, size_t *position,
                                            struct certcheck_crl_entry *entry);

/* certcheck_crl_find looks up a certificate by its issuer (a whole Name, compared as
 * certcheck_name_equal does) and serial number (contents octets). Returns false when no entry is
 * about it. Of several entries for one certificate the first of those that say most is returned:
 * that it is revoked for good, before that it is on hold, before removeFromCRL. Takes constant time
 * on average; at worst linear in the number of entries with this serial number. */
CERTCHECK_API bool certcheck_crl_find(const struct certcheck_crl *crl,
                                      struct certcheck_span issuer, struct certcheck_span serial,
                                      struct certcheck_crl_entry *entry);

/* certcheck_crl_unknown_critical_entry reads the first entry that carries a critical extension of
 * unknown kind; false when there is none. */
CERTCHECK_API bool certcheck_crl_unknown_critical_entry(const struct certcheck_crl *crl,
                                                        struct certcheck_crl_entry *entry);

/* certcheck_crl_next_entry_extension takes one extension off the front of *rest (the `extensions` of
 * an entry). Returns false at the end. The extension's error is not set. */
CERTCHECK_API bool certcheck_crl_next_entry_extension(struct certcheck_span *rest,
                                                      struct certcheck_extension *extension);

#ifdef __cplusplus
}
#endif

#endif
