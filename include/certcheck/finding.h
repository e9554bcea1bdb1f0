/* SPDX-License-Identifier: MIT */
/* The catalogue of everything that can be found about a certificate or a path. */
#ifndef CERTCHECK_FINDING_H
#define CERTCHECK_FINDING_H

#include <certcheck/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* CERTCHECK_FINDING_EXPIRED and so on, one for each row of <certcheck/finding.def>. The numbers
 * may change between releases, and the shared library's soname with them; the text ids do not. */
enum certcheck_finding_code {
#define FINDING(name, id, in_default, in_rfc5280, in_webpki, fixed, rank, clause, message, advice) \
    CERTCHECK_FINDING_##name,
#include <certcheck/finding.def>
#undef FINDING
    CERTCHECK_FINDING_CODES /* how many there are; not a finding */
};

enum certcheck_severity {
    CERTCHECK_OFF = 0, /* not reported */
    CERTCHECK_NOTE,    /* worth knowing; changes nothing */
    CERTCHECK_WARNING, /* wrong, but tolerated under the profile */
    CERTCHECK_ERROR    /* the path is refused */
};

enum certcheck_profile {
    CERTCHECK_PROFILE_DEFAULT = 0, /* what every careful relying party checks */
    /* and RFC 5280 section 4's rules for certificates; but it only warns of leaf-is-ca and
     * key-usage-not-allowed, which section 6 does not refuse */
    CERTCHECK_PROFILE_RFC5280,
    CERTCHECK_PROFILE_WEBPKI, /* and the CA/Browser Forum's Baseline Requirements */
    CERTCHECK_PROFILES        /* how many there are; not a profile */
};

/* One row of the catalogue. All texts belong to the library. */
struct certcheck_finding_info {
    const char *id;      /* stable: "expired" */
    const char *clause;  /* "RFC 5280 6.1.3 (a)(2)" */
    const char *message; /* with {placeholders}; see certcheck_finding_message */
    const char *advice;
    enum certcheck_severity severity[CERTCHECK_PROFILES];
    bool fixed; /* no caller may change the severity */
    int rank;   /* of the errors of one path the highest is the main cause */
};

/* certcheck_finding_info returns the row of a code, or NULL for a number that is none. */
CERTCHECK_API const struct certcheck_finding_info *
certcheck_finding_info(enum certcheck_finding_code code);

/* certcheck_finding_by_id returns the code of a text id, or CERTCHECK_FINDING_CODES. */
CERTCHECK_API enum certcheck_finding_code certcheck_finding_by_id(const char *id);

/* "off", "note", "warning", "error"; "default", "rfc5280", "webpki". Never NULL. */
CERTCHECK_API const char *certcheck_severity_text(enum certcheck_severity severity);
CERTCHECK_API const char *certcheck_profile_text(enum certcheck_profile profile);

#ifdef __cplusplus
}
#endif

#endif
