/* SPDX-License-Identifier: MIT */
/* Fetching what a report wants: one question after another, each from the cache or the network. */
#include "fetch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fetch_kind.h"
#include "tool.h"

void fetching_open(struct fetching *fetching, const struct fetch_options *options)
{
    *fetching = (struct fetching){.options = options};
    if (options->kinds == 0 || options->no_cache ||
        fetch_cache_open(&fetching->cache, options->cache))
        return;
    /* Who names a folder wants it used; without a home there is simply none. */
    if (options->cache != NULL)
        complain("--fetch-cache: %s cannot be used: %s", options->cache, strerror(errno));
}

void fetching_close(struct fetching *fetching)
{
    for (size_t i = 0; i < fetching->record_count; i++) {
        free(fetching->records[i].url);
        certcheck_free(fetching->records[i].request);
        free(fetching->records[i].detail);
    }
    free(fetching->records);
    fetch_cache_close(&fetching->cache);
    fetch_transport_close(fetching->transport);
    certcheck_pool_free(fetching->got);
    *fetching = (struct fetching){0};
}

const char *fetch_result_text(enum fetch_result result)
{
    static const char *const texts[] = {
        [FETCH_OK] = "ok",
        [FETCH_URL_REFUSED] = "url-refused",
        [FETCH_ADDRESS_REFUSED] = "address-refused",
        [FETCH_NO_HOST] = "no-host",
        [FETCH_NO_CONNECTION] = "no-connection",
        [FETCH_TLS_FAILED] = "tls-failed",
        [FETCH_HTTP_STATUS] = "http-status",
        [FETCH_REDIRECTED] = "redirected",
        [FETCH_TOO_LARGE] = "too-large",
        [FETCH_TIMEOUT] = "timeout",
        [FETCH_BROKEN] = "broken",
        [FETCH_UNUSABLE] = "unusable",
        [FETCH_LIMIT] = "limit",
    };
    return texts[result];
}

/* RFC 6960 4.1.1, asked without a nonce so that the answer can be kept (RFC 5019 4). Freed with
 * certcheck_free; NULL for kinds of which only the URL is asked. */
static uint8_t *request_of(const struct certcheck_want *want, size_t *length)
{
    struct certcheck_ocsp_question question = {want->certificate, want->issuer};
    uint8_t *request = NULL;
    *length = 0;
    if (want->kind == CERTCHECK_WANT_OCSP)
        must_be_ok(certcheck_ocsp_request(&question, 1, CERTCHECK_DIGEST_SHA1,
                                          (struct certcheck_span){NULL, 0}, &request, length),
                   want->url);
    return request;
}

static struct fetch_record *add_record(struct fetching *fetching, const struct certcheck_want *want)
{
    fetching->records =
        must_grow(fetching->records, fetching->record_count + 1, sizeof *fetching->records);
    struct fetch_record *record = &fetching->records[fetching->record_count++];
    *record = (struct fetch_record){.kind = fetch_kind_of(want), .url = must_copy(want->url)};
    record->request = request_of(want, &record->request_length);
    return record;
}

/* ---- what came ---- */

struct answer {
    char *problem; /* what is wrong with the first entry that cannot be used */
};

static void on_problem(void *context, const struct certcheck_load_problem *problem)
{
    struct answer *answer = context;
    if (answer->problem == NULL && problem->error.rule != NULL)
        answer->problem = must_print("%s at offset %zu: %s", problem->error.rule,
                                     problem->error.offset, problem->error.text);
}

/* Reads an answer into a pool of its own; NULL: good, else why it is of no use, freed by the
 * caller. */
static char *read_answer(const struct fetch_kind_row *row, const struct fetch_body *body,
                         const char *url, struct certcheck_pool *pool)
{
    struct answer answer = {0};
    struct certcheck_load load = {.problem = on_problem, .context = &answer};
    must_be_ok(certcheck_pool_load_memory(pool, body->data, body->length, url, &load), url);
    const char *useless =
        row->count(pool) > 0 && row->useless != NULL ? row->useless(pool, 0) : NULL;
    char *why = NULL;
    if (body->length == 0)
        why = must_copy("the answer is empty");
    else if (row->count(pool) == 0 && answer.problem != NULL)
        why = must_print("%s: %s", row->wrong, answer.problem);
    else if (row->count(pool) == 0)
        why = must_copy(row->wrong);
    else if (useless != NULL)
        why = must_print("the server says %s", useless);
    free(answer.problem);
    return why;
}

static void add_answer(struct fetching *fetching, struct fetch_record *record,
                       const struct certcheck_pool *answer, struct certcheck_pool *pool)
{
    const struct fetch_kind_row *row = fetch_kind_row(record->kind);
    size_t before = row->count(pool);
    for (size_t i = 0; i < row->count(answer); i++) {
        must_be_ok(row->add(pool, answer, i, record->url), record->url);
        must_be_ok(row->add(fetching->got, answer, i, record->url), record->url);
    }
    record->added = row->count(pool) - before;
}

/* NULL: what was fetched does not say how long it is good. */
static const certcheck_time *update_of(const struct fetch_kind_row *row,
                                       const struct certcheck_pool *answer, certcheck_time *update)
{
    bool known = false;
    for (size_t i = 0; row->update != NULL && i < row->count(answer); i++) {
        certcheck_time time;
        if (!row->update(answer, i, &time))
            continue;
        *update = known && *update < time ? *update : time;
        known = true;
    }
    return known ? update : NULL;
}

/* ---- one question ---- */

static enum fetch_purpose purpose_of(enum fetch_kind kind)
{
    return kind == FETCH_ISSUER ? FETCH_PATH : FETCH_REVOCATION;
}

/* The cache goes by the clock on the wall, whatever the time of the verification. */
static certcheck_time wall_clock(void)
{
    return (certcheck_time)time(NULL);
}

static struct certcheck_pool *new_pool(void)
{
    struct certcheck_pool *pool = NULL;
    must_be_ok(certcheck_pool_new(&pool), "pool");
    return pool;
}

/* Answers from the cache; false when that is not possible. */
static bool ask_cache(struct fetching *fetching, struct fetch_record *record,
                      struct certcheck_pool *pool)
{
    const struct fetch_kind_row *row = fetch_kind_row(record->kind);
    struct fetch_question question = {record->url, {record->request, record->request_length}};
    struct fetch_body body;
    if (fetching->cache.folder == NULL ||
        !fetch_cache_get(&fetching->cache, &question, wall_clock(), row->limit, &body))
        return false;
    struct certcheck_pool *answer = new_pool();
    char *why = read_answer(row, &body, record->url, answer);
    record->cached = why == NULL;
    if (record->cached) {
        record->bytes = body.length;
        add_answer(fetching, record, answer, pool);
    }
    free(why);
    free(body.data);
    certcheck_pool_free(answer);
    return record->cached;
}

static int64_t time_left(const struct fetching *fetching, enum fetch_purpose purpose)
{
    int64_t one = fetch_patience(fetching->options);
    int64_t all = one * FETCH_TIME_FACTOR - fetching->shares[purpose].milliseconds;
    return all < one ? all : one;
}

static void take_answer(struct fetching *fetching, struct fetch_record *record,
                        const struct fetch_transfer *transfer, struct certcheck_pool *pool)
{
    const struct fetch_kind_row *row = fetch_kind_row(record->kind);
    struct certcheck_pool *answer = new_pool();
    certcheck_time update, now = wall_clock();
    record->bytes = transfer->body.length;
    record->detail = read_answer(row, &transfer->body, record->url, answer);
    if (record->detail != NULL) {
        record->result = FETCH_UNUSABLE;
    } else {
        const certcheck_time *until = update_of(row, answer, &update);
        add_answer(fetching, record, answer, pool);
        if (fetching->cache.folder != NULL)
            fetch_cache_put(&fetching->cache, &transfer->question, &transfer->body, now,
                            freshness_until(&transfer->freshness, now, until, row->usual));
    }
    certcheck_pool_free(answer);
}

static void ask_network(struct fetching *fetching, struct fetch_record *record,
                        struct certcheck_pool *pool)
{
    const struct fetch_kind_row *row = fetch_kind_row(record->kind);
    enum fetch_purpose purpose = purpose_of(record->kind);
    struct fetch_transfer transfer = {
        .question = {record->url, {record->request, record->request_length}},
        .accept = row->accept,
        .request_type = row->request_type,
        .limit = row->limit,
        .milliseconds = time_left(fetching, purpose),
        .allow_private = fetching->options->allow_private};
    if (transfer.milliseconds <= 0) {
        record->result = FETCH_TIMEOUT;
        record->detail = must_copy("the time for all fetches is over");
        return;
    }
    if (fetching->transport == NULL)
        fetching->transport = fetch_transport_open();
    int64_t begin = fetch_now_milliseconds();
    fetch_transfer(fetching->transport, &transfer);
    record->milliseconds = fetch_now_milliseconds() - begin;
    fetching->shares[purpose].milliseconds += record->milliseconds;
    record->result = transfer.result;
    record->detail = transfer.detail;
    record->redirects = transfer.redirects;
    if (record->result == FETCH_OK)
        take_answer(fetching, record, &transfer, pool);
    free(transfer.body.data);
}

/* Who was asked for what is wanted, if anybody. */
enum asked { ASKED_NOBODY, ASKED_CACHE, ASKED_NETWORK };

static void ask(struct fetching *fetching, const struct certcheck_want *want, enum asked before,
                struct certcheck_pool *pool)
{
    struct fetch_record *record = add_record(fetching, want);
    const char *why = fetch_url_refused(want->url);
    if (why != NULL) {
        record->result = FETCH_URL_REFUSED;
        record->detail = must_copy(why);
        return;
    }
    fetching->shares[purpose_of(record->kind)].asked++;
    if (fetching->got == NULL)
        fetching->got = new_pool();
    if (before != ASKED_NOBODY || !ask_cache(fetching, record, pool))
        ask_network(fetching, record, pool);
}

/* ---- all questions of a verification ---- */

static bool is_about(const struct fetch_record *record, enum fetch_kind kind, const char *url,
                     const uint8_t *request, size_t length)
{
    return record->kind == kind && strcmp(record->url, url) == 0 &&
           record->request_length == length &&
           (length == 0 || memcmp(record->request, request, length) == 0);
}

static enum asked asked_for(const struct fetching *fetching, const struct certcheck_want *want)
{
    size_t length;
    uint8_t *request = request_of(want, &length);
    enum asked asked = ASKED_NOBODY;
    for (size_t i = 0; i < fetching->record_count; i++) {
        const struct fetch_record *record = &fetching->records[i];
        if (is_about(record, fetch_kind_of(want), want->url, request, length))
            asked = record->cached ? ASKED_CACHE : ASKED_NETWORK;
    }
    certcheck_free(request);
    return asked;
}

bool fetching_has_tried(const struct fetching *fetching, const struct certcheck_want *want)
{
    return asked_for(fetching, want) != ASKED_NOBODY;
}

/* A valid path needs no other issuers. */
static bool is_of_use(const struct fetching *fetching, const struct certcheck_report *report,
                      const struct certcheck_want *want, enum asked asked)
{
    enum fetch_kind kind = fetch_kind_of(want);
    bool valid = certcheck_report_verdict(report) == CERTCHECK_VALID;
    return kind != FETCH_KINDS && (fetching->options->kinds & FETCH_BIT(kind)) != 0 &&
           !(valid && kind == FETCH_ISSUER) && asked_for(fetching, want) == asked;
}

static void say_left_out(struct fetching *fetching, const struct certcheck_want *want)
{
    struct fetch_record *record = add_record(fetching, want);
    record->result = FETCH_LIMIT;
    record->detail =
        must_print("not tried: %d %s were asked for already", FETCH_MAX,
                   purpose_of(record->kind) == FETCH_PATH ? "issuers" : "CRLs and OCSP responses");
}

static bool fetch_first(struct fetching *fetching, const struct certcheck_report *report,
                        struct certcheck_pool *pool, enum asked asked)
{
    for (size_t i = 0; i < certcheck_report_want_count(report); i++) {
        const struct certcheck_want *want = certcheck_report_want(report, i);
        if (!is_of_use(fetching, report, want, asked))
            continue;
        if (fetching->shares[purpose_of(fetch_kind_of(want))].asked == FETCH_MAX) {
            say_left_out(fetching, want);
            continue;
        }
        ask(fetching, want, asked, pool);
        if (fetching->records[fetching->record_count - 1].added > 0)
            return true;
    }
    return false;
}

/* What came over http may have been anything. If the cache has it and it is not enough, its server
 * is asked again, so that a lie of a moment is not one of days. */
bool fetch_for_report(void *context, const struct certcheck_report *report,
                      struct certcheck_pool *pool)
{
    return fetch_first(context, report, pool, ASKED_NOBODY) ||
           fetch_first(context, report, pool, ASKED_CACHE);
}

enum certcheck_status
verify_with_fetching(struct fetching *fetching, const struct certcheck_store *store,
                     struct certcheck_pool *pool, const struct certcheck_certificate *leaf,
                     const struct certcheck_policy *policy, struct certcheck_report **report)
{
    enum certcheck_status status = certcheck_verify(store, pool, leaf, policy, report);
    while (status == CERTCHECK_OK && fetch_for_report(fetching, *report, pool)) {
        certcheck_report_free(*report);
        status = certcheck_verify(store, pool, leaf, policy, report);
    }
    return status;
}

/* ---- what a reader should know ---- */

/* One that the pool knew before it came is another object there. */
static bool is_fetched(const struct fetching *fetching,
                       const struct certcheck_certificate *certificate)
{
    for (size_t i = 0; i < certcheck_pool_count(fetching->got); i++) {
        if (certcheck_pool_certificate(fetching->got, i) == certificate)
            return true;
    }
    return false;
}

const char *fetching_remark(const struct fetching *fetching, const struct certcheck_report *report)
{
    if (fetching == NULL || fetching->got == NULL ||
        certcheck_report_verdict(report) != CERTCHECK_VALID)
        return NULL;
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    size_t count = 0;
    for (size_t i = 1; i < path->entry_count; i++)
        count += !path->entries[i].anchor && is_fetched(fetching, path->entries[i].certificate);
    if (count == 0)
        return NULL;
    return count == 1 ? "valid only with the fetched issuer: the server does not send it"
                      : "valid only with the fetched issuers: the server does not send them";
}
