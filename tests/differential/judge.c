/* SPDX-License-Identifier: MIT */
/* What certcheck says, under its default profile. */
#include "differential/opinion.h"

#include <string.h>

static void must(enum certcheck_status status, const char *what)
{
    if (status != CERTCHECK_OK)
        refuse(certcheck_status_text(status), what);
}

static struct certcheck_policy *policy_for(const struct question *question)
{
    struct certcheck_policy *policy;
    certcheck_time at;
    must(certcheck_policy_new(&policy), "policy");
    must(certcheck_time_parse(question->at, &at), question->at);
    certcheck_policy_set_time(policy, at);
    if (question->purpose != NULL)
        must(certcheck_policy_set_purpose(policy, question->purpose), question->purpose);
    if (question->host != NULL)
        must(certcheck_policy_add_identity(policy, CERTCHECK_IDENTITY_DNS, question->host),
             question->host);
    return policy;
}

const char *unreadable(struct der certificate)
{
    struct certcheck_certificate *parsed;
    struct certcheck_parse_error error;
    enum certcheck_status status =
        certcheck_certificate_parse(certificate.data, certificate.length, &parsed, &error);
    if (status == CERTCHECK_MALFORMED)
        return error.rule;
    must(status, "certificate");
    certcheck_certificate_free(parsed);
    return NULL;
}

static struct certcheck_pool *pool_of(const struct certificates *certificates)
{
    struct certcheck_pool *pool;
    must(certcheck_pool_new(&pool), "pool");
    for (size_t i = 0; i < certificates->count; i++)
        must(certcheck_pool_load_memory(pool, certificates->items[i].data,
                                        certificates->items[i].length, NULL, NULL),
             "untrusted");
    return pool;
}

static struct certcheck_store *store_of(const struct certificates *certificates)
{
    struct certcheck_store *store;
    must(certcheck_store_new(&store), "store");
    for (size_t i = 0; i < certificates->count; i++)
        must(certcheck_store_load_memory(store, certificates->items[i].data,
                                         certificates->items[i].length, NULL, NULL),
             "trusted");
    certcheck_store_seal(store);
    return store;
}

static struct certcheck_report *report_on(const struct question *question)
{
    struct certcheck_report *report;
    struct certcheck_certificate *leaf;
    struct certcheck_policy *policy = policy_for(question);
    struct certcheck_pool *pool = pool_of(&question->untrusted);
    struct certcheck_store *store = store_of(&question->trusted);
    must(certcheck_certificate_parse(question->leaf.data, question->leaf.length, &leaf, NULL),
         "leaf");
    must(certcheck_verify(store, pool, leaf, policy, &report), "verify");
    certcheck_certificate_free(leaf);
    certcheck_store_free(store);
    certcheck_pool_free(pool);
    certcheck_policy_free(policy);
    return report;
}

static void add_error(struct refused_path *path, const struct certcheck_finding *finding)
{
    const char *id = certcheck_finding_info(finding->code)->id;
    if (finding->severity != CERTCHECK_ERROR)
        return;
    for (size_t i = 0; i < path->finding_count; i++)
        if (strcmp(path->findings[i], id) == 0)
            return;
    if (path->finding_count < OPINION_REASONS)
        path->findings[path->finding_count++] = id;
}

static void add_refused_path(struct judgment *judgment, const struct certcheck_finding *findings,
                             size_t count)
{
    struct refused_path *path = &judgment->refused[judgment->refused_count++];
    for (size_t i = 0; i < count; i++)
        add_error(path, &findings[i]);
}

static struct der der_of(const struct certcheck_certificate *certificate)
{
    struct certcheck_span span = certcheck_certificate_der(certificate);
    return der_bytes(span.data, span.length);
}

/* The question with the valid path's certificates and no others. */
static struct question only_path(const struct question *question,
                                 const struct certcheck_report_path *path)
{
    struct question only = *question;
    only.untrusted.count = only.trusted.count = 0;
    only.trusted.items[only.trusted.count++] =
        der_of(path->entries[path->entry_count - 1].certificate);
    for (size_t i = 1; i + 1 < path->entry_count; i++)
        only.untrusted.items[only.untrusted.count++] = der_of(path->entries[i].certificate);
    return only;
}

struct judgment judge(const struct question *question)
{
    struct certcheck_report *report = report_on(question);
    const struct certcheck_finding *main_finding = certcheck_report_main_finding(report);
    struct judgment judgment = {
        .verdict = certcheck_report_verdict(report),
        .main_finding = main_finding == NULL ? "" : certcheck_finding_info(main_finding->code)->id,
    };
    for (size_t i = 0; i < certcheck_report_path_count(report); i++) {
        const struct certcheck_report_path *path = certcheck_report_path(report, i);
        if (path->end != CERTCHECK_PATH_VALID && judgment.refused_count < JUDGMENT_PATHS)
            add_refused_path(&judgment, path->findings, path->finding_count);
        else if (i == 0 && path->end == CERTCHECK_PATH_VALID)
            judgment.path = only_path(question, path);
    }
    if (main_finding != NULL && judgment.refused_count == 0)
        add_refused_path(&judgment, main_finding, 1);
    certcheck_report_free(report);
    return judgment;
}
