/* SPDX-License-Identifier: MIT */
#include "bench/peer.h"

#include <certcheck/certcheck.h>

#include "bench/certcheck.h"

static struct certcheck_policy *kept_policy;

void must(enum certcheck_status status, const char *what)
{
    if (status != CERTCHECK_OK)
        refuse(certcheck_status_text(status), what);
}

struct certcheck_policy *policy_for(const char *host)
{
    certcheck_time at;
    if (kept_policy != NULL)
        return kept_policy;
    must(certcheck_policy_new(&kept_policy), "policy");
    must(certcheck_time_parse(BENCH_TIME, &at), BENCH_TIME);
    certcheck_policy_set_time(kept_policy, at);
    must(certcheck_policy_set_purpose(kept_policy, "serverAuth"), "purpose");
    must(certcheck_policy_add_identity(kept_policy, CERTCHECK_IDENTITY_DNS, host), host);
    return kept_policy;
}

static const char *version(void)
{
    return certcheck_version();
}

static void *parse(struct der der)
{
    struct certcheck_certificate *certificate;
    return certcheck_certificate_parse(der.data, der.length, &certificate, NULL) == CERTCHECK_OK
               ? certificate
               : NULL;
}

static void parsed_free(void *certificate)
{
    certcheck_certificate_free(certificate);
}

static void *store(const char *path)
{
    struct certcheck_store *made;
    must(certcheck_store_new(&made), "store");
    must(certcheck_store_load_file(made, path, NULL), path);
    certcheck_store_seal(made);
    return made;
}

static void store_free(void *made)
{
    certcheck_store_free(made);
}

static void *prepare(const struct question *question)
{
    struct certcheck_pool *pool;
    must(certcheck_pool_new(&pool), "pool");
    for (size_t i = 0; i < question->untrusted.count; i++)
        must(certcheck_pool_load_memory(pool, question->untrusted.items[i].data,
                                        question->untrusted.items[i].length, NULL, NULL),
             "untrusted");
    return pool;
}

static void prepared_free(void *pool)
{
    certcheck_pool_free(pool);
}

struct certcheck_report *report_on(void *anchors, void *pool, const struct question *question)
{
    struct certcheck_report *report;
    struct certcheck_certificate *leaf = parse(question->leaf);
    if (leaf == NULL)
        refuse("the leaf cannot be read", "");
    must(certcheck_verify(anchors, pool, leaf, policy_for(question->host), &report), "verify");
    certcheck_certificate_free(leaf);
    return report;
}

static bool verify(void *anchors, void *pool, const struct question *question)
{
    struct certcheck_report *report = report_on(anchors, pool, question);
    bool valid = certcheck_report_verdict(report) == CERTCHECK_VALID;
    certcheck_report_free(report);
    return valid;
}

const struct peer peer_certcheck = {
    "certcheck", version, parse, parsed_free, store, store_free, prepare, prepared_free, verify,
};
