/* SPDX-License-Identifier: MIT */
/*
 * Drives the Baseline Requirements' rules, and tells what kind of certificate they are to judge.
 *
 * Departures: the profiles of BR 7.1.2 for OCSP responders, precertificate signing and time
 * stamping are not looked at. A leaf that the caller wants for something else than a server, or
 * that signs OCSP responses, is only asked about its key. So is an anchor in another's name.
 * Where nobody said what a leaf is for, and all rules are asked, BR 1.1 leaves out those whose
 * extKeyUsage has neither serverAuth nor any purpose: they are only asked for what other profiles
 * ask, too, and for what the caller named.
 */
#include "profile/webpki.h"

#include "base/utc.h"
#include "der/der.h"

bool cc_webpki_since(const struct cc_webpki *web, int year, int month, int day)
{
    const struct cc_civil civil = {.year = year, .month = month, .day = day};
    certcheck_time begin;
    return cc_utc_from_civil(&civil, &begin) && web->certificate->not_before >= begin;
}

struct cc_finding *cc_webpki_add(const struct cc_webpki *web, enum certcheck_finding_code code,
                                 cc_span where)
{
    if (!cc_webpki_wants(web, code))
        return NULL;
    return cc_findings_add(web->profile->findings, code, web->index, web->certificate->der, where);
}

struct cc_finding *cc_webpki_add_extension(const struct cc_webpki *web,
                                           enum certcheck_finding_code code,
                                           enum certcheck_extension_kind kind)
{
    const struct certcheck_extension *extension = web->certificate->by_kind[kind];
    return cc_webpki_add(web, code, extension ? extension->whole : (cc_span){NULL, 0});
}

void cc_webpki_text(const struct cc_webpki *web, struct cc_finding *finding, const char *detail,
                    const char *text)
{
    cc_finding_text(web->profile->findings, finding, detail, text);
}

void cc_webpki_name(const struct cc_webpki *web, struct cc_finding *finding, const char *detail,
                    const struct certcheck_general_name *name)
{
    if (finding)
        cc_finding_take(web->profile->findings, finding, detail, certcheck_general_name_text(name));
}

void cc_webpki_oid(const struct cc_webpki *web, struct cc_finding *finding, const char *detail,
                   cc_span oid)
{
    const char *name = certcheck_oid_name(oid);
    if (name)
        cc_finding_text(web->profile->findings, finding, detail, name);
    else
        cc_finding_oid(web->profile->findings, finding, detail, oid);
}

cc_span cc_webpki_attributes(cc_span name)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der, inside;
    cc_der_init(&der, name, NULL, &error);
    if (!cc_der_enter(&der, CC_DER_SEQUENCE, &inside))
        return (cc_span){NULL, 0};
    return cc_span_between(inside.next, inside.end);
}

static bool signs_ocsp_only(const struct certcheck_certificate *certificate)
{
    bool ocsp = false, server = false;
    cc_span purposes = certificate->purposes, purpose;
    while (certcheck_next_oid(&purposes, &purpose)) {
        ocsp |= cc_oid_is(purpose, CC_OID_OCSP_SIGNING);
        server |= cc_oid_is(purpose, CC_OID_SERVER_AUTH);
    }
    return ocsp && !server;
}

static enum cc_webpki_kind leaf_kind(const struct cc_profile *profile,
                                     const struct certcheck_certificate *certificate,
                                     enum cc_role role)
{
    enum cc_purpose purpose = profile->policy->purpose;
    if (certificate->has_basic_constraints && certificate->basic_constraints.ca)
        return role == CC_ROLE_TRUSTED_LEAF && certificate->self_issued ? CC_WEBPKI_ROOT
                                                                        : CC_WEBPKI_SUBORDINATE;
    bool server = purpose == CC_PURPOSE_ANY || purpose == CC_PURPOSE_SERVER_AUTH;
    return server && !signs_ocsp_only(certificate) ? CC_WEBPKI_SUBSCRIBER : CC_WEBPKI_OTHER;
}

static enum cc_webpki_kind kind_of(const struct cc_profile *profile,
                                   const struct certcheck_certificate *certificate,
                                   enum cc_role role)
{
    switch (role) {
    case CC_ROLE_INTERMEDIATE:
        return CC_WEBPKI_SUBORDINATE;
    case CC_ROLE_ANCHOR:
        return certificate->self_issued ? CC_WEBPKI_ROOT : CC_WEBPKI_OTHER;
    case CC_ROLE_LEAF:
    case CC_ROLE_TRUSTED_LEAF:
        break;
    }
    return leaf_kind(profile, certificate, role);
}

/* BR 1.1: These Requirements only address Certificates intended to be used for authenticating
 * servers accessible through the Internet. */
static bool is_for_others(const struct cc_profile *profile,
                          const struct certcheck_certificate *certificate, enum cc_role role)
{
    return profile->by_purposes && profile->policy->purpose == CC_PURPOSE_ANY &&
           (role == CC_ROLE_LEAF || role == CC_ROLE_TRUSTED_LEAF) &&
           !cc_profile_is_authority(certificate) && !signs_ocsp_only(certificate) &&
           !cc_webpki_may_be_for_servers(certificate);
}

bool cc_webpki_asks_others(const struct cc_webpki *web, enum certcheck_finding_code code)
{
    const enum certcheck_severity *severity = certcheck_finding_info(code)->severity;
    return web->profile->policy->overridden[code] ||
           severity[CERTCHECK_PROFILE_DEFAULT] != CERTCHECK_OFF ||
           severity[CERTCHECK_PROFILE_RFC5280] != CERTCHECK_OFF;
}

static void ask_all(const struct cc_webpki *web)
{
    cc_webpki_validity(web);
    cc_webpki_usage(web);
    cc_webpki_identifiers(web);
    cc_webpki_policies(web);
    cc_webpki_pointers(web);
    cc_webpki_subject(web);
}

void cc_profile_webpki(struct cc_profile *profile, const struct certcheck_certificate *certificate,
                       enum cc_role role, size_t index)
{
    const struct cc_webpki web = {.profile = profile,
                                  .certificate = certificate,
                                  .index = index,
                                  .kind = kind_of(profile, certificate, role),
                                  .for_others = is_for_others(profile, certificate, role)};
    /* Of what the default profile asks only alternative names have findings here. */
    bool all = !profile->default_only;
    if (all)
        cc_webpki_key(&web);
    if (all && web.kind != CC_WEBPKI_OTHER)
        ask_all(&web);
    if (web.kind == CC_WEBPKI_SUBSCRIBER)
        cc_webpki_alternative_names(&web);
    if (all && web.kind == CC_WEBPKI_SUBSCRIBER)
        cc_webpki_common_name(&web);
}
