/* SPDX-License-Identifier: MIT */
/* OCSP responses as read, and requests (RFC 6960). Nothing here judges: signature, responder and
 * times are not looked at. */
#ifndef CERTCHECK_OCSP_H
#define CERTCHECK_OCSP_H

#include <certcheck/base.h>
#include <certcheck/certificate.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An immutable OCSP response with an atomic reference count; safe to share between threads. Every
 * span handed out points into the response's own copy of the DER and lives as long as it. */
struct certcheck_ocsp;

/* The largest encoding that is read, in bytes. */
#define CERTCHECK_OCSP_MAX ((size_t)16 * 1024 * 1024)

/* certcheck_ocsp_parse copies and reads one OCSPResponse (RFC 6960 4.2.1) in canonical DER. A
 * response of another type than id-pkix-ocsp-basic is malformed. On CERTCHECK_OK the caller owns
 * one reference to *ocsp. On CERTCHECK_MALFORMED *error (which may be NULL) says where and which
 * rule. Extensions whose contents are malformed do not make the response unreadable: see
 * certcheck_extension.malformed. Certificates in it are not read. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_ocsp_parse(const uint8_t *der, size_t length, struct certcheck_ocsp **ocsp,
                     struct certcheck_parse_error *error);

/* certcheck_ocsp_ref takes one more reference and returns its argument. */
CERTCHECK_API struct certcheck_ocsp *certcheck_ocsp_ref(const struct certcheck_ocsp *ocsp);

/* certcheck_ocsp_free gives one reference back. NULL does nothing. */
CERTCHECK_API void certcheck_ocsp_free(const struct certcheck_ocsp *ocsp);

/* certcheck_ocsp_der returns the whole encoding. */
CERTCHECK_API struct certcheck_span certcheck_ocsp_der(const struct certcheck_ocsp *ocsp);

/* OCSPResponseStatus. Anything but 'successful' is not signed and says nothing of a certificate. */
enum certcheck_ocsp_response_status {
    CERTCHECK_OCSP_SUCCESSFUL = 0,
    CERTCHECK_OCSP_MALFORMED_REQUEST = 1,
    CERTCHECK_OCSP_INTERNAL_ERROR = 2,
    CERTCHECK_OCSP_TRY_LATER = 3,
    CERTCHECK_OCSP_SIG_REQUIRED = 5,
    CERTCHECK_OCSP_UNAUTHORIZED = 6
};

CERTCHECK_API enum certcheck_ocsp_response_status
certcheck_ocsp_response_status(const struct certcheck_ocsp *ocsp);

/* certcheck_ocsp_response_status_text returns RFC 6960's name, "tryLater"; "unknown" else. */
CERTCHECK_API const char *
certcheck_ocsp_response_status_text(enum certcheck_ocsp_response_status status);

/* ---- a successful response; of any other all that follows is empty ---- */

/* certcheck_ocsp_to_be_signed returns the encoding of tbsResponseData. */
CERTCHECK_API struct certcheck_span certcheck_ocsp_to_be_signed(const struct certcheck_ocsp *ocsp);

/* certcheck_ocsp_responder_name returns the whole Name of a responder that is given by name,
 * certcheck_ocsp_responder_key_hash the SHA-1 digest of the key of one that is given by key: of the
 * contents of its subjectPublicKey behind the unused-bits octet. The other one is empty. */
CERTCHECK_API struct certcheck_span
certcheck_ocsp_responder_name(const struct certcheck_ocsp *ocsp);
CERTCHECK_API struct certcheck_span
certcheck_ocsp_responder_key_hash(const struct certcheck_ocsp *ocsp);

/* certcheck_ocsp_produced_at returns when the response was signed. */
CERTCHECK_API certcheck_time certcheck_ocsp_produced_at(const struct certcheck_ocsp *ocsp);

CERTCHECK_API const struct certcheck_signature_algorithm *
certcheck_ocsp_signature_algorithm(const struct certcheck_ocsp *ocsp);
CERTCHECK_API struct certcheck_span certcheck_ocsp_signature(const struct certcheck_ocsp *ocsp);

/* certcheck_ocsp_certificates returns the certificates sent along, for
 * certcheck_ocsp_next_certificate, which takes one encoding off the front of *rest and returns
 * false at the end. They are not read: see certcheck_certificate_parse. */
CERTCHECK_API struct certcheck_span certcheck_ocsp_certificates(const struct certcheck_ocsp *ocsp);
CERTCHECK_API bool certcheck_ocsp_next_certificate(struct certcheck_span *rest,
                                                   struct certcheck_span *der);

/* ---- response extensions ---- */

/* certcheck_ocsp_extension_count and certcheck_ocsp_extension walk the extensions as they stand. An
 * index out of range gives NULL. certcheck_ocsp_find_extension returns the (only) extension of a
 * known kind, or NULL. Error offsets count from the start of the response. */
CERTCHECK_API size_t certcheck_ocsp_extension_count(const struct certcheck_ocsp *ocsp);
CERTCHECK_API const struct certcheck_extension *
certcheck_ocsp_extension(const struct certcheck_ocsp *ocsp, size_t index);
CERTCHECK_API const struct certcheck_extension *
certcheck_ocsp_find_extension(const struct certcheck_ocsp *ocsp,
                              enum certcheck_extension_kind kind);

/* certcheck_ocsp_nonce sets *nonce to the nonce's bytes; false when there is none, or it is
 * malformed. */
CERTCHECK_API bool certcheck_ocsp_nonce(const struct certcheck_ocsp *ocsp,
                                        struct certcheck_span *nonce);

/* ---- single responses ---- */

/* CertID (RFC 6960 4.1.1). */
struct certcheck_ocsp_certificate_id {
    enum certcheck_digest digest;          /* CERTCHECK_DIGEST_NONE: unknown */
    struct certcheck_span digest_oid;      /* contents octets */
    struct certcheck_span issuer_name_hash; /* of the issuer's whole Name */
    struct certcheck_span issuer_key_hash; /* of the contents of its subjectPublicKey */
    struct certcheck_span serial;          /* contents octets */
    struct certcheck_span whole;
};

enum certcheck_ocsp_certificate_status {
    CERTCHECK_OCSP_UNKNOWN = 0,
    CERTCHECK_OCSP_GOOD,
    CERTCHECK_OCSP_REVOKED
};

/* certcheck_ocsp_certificate_status_text returns "good", "revoked" or "unknown". */
CERTCHECK_API const char *
certcheck_ocsp_certificate_status_text(enum certcheck_ocsp_certificate_status status);

struct certcheck_ocsp_single {
    struct certcheck_ocsp_certificate_id id;
    enum certcheck_ocsp_certificate_status status;
    certcheck_time revocation_time; /* revoked only, as are the next two */
    bool has_reason;
    enum certcheck_reason reason;
    certcheck_time this_update;
    bool has_next_update;
    certcheck_time next_update;
    /* It carries a critical extension of unknown kind; one whose contents are malformed. */
    bool unknown_critical;
    bool malformed_extension;
    struct certcheck_span extensions; /* contents of singleExtensions; empty: none */
    struct certcheck_span whole;      /* with its header */
};

CERTCHECK_API size_t certcheck_ocsp_single_count(const struct certcheck_ocsp *ocsp);

/* certcheck_ocsp_next_single reads the single response at *position and moves it to the next one.
 * Begin with *position = 0. Returns false at the end. */
CERTCHECK_API bool certcheck_ocsp_next_single(const struct certcheck_ocsp *ocsp, size_t *position,
                                              struct certcheck_ocsp_single *single);

/* certcheck_ocsp_next_single_extension takes one extension off the front of *rest (the `extensions`
 * of a single response of `ocsp`). Returns false at the end. */
CERTCHECK_API bool certcheck_ocsp_next_single_extension(const struct certcheck_ocsp *ocsp,
                                                        struct certcheck_span *rest,
                                                        struct certcheck_extension *extension);

/* ---- requests ---- */

/* A certificate, and the one that issued it. */
struct certcheck_ocsp_question {
    const struct certcheck_certificate *certificate;
    const struct certcheck_certificate *issuer;
};

/* The most certificates that one request asks about, and the longest nonce in bytes (RFC 9654). */
#define CERTCHECK_OCSP_QUESTIONS_MAX 64
#define CERTCHECK_OCSP_NONCE_MAX 128

/* certcheck_ocsp_request writes an unsigned OCSPRequest (RFC 6960 4.1.1) about 1 to
 * CERTCHECK_OCSP_QUESTIONS_MAX certificates, whose ids are made with `digest`: SHA-1, which every
 * responder knows (RFC 5019 2.1.1), or SHA-256. The nonce (RFC 9654 2.1), random bytes of the
 * caller's, has at most CERTCHECK_OCSP_NONCE_MAX; an empty one is left out. *der is given back with
 * certcheck_free. That the issuer is the certificate's is not looked at. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_ocsp_request(const struct certcheck_ocsp_question *questions, size_t count,
                       enum certcheck_digest digest, struct certcheck_span nonce, uint8_t **der,
                       size_t *length);

#ifdef __cplusplus
}
#endif

#endif
