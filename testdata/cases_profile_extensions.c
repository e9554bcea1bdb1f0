/* SPDX-License-Identifier: MIT */
/* RFC 5280 section 4.2: extensions by themselves, each rule broken and just kept. */
#include "cases.h"

#define STRICT "profile rfc5280;"
#define VALID STRICT "verdict valid;"
#define REFUSED(id, index) STRICT "verdict not-valid; main " id "; finding " id " " index ";"
/* A warning is no reason to refuse. */
#define WARNED(id, index) VALID "finding " id " " index ";"

/* authorityKeyIdentifier: a key identifier with an issuer, with a serial number */
#define AKI "ext=2.5.29.35/n/"
#define AKI_ISSUER "301b800401020304a113a411300f310d300b06035504030c04526f6f74"
#define AKI_ISSUER_SERIAL "301e800401020304a113a411300f310d300b06035504030c04526f6f74820105"

/* certificatePolicies: 1.3.6.1.4.1.99999.1 and .2, qualifiers on .1 */
#define POLICIES "ext=2.5.29.32/n/"
#define POLICY_TWICE "301a300b06092b06010401868d1f01300b06092b06010401868d1f01"
#define POLICY_TWO "301a300b06092b06010401868d1f01300b06092b06010401868d1f02"
#define CPS_UTF8 \
    "302d302b06092b06010401868d1f01301e301c06082b060105050702010c10687474703a2f2f612e6578616d706c65"
#define CPS_IA5 \
    "302d302b06092b06010401868d1f01301e301c06082b060105050702011610687474703a2f2f612e6578616d706c65"
#define CPS_LATIN \
    "302d302b06092b06010401868d1f01301e301c06082b060105050702011610687474703a2f2fe42e6578616d706c65"
#define ANY_POLICY_OTHER "301930170604551d2000300f300d06092b06010401868d1f030500"
#define ANY_POLICY_CPS \
    "302830260604551d2000301e301c06082b060105050702011610687474703a2f2f612e6578616d706c65"
#define NOTICE_VISIBLE \
    "3025302306092b06010401868d1f013016301406082b0601050507020230081a066e6f74696365"
#define NOTICE_IA5 \
    "3025302306092b06010401868d1f013016301406082b06010505070202300816066e6f74696365"
#define NOTICE_UTF8 \
    "3025302306092b06010401868d1f013016301406082b0601050507020230080c066e6f74696365"
#define NOTICE_NO_UTF8 \
    "3025302306092b06010401868d1f013016301406082b0601050507020230080c066e6f74ff6365"
#define NOTICE_NEWLINE \
    "3026302406092b06010401868d1f013017301506082b0601050507020230090c076e6f0a74696365"
#define NOTICE_REFERENCE \
    "3029302706092b06010401868d1f01301a301806082b06010505070202300c300a0c036f72673003020101"
#define NOTICE_REFERENCE_ALONE \
    "3024302206092b06010401868d1f013015301306082b06010505070202300730050c036f7267"
#define NOTICE_INTEGER "3020301e06092b06010401868d1f013011300f06082b060105050702023003020101"
/* policyMappings: .1 is .2 */
#define MAPPING "3018301606092b06010401868d1f0106092b06010401868d1f02"
/* policyConstraints: requireExplicitPolicy 5 */
#define REQUIRE_EXPLICIT "3003800105"

/* cRLDistributionPoints: a URI; a URI for two reasons; two reasons alone; with an issuer of CRLs;
 * relative to none, one and two of them */
#define CRLDP "ext=2.5.29.31/n/"
#define POINT "301ea01ca01a8618687474703a2f2f63726c2e6578616d706c652f612e63726c"
#define POINT_URI "3020" POINT
#define POINT_PARTIAL \
    "30243022a01ca01a8618687474703a2f2f63726c2e6578616d706c652f612e63726c81020560"
#define POINT_REASONS "3026" POINT "300481020560"
#define POINT_EVERY_REASON \
    "30253023a01ca01a8618687474703a2f2f63726c2e6578616d706c652f612e63726c8103077f80"
#define POINT_INTERMEDIATE \
    "303d303ba01ca01a8618687474703a2f2f63726c2e6578616d706c652f612e63726ca21ba41930173115301306" \
    "035504030c0c496e7465726d656469617465"
#define POINT_OTHER \
    "30363034a01ca01a8618687474703a2f2f63726c2e6578616d706c652f612e63726ca214a4123010310e300c06" \
    "035504030c054f74686572"
#define POINT_URI_ISSUER \
    "303c303aa01ca01a8618687474703a2f2f63726c2e6578616d706c652f612e63726ca21a8618687474703a2f2f" \
    "63726c2e6578616d706c652f612e63726c"
#define POINT_RELATIVE "3010300ea00ca10a300806035504030c0161"
#define POINT_RELATIVE_ONE \
    "30263024a00ca10a300806035504030c0161a214a4123010310e300c06035504030c054f74686572"
#define POINT_RELATIVE_TWO \
    "303c303aa00ca10a300806035504030c0161a22aa4123010310e300c06035504030c054f74686572a414301231" \
    "10300e06035504030c07416e6f74686572"

/* authorityInfoAccess: caIssuers, OCSP; subjectInfoAccess: caRepository */
#define AIA_CA_ISSUERS \
    "3026302406082b060105050730028618687474703a2f2f63612e6578616d706c652f63612e637274"
#define AIA_OCSP "3022302006082b060105050730018614687474703a2f2f6f6373702e6578616d706c652f"
#define SIA "3020301e06082b060105050730058612687474703a2f2f63612e6578616d706c652f"
#define CITIZENSHIP "3012301006082b06010505070904310413024445"
#define CITIZENSHIP_NONE "300e300c06082b060105050709043100"
#define ISSUER_ALT_NAME "300c820a63612e6578616d706c65" /* DNS:ca.example */
#define STAPLING "ext=1.3.6.1.5.5.7.1.24/n/3003020105"
#define NO_REV_AVAIL "ext=2.5.29.56/n/0500"
#define EXCLUDED_REGISTERED_ID "3009a107300588032a0304"

const struct test_case cases_profile_extensions[] = {
    /* ---- key identifiers ---- */
    {"profile", "authority-key-identifier-missing", "a leaf that does not name its issuer's key",
     {"leaf aki=none"}, .expect = REFUSED("authority-key-identifier-missing", "0")},
    {"profile", "authority-key-identifier-missing-ca", "an intermediate that does not",
     {"ca aki=none"}, .expect = REFUSED("authority-key-identifier-missing", "1")},
    {"profile", "authority-key-identifier-without-key", "one that names all but the key",
     {"leaf aki=none " AKI "3000"}, .expect = REFUSED("authority-key-identifier-missing", "0")},
    {"profile", "authority-key-identifier-self-signed", "the root may leave it out",
     {"root aki=none"}, .expect = VALID "absent authority-key-identifier-missing;"
                                        "absent key-identifier-mismatch;"
                                        "absent authority-key-identifier-critical"},
    {"profile", "authority-key-identifier-cross-signed", "an anchor that is not self-signed",
     {"root issuer=ca"}, .expect = REFUSED("authority-key-identifier-missing", "2")},
    {"profile", "authority-key-identifier-critical", "it must not be critical",
     {"leaf flip=aki"}, .expect = REFUSED("authority-key-identifier-critical", "0")},
    {"profile", "authority-key-identifier-issuer", "an issuer without a serial number",
     {"leaf aki=none " AKI AKI_ISSUER},
     .expect = REFUSED("authority-key-identifier-incomplete", "0")},
    {"profile", "authority-key-identifier-issuer-serial", "with one",
     {"leaf aki=none " AKI AKI_ISSUER_SERIAL},
     .expect = VALID "absent authority-key-identifier-incomplete"},
    {"profile", "key-identifier-mismatch", "the leaf names another key than its issuer has",
     {"leaf aki=01020304"}, .expect = WARNED("key-identifier-mismatch", "0")},
    {"profile", "subject-key-identifier-missing", "an authority without one", {"ca ski=none"},
     .expect = REFUSED("subject-key-identifier-missing", "1")},
    {"profile", "subject-key-identifier-absent", "a leaf may do without", {"leaf ski=none"},
     .expect = WARNED("subject-key-identifier-absent", "0")
               "absent subject-key-identifier-missing; absent subject-key-identifier-critical"},
    {"profile", "subject-key-identifier-critical", "it must not be critical", {"root flip=ski"},
     .expect = REFUSED("subject-key-identifier-critical", "2")},
    {"profile", "subject-key-identifier-present", "as it should be", .certificates = {"leaf"},
     .expect = VALID "absent subject-key-identifier-absent"},

    /* ---- key usage ---- */
    {"profile", "key-usage-missing", "an authority without keyUsage", {"ca ku=none"},
     .expect = WARNED("key-usage-missing", "1")},
    {"profile", "key-usage-missing-leaf", "a leaf needs none", {"leaf ku=none"},
     .expect = VALID "absent key-usage-missing"},
    {"profile", "key-usage-not-critical", "it should be critical", {"leaf flip=ku"},
     .expect = WARNED("key-usage-not-critical", "0")},
    {"profile", "key-usage-empty", "no bit at all", {"leaf ku=none ext=2.5.29.15/c/030100"},
     .expect = REFUSED("key-usage-empty", "0")},
    {"profile", "key-usage-one-bit", "one bit is enough", .certificates = {"leaf"},
     .expect = VALID "absent key-usage-empty; absent key-usage-not-critical;"
               "absent key-usage-unfit; absent key-usages-inconsistent"},
    {"profile", "key-usage-cert-sign-without-ca", "a leaf that may sign certificates",
     {"leaf ku=digitalSignature,keyCertSign"},
     .expect = REFUSED("key-usage-cert-sign-without-ca", "0")},
    {"profile", "key-usage-cert-sign-with-ca", "as an authority it may",
     {"leaf bc=ca ku=digitalSignature,keyCertSign"},
     .expect = VALID "absent key-usage-cert-sign-without-ca"},
    {"profile", "key-usage-decipher-only", "decipherOnly without keyAgreement",
     {"leaf key=p256-a ku=digitalSignature,decipherOnly"},
     .expect = WARNED("key-usage-agreement-missing", "0")},
    {"profile", "key-usage-decipher-only-agreement", "with it",
     {"leaf key=p256-a ku=keyAgreement,decipherOnly"},
     .expect = VALID "absent key-usage-agreement-missing; absent key-usage-unfit"},
    {"profile", "key-usage-unfit-ec", "an EC key cannot encipher keys",
     {"leaf key=p256-a ku=digitalSignature,keyEncipherment"},
     .expect = REFUSED("key-usage-unfit", "0")},
    {"profile", "key-usage-unfit-ed25519", "an Ed25519 key cannot agree on keys",
     {"leaf ku=digitalSignature,keyAgreement"}, .expect = REFUSED("key-usage-unfit", "0")},
    {"profile", "key-usage-unfit-x25519", "an X25519 key cannot sign",
     {"leaf key=x25519 ku=digitalSignature"}, .expect = REFUSED("key-usage-unfit", "0")},
    {"profile", "key-usage-unfit-rsa", "an RSA key cannot agree on keys",
     {"leaf key=rsa2048 ku=digitalSignature,keyAgreement"},
     .expect = REFUSED("key-usage-unfit", "0")},
    {"profile", "key-usage-unfit-rsa-pss", "an RSA-PSS key cannot encipher",
     {"leaf key=rsa-pss ku=digitalSignature,keyEncipherment"},
     .expect = REFUSED("key-usage-unfit", "0")},
    {"profile", "key-usage-rsa", "an RSA key can",
     {"leaf key=rsa2048 ku=digitalSignature,keyEncipherment"},
     .expect = VALID "absent key-usage-unfit; absent key-usage-signs-and-enciphers"},
    {"profile", "key-usage-signs-and-enciphers", "one key for both",
     {"ca key=rsa2048 ku=keyCertSign,keyEncipherment"},
     .expect = WARNED("key-usage-signs-and-enciphers", "1")},
    {"profile", "key-usages-inconsistent", "a server that may only repudiate nothing",
     {"leaf ku=nonRepudiation"}, .expect = REFUSED("key-usages-inconsistent", "0")},
    {"profile", "key-usages-consistent", "mail needs no more",
     {"leaf ku=nonRepudiation eku=serverAuth,emailProtection"},
     .expect = VALID "absent key-usages-inconsistent"},
    {"profile", "key-usages-unknown-purpose", "what a new purpose needs is not known",
     {"leaf ku=nonRepudiation eku=1.3.6.1.4.1.99999.1"},
     .expect = VALID "absent key-usages-inconsistent"},
    {"profile", "extended-key-usage-any-critical", "any purpose, and that critically",
     {"leaf eku=any flip=eku"}, .expect = WARNED("extended-key-usage-any-critical", "0")},
    {"profile", "extended-key-usage-any", "any purpose", {"leaf eku=any"},
     .expect = VALID "absent extended-key-usage-any-critical"},
    {"profile", "extended-key-usage-critical", "one purpose, and that critically",
     {"leaf flip=eku"}, .expect = VALID "absent extended-key-usage-any-critical"},

    /* ---- constraints ---- */
    {"profile", "basic-constraints-not-critical", "an authority that does not insist",
     {"ca flip=bc"}, .expect = REFUSED("basic-constraints-not-critical", "1")},
    {"profile", "basic-constraints-not-critical-leaf", "a leaf need not",
     {"leaf bc=leaf flip=bc"}, .expect = VALID "absent basic-constraints-not-critical"},
    {"profile", "path-length-in-leaf", "a path length of what is no authority",
     {"leaf ext=2.5.29.19/c/3003020100"}, .expect = REFUSED("path-length-meaningless", "0")},
    {"profile", "path-length-without-cert-sign", "or of one that signs CRLs only",
     {"leaf bc=ca:0 ku=cRLSign"}, .expect = REFUSED("path-length-meaningless", "0")},
    {"profile", "path-length-with-cert-sign", "it is for those that sign certificates",
     {"ca bc=ca:0"}, .expect = VALID "absent path-length-meaningless"},
    {"profile", "name-constraints-in-leaf", "a leaf constrains nobody",
     {"leaf nc=excluded:DNS:other.example"}, .expect = REFUSED("name-constraints-in-leaf", "0")},
    {"profile", "name-constraints-not-critical", "it must be critical",
     {"ca nc=excluded:DNS:other.example flip=nc"},
     .expect = REFUSED("name-constraints-not-critical", "1")},
    {"profile", "name-constraints-critical", "as it should be",
     {"ca nc=excluded:DNS:other.example"},
     .expect = VALID "absent name-constraints-in-leaf; absent name-constraints-not-critical;"
               "absent name-constraints-kind"},
    {"profile", "name-constraints-kind", "registered identifiers should not be constrained",
     {"ca ext=2.5.29.30/c/" EXCLUDED_REGISTERED_ID}, .expect = WARNED("name-constraints-kind", "1")},

    /* ---- policies ---- */
    {"profile", "policy-repeated", "one policy twice", {"leaf " POLICIES POLICY_TWICE},
     .expect = REFUSED("policy-repeated", "0")},
    {"profile", "policies", "two policies", {"leaf " POLICIES POLICY_TWO},
     .expect = VALID "absent policy-repeated"},
    {"profile", "policy-qualifier-cps-utf8", "a CPS pointer that is no IA5String",
     {"leaf " POLICIES CPS_UTF8}, .expect = REFUSED("policy-qualifier-malformed", "0")},
    {"profile", "policy-qualifier-notice-integer", "a user notice with an INTEGER",
     {"leaf " POLICIES NOTICE_INTEGER}, .expect = REFUSED("policy-qualifier-malformed", "0")},
    {"profile", "policy-qualifier-cps-latin", "a CPS pointer that is not all ASCII",
     {"leaf " POLICIES CPS_LATIN}, .expect = REFUSED("policy-qualifier-malformed", "0")},
    {"profile", "policy-qualifier-notice-no-utf8", "a notice in broken UTF-8",
     {"leaf " POLICIES NOTICE_NO_UTF8},
     .expect = REFUSED("policy-qualifier-malformed", "0") "absent user-notice-text"},
    {"profile", "policy-qualifier-reference-alone", "a reference to no notice in particular",
     {"leaf " POLICIES NOTICE_REFERENCE_ALONE},
     .expect = REFUSED("policy-qualifier-malformed", "0") "absent user-notice-reference"},
    {"profile", "policy-qualifier-cps", "a CPS pointer", {"leaf " POLICIES CPS_IA5},
     .expect = VALID "absent policy-qualifier-malformed"},
    {"profile", "any-policy-qualifier", "anyPolicy with a qualifier of one's own",
     {"leaf " POLICIES ANY_POLICY_OTHER}, .expect = REFUSED("any-policy-qualifier", "0")},
    {"profile", "any-policy-qualifier-cps", "anyPolicy with a CPS pointer",
     {"leaf " POLICIES ANY_POLICY_CPS}, .expect = VALID "absent any-policy-qualifier"},
    {"profile", "user-notice-ia5", "a notice in an IA5String", {"leaf " POLICIES NOTICE_IA5},
     .expect = REFUSED("user-notice-string-type", "0")},
    {"profile", "user-notice-visible", "a notice in a VisibleString, which is acceptable",
     {"leaf " POLICIES NOTICE_VISIBLE}, .expect = VALID "absent user-notice-string-type"},
    {"profile", "user-notice-newline", "a notice of two lines", {"leaf " POLICIES NOTICE_NEWLINE},
     .expect = WARNED("user-notice-text", "0")},
    {"profile", "user-notice-reference", "a notice that stands elsewhere",
     {"leaf " POLICIES NOTICE_REFERENCE}, 
     .expect = WARNED("user-notice-reference", "0") "absent policy-qualifier-malformed"},
    {"profile", "user-notice", "a notice", {"leaf " POLICIES NOTICE_UTF8},
     .expect = VALID "absent user-notice-string-type; absent user-notice-text;"
               "absent user-notice-reference"},
    {"profile", "policy-mapping-not-asserted", "what is mapped should be asserted",
     {"ca ext=2.5.29.33/n/" MAPPING},
     .expect = WARNED("policy-mapping-not-asserted", "1") "finding policy-mappings-not-critical 1"},
    /* Without a verdict: what paths make of policies is not asked here. */
    {"profile", "policy-mapping-asserted", "as it is here",
     {"ca " POLICIES POLICY_TWO " ext=2.5.29.33/c/" MAPPING},
     .expect = STRICT "absent policy-mapping-not-asserted; absent policy-mappings-not-critical;"
               "absent policy-extension-in-leaf"},
    {"profile", "policy-mappings-in-leaf", "a leaf maps nothing",
     {"leaf " POLICIES POLICY_TWO " ext=2.5.29.33/n/" MAPPING},
     .expect = WARNED("policy-extension-in-leaf", "0")},
    {"profile", "policy-constraints-not-critical", "it must be critical",
     {"ca ext=2.5.29.36/n/" REQUIRE_EXPLICIT},
     .expect = REFUSED("policy-constraints-not-critical", "1")},
    {"profile", "policy-constraints-empty", "it must constrain something",
     {"ca ext=2.5.29.36/c/3000"},
     .expect = STRICT "verdict not-valid; finding policy-constraints-empty 1"},
    {"profile", "policy-constraints", "as it should be", {"ca ext=2.5.29.36/c/" REQUIRE_EXPLICIT},
     .expect = STRICT "absent policy-constraints-empty; absent policy-constraints-not-critical"},
    {"profile", "inhibit-any-policy-not-critical", "it must be critical",
     {"ca ext=2.5.29.54/n/020105"}, .expect = REFUSED("inhibit-any-policy-not-critical", "1")},
    {"profile", "inhibit-any-policy", "as it should be", {"ca ext=2.5.29.54/c/020105"},
     .expect = STRICT "absent inhibit-any-policy-not-critical"},

    /* ---- alternative names ---- */
    {"profile", "alt-name-empty", "a host name of no letters", {"leaf san=DNS:,DNS:leaf.example"},
     .expect = REFUSED("alt-name-empty", "0")},
    {"profile", "alt-name-empty-directory", "an empty directory name",
     {"leaf san=DIR:none,DNS:leaf.example"}, .expect = REFUSED("alt-name-empty", "0")},
    {"profile", "rfc822-name-form", "a mail address with the person's name",
     {"leaf san=EMAIL:Anna%20<anna@leaf.example>"}, .expect = REFUSED("rfc822-name-form", "0")},
    {"profile", "dns-name-space", "a host name of one space", {"leaf san=DNS:%20,DNS:leaf.example"},
     .expect = REFUSED("dns-name-form", "0")},
    {"profile", "dns-name-address", "an address as a host name",
     {"leaf san=DNS:192.0.2.1"}, .expect = REFUSED("dns-name-form", "0")},
    {"profile", "dns-name-underscore", "a host name with an underscore",
     {"leaf san=DNS:my_leaf.example"}, .expect = REFUSED("dns-name-form", "0")},
    {"profile", "dns-name-emoji", "a face, which IDNA2008 does not allow",
     {"leaf san=DNS:xn--628h.leaf.example"}, .expect = WARNED("web-dns-idna", "0")},
    {"profile", "dns-name-umlaut", "a letter, which it does",
     {"leaf san=DNS:xn--bcher-kva.leaf.example"}, .expect = VALID "absent web-dns-idna"},
    {"profile", "uri-relative", "a relative URI", {"leaf san=URI:/index.html"},
     .expect = REFUSED("uri-form", "0")},
    {"profile", "uri-short-host", "a URI with half a host name", {"leaf san=URI:http://leaf/"},
     .expect = REFUSED("uri-form", "0")},
    {"profile", "ip-address-length", "an address of five bytes", {"leaf san=IP:c000020100"},
     .expect = REFUSED("ip-address-length", "0")},
    {"profile", "smtp-utf8-mailbox-ascii", "a mailbox that needs no UTF-8",
     {"leaf san=SMTP:anna@leaf.example"}, .expect = REFUSED("smtp-utf8-mailbox-form", "0")},
    {"profile", "alt-names", "names as they should be",
     {"leaf san=EMAIL:anna@leaf.example,DNS:*.leaf.example,URI:urn:leaf,URI:http://leaf.example/,"
      "IP:c0000201,IP:20010db8000000000000000000000001,SMTP:%c3%a4@leaf.example"},
     .expect = VALID "absent alt-name-empty; absent rfc822-name-form; absent dns-name-form;"
               "absent uri-form; absent ip-address-length; absent smtp-utf8-mailbox-form"},
    {"profile", "issuer-alt-name-form", "the same rules hold for the issuer's names",
     {"leaf ext=2.5.29.18/n/3003820120"}, .expect = REFUSED("dns-name-form", "0")},
    {"profile", "issuer-alt-name-critical", "it should not be critical",
     {"leaf ext=2.5.29.18/c/" ISSUER_ALT_NAME}, .expect = WARNED("issuer-alt-name-critical", "0")},
    {"profile", "issuer-alt-name", "as it should be", {"leaf ext=2.5.29.18/n/" ISSUER_ALT_NAME},
     .expect = VALID "absent issuer-alt-name-critical"},

    /* ---- revocation ---- */
    {"profile", "distribution-point-empty", "a point of nothing but reasons",
     {"leaf " CRLDP POINT_REASONS}, .expect = REFUSED("distribution-point-empty", "0")},
    {"profile", "distribution-points-partial", "points for two reasons only",
     {"leaf " CRLDP POINT_PARTIAL}, .expect = WARNED("distribution-points-partial", "0")},
    {"profile", "distribution-points-every-reason", "a point for all reasons, one by one",
     {"leaf " CRLDP POINT_EVERY_REASON}, .expect = VALID "absent distribution-points-partial"},
    {"profile", "distribution-point-own-issuer", "an issuer of CRLs that need not be named",
     {"leaf " CRLDP POINT_INTERMEDIATE}, .expect = REFUSED("distribution-point-own-issuer", "0")},
    {"profile", "distribution-point-issuer-kind", "an issuer of CRLs that is a URI",
     {"leaf " CRLDP POINT_URI_ISSUER}, .expect = REFUSED("distribution-point-issuer-kind", "0")},
    {"profile", "distribution-point-other-issuer", "another issuer of CRLs",
     {"leaf " CRLDP POINT_OTHER},
     .expect = VALID "absent distribution-point-own-issuer;"
               "absent distribution-point-issuer-kind; absent distribution-point-relative"},
    {"profile", "distribution-point-relative", "a name relative to the issuer",
     {"leaf " CRLDP POINT_RELATIVE}, .expect = WARNED("distribution-point-relative", "0")},
    {"profile", "distribution-point-relative-one", "or to one issuer of CRLs",
     {"leaf " CRLDP POINT_RELATIVE_ONE},
     .expect = WARNED("distribution-point-relative", "0") "absent distribution-point-ambiguous"},
    {"profile", "distribution-point-ambiguous", "or to one of two",
     {"leaf " CRLDP POINT_RELATIVE_TWO}, .expect = REFUSED("distribution-point-ambiguous", "0")},
    {"profile", "crl-distribution-points-critical", "it should not be critical",
     {"leaf ext=2.5.29.31/c/" POINT_URI}, .expect = WARNED("crl-distribution-points-critical", "0")},
    {"profile", "crl-distribution-points", "as it should be", {"leaf " CRLDP POINT_URI},
     .expect = VALID "absent crl-distribution-points-critical; absent distribution-point-empty;"
               "absent distribution-points-partial"},
    {"profile", "freshest-crl-critical", "it must not be critical",
     {"leaf ext=2.5.29.46/c/" POINT_URI}, .expect = REFUSED("freshest-crl-critical", "0")},
    {"profile", "freshest-crl", "as it should be", {"leaf ext=2.5.29.46/n/" POINT_URI},
     .expect = VALID "absent freshest-crl-critical"},
    {"profile", "no-rev-avail-critical", "it must not be critical",
     {"leaf ext=2.5.29.56/c/0500"}, .expect = REFUSED("no-rev-avail-critical", "0")},
    {"profile", "no-rev-avail-in-ca", "an authority must be revocable", {"ca " NO_REV_AVAIL},
     .expect = REFUSED("no-rev-avail-in-ca", "1")},
    {"profile", "no-rev-avail-and-crl", "there is no CRL, and here it is",
     {"leaf " NO_REV_AVAIL " " CRLDP POINT_URI},
     .expect = REFUSED("no-rev-avail-contradicted", "0")},
    {"profile", "no-rev-avail-and-freshest-crl", "nor a delta CRL",
     {"leaf " NO_REV_AVAIL " ext=2.5.29.46/n/" POINT_URI},
     .expect = REFUSED("no-rev-avail-contradicted", "0")},
    {"profile", "no-rev-avail-and-ocsp", "nor a responder",
     {"leaf " NO_REV_AVAIL " ext=1.3.6.1.5.5.7.1.1/n/" AIA_OCSP},
     .expect = REFUSED("no-rev-avail-contradicted", "0")},
    {"profile", "no-rev-avail", "where the issuer is found may be said",
     {"leaf " NO_REV_AVAIL " ext=1.3.6.1.5.5.7.1.1/n/" AIA_CA_ISSUERS},
     .expect = VALID "absent no-rev-avail-critical; absent no-rev-avail-in-ca;"
               "absent no-rev-avail-contradicted; absent authority-info-access-critical"},

    {"profile", "tls-feature-narrowed", "the authority demands stapling of whatever it issues",
     {"ca " STAPLING}, .expect = REFUSED("tls-feature-narrowed", "0")},
    {"profile", "tls-feature-other", "another feature is no substitute",
     {"ca " STAPLING, "leaf ext=1.3.6.1.5.5.7.1.24/n/3003020111"},
     .expect = REFUSED("tls-feature-narrowed", "0")},
    {"profile", "tls-feature-widened", "there may be more",
     {"ca " STAPLING, "leaf ext=1.3.6.1.5.5.7.1.24/n/3006020111020105"},
     .expect = VALID "absent tls-feature-narrowed"},

    /* ---- what is left ---- */
    {"profile", "authority-info-access-critical", "it must not be critical",
     {"leaf ext=1.3.6.1.5.5.7.1.1/c/" AIA_OCSP},
     .expect = REFUSED("authority-info-access-critical", "0")},
    {"profile", "subject-info-access-critical", "it must not be critical",
     {"ca ext=1.3.6.1.5.5.7.1.11/c/" SIA}, .expect = REFUSED("subject-info-access-critical", "1")},
    {"profile", "subject-info-access", "as it should be", {"ca ext=1.3.6.1.5.5.7.1.11/n/" SIA},
     .expect = VALID "absent subject-info-access-critical"},
    {"profile", "directory-attributes-critical", "it must not be critical",
     {"leaf ext=2.5.29.9/c/" CITIZENSHIP}, .expect = REFUSED("directory-attributes-critical", "0")},
    {"profile", "directory-attributes-none", "an attribute without values",
     {"leaf ext=2.5.29.9/n/" CITIZENSHIP_NONE}, .expect = REFUSED("sequence-empty", "0")},
    {"profile", "directory-attributes", "as it should be", {"leaf ext=2.5.29.9/n/" CITIZENSHIP},
     .expect = VALID "absent directory-attributes-critical"},
    {0},
};
