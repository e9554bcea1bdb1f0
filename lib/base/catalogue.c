/* SPDX-License-Identifier: MIT */
/* finding.def as a table. */
#include <certcheck/finding.h>

#include <string.h>

#define IS_FIXED true
#define IS_OPEN false

static const struct certcheck_finding_info catalogue[CERTCHECK_FINDING_CODES] = {
#define FINDING(NAME, ID, IN_DEFAULT, IN_RFC5280, IN_WEBPKI, FIXITY, RANK, CLAUSE, MESSAGE, \
                ADVICE)                                                                     \
    [CERTCHECK_FINDING_##NAME] = {                                                          \
        .id = (ID),                                                                         \
        .clause = (CLAUSE),                                                                 \
        .message = (MESSAGE),                                                               \
        .advice = (ADVICE),                                                                 \
        .severity = {[CERTCHECK_PROFILE_DEFAULT] = CERTCHECK_##IN_DEFAULT,                  \
                     [CERTCHECK_PROFILE_RFC5280] = CERTCHECK_##IN_RFC5280,                  \
                     [CERTCHECK_PROFILE_WEBPKI] = CERTCHECK_##IN_WEBPKI},                   \
        .fixed = IS_##FIXITY,                                                               \
        .rank = (RANK),                                                                     \
    },
#include <certcheck/finding.def>
#undef FINDING
};

const struct certcheck_finding_info *certcheck_finding_info(enum certcheck_finding_code code)
{
    if ((unsigned)code >= CERTCHECK_FINDING_CODES)
        return NULL;
    return &catalogue[code];
}

enum certcheck_finding_code certcheck_finding_by_id(const char *id)
{
    for (unsigned code = 0; id != NULL && code < CERTCHECK_FINDING_CODES; code++) {
        if (strcmp(catalogue[code].id, id) == 0)
            return (enum certcheck_finding_code)code;
    }
    return CERTCHECK_FINDING_CODES;
}

const char *certcheck_severity_text(enum certcheck_severity severity)
{
    switch (severity) {
    case CERTCHECK_OFF:
        return "off";
    case CERTCHECK_NOTE:
        return "note";
    case CERTCHECK_WARNING:
        return "warning";
    case CERTCHECK_ERROR:
        return "error";
    }
    return "unknown";
}

const char *certcheck_profile_text(enum certcheck_profile profile)
{
    switch (profile) {
    case CERTCHECK_PROFILE_DEFAULT:
        return "default";
    case CERTCHECK_PROFILE_RFC5280:
        return "rfc5280";
    case CERTCHECK_PROFILE_WEBPKI:
        return "webpki";
    case CERTCHECK_PROFILES:
        break;
    }
    return "unknown";
}
