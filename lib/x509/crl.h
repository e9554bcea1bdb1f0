/* SPDX-License-Identifier: MIT */
/* A CRL: one allocation for the struct, one for its DER, and the index over its entries. */
#ifndef CC_X509_CRL_H
#define CC_X509_CRL_H

#include "base/budget.h"
#include "x509/extension_list.h"
#include <certcheck/crl.h>
#include <stdatomic.h>

/* Entries by their serial numbers: a table of buckets that lie one behind the other. Offsets count
 * from the first byte of the DER. */
struct cc_crl_index {
    uint32_t *entries; /* offsets of all entries, bucket by bucket, in a bucket as they stand */
    uint32_t *ends;    /* of each bucket, as an index into `entries` */
    uint32_t bucket_count;
    uint32_t *issuer_changes; /* offsets of the entries whose certificateIssuer is a new one */
    size_t issuer_change_count;
    uint64_t key[2];
};

struct certcheck_crl {
    atomic_size_t references;
    cc_span der; /* owned */
    cc_span tbs;
    int version;
    struct certcheck_signature_algorithm inner_algorithm; /* tbsCertList.signature */
    struct certcheck_signature_algorithm algorithm;       /* signatureAlgorithm */
    bool algorithms_differ;                               /* byte for byte */
    cc_span issuer;                                       /* whole Name */
    uint64_t issuer_hash;                                 /* cc_name_hash */
    bool issuer_empty;
    certcheck_time this_update;
    bool has_next_update;
    certcheck_time next_update;
    cc_span updates; /* thisUpdate and nextUpdate, for findings */
    cc_span entries; /* contents of revokedCertificates; empty: none */
    size_t entry_count;
    cc_span unknown_critical_entry; /* the first entry with such an extension; empty: none */
    bool wrongly_critical_entry;    /* there is one */
    struct cc_extension_list extensions;
    cc_span signature;
    struct cc_crl_index index;

    /* Decoded, each only where the extension is there and not malformed. */
    struct certcheck_authority_key_identifier authority_key_identifier;
    bool has_number;
    cc_span number;
    bool has_base_number; /* a delta CRL */
    cc_span base_number;
    bool has_issuing_distribution_point;
    struct certcheck_issuing_distribution_point issuing_distribution_point;

    struct cc_quirk quirks[CC_QUIRKS];
};

/* As certcheck_crl_parse, of bytes from cc_malloc that the CRL keeps in place of a copy. They stay
 * the caller's unless CERTCHECK_OK is returned. */
enum certcheck_status cc_crl_adopt(uint8_t *der, size_t length, struct certcheck_crl **crl,
                                   struct certcheck_parse_error *error);

/* Reads one entry. Its certificate_issuer is empty when it has no such extension of its own. */
bool cc_crl_entry_read(struct cc_der *list, int version, struct certcheck_crl_entry *entry,
                       struct cc_quirk *quirks);

/* Builds the index of a CRL whose entries are all in order; false: no memory. */
bool cc_crl_index_build(struct certcheck_crl *crl);
void cc_crl_index_release(struct cc_crl_index *index);

/* The offsets of the entries whose serial numbers have the same hash as this one. */
void cc_crl_index_bucket(const struct cc_crl_index *index, cc_span serial, const uint32_t **begin,
                         const uint32_t **end);
/* Whether the entry at an offset has this serial number. */
bool cc_crl_serial_at(const struct certcheck_crl *crl, uint32_t offset, cc_span serial);

/* How many times the certificateIssuer has changed up to the entry at an offset, and the contents
 * of the one that is then in force; empty: the CRL's own issuer. Nothing is walked through,
 * whatever its size: it was when the CRL was read. */
size_t cc_crl_issuer_change_at(const struct certcheck_crl *crl, uint32_t offset);
cc_span cc_crl_certificate_issuer(const struct certcheck_crl *crl, size_t change);

/* Whether the contents of a certificateIssuer (empty: the CRL's issuer) name this Name. */
bool cc_crl_issuer_is(const struct certcheck_crl *crl, cc_span certificate_issuer, cc_span name);

/* certcheck_crl_find, each entry of the serial number and the names of its issuer paid from the
 * candidate budget; what nobody can pay for is not found. `budget` may be NULL. */
bool cc_crl_look_up(const struct certcheck_crl *crl, struct cc_budget *budget, cc_span issuer,
                    cc_span serial, struct certcheck_crl_entry *entry);

/* Orders CRL numbers (contents octets, not negative): below, at or above 0. */
int cc_crl_number_compare(cc_span a, cc_span b);

#endif
