/* SPDX-License-Identifier: MIT */
/* Where certificates come from: anchors in a store, everything else in a pool. */
#ifndef CERTCHECK_STORE_H
#define CERTCHECK_STORE_H

#include <certcheck/base.h>
#include <certcheck/certificate.h>
#include <certcheck/crl.h>
#include <certcheck/ocsp.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An entry of an input that could not be used. It was skipped; loading went on. */
struct certcheck_load_problem {
    const char *source; /* file name, or what the caller called the memory */
    size_t entry;       /* 1-based number of the block in its source */
    size_t line;        /* 1-based line where the PEM block begins; 0: not PEM */
    size_t offset;      /* byte in the source where the entry begins */
    const char *label;  /* PEM label, "CERTIFICATE"; "" when not PEM */
    /* CERTCHECK_MALFORMED: `error` says why; with the rules pem-boundary, pem-end-label and pem-label
     * nobody knows of what kind the block was. CERTCHECK_BAD_ARGUMENT: what is not used here, a kind
     * of block (a key, say) or with the rule trust-limited a certificate: only a remark.
     * CERTCHECK_IO: the file; errno as it was, EFBIG for one larger than CERTCHECK_CRL_MAX. */
    enum certcheck_status status;
    /* The rules of the DER and PEM readers, and three more: no-certificate, nothing to use was
     * found at all; revocation-info-unknown, PKCS #7 holds evidence of a kind that is not read;
     * trust-limited, see certcheck_store_load_memory. Offsets count from the first byte of the
     * entry's DER; of a PEM block that cannot be decoded, from the first byte of the source. */
    struct certcheck_parse_error error;
};

/* Where a certificate stands in its source. The fields are those of certcheck_load_problem. */
struct certcheck_load_place {
    const char *source;
    size_t entry;
    size_t line;
    size_t offset; /* not PEM: where the certificate's DER begins */
};

/* How a caller hears of certificates and problems, in the order of the input, and asks for counts.
 * A NULL pointer in place of the struct, or of a function, asks for nothing. Their arguments live
 * only during the call. Each call starts its counts at zero. */
struct certcheck_load {
    void (*problem)(void *context, const struct certcheck_load_problem *problem);
    /* Every certificate that could be read, those that were there already included. */
    void (*certificate)(void *context, const struct certcheck_certificate *certificate,
                        const struct certcheck_load_place *place);
    void *context;
    size_t added;      /* certificates now in the store or pool that were not before */
    size_t crls;       /* CRLs now in the pool that were not before */
    size_t ocsp_responses; /* the same of OCSP responses */
    size_t duplicates; /* certificates, CRLs and responses that were there already */
    size_t skipped;    /* entries that could not be used */
    size_t distrusted; /* entries whose trust settings a store keeps against their certificates,
                          be they anchors for all that or among the skipped */
};

/* ---- the pool: untrusted certificates ---- */

/* Not thread-safe while it is being filled; any number of threads may verify with it once nobody
 * adds to it any more. */
struct certcheck_pool;

/* certcheck_pool_new makes an empty pool that the caller frees. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_pool_new(struct certcheck_pool **pool);
CERTCHECK_API void certcheck_pool_free(struct certcheck_pool *pool);

/* certcheck_pool_add takes its own reference. A certificate that is already there, byte for
 * byte, is counted once. `source` (may be NULL) is copied and shown in reports. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_pool_add(struct certcheck_pool *pool, const struct certcheck_certificate *certificate,
                   const char *source);

/* certcheck_pool_load_memory finds out by its bytes what the input is, PEM with any number of
 * blocks and text between them (CERTIFICATE, X509 CERTIFICATE, TRUSTED CERTIFICATE, PKCS7, CMS,
 * X509 CRL, CRL, OCSP RESPONSE), one certificate, CRL or OCSP response in DER, or DER PKCS #7, and
 * adds every certificate, CRL and OCSP response in it, those in PKCS #7 (CMS, RFC 5652 10.2.1, RFC
 * 5940 for OCSP) included. Signatures of PKCS #7 are not looked at.
 * Returns CERTCHECK_OK even when all entries were skipped; see load->added. Input larger than
 * CERTCHECK_CRL_MAX is CERTCHECK_BAD_ARGUMENT. After CERTCHECK_NO_MEMORY the certificates before
 * the failure are in the pool, which stays usable. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_pool_load_memory(struct certcheck_pool *pool, const uint8_t *data, size_t length,
                           const char *source, struct certcheck_load *load);

/* certcheck_pool_load_file does the same with a file, of the same largest size; its path is the
 * source. Of a CRL in DER or PEM no second copy is made. A directory is CERTCHECK_IO with EISDIR in errno. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_pool_load_file(struct certcheck_pool *pool, const char *path,
                         struct certcheck_load *load);

/* certcheck_pool_count and certcheck_pool_certificate walk the pool in the order of adding. The
 * certificate belongs to the pool; an index out of range gives NULL. certcheck_pool_source
 * returns what certcheck_pool_add was told ("" for NULL). */
CERTCHECK_API size_t certcheck_pool_count(const struct certcheck_pool *pool);
CERTCHECK_API const struct certcheck_certificate *
certcheck_pool_certificate(const struct certcheck_pool *pool, size_t index);
CERTCHECK_API const char *certcheck_pool_source(const struct certcheck_pool *pool, size_t index);

/* certcheck_pool_add_crl takes its own reference of a CRL, which counts as evidence where the policy
 * asks for revocation. `source` (may be NULL) is copied and shown in reports. A CRL that is
 * already there, byte for byte, is counted once. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_pool_add_crl(struct certcheck_pool *pool, const struct certcheck_crl *crl,
                       const char *source);

/* certcheck_pool_crl_count, certcheck_pool_crl and certcheck_pool_crl_source walk the CRLs in the
 * order of adding, as their namesakes walk the certificates. */
CERTCHECK_API size_t certcheck_pool_crl_count(const struct certcheck_pool *pool);
CERTCHECK_API const struct certcheck_crl *certcheck_pool_crl(const struct certcheck_pool *pool,
                                                             size_t index);
CERTCHECK_API const char *certcheck_pool_crl_source(const struct certcheck_pool *pool,
                                                    size_t index);

/* certcheck_pool_add_ocsp takes its own reference of an OCSP response; its namesakes walk them. As
 * with CRLs, what is there already, byte for byte, is counted once. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_pool_add_ocsp(struct certcheck_pool *pool, const struct certcheck_ocsp *ocsp,
                        const char *source);
CERTCHECK_API size_t certcheck_pool_ocsp_count(const struct certcheck_pool *pool);
CERTCHECK_API const struct certcheck_ocsp *certcheck_pool_ocsp(const struct certcheck_pool *pool,
                                                               size_t index);
CERTCHECK_API const char *certcheck_pool_ocsp_source(const struct certcheck_pool *pool,
                                                     size_t index);

/* ---- the store: trust anchors ---- */

/* Anchors with an atomic reference count. Filled by one thread, then sealed; from then on any
 * number of threads may verify against it. */
struct certcheck_store;

CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_store_new(struct certcheck_store **store);
CERTCHECK_API struct certcheck_store *certcheck_store_ref(struct certcheck_store *store);
CERTCHECK_API void certcheck_store_free(struct certcheck_store *store);

/* certcheck_store_seal makes the store immutable: every later addition is CERTCHECK_BAD_ARGUMENT. */
CERTCHECK_API void certcheck_store_seal(struct certcheck_store *store);

/* certcheck_store_add makes a certificate an anchor. Its own dates, extensions and constraints
 * count when paths are judged. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_store_add(struct certcheck_store *store, const struct certcheck_certificate *certificate,
                    const char *source);

/* certcheck_store_load_memory and certcheck_store_load_file do as for the pool; CRLs and OCSP
 * responses are skipped. The settings behind a TRUSTED CERTIFICATE (OpenSSL's x509(1)) are looked
 * at here; in a pool, whose certificates nobody vouches for, they say nothing.
 *
 * What they trust is asked for TLS servers alone, because an anchor has no purposes of its own:
 *
 * - An entry that lists trusted uses without id-kp-serverAuth or anyExtendedKeyUsage is skipped with
 *   the rule trust-limited. It may still be an anchor by another entry, and an intermediate. One
 *   that lists either is an anchor for every purpose.
 *
 * What they reject is kept with its uses, whatever other entries and files there are and in whatever
 * order:
 *
 * - Every path that holds the certificate, as its leaf, between or as its anchor, or that ends for
 *   want of it, has the finding certificate-distrusted where the policy's purpose is among the
 *   rejected uses, or anyExtendedKeyUsage is. The purpose any is that of a server, for which it
 *   might be asked. Signers of CRLs and OCSP responses are looked for without a purpose, but for
 *   the certificate of a designated responder: id-kp-OCSPSigning.
 * - An entry that rejects id-kp-serverAuth or anyExtendedKeyUsage is no anchor, either: it is
 *   skipped with the same rule.
 * - Of one certificate 32 rejected uses are kept; with one more it is rejected for any use.
 *
 * That very certificate is meant, but for its signature, not its name or key: a path through another
 * certificate of the same key, as of a cross-certified root, stands. OpenSSL, which prefers what is
 * in its store, ends that path with the rejected root, and refuses it. Else it looks only at those
 * certificates of a path that it found in its store, and of two entries for one certificate at the
 * first; there anchors that reject servers may serve for other purposes, and those that trust
 * servers alone may not. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_store_load_memory(struct certcheck_store *store, const uint8_t *data, size_t length,
                            const char *source, struct certcheck_load *load);
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_store_load_file(struct certcheck_store *store, const char *path,
                          struct certcheck_load *load);

/* certcheck_store_load_directory loads every regular file of a directory (links are followed,
 * sub-folders and names that begin with a dot are not), in the order of their names: also
 * directories hashed by c_rehash, whose links to a file already read count as duplicates. A file
 * that cannot be read is a problem like any other; CERTCHECK_IO is for the directory itself. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_store_load_directory(struct certcheck_store *store, const char *path,
                               struct certcheck_load *load);

/* certcheck_store_load_system loads the system's anchors: the file or directory fixed when the
 * library was built, else the first of the usual bundle paths that exists. *path (may be NULL)
 * is set to what was read, or to NULL; it belongs to the library. CERTCHECK_IO when there is none
 * (ENOENT in errno) or it cannot be read. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_store_load_system(struct certcheck_store *store, const char **path,
                            struct certcheck_load *load);

CERTCHECK_API size_t certcheck_store_count(const struct certcheck_store *store);
CERTCHECK_API const struct certcheck_certificate *
certcheck_store_certificate(const struct certcheck_store *store, size_t index);
CERTCHECK_API const char *certcheck_store_source(const struct certcheck_store *store, size_t index);

#ifdef __cplusplus
}
#endif

#endif
