/* SPDX-License-Identifier: MIT */
/*
 * RFC 7633 4.2.2: the TLS features that an authority's certificate demands of what it issues.
 *
 * Findings: tls-feature-narrowed, about the first feature that is missing.
 * Departures: no more than a note by default. 4.2.2 says MUST to whoever issues, and that nobody
 * else has to compare the features of several certificates.
 */
#include "profile/profile.h"

#include "x509/name_text.h"

#include <stdio.h>
#include <string.h>

/* One bit for each number of a TLS extension, so that lists of any length are read once. */
struct features {
    uint64_t words[(UINT16_MAX + 1) / 64];
};

static void collect(const struct certcheck_certificate *certificate, struct features *features)
{
    struct certcheck_extension_value value;
    uint16_t feature;
    memset(features, 0, sizeof(*features));
    if (!cc_profile_decode(certificate, CERTCHECK_EXT_TLS_FEATURE, &value))
        return;
    while (certcheck_next_tls_feature(&value.of.tls_features, &feature))
        features->words[feature / 64] |= UINT64_C(1) << feature % 64;
}

static void add(struct cc_profile *profile, const struct certcheck_certificate *certificate,
                const struct certcheck_certificate *issuer, size_t index, uint16_t feature)
{
    char text[24];
    struct cc_finding *finding =
        cc_profile_add(profile, certificate, index, CERTCHECK_FINDING_TLS_FEATURE_NARROWED,
                       CERTCHECK_EXT_TLS_FEATURE);
    if (finding == NULL)
        return;
    /* RFC 6066 8 */
    snprintf(text, sizeof(text), feature == 5 ? "status_request (%u)" : "%u", (unsigned)feature);
    cc_finding_text(profile->findings, finding, "feature", text);
    cc_finding_take(profile->findings, finding, "issuer", cc_name_text_short(issuer->subject));
}

/* "a certificate that is signed by a Certificate Signing Certificate that contains a TLS feature
 * extension MUST contain a TLS feature extension that offers the same set or a superset of the
 * features advertised in the signing certificate." */
void cc_profile_tls_feature_pair(struct cc_profile *profile,
                                 const struct certcheck_certificate *certificate,
                                 const struct certcheck_certificate *issuer, size_t index)
{
    struct certcheck_extension_value demanded;
    struct features present;
    uint16_t feature;
    if (!cc_profile_decode(issuer, CERTCHECK_EXT_TLS_FEATURE, &demanded))
        return;
    collect(certificate, &present);
    while (certcheck_next_tls_feature(&demanded.of.tls_features, &feature))
        if ((present.words[feature / 64] >> feature % 64 & 1) == 0) {
            add(profile, certificate, issuer, index, feature);
            return;
        }
}
