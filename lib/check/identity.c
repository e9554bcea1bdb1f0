/* SPDX-License-Identifier: MIT */
/*
 * Whether the leaf is for whom the caller asks (RFC 9525).
 *
 * Findings: hostname-mismatch, ip-mismatch, email-mismatch, subject-alt-name-missing.
 *
 * Departures, all towards refusing: a wildcard directly under a single label ('*.com') never
 * matches; a presented name with a final dot never does, since RFC 5280 4.2.1.6 allows none; nor
 * does one with a byte that is not a letter, digit, hyphen, underscore or dot. RFC 9525 leaves
 * wildcards to the application: they are accepted. In an SmtpUTF8Mailbox the domain may be written
 * in A-labels (RFC 9598) or in U-labels (RFC 8398).
 *
 * Cost: the certificate's names are walked once for each identity asked for.
 */
#include "check/check.h"
#include "check/describe.h"
#include "check/dns_name.h"
#include "check/mailbox.h"
#include "base/alloc.h"

/* 2.5.4.3 */
static const uint8_t common_name[] = {0x55, 0x04, 0x03};

/* RFC 9525 6.3: the wildcard stands for exactly one label, the leftmost, and is all of it. */
static bool matches_dns(cc_span presented, cc_span reference)
{
    cc_span parent;
    if (!cc_dns_name_is_wildcard(presented, &parent))
        return cc_dns_name_equal(presented, reference) && cc_dns_name_is_valid(presented);
    return cc_dns_name_equal(parent, cc_dns_name_parent(reference)) &&
           cc_dns_name_is_valid(parent) && cc_dns_name_parent(parent).length > 0;
}

/* RFC 5280 7.5: the local part octet by octet, the domain without regard to ASCII case. */
static bool same_mailbox(cc_span presented, const char *reference)
{
    cc_span local, domain, wanted_local, wanted_domain;
    return cc_mailbox_split(presented, &local, &domain) &&
           cc_mailbox_split(cc_span_text(reference), &wanted_local, &wanted_domain) &&
           cc_span_equal(local, wanted_local) && cc_dns_name_equal(domain, wanted_domain);
}

static bool matches(const struct certcheck_general_name *name, const struct cc_identity *identity)
{
    switch (identity->kind) {
    case CERTCHECK_IDENTITY_DNS:
        return name->kind == CERTCHECK_NAME_DNS &&
               matches_dns(name->value, cc_span_text(identity->ascii));
    case CERTCHECK_IDENTITY_IP:
        /* RFC 9525 6.5 */
        return name->kind == CERTCHECK_NAME_IP &&
               cc_span_equal(name->value, cc_span_of(identity->address, identity->address_length));
    case CERTCHECK_IDENTITY_EMAIL:
        if (name->kind == CERTCHECK_NAME_RFC822)
            return same_mailbox(name->value, identity->ascii);
        return name->kind == CERTCHECK_NAME_OTHER && name->is_smtp_utf8 &&
               (same_mailbox(name->value, identity->ascii) ||
                same_mailbox(name->value, identity->unicode));
    }
    return false;
}

static bool matches_any(cc_span names, const struct cc_identity *identity)
{
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&names, &name))
        if (matches(&name, identity))
            return true;
    return false;
}

static enum certcheck_finding_code mismatch(enum certcheck_identity_kind kind)
{
    switch (kind) {
    case CERTCHECK_IDENTITY_IP:
        return CERTCHECK_FINDING_IP_MISMATCH;
    case CERTCHECK_IDENTITY_EMAIL:
        return CERTCHECK_FINDING_EMAIL_MISMATCH;
    case CERTCHECK_IDENTITY_DNS:
        break;
    }
    return CERTCHECK_FINDING_HOSTNAME_MISMATCH;
}

/* RFC 9525 2: the common name is not an identifier of the service. */
static void missing_finding(struct cc_check *check, const struct certcheck_certificate *certificate,
                            size_t index)
{
    struct cc_finding *finding =
        cc_findings_add(check->findings, CERTCHECK_FINDING_SUBJECT_ALT_NAME_MISSING, index,
                        certificate->der, certificate->subject);
    if (!finding)
        return;
    cc_span oid = {common_name, sizeof common_name};
    char *name = certcheck_name_attribute(certificate->subject, oid);
    cc_finding_text(check->findings, finding, "actual", name ? name : "none");
    cc_free(name);
}

void cc_check_identity(struct cc_check *check, const struct certcheck_certificate *certificate,
                       size_t index)
{
    const struct certcheck_policy *policy = check->policy;
    if (policy->identity_count > 0 && !certificate->by_kind[CERTCHECK_EXT_SUBJECT_ALT_NAME]) {
        missing_finding(check, certificate, index);
        /* Who tolerates that there are no names has not said that any name will do. */
        if (check->findings->severity[CERTCHECK_FINDING_SUBJECT_ALT_NAME_MISSING] ==
            CERTCHECK_ERROR)
            return;
    }
    for (size_t i = 0; i < policy->identity_count; i++) {
        const struct cc_identity *identity = &policy->identities[i];
        if (matches_any(certificate->subject_alt_name, identity))
            continue;
        struct cc_finding *finding =
            cc_findings_add(check->findings, mismatch(identity->kind), index, certificate->der,
                            cc_check_place(certificate, CERTCHECK_EXT_SUBJECT_ALT_NAME));
        cc_finding_text(check->findings, finding, "expected", identity->text);
        cc_describe_general_names(check->findings, finding, "actual",
                                  certificate->subject_alt_name);
    }
}
