/* SPDX-License-Identifier: MIT */
/* X.509 certificates as read: fields, extensions, names. Nothing here judges. */
#ifndef CERTCHECK_CERTIFICATE_H
#define CERTCHECK_CERTIFICATE_H

#include <certcheck/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An immutable certificate with an atomic reference count; safe to share between threads. Every
 * span handed out points into the certificate's own copy of the DER and lives as long as it. */
struct certcheck_certificate;

/* The largest encoding that is read, in bytes. */
#define CERTCHECK_CERTIFICATE_MAX ((size_t)16 * 1024 * 1024)
/* The most extensions that one certificate may carry. */
#define CERTCHECK_EXTENSIONS_MAX 256

/* certcheck_certificate_parse copies and reads one certificate (RFC 5280 4.1) in canonical DER.
 * On CERTCHECK_OK the caller owns one reference to *certificate. On CERTCHECK_MALFORMED *error
 * (which may be NULL) says where and which rule. An extension whose contents are malformed does
 * not make the certificate unreadable: see certcheck_extension.malformed. Signatures, dates and
 * every other judgment are not looked at. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_certificate_parse(const uint8_t *der, size_t length,
                            struct certcheck_certificate **certificate,
                            struct certcheck_parse_error *error);

/* certcheck_certificate_ref takes one more reference and returns its argument. */
CERTCHECK_API struct certcheck_certificate *
certcheck_certificate_ref(const struct certcheck_certificate *certificate);

/* certcheck_certificate_free gives one reference back. NULL does nothing. */
CERTCHECK_API void certcheck_certificate_free(const struct certcheck_certificate *certificate);

/* certcheck_certificate_der returns the whole encoding. */
CERTCHECK_API struct certcheck_span
certcheck_certificate_der(const struct certcheck_certificate *certificate);

/* certcheck_certificate_to_be_signed returns the encoding of tbsCertificate. */
CERTCHECK_API struct certcheck_span
certcheck_certificate_to_be_signed(const struct certcheck_certificate *certificate);

/* certcheck_certificate_version returns 1, 2 or 3. */
CERTCHECK_API int certcheck_certificate_version(const struct certcheck_certificate *certificate);

/* certcheck_certificate_serial returns the contents octets of serialNumber: big-endian two's
 * complement, at least one byte. */
CERTCHECK_API struct certcheck_span
certcheck_certificate_serial(const struct certcheck_certificate *certificate);

/* certcheck_certificate_issuer and certcheck_certificate_subject return the whole Name, with its
 * SEQUENCE header; see certcheck_name_text. */
CERTCHECK_API struct certcheck_span
certcheck_certificate_issuer(const struct certcheck_certificate *certificate);
CERTCHECK_API struct certcheck_span
certcheck_certificate_subject(const struct certcheck_certificate *certificate);

/* Both ends are inclusive (RFC 5280 4.1.2.5). */
CERTCHECK_API certcheck_time
certcheck_certificate_not_before(const struct certcheck_certificate *certificate);
CERTCHECK_API certcheck_time
certcheck_certificate_not_after(const struct certcheck_certificate *certificate);

/* certcheck_certificate_signature returns the signature's bytes (a BIT STRING without unused
 * bits; its contents behind the unused-bits octet). */
CERTCHECK_API struct certcheck_span
certcheck_certificate_signature(const struct certcheck_certificate *certificate);

/* certcheck_certificate_is_self_issued is true when subject and issuer are the same name under
 * RFC 5280 7.1. It says nothing about who signed. */
CERTCHECK_API bool
certcheck_certificate_is_self_issued(const struct certcheck_certificate *certificate);

/* ---- algorithms and keys ---- */

enum certcheck_digest {
    CERTCHECK_DIGEST_NONE = 0, /* the algorithm has none of its own (Ed25519, Ed448), or unknown */
    CERTCHECK_DIGEST_MD2,
    CERTCHECK_DIGEST_MD4,
    CERTCHECK_DIGEST_MD5,
    CERTCHECK_DIGEST_SHA1,
    CERTCHECK_DIGEST_SHA224,
    CERTCHECK_DIGEST_SHA256,
    CERTCHECK_DIGEST_SHA384,
    CERTCHECK_DIGEST_SHA512,
    CERTCHECK_DIGEST_SHA3_224,
    CERTCHECK_DIGEST_SHA3_256,
    CERTCHECK_DIGEST_SHA3_384,
    CERTCHECK_DIGEST_SHA3_512
};

enum certcheck_signature_kind {
    CERTCHECK_SIGNATURE_UNKNOWN = 0,
    CERTCHECK_SIGNATURE_RSA_PKCS1, /* RFC 8017 8.2 */
    CERTCHECK_SIGNATURE_RSA_PSS,   /* RFC 8017 8.1, RFC 4055 */
    CERTCHECK_SIGNATURE_DSA,
    CERTCHECK_SIGNATURE_ECDSA,
    CERTCHECK_SIGNATURE_ED25519, /* RFC 8410 */
    CERTCHECK_SIGNATURE_ED448
};

/* A signature algorithm with its parameters decoded. */
struct certcheck_signature_algorithm {
    enum certcheck_signature_kind kind;
    enum certcheck_digest digest;
    enum certcheck_digest mask_digest;  /* RSA-PSS: MGF1's digest */
    uint32_t salt_length;               /* RSA-PSS: bytes */
    struct certcheck_span oid;          /* contents octets */
    struct certcheck_span whole;        /* the AlgorithmIdentifier with its header */
    bool parameters_malformed;          /* not what the algorithm's RFC asks for */
};

enum certcheck_key_kind {
    CERTCHECK_KEY_UNKNOWN = 0,
    CERTCHECK_KEY_RSA,
    CERTCHECK_KEY_RSA_PSS, /* an RSA key that may only make RSA-PSS signatures */
    CERTCHECK_KEY_DSA,
    CERTCHECK_KEY_EC,
    CERTCHECK_KEY_ED25519,
    CERTCHECK_KEY_ED448,
    CERTCHECK_KEY_X25519,
    CERTCHECK_KEY_X448
};

enum certcheck_curve {
    CERTCHECK_CURVE_NONE = 0,
    CERTCHECK_CURVE_UNKNOWN,  /* a named curve that is not in this list */
    CERTCHECK_CURVE_EXPLICIT, /* specifiedCurve or implicitCurve: RFC 5480 2.1.1 forbids both */
    CERTCHECK_CURVE_P192,
    CERTCHECK_CURVE_P224,
    CERTCHECK_CURVE_P256,
    CERTCHECK_CURVE_P384,
    CERTCHECK_CURVE_P521
};

/* SubjectPublicKeyInfo (RFC 5280 4.1.2.7). */
struct certcheck_public_key {
    enum certcheck_key_kind kind;
    enum certcheck_curve curve;          /* EC only */
    uint32_t bits;                       /* modulus, prime p or field size; 0: unknown */
    struct certcheck_span modulus;       /* RSA: magnitude, big-endian, no leading zero */
    struct certcheck_span exponent;      /* RSA: the same */
    struct certcheck_span subgroup;      /* DSA: q; empty when the parameters are inherited */
    struct certcheck_span algorithm_oid; /* contents octets */
    struct certcheck_span parameters;    /* whole TLV of the algorithm's parameters; may be empty */
    struct certcheck_span key;           /* contents of subjectPublicKey behind the unused-bits octet */
    struct certcheck_span whole;         /* SubjectPublicKeyInfo with its header */
    bool has_pss_parameters;             /* RSA_PSS: the key restricts digest and salt */
    struct certcheck_signature_algorithm pss; /* valid where has_pss_parameters */
    bool malformed;                      /* the key's contents break its algorithm's RFC */
};

CERTCHECK_API const struct certcheck_public_key *
certcheck_certificate_public_key(const struct certcheck_certificate *certificate);

/* certcheck_certificate_signature_algorithm returns the outer signatureAlgorithm; the inner one
 * of tbsCertificate may differ in a broken certificate: see the finding algorithm-mismatch. */
CERTCHECK_API const struct certcheck_signature_algorithm *
certcheck_certificate_signature_algorithm(const struct certcheck_certificate *certificate);

/* Short names for people: "RSA", "ECDSA", "P-256", "SHA-256". Never NULL. */
CERTCHECK_API const char *certcheck_key_kind_text(enum certcheck_key_kind kind);
CERTCHECK_API const char *certcheck_curve_text(enum certcheck_curve curve);
CERTCHECK_API const char *certcheck_digest_text(enum certcheck_digest digest);
CERTCHECK_API const char *certcheck_signature_kind_text(enum certcheck_signature_kind kind);

/* ---- names ---- */

/* certcheck_name_text writes a Name (whole TLV) as RFC 4514 says, last RDN first, control
 * characters and everything outside UTF-8 escaped as \HH, in memory that the caller gives back
 * with certcheck_free. NULL: memory ran out or the span is not a Name. The empty name is "". Of more
 * than a mebibyte the rest is left out, and "..." stands in its place; so it is with all texts of
 * names and OIDs. */
CERTCHECK_API char *certcheck_name_text(struct certcheck_span name);

/* certcheck_name_attribute returns the text of the last attribute of that type (contents octets
 * of its OID) in the name, as UTF-8 in memory that the caller gives back; NULL when absent,
 * unreadable, or memory ran out. Control characters are escaped as in certcheck_name_text. */
CERTCHECK_API char *certcheck_name_attribute(struct certcheck_span name,
                                             struct certcheck_span oid);

/* certcheck_name_equal compares two Names (whole TLVs) by RFC 5280 7.1: byte-equal first, then
 * attribute by attribute without regard to string type, case, invisible characters, and space that
 * does not count. Departures: nothing is normalised (RFC 4518 2.3), and case matters but for the
 * common letters of Latin, Greek, Cyrillic and Armenian; an RDN of over 16 attributes compares as
 * bytes. */
CERTCHECK_API bool certcheck_name_equal(struct certcheck_span a, struct certcheck_span b);

/* GeneralName (RFC 5280 4.2.1.6), numbered as its context tags are. */
enum certcheck_general_name_kind {
    CERTCHECK_NAME_OTHER = 0,
    CERTCHECK_NAME_RFC822 = 1,
    CERTCHECK_NAME_DNS = 2,
    CERTCHECK_NAME_X400 = 3,
    CERTCHECK_NAME_DIRECTORY = 4,
    CERTCHECK_NAME_EDI_PARTY = 5,
    CERTCHECK_NAME_URI = 6,
    CERTCHECK_NAME_IP = 7,
    CERTCHECK_NAME_REGISTERED_ID = 8
};

struct certcheck_general_name {
    enum certcheck_general_name_kind kind;
    /* rfc822, DNS, URI: IA5 text, may hold any byte below 0x80, NUL included. IP: 4 or 16 bytes
     * (8 or 32 in a name constraint). Directory: the whole Name. registeredID: OID contents.
     * Other kinds: the contents octets; for otherName the value inside [0], with its header
     * (SmtpUTF8Mailbox: without). */
    struct certcheck_span value;
    struct certcheck_span type_id; /* otherName only: contents of its OID */
    bool is_smtp_utf8;             /* otherName id-on-SmtpUTF8Mailbox (RFC 9598): value is UTF-8 */
    struct certcheck_span whole;   /* with its header */
};

/* certcheck_next_general_name takes one GeneralName off the front of *rest (the contents of a
 * GeneralNames). Returns false at the end, and at anything malformed. */
CERTCHECK_API bool certcheck_next_general_name(struct certcheck_span *rest,
                                               struct certcheck_general_name *name);

/* certcheck_general_name_text writes a name for people, "DNS:example.com", "IP:192.0.2.1/24",
 * unprintable bytes escaped. The caller gives it back with certcheck_free; NULL: no memory. */
CERTCHECK_API char *certcheck_general_name_text(const struct certcheck_general_name *name);

/* ---- extensions ---- */

enum certcheck_extension_kind {
    CERTCHECK_EXT_UNKNOWN = 0,
    CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER,     /* RFC 5280 4.2.1.1 */
    CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER,       /* 4.2.1.2 */
    CERTCHECK_EXT_KEY_USAGE,                    /* 4.2.1.3 */
    CERTCHECK_EXT_CERTIFICATE_POLICIES,         /* 4.2.1.4 */
    CERTCHECK_EXT_POLICY_MAPPINGS,              /* 4.2.1.5 */
    CERTCHECK_EXT_SUBJECT_ALT_NAME,             /* 4.2.1.6 */
    CERTCHECK_EXT_ISSUER_ALT_NAME,              /* 4.2.1.7 */
    CERTCHECK_EXT_SUBJECT_DIRECTORY_ATTRIBUTES, /* 4.2.1.8 */
    CERTCHECK_EXT_BASIC_CONSTRAINTS,            /* 4.2.1.9 */
    CERTCHECK_EXT_NAME_CONSTRAINTS,             /* 4.2.1.10 */
    CERTCHECK_EXT_POLICY_CONSTRAINTS,           /* 4.2.1.11 */
    CERTCHECK_EXT_EXTENDED_KEY_USAGE,           /* 4.2.1.12 */
    CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS,      /* 4.2.1.13 */
    CERTCHECK_EXT_INHIBIT_ANY_POLICY,           /* 4.2.1.14 */
    CERTCHECK_EXT_FRESHEST_CRL,                 /* 4.2.1.15 */
    CERTCHECK_EXT_AUTHORITY_INFO_ACCESS,        /* 4.2.2.1 */
    CERTCHECK_EXT_SUBJECT_INFO_ACCESS,          /* 4.2.2.2 */
    CERTCHECK_EXT_TLS_FEATURE,                  /* RFC 7633, Must-Staple */
    CERTCHECK_EXT_SCT_LIST,                     /* RFC 6962 3.3 */
    CERTCHECK_EXT_CT_POISON,                    /* RFC 6962 3.1 */
    CERTCHECK_EXT_OCSP_NO_CHECK,                /* RFC 6960 4.2.2.2.1 */
    CERTCHECK_EXT_NO_REV_AVAIL,                 /* RFC 9608 */
    /* CRLs, together with AUTHORITY_KEY_IDENTIFIER, ISSUER_ALT_NAME, FRESHEST_CRL and
     * AUTHORITY_INFO_ACCESS (RFC 5280 5.2) */
    CERTCHECK_EXT_CRL_NUMBER,                 /* RFC 5280 5.2.3 */
    CERTCHECK_EXT_DELTA_CRL_INDICATOR,        /* 5.2.4 */
    CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT, /* 5.2.5 */
    /* entries of CRLs, and single OCSP responses (RFC 6960 4.4.5) */
    CERTCHECK_EXT_REASON_CODE,        /* RFC 5280 5.3.1 */
    CERTCHECK_EXT_INVALIDITY_DATE,    /* 5.3.2 */
    CERTCHECK_EXT_CERTIFICATE_ISSUER, /* 5.3.3 */
    /* OCSP responses */
    CERTCHECK_EXT_OCSP_NONCE,           /* RFC 6960 4.4.1, RFC 9654 */
    CERTCHECK_EXT_OCSP_CRL_REFERENCES,  /* 4.4.2, not decoded further */
    CERTCHECK_EXT_OCSP_ARCHIVE_CUTOFF,  /* 4.4.4 */
    CERTCHECK_EXT_OCSP_EXTENDED_REVOKE, /* 4.4.8 */
    CERTCHECK_EXT_OCSP_SCT_LIST,        /* RFC 6962 3.3, in single responses */
    CERTCHECK_EXT_KINDS                         /* how many there are; not a kind */
};

struct certcheck_extension {
    enum certcheck_extension_kind kind;
    bool critical;
    bool malformed;               /* the contents break the extension's ASN.1; error says where */
    struct certcheck_span oid;    /* contents octets */
    struct certcheck_span value;  /* what extnValue's OCTET STRING holds */
    struct certcheck_span whole;  /* the Extension with its header */
    struct certcheck_parse_error error; /* offset counts from the start of the certificate */
};

/* certcheck_certificate_extension_count and certcheck_certificate_extension walk the extensions
 * as they stand in the certificate. An index out of range gives NULL. */
CERTCHECK_API size_t
certcheck_certificate_extension_count(const struct certcheck_certificate *certificate);
CERTCHECK_API const struct certcheck_extension *
certcheck_certificate_extension(const struct certcheck_certificate *certificate, size_t index);

/* certcheck_certificate_find_extension returns the (only) extension of a known kind, or NULL. */
CERTCHECK_API const struct certcheck_extension *
certcheck_certificate_find_extension(const struct certcheck_certificate *certificate,
                                     enum certcheck_extension_kind kind);

/* certcheck_extension_kind_text returns RFC 5280's name, "basicConstraints"; "unknown" else. */
CERTCHECK_API const char *certcheck_extension_kind_text(enum certcheck_extension_kind kind);

/* KeyUsage's bits: bit n of the mask is named bit n of the BIT STRING. */
#define CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE (1U << 0)
#define CERTCHECK_KEY_USAGE_NON_REPUDIATION (1U << 1)
#define CERTCHECK_KEY_USAGE_KEY_ENCIPHERMENT (1U << 2)
#define CERTCHECK_KEY_USAGE_DATA_ENCIPHERMENT (1U << 3)
#define CERTCHECK_KEY_USAGE_KEY_AGREEMENT (1U << 4)
#define CERTCHECK_KEY_USAGE_KEY_CERT_SIGN (1U << 5)
#define CERTCHECK_KEY_USAGE_CRL_SIGN (1U << 6)
#define CERTCHECK_KEY_USAGE_ENCIPHER_ONLY (1U << 7)
#define CERTCHECK_KEY_USAGE_DECIPHER_ONLY (1U << 8)

/* certcheck_key_usage_text returns the name of named bit n, 0 to 8, or NULL. */
CERTCHECK_API const char *certcheck_key_usage_text(unsigned bit);

/* A count that ASN.1 leaves unbounded (pathLenConstraint, SkipCerts) is cut off here: a larger
 * one constrains nothing that the largest permitted path could break. */
#define CERTCHECK_COUNT_MAX 0x7FFFFFFFU

struct certcheck_basic_constraints {
    bool ca;
    bool has_path_length;
    uint32_t path_length; /* intermediates that are not self-issued */
};

struct certcheck_authority_key_identifier {
    bool has_key_identifier;
    struct certcheck_span key_identifier;
    bool has_issuer;
    struct certcheck_span issuer; /* contents of GeneralNames */
    bool has_serial;
    struct certcheck_span serial; /* contents octets of the INTEGER */
};

struct certcheck_policy_constraints {
    bool has_require_explicit;
    uint32_t require_explicit; /* certificates to skip */
    bool has_inhibit_mapping;
    uint32_t inhibit_mapping;
};

struct certcheck_name_constraints {
    bool has_permitted;
    struct certcheck_span permitted; /* contents of GeneralSubtrees */
    bool has_excluded;
    struct certcheck_span excluded;
};

struct certcheck_subtree {
    struct certcheck_general_name base;
    uint32_t minimum; /* RFC 5280 4.2.1.10 wants 0 */
    bool has_maximum;
    uint32_t maximum; /* and none */
    struct certcheck_span whole;
};

struct certcheck_policy_information {
    struct certcheck_span policy;     /* contents of the OID */
    struct certcheck_span qualifiers; /* contents of the SEQUENCE; empty when absent */
};

struct certcheck_policy_qualifier {
    struct certcheck_span qualifier; /* contents of the OID: id-qt-cps, id-qt-unotice */
    struct certcheck_span value;     /* whole TLV */
};

struct certcheck_policy_mapping {
    struct certcheck_span issuer_domain_policy;
    struct certcheck_span subject_domain_policy;
};

#define CERTCHECK_REASON_FLAGS_ALL 0x1FFU

struct certcheck_distribution_point {
    bool has_full_name;
    struct certcheck_span full_name; /* contents of GeneralNames */
    bool has_relative_name;
    struct certcheck_span relative_name; /* contents of the RelativeDistinguishedName */
    bool has_reasons;
    uint16_t reasons; /* bit n is named bit n of ReasonFlags */
    bool has_crl_issuer;
    struct certcheck_span crl_issuer; /* contents of GeneralNames */
};

/* RFC 5280 5.3.1. A revocation without a reason is CERTCHECK_REASON_UNSPECIFIED. */
enum certcheck_reason {
    CERTCHECK_REASON_UNSPECIFIED = 0,
    CERTCHECK_REASON_KEY_COMPROMISE = 1,
    CERTCHECK_REASON_CA_COMPROMISE = 2,
    CERTCHECK_REASON_AFFILIATION_CHANGED = 3,
    CERTCHECK_REASON_SUPERSEDED = 4,
    CERTCHECK_REASON_CESSATION_OF_OPERATION = 5,
    CERTCHECK_REASON_CERTIFICATE_HOLD = 6,
    CERTCHECK_REASON_REMOVE_FROM_CRL = 8, /* in delta CRLs only */
    CERTCHECK_REASON_PRIVILEGE_WITHDRAWN = 9,
    CERTCHECK_REASON_AA_COMPROMISE = 10
};

/* certcheck_reason_text returns RFC 5280's name, "keyCompromise"; "unknown" else. */
CERTCHECK_API const char *certcheck_reason_text(enum certcheck_reason reason);

/* certcheck_reason_flag_text returns the name of named bit n of ReasonFlags, 0 to 8, or NULL. */
CERTCHECK_API const char *certcheck_reason_flag_text(unsigned bit);

/* What a CRL covers (RFC 5280 5.2.5). */
struct certcheck_issuing_distribution_point {
    /* distributionPoint as name, onlySomeReasons as reasons; it has no cRLIssuer. */
    struct certcheck_distribution_point point;
    bool only_user_certificates;
    bool only_ca_certificates;
    bool only_attribute_certificates;
    bool indirect;
};

struct certcheck_access_description {
    struct certcheck_span method; /* contents of the OID */
    struct certcheck_general_name location;
};

/* One SignedCertificateTimestamp (RFC 6962 3.2). */
struct certcheck_sct {
    uint8_t version; /* 0: v1; other versions leave the rest empty but `whole` */
    struct certcheck_span log_id;
    uint64_t timestamp; /* milliseconds since 1970 */
    struct certcheck_span extensions;
    uint8_t hash_algorithm;
    uint8_t signature_algorithm;
    struct certcheck_span signature;
    struct certcheck_span whole;
};

/* What an extension says, by its kind. Lists are the contents octets of their SEQUENCE OF, to be
 * walked with the certcheck_next_ functions below; each was checked whole when it was decoded. */
struct certcheck_extension_value {
    enum certcheck_extension_kind kind;
    union {
        struct certcheck_authority_key_identifier authority_key_identifier;
        struct certcheck_span subject_key_identifier;
        uint16_t key_usage;                      /* CERTCHECK_KEY_USAGE_ bits */
        struct certcheck_span policies;          /* certcheck_next_policy */
        struct certcheck_span policy_mappings;   /* certcheck_next_policy_mapping */
        /* subject and issuer alternative names, the certificateIssuer of a CRL's entry */
        struct certcheck_span names;
        struct certcheck_span attributes;        /* subjectDirectoryAttributes, not decoded further */
        struct certcheck_basic_constraints basic_constraints;
        struct certcheck_name_constraints name_constraints; /* certcheck_next_subtree */
        struct certcheck_policy_constraints policy_constraints;
        struct certcheck_span purposes;          /* extended key usage; certcheck_next_oid */
        struct certcheck_span distribution_points; /* CRL distribution points, freshest CRL */
        uint32_t inhibit_any_policy;             /* certificates to skip */
        struct certcheck_span access;            /* certcheck_next_access_description */
        struct certcheck_span tls_features;      /* certcheck_next_tls_feature */
        struct certcheck_span scts;              /* certcheck_next_sct */
        struct certcheck_span number;            /* CRL number, base CRL number: contents octets */
        struct certcheck_issuing_distribution_point issuing_distribution_point;
        enum certcheck_reason reason;
        certcheck_time time;                     /* invalidity date, archive cutoff */
        struct certcheck_span nonce;             /* contents of the OCTET STRING */
    } of;
};

/* certcheck_extension_decode reads the contents of an extension of a known kind. Returns
 * CERTCHECK_MALFORMED where they break its ASN.1 (the extension's own error says where),
 * CERTCHECK_BAD_ARGUMENT for an unknown kind. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_extension_decode(const struct certcheck_extension *extension,
                           struct certcheck_extension_value *value);

/* Each certcheck_next_ function takes one element off the front of *rest and returns true, or
 * returns false at the end and at anything malformed. */
CERTCHECK_API bool certcheck_next_oid(struct certcheck_span *rest, struct certcheck_span *oid);
CERTCHECK_API bool certcheck_next_policy(struct certcheck_span *rest,
                                         struct certcheck_policy_information *policy);
CERTCHECK_API bool certcheck_next_policy_qualifier(struct certcheck_span *rest,
                                                   struct certcheck_policy_qualifier *qualifier);
CERTCHECK_API bool certcheck_next_policy_mapping(struct certcheck_span *rest,
                                                 struct certcheck_policy_mapping *mapping);
CERTCHECK_API bool certcheck_next_subtree(struct certcheck_span *rest,
                                          struct certcheck_subtree *subtree);
CERTCHECK_API bool certcheck_next_distribution_point(struct certcheck_span *rest,
                                                     struct certcheck_distribution_point *point);
CERTCHECK_API bool
certcheck_next_access_description(struct certcheck_span *rest,
                                  struct certcheck_access_description *description);
CERTCHECK_API bool certcheck_next_tls_feature(struct certcheck_span *rest, uint16_t *feature);
CERTCHECK_API bool certcheck_next_sct(struct certcheck_span *rest, struct certcheck_sct *sct);

/* certcheck_certificate_fingerprint computes SHA-256 over the whole encoding. Returns
 * CERTCHECK_INTERNAL when the cryptographic library fails. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_certificate_fingerprint(const struct certcheck_certificate *certificate,
                                  uint8_t sha256[32]);

#ifdef __cplusplus
}
#endif

#endif
