/* SPDX-License-Identifier: MIT */
/* RFC 5280 section 4: fields and names of certificates, each rule broken and just kept. */
#include "cases.h"

#define STRICT "profile rfc5280;"
#define VALID STRICT "verdict valid;"
#define REFUSED(id, index) STRICT "verdict not-valid; main " id "; finding " id " " index ";"
/* A warning is no reason to refuse. */
#define WARNED(id, index) VALID "finding " id " " index ";"

#define RSA_CA "ca key=rsa2048"
#define RSA_SHA256_BARE "300b06092a864886f70d01010b" /* sha256WithRSAEncryption without NULL */
#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

const struct test_case cases_profile[] = {
    {"profile", "unique-identifier-subject", "a subjectUniqueID", {"leaf field=unique-ids:82020001"},
     .expect = REFUSED("unique-identifier", "0")},
    {"profile", "unique-identifier-issuer", "an issuerUniqueID", {"leaf field=unique-ids:81020001"},
     .expect = REFUSED("unique-identifier", "0")},
    {"profile", "unique-identifier-default", "which nobody minds by default",
     {"leaf field=unique-ids:82020001"},
     .expect = "verdict valid; absent unique-identifier"},
    {"profile", "unique-identifier-anchor", "nor in an anchor", {"root field=unique-ids:82020001"},
     .expect = VALID "absent unique-identifier"},
    {"profile", "version-1-with-extensions", "version 1 has no extensions", {"leaf field=version:"},
     .expect = REFUSED("certificate-malformed", "0")},
    {"profile", "extension-duplicate", "one extension twice", {"leaf ext=2.5.29.14/n/04020102"},
     .expect = REFUSED("certificate-malformed", "0")},
    {"profile", "signature-parameters-absent", "an RSA signature algorithm without NULL",
     {RSA_CA, "leaf field=algorithm:" RSA_SHA256_BARE " field=outer:" RSA_SHA256_BARE},
     .expect = WARNED("signature-parameters-absent", "0")},
    {"profile", "signature-parameters-null", "the same with it", {RSA_CA},
     .expect = VALID "absent signature-parameters-absent"},

    {"profile", "issuer-empty", "an authority without a name",
     {"ca subject=none", "leaf"},
     .expect = STRICT "verdict not-valid; finding issuer-empty 0; finding ca-subject-empty 1"},
    {"profile", "subject-empty-crl-issuer", "one that signs CRLs without a name",
     {"leaf subject=none ku=digitalSignature,cRLSign"}, .expect = REFUSED("ca-subject-empty", "0")},
    {"profile", "subject-missing", "a leaf without any name", {"leaf subject=none san=none"},
     .expect = REFUSED("subject-missing", "0")},
    {"profile", "subject-only-alternative", "the name is in subjectAltName", {"leaf subject=none"},
     .expect = VALID "absent subject-missing; absent issuer-empty; absent ca-subject-empty;"
               "absent subject-alt-name-not-critical; absent subject-alt-name-critical"},
    {"profile", "subject-only-alternative-not-critical", "which must be critical then",
     {"leaf subject=none flip=san"}, .expect = REFUSED("subject-alt-name-not-critical", "0")},
    {"profile", "subject-alt-name-critical", "beside a subject it should not be",
     {"leaf flip=san"}, .expect = WARNED("subject-alt-name-critical", "0")},
    {"profile", "email-address-in-subject", "a mail address in the subject alone",
     {"leaf subject=dn:CN=Anna/E=ia5:anna@leaf.example"},
     .expect = WARNED("email-address-in-subject", "0")},
    {"profile", "email-address-in-both", "and in both",
     {"leaf subject=dn:CN=Anna/E=ia5:anna@leaf.example san=EMAIL:anna@leaf.example"},
     .expect = VALID "absent email-address-in-subject; absent name-string-type"},
    {"profile", "email-address-utf8", "a mail address must be an IA5String",
     {"leaf subject=dn:CN=Anna/E=utf8:anna@leaf.example san=EMAIL:anna@leaf.example"},
     .expect = REFUSED("name-string-type", "0")},
    {"profile", "common-name-ia5", "a commonName may not be one", {"leaf subject=ia5:anna"},
     .expect = REFUSED("name-string-type", "0")},
    {"profile", "common-name-ia5-anchor", "unless an anchor's", {"root subject=ia5:root"},
     .expect = VALID "absent name-string-type"},
    {"profile", "serial-number-utf8", "serialNumber must be a PrintableString",
     {"leaf subject=dn:CN=Anna/SN=utf8:1"}, .expect = REFUSED("name-string-type", "0")},
    {"profile", "name-string-types", "every attribute as it must be",
     {"leaf subject=dn:DC=ia5:example/C=printable:DE/O=printable:Acme/CN=utf8:Anna/SN=printable:1"},
     .expect = VALID "absent name-string-type; absent name-string-legacy;"
               "absent country-name-form; absent name-value-length;"
               "absent name-attribute-repeated"},
    {"profile", "name-string-legacy-t61", "TeletexString is only for names in use",
     {"leaf subject=t61:anna"}, .expect = WARNED("name-string-legacy", "0")},
    {"profile", "name-string-legacy-bmp", "and so is BMPString", {"leaf subject=bmp:%00a"},
     .expect = WARNED("name-string-legacy", "0")},
    {"profile", "country-lower-case", "lower case is no breach of RFC 5280",
     {"leaf subject=dn:C=printable:de/CN=Anna"}, .expect = VALID "absent country-name-form"},
    {"profile", "country-three-letters", "a country of three letters",
     {"leaf subject=dn:C=printable:DEU/CN=Anna"}, .expect = REFUSED("country-name-form", "0")},
    {"profile", "country-digits", "a country of digits",
     {"leaf subject=dn:C=printable:49/CN=Anna"}, .expect = REFUSED("country-name-form", "0")},
    {"profile", "country-utf8", "a country in a UTF8String",
     {"leaf subject=dn:C=utf8:DE/CN=Anna"}, .expect = REFUSED("country-name-form", "0")},
    {"profile", "name-value-65", "a commonName of 65 characters", {"leaf subject=" A64 "a"},
     .expect = REFUSED("name-value-length", "0")},
    {"profile", "name-value-64", "64 are the most", {"leaf subject=" A64},
     .expect = VALID "absent name-value-length"},
    {"profile", "name-value-64-wide", "characters are counted, not bytes",
     {"leaf subject=%c3%a4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
     .expect = VALID "absent name-value-length"},
    {"profile", "name-value-empty", "an empty organization",
     {"leaf subject=dn:O=utf8:/CN=Anna"}, .expect = REFUSED("name-value-length", "0")},
    {"profile", "name-value-unbounded", "a domainComponent may be of any length",
     {"leaf subject=dn:DC=ia5:" A64 A64 A64 A64 A64 "/CN=Anna"},
     .expect = VALID "absent name-value-length"},
    {"profile", "name-attribute-repeated", "two names of one type in one RDN",
     {"leaf subject=dn:O=Acme+O=Bell/CN=Anna"}, .expect = WARNED("name-attribute-repeated", "0")},
    {"profile", "name-attribute-in-two", "two in two, and two of two types in one",
     {"leaf subject=dn:OU=One/OU=Two/O=Acme+CN=Anna"},
     .expect = VALID "absent name-attribute-repeated"},
    {0},
};
