/* SPDX-License-Identifier: MIT */
/* What the cases about the Baseline Requirements share: certificates that keep all of them. */
#ifndef TESTDATA_WEBPKI_H
#define TESTDATA_WEBPKI_H

#define STRICT "profile webpki;"
#define VALID STRICT "verdict valid;"
#define REFUSED(id, index) STRICT "verdict not-valid; main " id "; finding " id " " index ";"
/* A warning or a note is no reason to refuse. */
#define WARNED(id, index) VALID "finding " id " " index ";"

/* certificatePolicies with the reserved policy for domains, organizations, individuals, extended
 * validation; and a distribution point http://c.example.com/1. */
#define POLICIES(hex) " ext=2.5.29.32/n/" hex
#define DV POLICIES("300a3008060667810c010201")
#define OV POLICIES("300a3008060667810c010202")
#define IV POLICIES("300a3008060667810c010203")
#define EV POLICIES("30093007060567810c0101")
#define POINT " ext=2.5.29.31/n/301e301ca01aa0188616687474703a2f2f632e6578616d706c652e636f6d2f31"

#define ROOT "root key=p256-a subject=dn:C=printable:US/O=Trust/CN=Root"
#define CA "ca key=p256-b subject=dn:C=printable:US/O=Trust/CN=Intermediate eku=serverAuth" DV POINT
/* Without policies and distribution point. */
#define BARE "leaf key=p256-c subject=www.example.com san=DNS:www.example.com"
#define LEAF BARE DV POINT

/* Such a case is left out where the library was built without libpsl. */
#define WITH_LIST "needs public-suffix-list;"

#define NOW NULL
/* Rows of a table, about the leaf, the root, the leaf's dates, and its names with one of them in
 * the subject. */
#define WEB(id, why, leaf, when, expected)                                  \
    {                                                                       \
        "webpki", id, why, {ROOT, CA, leaf}, .at = when, .expect = expected \
    }
#define ROOTED(id, root, when, expected)                                                 \
    {                                                                                    \
        "webpki", id, "about the root", {root, CA, LEAF}, .at = when, .expect = expected \
    }
#define VALIDITY(id, begin, end, when, expected)                                 \
    {                                                                            \
        "webpki", "validity-" id, "valid from " begin " until " end,             \
            {ROOT " from=2010-01-01T00:00:00Z", CA " from=2010-01-01T00:00:00Z", \
             LEAF " from=" begin " until=" end},                                 \
            .at = when, .expect = expected                                       \
    }
#define NAMES(id, why, common_name, names, when, expected) \
    WEB(id, why, LEAF " subject=" common_name " san=" names, when, expected)

#define EVERYTHING_ABSENT                                                                     \
    "absent web-key-algorithm; absent web-key-modulus-bits; absent web-key-exponent;"         \
    "absent web-signature-algorithm; absent web-version; absent web-serial-short;"            \
    "absent web-validity-too-long; absent web-validity-reduced; absent web-root-validity;"    \
    "absent web-san-missing; absent web-san-kind; absent web-address-reserved;"               \
    "absent web-dns-label-reserved; absent web-dns-a-label; absent web-dns-idna;"             \
    "absent web-wildcard-public-suffix; absent web-wildcard-private-suffix;"                  \
    "absent web-name-internal; absent web-common-name-mismatch; absent web-common-name-kind;" \
    "absent web-common-name-repeated; absent web-eku-missing; absent web-eku-server-missing;" \
    "absent web-eku-any; absent web-eku-forbidden; absent web-root-eku;"                      \
    "absent web-ca-eku-missing; absent web-key-usage-bit; absent web-key-usage-signature;"    \
    "absent web-ca-key-usage;"                                                                \
    "absent web-policies-missing; absent web-policy-reserved; absent web-extension-critical;" \
    "absent web-policy-qualifier; absent web-basic-constraints-not-critical;"                 \
    "absent web-ca-policies;"                                                                 \
    "absent web-subject-attribute; absent web-subject-missing; absent web-subject-repeated;"  \
    "absent web-subject-metadata; absent web-organizational-unit; absent web-ca-subject;"     \
    "absent web-root-aki-mismatch; absent web-aki-issuer; absent web-access-form;"            \
    "absent web-crl-point-form; absent web-revocation-missing"

#endif
