/* SPDX-License-Identifier: MIT */
/* What could be fetched to change the verdict. */
#include "base/text.h"
#include "der/der_value.h"
#include "verify/search.h"

/* Longer ones nobody fetches, and a report is no place to keep them. */
#define URL_LENGTH_MAX 8192

/* Whose issuer it is that a URL gives does not matter. */
static bool is_same(const struct certcheck_want *a, const struct certcheck_want *b)
{
    return a->kind == b->kind &&
           (a->kind == CERTCHECK_WANT_ISSUER || a->certificate == b->certificate) &&
           strcmp(a->url, b->url) == 0;
}

static bool is_wanted_already(const struct certcheck_report *report,
                              const struct certcheck_want *want)
{
    for (size_t i = 0; i < report->want_count; i++)
        if (is_same(&report->wants[i], want))
            return true;
    return false;
}

/* NULL: memory ran out. */
static const char *url_text(struct cc_arena *arena, cc_span url)
{
    struct cc_text text;
    const char *copy = NULL;
    if (cc_text_is_plain(url))
        return cc_arena_text(arena, (const char *)url.data, url.length);
    cc_text_init(&text, CC_TEXT_LIMIT);
    cc_text_escaped(&text, url);
    if (!text.failed)
        copy = cc_arena_text(arena, text.data, text.length);
    cc_text_release(&text);
    return copy;
}

/* False: memory ran out. The attempts hold the certificates that a want names. */
static bool keep(struct certcheck_report *report, struct certcheck_want want, cc_span url)
{
    struct cc_arena_mark before = cc_arena_mark(&report->arena);
    want.url = url_text(&report->arena, url);
    if (want.url == NULL)
        return false;
    if (is_wanted_already(report, &want)) {
        cc_arena_rewind(&report->arena, &before);
        return true;
    }
    report->wants[report->want_count++] = want;
    return true;
}

static void want_url(struct cc_verification *v, struct certcheck_want want, cc_span url)
{
    if (url.length > URL_LENGTH_MAX || v->report->want_count == CC_REPORT_WANTS_MAX || v->no_memory)
        return;
    v->no_memory = !keep(v->report, want, url);
}

/* Whatever the certificate's authorityInfoAccess gives for this method (RFC 5280 4.2.2.1). */
static void want_access(struct cc_verification *v, struct certcheck_want want, enum cc_oid method)
{
    struct certcheck_access_description access;
    cc_span rest = want.certificate->access;
    while (certcheck_next_access_description(&rest, &access))
        if (cc_oid_is(access.method, method) && access.location.kind == CERTCHECK_NAME_URI)
            want_url(v, want, access.location.value);
}

static void want_names(struct cc_verification *v, struct certcheck_want want, cc_span names)
{
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&names, &name))
        if (name.kind == CERTCHECK_NAME_URI)
            want_url(v, want, name.value);
}

/* RFC 5280 4.2.1.13 */
static void want_crls(struct cc_verification *v, const struct certcheck_certificate *certificate)
{
    struct certcheck_distribution_point point;
    cc_span rest = certificate->distribution_points;
    while (certcheck_next_distribution_point(&rest, &point))
        want_names(v,
                   (struct certcheck_want){.kind = CERTCHECK_WANT_CRL, .certificate = certificate},
                   point.full_name);
}

/* ---- revocation ---- */

/* From the anchor down: who writes many URLs into the certificates that he issues must not push out
 * those from which his own revocation is to be had. */
static void want_revocation(struct cc_verification *v, const struct cc_attempt *attempt)
{
    for (size_t above = attempt->length; above-- > 1;) {
        const struct certcheck_path_entry *entry = &attempt->entries[above - 1];
        if (entry->revocation.status != CERTCHECK_REVOCATION_UNKNOWN)
            continue;
        want_access(v,
                    (struct certcheck_want){.kind = CERTCHECK_WANT_OCSP,
                                            .certificate = entry->certificate,
                                            .issuer = attempt->entries[above].certificate},
                    CC_OID_PKIX_OCSP);
        want_crls(v, entry->certificate);
    }
}

/* ---- issuers ---- */

/* Certificates of one verification whose issuers may be wanted: there is room for fewer URLs. */
#define ASKING_MAX 64

/* accessDescriptions of one certificate that are looked at. */
#define DESCRIPTIONS_MAX 64

struct asking {
    const struct certcheck_certificate *certificates[ASKING_MAX];
    size_t count;
};

static void ask_for_issuer(struct asking *asking, const struct certcheck_path_entry *entry)
{
    if (entry->anchor || entry->certificate->access.length == 0 || asking->count == ASKING_MAX)
        return;
    for (size_t i = 0; i < asking->count; i++)
        if (asking->certificates[i] == entry->certificate)
            return;
    asking->certificates[asking->count++] = entry->certificate;
}

static bool misses_issuer(const struct cc_attempt *attempt)
{
    return attempt->end == CERTCHECK_PATH_NO_ISSUER ||
           attempt->end == CERTCHECK_PATH_ISSUERS_REFUSED ||
           attempt->end == CERTCHECK_PATH_ISSUER_DISTRUSTED;
}

/* Whether another issuer could make a path valid: not that of a leaf that is wrong by itself or
 * revoked, nor where only evidence about a revocation is missing. */
static bool issuers_may_help(const struct cc_verification *v)
{
    if (v->unknown || cc_search_leaf_unsound(v))
        return false;
    for (const struct cc_attempt *a = v->report->first_attempt; a != NULL; a = a->next)
        if (a->entries[0].revocation.status == CERTCHECK_REVOCATION_REVOKED)
            return false;
    return true;
}

/* Those where a path ends first; then all, for who is refused may have a better namesake. The most
 * telling attempts come first: what nobody signed comes last. */
static void gather(const struct cc_verification *v, struct asking *asking)
{
    const struct cc_attempt *first = v->report->first_attempt;
    for (const struct cc_attempt *a = first; a != NULL; a = a->next)
        if (misses_issuer(a))
            ask_for_issuer(asking, &a->entries[a->length - 1]);
    for (const struct cc_attempt *a = issuers_may_help(v) ? first : NULL; a != NULL; a = a->next)
        for (size_t i = 0; i < a->length; i++)
            ask_for_issuer(asking, &a->entries[i]);
}

/* The n-th caIssuers URL of the certificate, if there is one. */
static void want_issuer(struct cc_verification *v, const struct certcheck_certificate *certificate,
                        size_t n)
{
    struct certcheck_want want = {.kind = CERTCHECK_WANT_ISSUER, .certificate = certificate};
    struct certcheck_access_description access;
    cc_span rest = certificate->access;
    for (size_t i = 0; i < DESCRIPTIONS_MAX && certcheck_next_access_description(&rest, &access);
         i++)
        if (cc_oid_is(access.method, CC_OID_PKIX_CA_ISSUERS) &&
            access.location.kind == CERTCHECK_NAME_URI && n-- == 0) {
            want_url(v, want, access.location.value);
            return;
        }
}

/* The first URL of each, then the second, and so on: who writes many into a certificate must not
 * push out those of others. */
static void want_issuers(struct cc_verification *v)
{
    struct asking asking = {.count = 0};
    gather(v, &asking);
    for (size_t n = 0; n < DESCRIPTIONS_MAX && v->report->want_count < CC_REPORT_WANTS_MAX; n++)
        for (size_t i = 0; i < asking.count; i++)
            want_issuer(v, asking.certificates[i], n);
}

void cc_explain_wants(struct cc_verification *v)
{
    /* What is refused beside a valid path, whoever wrote its URLs, changes nothing. */
    for (const struct cc_attempt *a = v->report->first_attempt; a != NULL; a = a->next)
        if (v->report->valid_count == 0 || a->end == CERTCHECK_PATH_VALID)
            want_revocation(v, a);
    if (v->report->valid_count == 0)
        want_issuers(v);
}
