/* SPDX-License-Identifier: MIT */
/* Extended key usage and critical extensions. */
#include "cases.h"

#define VALID "verdict valid;"
#define REFUSED(id, index) "verdict not-valid; main " id "; finding " id " " index ";"
#define UNKNOWN "1.3.6.1.4.1.99999.1"

const struct test_case cases_purpose[] = {
    {"extended-key-usage", "wrong-purpose", "a client's certificate on a server",
     {"leaf eku=clientAuth"},
     .expect = "purpose serverAuth;" REFUSED("purpose-not-allowed", "0")},
    {"extended-key-usage", "right-purpose", "a server's certificate on a server",
     .certificates = {"leaf"}, .expect = "purpose serverAuth;" VALID "absent purpose-not-allowed"},
    {"extended-key-usage", "one-of-two", "a certificate for two purposes",
     {"leaf eku=clientAuth,serverAuth"},
     .expect = "purpose serverAuth;" VALID "absent purpose-not-allowed"},
    {"extended-key-usage", "without", "without extended key usage every purpose is allowed",
     {"leaf eku=none"}, .expect = "purpose codeSigning;" VALID "absent purpose-not-allowed"},
    {"extended-key-usage", "any", "anyExtendedKeyUsage allows every purpose", {"leaf eku=any"},
     .expect = "purpose emailProtection;" VALID "absent purpose-not-allowed"},
    {"extended-key-usage", "intermediate-narrows", "the intermediate may only issue for e-mail",
     {"ca eku=emailProtection"},
     .expect = "purpose serverAuth;" REFUSED("purpose-not-allowed", "1")},
    {"extended-key-usage", "intermediate-allows", "the intermediate may issue for servers",
     {"ca eku=serverAuth,clientAuth"},
     .expect = "purpose serverAuth;" VALID "absent purpose-not-allowed"},
    {"extended-key-usage", "by-number", "a purpose of somebody's own",
     {"leaf eku=1.3.6.1.4.1.99999.2"},
     .expect = "purpose 1.3.6.1.4.1.99999.2;" VALID "absent purpose-not-allowed"},
    {"extended-key-usage", "by-another-number", "the last arc is another one",
     {"leaf eku=1.3.6.1.4.1.99999.2"},
     .expect = "purpose 1.3.6.1.4.1.99999.3;" REFUSED("purpose-not-allowed", "0")},

    {"critical-extensions", "unknown-in-the-leaf", "a critical extension that nobody knows",
     {"leaf ext=" UNKNOWN "/c/0500"}, .expect = REFUSED("critical-extension-unknown", "0")},
    {"critical-extensions", "unknown-in-the-intermediate", "the same one step up",
     {"ca ext=" UNKNOWN "/c/0500"}, .expect = REFUSED("critical-extension-unknown", "1")},
    {"critical-extensions", "unknown-in-the-anchor", "the same in the anchor",
     {"root ext=" UNKNOWN "/c/0500"}, .expect = REFUSED("critical-extension-unknown", "2")},
    {"critical-extensions", "not-critical", "an unknown extension that is not critical",
     {"leaf ext=" UNKNOWN "/n/0500"}, .expect = VALID "absent critical-extension-unknown"},
    {"critical-extensions", "all-known", "every extension that the checks understand",
     {"ca nc=permitted:DNS:example", "leaf ext=1.3.6.1.5.5.7.1.24/c/3003020105"},
     .expect = VALID "absent critical-extension-unknown"},
    {"critical-extensions", "precertificate", "a certificate that is not yet one (RFC 6962 3.1)",
     {"leaf ext=1.3.6.1.4.1.11129.2.4.3/c/0500"},
     .expect = REFUSED("critical-extension-unknown", "0")},
    {0},
};
