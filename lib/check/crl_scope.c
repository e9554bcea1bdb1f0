/* SPDX-License-Identifier: MIT */
/*
 * Whether a CRL speaks about a certificate, and about which reasons (RFC 5280 6.3.3 (b) and (d)).
 *
 * Cost: a name of the certificate's distribution point is compared with a name of the CRL's, pair
 * by pair, each paid from the candidate budget, directory names by their length.
 *
 * Findings: none; the caller says what came of it.
 * Departures:
 * - Names of other kinds than directoryName match when they are the same bytes: nothing says how
 *   else a URI of a distribution point would be compared.
 * - A cRLIssuer that is the certificate's own issuer, which 4.2.1.13 wants left out, is taken as
 *   left out: a CRL by which an issuer revokes its own certificates need not be indirect.
 */
#include "check/crl_status.h"
#include "x509/general_name.h"
#include "x509/name.h"

/* The names of one DistributionPointName. */
struct point_names {
    cc_span list;     /* contents of GeneralNames; empty: one of the others */
    cc_span issuer;   /* a whole Name that stands for itself, or that `relative` is added to */
    cc_span relative; /* contents of a RelativeDistinguishedName; empty: none */
};

static bool next_directory(cc_span *rest, cc_span *name)
{
    struct certcheck_general_name general;
    while (certcheck_next_general_name(rest, &general)) {
        if (general.kind != CERTCHECK_NAME_DIRECTORY)
            continue;
        *name = general.value;
        return true;
    }
    return false;
}

static bool same_general_name(struct cc_budget *budget, const struct certcheck_general_name *a,
                              const struct certcheck_general_name *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == CERTCHECK_NAME_DIRECTORY)
        return cc_name_equal_paid(budget, a->value, b->value);
    return cc_span_equal(a->whole, b->whole);
}

/* RFC 5280 4.2.1.13: the relative name is appended to the issuer's, as its last RDN. */
static bool single_is(struct cc_budget *budget, const struct point_names *single, cc_span name)
{
    if (single->relative.length == 0)
        return cc_name_equal_paid(budget, name, single->issuer);
    return cc_name_pay(budget, name, single->issuer) &&
           cc_name_extends(name, single->issuer, single->relative);
}

static bool single_is_in(struct cc_budget *budget, const struct point_names *single, cc_span list)
{
    cc_span name;
    while (next_directory(&list, &name) && cc_budget_spend(budget, CERTCHECK_BUDGET_CANDIDATES, 1))
        if (single_is(budget, single, name))
            return true;
    return false;
}

static bool lists_meet(struct cc_budget *budget, cc_span a, cc_span b)
{
    struct certcheck_general_name left, right;
    while (certcheck_next_general_name(&a, &left)) {
        cc_span rest = b;
        while (certcheck_next_general_name(&rest, &right)) {
            if (!cc_budget_spend(budget, CERTCHECK_BUDGET_CANDIDATES, 1))
                return false;
            if (same_general_name(budget, &left, &right))
                return true;
        }
    }
    return false;
}

static bool singles_meet(struct cc_budget *budget, const struct point_names *a,
                         const struct point_names *b)
{
    if (a->relative.length > 0 && b->relative.length > 0)
        return cc_name_equal_paid(budget, a->issuer, b->issuer) &&
               cc_name_pay(budget, a->relative, b->relative) &&
               cc_name_rdn_equal(a->relative, b->relative);
    return a->relative.length > 0 ? single_is(budget, a, b->issuer)
                                  : single_is(budget, b, a->issuer);
}

static bool names_meet(struct cc_budget *budget, const struct point_names *a,
                       const struct point_names *b)
{
    if (a->list.length > 0 && b->list.length > 0)
        return lists_meet(budget, a->list, b->list);
    if (b->list.length > 0)
        return single_is_in(budget, a, b->list);
    return a->list.length > 0 ? single_is_in(budget, b, a->list) : singles_meet(budget, a, b);
}

/* The name of the certificate's distribution point; where it has none, those of its cRLIssuer;
 * where it has none either, the certificate's issuer. */
static struct point_names names_of_point(const struct certcheck_certificate *certificate,
                                         const struct certcheck_distribution_point *point)
{
    struct point_names names = {.issuer = certificate->issuer};
    if (point->has_relative_name) {
        cc_span issuers = point->crl_issuer;
        (void)next_directory(&issuers, &names.issuer);
        names.relative = point->relative_name;
    } else {
        names.list = point->has_full_name ? point->full_name : point->crl_issuer;
    }
    return names;
}

static struct point_names names_of_crl(const struct certcheck_crl *crl)
{
    const struct certcheck_distribution_point *point = &crl->issuing_distribution_point.point;
    return (struct point_names){
        .list = point->full_name, .issuer = crl->issuer, .relative = point->relative_name};
}

/* (b)(1) If the DP includes cRLIssuer, then verify that the issuer field in the complete CRL
 * matches cRLIssuer in the DP and that the complete CRL contains an issuing distribution point
 * extension with the indirectCRL boolean asserted. Otherwise, verify that the CRL issuer matches
 * the certificate issuer. */
static enum cc_crl_scope issuer_scope(struct cc_budget *budget,
                                      const struct certcheck_certificate *certificate,
                                      const struct certcheck_distribution_point *point,
                                      const struct certcheck_crl *crl)
{
    if (!point->has_crl_issuer)
        return cc_name_equal_paid(budget, crl->issuer, certificate->issuer) ? CC_CRL_IN_SCOPE
                                                                            : CC_CRL_OTHER_ISSUER;
    cc_span rest = point->crl_issuer, name;
    while (next_directory(&rest, &name) && cc_budget_spend(budget, CERTCHECK_BUDGET_CANDIDATES, 1))
        if (cc_name_equal_paid(budget, crl->issuer, name))
            return crl->issuing_distribution_point.indirect ||
                           cc_name_equal_paid(budget, name, certificate->issuer)
                       ? CC_CRL_IN_SCOPE
                       : CC_CRL_NOT_INDIRECT;
    return CC_CRL_OTHER_ISSUER;
}

/* (b)(2) If the complete CRL includes an IDP CRL extension, check the following: (i) the names,
 * (ii) onlyContainsUserCerts, (iii) onlyContainsCACerts, (iv) onlyContainsAttributeCerts. */
static enum cc_crl_scope point_scope(struct cc_budget *budget,
                                     const struct certcheck_certificate *certificate,
                                     const struct certcheck_distribution_point *point,
                                     const struct certcheck_crl *crl)
{
    const struct certcheck_issuing_distribution_point *idp = &crl->issuing_distribution_point;
    bool is_ca = certificate->has_basic_constraints && certificate->basic_constraints.ca;
    if (!crl->has_issuing_distribution_point)
        return CC_CRL_IN_SCOPE;
    struct point_names wanted = names_of_point(certificate, point), offered = names_of_crl(crl);
    if ((idp->point.has_full_name || idp->point.has_relative_name) &&
        !names_meet(budget, &wanted, &offered))
        return CC_CRL_OTHER_POINT;
    bool other_kind = (idp->only_user_certificates && is_ca) ||
                      (idp->only_ca_certificates && !is_ca) || idp->only_attribute_certificates;
    return other_kind ? CC_CRL_OTHER_KIND : CC_CRL_IN_SCOPE;
}

/* (d) The intersection of the reasons in the DP and of onlySomeReasons in the CRL, each all reasons
 * where it is absent. */
static uint16_t interim_reasons(const struct certcheck_distribution_point *point,
                                const struct certcheck_crl *crl)
{
    const struct certcheck_distribution_point *idp = &crl->issuing_distribution_point.point;
    uint16_t reasons = CC_ALL_REASONS;
    if (point->has_reasons)
        reasons &= point->reasons;
    if (idp->has_reasons)
        reasons &= idp->reasons;
    return reasons;
}

enum cc_crl_scope cc_crl_scope(struct cc_budget *budget,
                               const struct certcheck_certificate *certificate,
                               const struct certcheck_distribution_point *point,
                               const struct certcheck_crl *crl, uint16_t *reasons)
{
    enum cc_crl_scope scope = issuer_scope(budget, certificate, point, crl);
    if (scope == CC_CRL_IN_SCOPE)
        scope = point_scope(budget, certificate, point, crl);
    *reasons = scope == CC_CRL_IN_SCOPE ? interim_reasons(point, crl) : 0;
    return scope;
}
