/* SPDX-License-Identifier: MIT */
/* A fixed path, and evidence about it that a fuzzer makes up. */
#include "support/evidence.h"

#include "fuzz/fuzz.h"
#include "support/fake_certificate.h"
#include "verify/verify.h"

#define BEGIN_OF_2026 1767225600
#define ROOT_KEY 0x30
#define FAKE_LENGTH 16 /* of what a fake certificate's signature is over */

/* Changes a few bytes, or none. */
static void choose_damage(struct choices *choices, struct der_writer *writer)
{
    for (unsigned left = choose(choices, 8); left > 5; left--) {
        size_t place = choose(choices, 256) << 8 | choose(choices, 256);
        writer->data[place % writer->length] = (uint8_t)choose(choices, 256);
    }
}

void evidence_add_crl(struct evidence *evidence, struct der_writer *writer)
{
    cc_span der = writer_span(writer);
    if (evidence->crl_count < EVIDENCE_MAX &&
        certcheck_crl_parse(der.data, der.length, &evidence->crls[evidence->crl_count], NULL) ==
            CERTCHECK_OK)
        evidence->crl_count++;
    writer_release(writer);
}

void evidence_add_ocsp(struct evidence *evidence, struct der_writer *writer)
{
    cc_span der = writer_span(writer);
    if (evidence->response_count < EVIDENCE_MAX &&
        certcheck_ocsp_parse(der.data, der.length, &evidence->responses[evidence->response_count],
                             NULL) == CERTCHECK_OK)
        evidence->response_count++;
    writer_release(writer);
}

/* ---- cryptography of one byte ---- */

static bool forged; /* of what is no certificate of the path, no signature is good */

static enum cc_signature_result verify(void *context,
                                       const struct certcheck_signature_algorithm *algorithm,
                                       cc_span spki, cc_span message, cc_span signature)
{
    (void)context;
    (void)algorithm;
    if (forged && message.length != FAKE_LENGTH)
        return CC_SIGNATURE_BAD;
    return signature.length > 0 && signature.data[0] == spki.data[spki.length - 1]
               ? CC_SIGNATURE_GOOD
               : CC_SIGNATURE_BAD;
}

/* As writer_ocsp_single has them: 11... of a Name (a SEQUENCE), 22... of a key. */
static bool digest(void *context, enum certcheck_digest kind, cc_span message, uint8_t out[64])
{
    (void)context;
    (void)kind;
    memset(out, message.length > 0 && message.data[0] == 0x30 ? 0x11 : 0x22, 64);
    return true;
}

static enum certcheck_status key_info(void *context, cc_span spki, struct cc_key_info *info)
{
    (void)context;
    (void)spki;
    *info = (struct cc_key_info){.bits = 256, .usable = true};
    return CERTCHECK_OK;
}

static const struct cc_crypto crypto = {.verify = verify, .digest = digest, .key_info = key_info};

/* ---- judging ---- */

static void make_ed25519(struct certcheck_certificate *certificate)
{
    certificate->key.kind = CERTCHECK_KEY_ED25519;
    certificate->algorithm.kind = CERTCHECK_SIGNATURE_ED25519;
    certificate->algorithm.digest = CERTCHECK_DIGEST_NONE;
    certificate->inner_algorithm = certificate->algorithm;
    certificate->not_after = (certcheck_time)1 << 40;
}

struct judged {
    enum certcheck_verdict verdict;
    enum certcheck_revocation_status status;
};

static struct certcheck_certificate *leaf;
static struct certcheck_store *store;
static struct certcheck_policy *policy;

static void add(struct certcheck_pool *pool, const struct evidence *evidence, bool reversed)
{
    for (size_t i = 0; i < evidence->crl_count; i++) {
        size_t at = reversed ? evidence->crl_count - 1 - i : i;
        require(certcheck_pool_add_crl(pool, evidence->crls[at], NULL) == CERTCHECK_OK);
    }
    for (size_t i = 0; i < evidence->response_count; i++) {
        size_t at = reversed ? evidence->response_count - 1 - i : i;
        require(certcheck_pool_add_ocsp(pool, evidence->responses[at], NULL) == CERTCHECK_OK);
    }
}

static struct judged judge(const struct evidence *evidence, bool reversed)
{
    struct certcheck_pool *pool;
    struct certcheck_report *report;
    require(certcheck_pool_new(&pool) == CERTCHECK_OK);
    add(pool, evidence, reversed);
    require(cc_verify_with(&crypto, store, pool, leaf, policy, &report) == CERTCHECK_OK);
    require(certcheck_report_path_count(report) == 1);
    const struct certcheck_revocation *revocation =
        &certcheck_report_path(report, 0)->entries[0].revocation;
    struct judged judged = {certcheck_report_verdict(report), revocation->status};
    bool told =
        judged.status == CERTCHECK_REVOCATION_GOOD || judged.status == CERTCHECK_REVOCATION_REVOKED;
    require(!told || (revocation->evidence != CERTCHECK_EVIDENCE_NONE &&
                      revocation->source != NULL && revocation->signer != NULL));
    certcheck_report_free(report);
    certcheck_pool_free(pool);
    return judged;
}

/* The issuer is its own anchor, so that only the leaf is asked about. */
static void begin(struct choices *choices)
{
    static const enum certcheck_revocation_mode modes[] = {CERTCHECK_REVOCATION_REQUIRE,
                                                           CERTCHECK_REVOCATION_IF_PRESENT};
    static const uint8_t serial[] = {LEAF_SERIAL};
    struct certcheck_certificate *issuer = fake_ca("issuer", "root", ISSUER_KEY, ROOT_KEY);
    leaf = fake_leaf("leaf", "issuer", 0x39, ISSUER_KEY);
    leaf->serial = cc_span_of(serial, 1);
    make_ed25519(leaf);
    make_ed25519(issuer);
    require(certcheck_store_new(&store) == CERTCHECK_OK);
    require(certcheck_store_add(store, issuer, NULL) == CERTCHECK_OK);
    certcheck_store_seal(store);
    require(certcheck_policy_new(&policy) == CERTCHECK_OK);
    certcheck_policy_set_revocation(policy, modes[choose(choices, 2)]);
    certcheck_policy_set_time(policy, BEGIN_OF_2026 + (certcheck_time)86400 * choose(choices, 128));
}

static void end(struct evidence *evidence)
{
    for (size_t i = 0; i < evidence->crl_count; i++)
        certcheck_crl_free(evidence->crls[i]);
    for (size_t i = 0; i < evidence->response_count; i++)
        certcheck_ocsp_free(evidence->responses[i]);
    certcheck_policy_free(policy);
    certcheck_store_free(store);
    fake_release();
}

static void judge_all(struct evidence *evidence, struct choices *choices)
{
    begin(choices);
    forged = false;
    struct judged judged = judge(evidence, false), other = judge(evidence, true);
    require(judged.verdict == other.verdict && judged.status == other.status);
    require((judged.status == CERTCHECK_REVOCATION_REVOKED) ==
            (judged.verdict == CERTCHECK_NOT_VALID));
    require(judged.status != CERTCHECK_REVOCATION_GOOD || judged.verdict == CERTCHECK_VALID);
    forged = true;
    other = judge(evidence, false);
    require(other.status == CERTCHECK_REVOCATION_UNKNOWN);
    require(judged.verdict != CERTCHECK_UNDETERMINED || other.verdict == CERTCHECK_UNDETERMINED);
    end(evidence);
}

void evidence_fuzz(const uint8_t *data, size_t size,
                   void (*write)(struct choices *, struct der_writer *),
                   void (*keep)(struct evidence *, struct der_writer *))
{
    struct choices choices = {data, data + size};
    struct evidence evidence = {.crl_count = 0};
    for (unsigned left = 1 + choose(&choices, EVIDENCE_MAX); left > 0; left--) {
        struct der_writer writer = {0};
        write(&choices, &writer);
        choose_damage(&choices, &writer);
        keep(&evidence, &writer);
    }
    judge_all(&evidence, &choices);
}
