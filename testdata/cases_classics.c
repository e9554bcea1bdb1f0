/* SPDX-License-Identifier: MIT */
/* Famous failures of programs that validate certificates, each named after its place in history, that
 * no other case shows. tests/classics.list has them all. */
#include "cases.h"

#define VALID "verdict valid;"
#define REFUSED(id, index) "verdict not-valid; main " id "; finding " id " " index ";"

#define POLICY "1.3.6.1.4.1.99999.1"

/* Two components and 512 more. */
#define EIGHT ".1.1.1.1.1.1.1.1"
#define SIXTY_FOUR EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT
#define LONG_OID \
    "1.2" SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR SIXTY_FOUR

/* s with s^3 = 00 01 FF...FF 00 DigestInfo and then rubbish: nobody needs the private key. */
#define CUBE_ROOT \
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
    "000000000000000000000000000000000000000000000000000000000000000000000000000000000000" \
    "32cbfd4a7adc7905583d767520f51640759176d37826f2ef63ae3dc7ac20d37868b865b09cc7f60cb9638b" \
    "5b466d61a8470f2c6b599f8448dcebff41a0481919b2237031ee6d59e22e20dc4e296cd126c88d7f0270"

const struct test_case cases_classics[] = {
    {"classics", "bleichenbacher-2006",
     "CVE-2006-4339: what follows the digest in an RSA signature was not looked at",
     {"ca key=rsa:2048:03", "leaf signature=" CUBE_ROOT},
     .expect = REFUSED("signature-invalid", "0")},
    {"classics", "bleichenbacher-2006-key", "the key of that exponent is no reason to refuse",
     {"ca", "leaf key=rsa:2048:03"}, .expect = VALID "absent signature-invalid"},
    {"classics", "alternative-chain-2015",
     "CVE-2015-1793: on the alternative chain a server's certificate became an authority",
     {"old:root subject=Old issuer=old key=ed25519-cross", "cross:ca issuer=old",
      "evil:leaf subject=bank.example issuer=leaf san=DNS:bank.example key=ed25519-other"},
     .leaf = "evil", .untrusted = "leaf,cross,ca,old",
     .expect = "hostname bank.example; purpose serverAuth;" REFUSED("not-a-ca", "1")},
    {"classics", "strict-2021",
     "CVE-2021-3450: the strict mode's look at the curve undid the refusal of a non-authority",
     {"root key=p256-a", "ca key=p256-b bc=none ku=digitalSignature", "leaf key=p256-c"},
     .expect = "profile rfc5280;" REFUSED("not-a-ca", "1")},
    {"classics", "punycode-2022",
     "CVE-2022-3602: an A-label in a constraint was written over the end of a buffer",
     {"ca nc=permitted:EMAIL:xn--99999999999999999999999999999999999999999999999999999999a.example",
      "leaf san=SMTP:anna%40b%c3%bccher.example"},
     .expect = REFUSED("name-constraint-not-permitted", "0")},
    {"classics", "policies-invalid-2023",
     "CVE-2023-0465: policies that cannot be read in the leaf ended the look at policies",
     {"ca policies=" POLICY " pc=explicit:00", "leaf ext=2.5.29.32/n/3000"},
     .expect = "verdict not-valid; main extension-malformed; finding extension-malformed 0;"
               "finding policy-required 0"},
    {"classics", "long-oid-2023", "CVE-2023-2650: a long identifier took ages to be written out",
     {"leaf ext=" LONG_OID "/c/0500"}, .expect = REFUSED("certificate-malformed", "0")},
    {"classics", "dst-root-x3-2021",
     "an expired root that vouches for a trusted one broke chains that did not need it",
     {"old:root subject=Old issuer=old key=ed25519-other until=2021-09-30T14:01:15Z",
      "cross:ca subject=Root key=ed25519-root issuer=old"},
     .untrusted = "ca,cross", .trusted = "old,root", .expect = VALID "absent expired"},
    {"classics", "dst-root-x3-2021-alone", "the same where only the expired root is trusted",
     {"old:root subject=Old issuer=old key=ed25519-other until=2021-09-30T14:01:15Z",
      "cross:ca subject=Root key=ed25519-root issuer=old"},
     .untrusted = "ca,cross", .trusted = "old", .expect = REFUSED("expired", "3")},
    {0},
};
