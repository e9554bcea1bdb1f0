/* SPDX-License-Identifier: MIT */
/* Reads AlgorithmIdentifiers of signatures: RFC 3279, 4055, 5758, 8410. */
#include "x509/algorithm.h"

#include "x509/any.h"

/* AlgorithmIdentifier ::= SEQUENCE {
 *     algorithm   OBJECT IDENTIFIER,
 *     parameters  ANY DEFINED BY algorithm OPTIONAL } */
bool cc_algorithm_identifier_read(struct cc_der *der, struct cc_algorithm_identifier *identifier)
{
    cc_der_value sequence;
    struct cc_der inside;
    if (!cc_der_expect(der, CC_DER_SEQUENCE, &sequence) || !cc_der_open(der, &sequence, &inside) ||
        !cc_der_known_oid(&inside, CC_DER_OID, &identifier->oid, &identifier->known))
        return false;
    identifier->whole = sequence.whole;
    identifier->parameters = (cc_der_value){0};
    identifier->has_parameters = !cc_der_at_end(&inside);
    if (identifier->has_parameters && !cc_any_read(&inside, &identifier->parameters))
        return false;
    return cc_der_end(&inside);
}

static bool has_null_parameters(const struct cc_algorithm_identifier *identifier)
{
    return identifier->has_parameters && identifier->parameters.tag == CC_DER_NULL &&
           identifier->parameters.contents.length == 0;
}

static const struct {
    enum certcheck_signature_kind kind;
    enum certcheck_digest digest;
} signature_algorithms[CC_OIDS] = {
    [CC_OID_MD2_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_MD2},
    [CC_OID_MD4_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_MD4},
    [CC_OID_MD5_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_MD5},
    [CC_OID_SHA1_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA1},
    [CC_OID_SHA1_WITH_RSA_OIW] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA1},
    [CC_OID_SHA224_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA224},
    [CC_OID_SHA256_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA256},
    [CC_OID_SHA384_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA384},
    [CC_OID_SHA512_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA512},
    [CC_OID_SHA3_224_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA3_224},
    [CC_OID_SHA3_256_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA3_256},
    [CC_OID_SHA3_384_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA3_384},
    [CC_OID_SHA3_512_WITH_RSA] = {CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA3_512},
    [CC_OID_RSASSA_PSS] = {CERTCHECK_SIGNATURE_RSA_PSS, CERTCHECK_DIGEST_NONE},
    [CC_OID_DSA_WITH_SHA1] = {CERTCHECK_SIGNATURE_DSA, CERTCHECK_DIGEST_SHA1},
    [CC_OID_DSA_WITH_SHA224] = {CERTCHECK_SIGNATURE_DSA, CERTCHECK_DIGEST_SHA224},
    [CC_OID_DSA_WITH_SHA256] = {CERTCHECK_SIGNATURE_DSA, CERTCHECK_DIGEST_SHA256},
    [CC_OID_DSA_WITH_SHA384] = {CERTCHECK_SIGNATURE_DSA, CERTCHECK_DIGEST_SHA384},
    [CC_OID_DSA_WITH_SHA512] = {CERTCHECK_SIGNATURE_DSA, CERTCHECK_DIGEST_SHA512},
    [CC_OID_ECDSA_WITH_SHA1] = {CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA1},
    [CC_OID_ECDSA_WITH_SHA224] = {CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA224},
    [CC_OID_ECDSA_WITH_SHA256] = {CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA256},
    [CC_OID_ECDSA_WITH_SHA384] = {CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA384},
    [CC_OID_ECDSA_WITH_SHA512] = {CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA512},
    [CC_OID_ECDSA_WITH_SHA3_224] = {CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA3_224},
    [CC_OID_ECDSA_WITH_SHA3_256] = {CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA3_256},
    [CC_OID_ECDSA_WITH_SHA3_384] = {CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA3_384},
    [CC_OID_ECDSA_WITH_SHA3_512] = {CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA3_512},
    [CC_OID_ED25519] = {CERTCHECK_SIGNATURE_ED25519, CERTCHECK_DIGEST_NONE},
    [CC_OID_ED448] = {CERTCHECK_SIGNATURE_ED448, CERTCHECK_DIGEST_NONE},
};

static const struct {
    enum cc_oid oid;
    enum certcheck_digest digest;
} digest_algorithms[] = {
    {CC_OID_MD5, CERTCHECK_DIGEST_MD5},           {CC_OID_SHA1, CERTCHECK_DIGEST_SHA1},
    {CC_OID_SHA224, CERTCHECK_DIGEST_SHA224},     {CC_OID_SHA256, CERTCHECK_DIGEST_SHA256},
    {CC_OID_SHA384, CERTCHECK_DIGEST_SHA384},     {CC_OID_SHA512, CERTCHECK_DIGEST_SHA512},
    {CC_OID_SHA3_224, CERTCHECK_DIGEST_SHA3_224}, {CC_OID_SHA3_256, CERTCHECK_DIGEST_SHA3_256},
    {CC_OID_SHA3_384, CERTCHECK_DIGEST_SHA3_384}, {CC_OID_SHA3_512, CERTCHECK_DIGEST_SHA3_512},
};

/* RFC 4055 2.1: parameters of a hash algorithm are NULL or absent, and both must be accepted. An
 * unknown one is CERTCHECK_DIGEST_NONE. */
bool cc_digest_algorithm_read(struct cc_der *der, enum certcheck_digest *digest, cc_span *oid_read)
{
    struct cc_algorithm_identifier identifier;
    if (!cc_algorithm_identifier_read(der, &identifier))
        return false;
    *digest = CERTCHECK_DIGEST_NONE;
    *oid_read = identifier.oid;
    for (size_t i = 0; i < sizeof digest_algorithms / sizeof *digest_algorithms; i++) {
        if (digest_algorithms[i].oid == identifier.known)
            *digest = digest_algorithms[i].digest;
    }
    if (*digest != CERTCHECK_DIGEST_NONE && identifier.has_parameters &&
        !has_null_parameters(&identifier))
        return cc_der_fail(der, identifier.parameters.whole.data, identifier.parameters.tag,
                           CC_DER_RULE_PARAMETERS_UNEXPECTED);
    return true;
}

static bool read_digest(struct cc_der *der, enum certcheck_digest *digest)
{
    cc_span oid;
    return cc_digest_algorithm_read(der, digest, &oid);
}

/* mgf1SHA1Identifier and its like: id-mgf1 with a HashAlgorithm as parameters (RFC 4055 2.2). */
static bool read_mask(struct cc_der *der, enum certcheck_digest *digest)
{
    struct cc_algorithm_identifier identifier;
    if (!cc_algorithm_identifier_read(der, &identifier))
        return false;
    *digest = CERTCHECK_DIGEST_NONE;
    if (identifier.known != CC_OID_MGF1)
        return true;
    struct cc_der parameters;
    cc_der_init(&parameters, identifier.parameters.whole, der->origin, der->error);
    parameters.field = der->field;
    return read_digest(&parameters, digest) && cc_der_end(&parameters);
}

/* Opens [number] EXPLICIT when it comes next. */
static bool enter_optional(struct cc_der *der, unsigned number, struct cc_der *inside,
                           cc_der_value *value, bool *present)
{
    return cc_der_optional(der, CC_DER_CONTEXT_CONSTRUCTED(number), value, present) &&
           (!*present || cc_der_open(der, value, inside));
}

static bool read_pss_digests(struct cc_der *params, struct certcheck_signature_algorithm *algorithm,
                             struct cc_quirk *quirks)
{
    struct cc_der inside;
    cc_der_value value;
    bool present;
    params->field = "RSASSA-PSS-params.hashAlgorithm";
    if (!enter_optional(params, 0, &inside, &value, &present) ||
        (present && (!read_digest(&inside, &algorithm->digest) || !cc_der_end(&inside))))
        return false;
    if (present && algorithm->digest == CERTCHECK_DIGEST_SHA1)
        cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, value.whole, params->field);

    params->field = "RSASSA-PSS-params.maskGenAlgorithm";
    if (!enter_optional(params, 1, &inside, &value, &present) ||
        (present && (!read_mask(&inside, &algorithm->mask_digest) || !cc_der_end(&inside))))
        return false;
    if (present && algorithm->mask_digest == CERTCHECK_DIGEST_SHA1)
        cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, value.whole, params->field);
    return true;
}

/* RSASSA-PSS-params ::= SEQUENCE {
 *     hashAlgorithm     [0] HashAlgorithm DEFAULT sha1Identifier,
 *     maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
 *     saltLength        [2] INTEGER DEFAULT 20,
 *     trailerField      [3] INTEGER DEFAULT 1 } */
bool cc_algorithm_read_pss(struct cc_der *der, struct certcheck_signature_algorithm *algorithm,
                           struct cc_quirk *quirks)
{
    enum { SALT_LENGTH_DEFAULT = 20, TRAILER_FIELD_BC = 1 };
    algorithm->digest = CERTCHECK_DIGEST_SHA1;
    algorithm->mask_digest = CERTCHECK_DIGEST_SHA1;
    algorithm->salt_length = SALT_LENGTH_DEFAULT;
    struct cc_der params, inside;
    cc_der_value value;
    bool present;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &params) ||
        !read_pss_digests(&params, algorithm, quirks))
        return false;

    params.field = "RSASSA-PSS-params.saltLength";
    if (!enter_optional(&params, 2, &inside, &value, &present) ||
        (present &&
         (!cc_der_count(&inside, CC_DER_INTEGER, CERTCHECK_COUNT_MAX, &algorithm->salt_length) ||
          !cc_der_end(&inside))))
        return false;
    if (present && algorithm->salt_length == SALT_LENGTH_DEFAULT)
        cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, value.whole, params.field);

    params.field = "RSASSA-PSS-params.trailerField";
    uint32_t trailer = TRAILER_FIELD_BC;
    if (!enter_optional(&params, 3, &inside, &value, &present) ||
        (present && (!cc_der_count(&inside, CC_DER_INTEGER, CERTCHECK_COUNT_MAX, &trailer) ||
                     !cc_der_end(&inside))))
        return false;
    /* RFC 4055 3.1: the value MUST be 1. */
    if (trailer != TRAILER_FIELD_BC)
        return cc_der_fail(&params, value.whole.data, value.tag, CC_DER_RULE_VALUE_RANGE);
    if (present)
        cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, value.whole, params.field);
    return cc_der_end(&params);
}

static bool pss_parameters_fit(const struct cc_algorithm_identifier *identifier,
                               struct certcheck_signature_algorithm *algorithm,
                               struct cc_quirk *quirks)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_init(&der, identifier->parameters.whole, NULL, &error);
    return cc_algorithm_read_pss(&der, algorithm, quirks) && cc_der_end(&der);
}

static bool parameters_fit(const struct cc_algorithm_identifier *identifier,
                           struct certcheck_signature_algorithm *algorithm, struct cc_quirk *quirks)
{
    switch (algorithm->kind) {
    case CERTCHECK_SIGNATURE_UNKNOWN:
        return true;
    case CERTCHECK_SIGNATURE_RSA_PKCS1:
        /* RFC 4055 5 asks for NULL; early certificates leave it out. */
        return !identifier->has_parameters || has_null_parameters(identifier);
    case CERTCHECK_SIGNATURE_RSA_PSS:
        /* RFC 4055 3.1: parameters MUST be present where the identifier goes with a signature. */
        return pss_parameters_fit(identifier, algorithm, quirks);
    case CERTCHECK_SIGNATURE_DSA:     /* RFC 3279 2.2.2, RFC 5758 3.1 */
    case CERTCHECK_SIGNATURE_ECDSA:   /* RFC 3279 2.2.3, RFC 5758 3.2 */
    case CERTCHECK_SIGNATURE_ED25519: /* RFC 8410 3 */
    case CERTCHECK_SIGNATURE_ED448:
        return !identifier->has_parameters;
    }
    return false;
}

bool cc_algorithm_read(struct cc_der *der, struct certcheck_signature_algorithm *algorithm,
                       struct cc_quirk *quirks)
{
    *algorithm = (struct certcheck_signature_algorithm){0};
    struct cc_algorithm_identifier identifier;
    if (!cc_algorithm_identifier_read(der, &identifier))
        return false;
    algorithm->oid = identifier.oid;
    algorithm->whole = identifier.whole;
    algorithm->kind = signature_algorithms[identifier.known].kind; /* all zeros: unknown */
    algorithm->digest = signature_algorithms[identifier.known].digest;
    algorithm->parameters_malformed = !parameters_fit(&identifier, algorithm, quirks);
    return true;
}
