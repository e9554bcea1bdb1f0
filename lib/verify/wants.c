/* SPDX-License-Identifier: MIT */
/* What could be fetched to change the verdict. */
#include "base/text.h"
#include "der/der_value.h"
#include "verify/search.h"

/* Longer ones nobody fetches, and a report is no place to keep them. */
#define URL_LENGTH_MAX 8192

static bool is_wanted_already(const struct certcheck_report *report,
                              const struct certcheck_want *want)
{
    for (size_t i = 0; i < report->want_count; i++)
        if (report->wants[i].kind == want->kind &&
            report->wants[i].certificate == want->certificate &&
            strcmp(report->wants[i].url, want->url) == 0)
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

void cc_explain_wants(struct cc_verification *v)
{
    const struct certcheck_report *report = v->report;
    for (const struct cc_attempt *a = report->first_attempt; a != NULL; a = a->next) {
        /* What is refused beside a valid path, whoever wrote its URLs, changes nothing. */
        if (report->valid_count > 0 && a->end != CERTCHECK_PATH_VALID)
            continue;
        if (a->end == CERTCHECK_PATH_NO_ISSUER || a->end == CERTCHECK_PATH_ISSUERS_REFUSED)
            want_access(
                v,
                (struct certcheck_want){.kind = CERTCHECK_WANT_ISSUER,
                                        .certificate = a->entries[a->length - 1].certificate},
                CC_OID_PKIX_CA_ISSUERS);
        else
            want_revocation(v, a);
    }
}
