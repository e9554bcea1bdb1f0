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

/* ---- RSA signatures: what stands behind the padding, `*` being the digest ---- */

#define RUBBISH_16 "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5"
#define RUBBISH_64 RUBBISH_16 RUBBISH_16 RUBBISH_16 RUBBISH_16
#define SHA256_OID "0609608648016503040201"
/* RFC 8017 9.2, note 1 */
#define DIGEST_INFO "3031300d" SHA256_OID "05000420*"
/* So much rubbish that the padding is left no more than its eight octets. */
#define WITH_RUBBISH_BEHIND DIGEST_INFO RUBBISH_64 RUBBISH_64 RUBBISH_64 "a5a5"
/* The same digest behind parameters of 64 octets where NULL belongs. */
#define WITH_PARAMETERS "3071304d" SHA256_OID "0440" RUBBISH_64 "0420*"
/* A length of 32 octets, of which a reader of 32 bits keeps the last four. */
#define WITH_LONG_LENGTH "30a0" RUBBISH_16 "a5a5a5a5a5a5a5a5a5a5a5a5" "00000031300d" SHA256_OID "05000420*"

/* ---- keys ---- */

/* p256-a's public key on a curve like P-256 in all but the generator, which is the key itself. */
#define P256_A_POINT \
    "04f6490d1849641fca49b327c9a25e408dd7196098c989deda6a961f328f9591ec28291e008b9c6cd525cb8fbc13a" \
    "55dc43484cf34885eb8bc1fe57fa5b6f7208d"
#define OWN_CURVE \
    "hex:308201333081ec06072a8648ce3d02013081e0020101302c06072a8648ce3d0101022100ffffffff00000001" \
    "000000000000000000000000ffffffffffffffffffffffff30440420ffffffff0000000100000000000000000000" \
    "0000fffffffffffffffffffffffc04205ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2" \
    "604b0441" P256_A_POINT \
    "022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551020101034200" P256_A_POINT

/* A curve over the integers modulo 697, which is 17 times 41, and points without their y. */
#define NO_FIELD \
    "hex:303b303306072a8648ce3d02013028020101300d06072a8648ce3d0101020202b93008040200170402000904" \
    "03020008020202bd020101030400020008"

/* Nobody made it, and nobody looks at it. */
#define SIGNATURE "signature=00"

/* ---- extensions ---- */

/* An otherName whose value is a SEQUENCE in a SEQUENCE, 40 deep, and one 10 deep. */
#define NESTED_40 \
    "hex:a05706032a0304a050304e304c304a30483046304430423040303e303c303a30383036303430323030302e" \
    "302c302a30283026302430223020301e301c301a30183016301430123010300e300c300a30083006300430023000"
#define NESTED_10 "hex:a01b06032a0304a01430123010300e300c300a30083006300430023000"

/* A label of 600 octets. */
#define NINES_50 "99999999999999999999999999999999999999999999999999"
#define NINES_60 NINES_50 "9999999999"
#define LABEL_600 \
    "xn--" NINES_60 NINES_60 NINES_60 NINES_60 NINES_60 NINES_60 NINES_60 NINES_60 NINES_60 \
        NINES_60

/* Four policies, each of them mapped to all four: a tree would have four times as many nodes with
 * every certificate. */
#define FOUR "policies=2.999.1,2.999.2,2.999.3,2.999.4 "
#define TO_FOUR(from) from ":2.999.1," from ":2.999.2," from ":2.999.3," from ":2.999.4"
#define ALL_TO_ALL \
    "mappings=" TO_FOUR("2.999.1") "," TO_FOUR("2.999.2") "," TO_FOUR("2.999.3") "," TO_FOUR( \
        "2.999.4")
#define MAPPING FOUR ALL_TO_ALL

const struct test_case cases_classics[] = {
    /* signatures */
    {"classics", "bleichenbacher-2006",
     "CVE-2006-4339: what follows the digest in an RSA signature was not looked at",
     {"ca key=rsa2048", "leaf signature=padded:" WITH_RUBBISH_BEHIND},
     .expect = REFUSED("signature-invalid", "0")},
    {"classics", "bleichenbacher-2006-without", "the same with nothing behind the digest",
     {"ca key=rsa2048", "leaf signature=padded:" DIGEST_INFO},
     .expect = VALID "absent signature-invalid"},
    {"classics", "parameters-2006",
     "CVE-2006-4790: the parameters of the digest in an RSA signature could hold anything",
     {"ca key=rsa2048", "leaf signature=padded:" WITH_PARAMETERS},
     .expect = REFUSED("signature-invalid", "0")},
    {"classics", "berserk-2014",
     "CVE-2014-1568: of a length in an RSA signature only the last octets were read",
     {"ca key=rsa2048", "leaf signature=padded:" WITH_LONG_LENGTH},
     .expect = REFUSED("signature-invalid", "0")},
    {"classics", "curveball-2020",
     "CVE-2020-0601: a root with the key of a trusted one passed for it, whatever its curve",
     {"root key=p256-a", "spoof:root issuer=spoof key=" OWN_CURVE
                         " sign=ecdsa-sha256 signature=private-key-1",
      "leaf issuer=spoof sign=ecdsa-sha256 signature=private-key-1"},
     .untrusted = "spoof", .expect = "verdict not-valid; finding key-curve-explicit 1;"
                                     "main key-curve-explicit"},
    {"classics", "square-root-2022",
     "CVE-2022-0778: a square root was sought for ever where there was no field",
     {"ca key=" NO_FIELD, "leaf sign=ecdsa-sha256 " SIGNATURE},
     .expect = REFUSED("key-curve-explicit", "1")},

    /* keys that only serve to burn time; no signature of theirs is worth a check */
    {"classics", "huge-key-2023", "CVE-2023-29409: signatures were checked with keys of any size",
     {"ca key=rsa:65536:010001", "leaf sign=rsa-sha256 " SIGNATURE},
     .expect = "budget signatures 1;" REFUSED("key-too-large", "1") "absent budget-spent"},
    {"classics", "huge-exponent-2023", "nor did the size of the public exponent matter",
     {"ca key=rsa:4096:0100000000000000000000000000000001", "leaf sign=rsa-sha256 " SIGNATURE},
     .expect =
         "budget signatures 1;" REFUSED("key-exponent-invalid", "1") "absent budget-spent"},
    {"classics", "huge-dsa-2024", "CVE-2024-4603: DSA parameters of any size were checked",
     {"ca key=dsa:65536:256", "leaf sign=dsa-sha256 " SIGNATURE},
     .expect = "budget signatures 1;" REFUSED("key-too-large", "1") "absent budget-spent"},
    {"classics", "huge-dsa-2024-subgroup", "a subgroup as large as the group",
     {"ca key=dsa:8192:8192", "leaf sign=dsa-sha256 " SIGNATURE},
     .expect = "budget signatures 1;" REFUSED("signature-invalid", "0") "absent budget-spent"},

    /* paths */
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
    {"classics", "dst-root-x3-2021",
     "an expired root that vouches for a trusted one broke chains that did not need it",
     {"old:root subject=Old issuer=old key=ed25519-other until=2021-09-30T14:01:15Z",
      "cross:ca subject=Root key=ed25519-root issuer=old"},
     .untrusted = "ca,cross", .trusted = "old,root", .expect = VALID "absent expired"},
    {"classics", "dst-root-x3-2021-alone", "the same where only the expired root is trusted",
     {"old:root subject=Old issuer=old key=ed25519-other until=2021-09-30T14:01:15Z",
      "cross:ca subject=Root key=ed25519-root issuer=old"},
     .untrusted = "ca,cross", .trusted = "old", .expect = REFUSED("expired", "3")},
    {"classics", "cycle-2024",
     "CVE-2024-0567: authorities that certify one another in a ring ended the program",
     {"ca issuer=two", "two:ca subject=Two issuer=three key=ed25519-other",
      "three:ca subject=Three issuer=ca key=ed25519-cross"},
     .untrusted = "ca,two,three", .expect = REFUSED("anchor-missing", "3")},

    /* names */
    {"classics", "address-wildcard-2014",
     "CVE-2014-0139: a wildcard stood for a part of an IP address", {"leaf san=DNS:*.0.2.1"},
     .expect = "ip 192.0.2.1;" REFUSED("ip-mismatch", "0")},
    {"classics", "punycode-2022",
     "CVE-2022-3602: an A-label in a constraint was written over the end of a buffer",
     {"ca nc=permitted:EMAIL:" LABEL_600 ".example", "leaf san=SMTP:anna%40b%c3%bccher.example"},
     .expect = REFUSED("name-constraint-invalid", "1")},
    {"classics", "punycode-2022-short", "the same with a label that may be so long",
     {"ca nc=permitted:EMAIL:xn--" NINES_50 ".example",
      "leaf san=SMTP:anna%40b%c3%bccher.example"},
     .expect = REFUSED("name-constraint-not-permitted", "0")},

    /* policies */
    {"classics", "policies-invalid-2023",
     "CVE-2023-0465: policies that cannot be read in the leaf ended the look at policies",
     {"ca policies=" POLICY " pc=explicit:00", "leaf ext=2.5.29.32/n/3000"},
     .expect = "verdict not-valid; main extension-malformed; finding extension-malformed 0;"
               "finding policy-required 0"},
    {"classics", "policies-explode-2023",
     "CVE-2023-0464: with every certificate the policy tree had four times as many nodes",
     {"a:ca subject=A issuer=root " MAPPING, "b:ca subject=B issuer=a " MAPPING,
      "c:ca subject=C issuer=b " MAPPING, "d:ca subject=D issuer=c " MAPPING,
      "e:ca subject=E issuer=d " MAPPING, "f:ca subject=F issuer=e " MAPPING,
      "g:ca subject=G issuer=f " MAPPING, "ca issuer=g " MAPPING, "leaf " FOUR},
     .untrusted = "a,b,c,d,e,f,g,ca",
     .expect = "explicit-policy yes; budget policy-nodes 200;" VALID "absent budget-spent;"
               "absent policy-required"},

    /* encoding */
    {"classics", "nesting-2018", "CVE-2018-0739: values were nested until the stack was used up",
     {"leaf san=DNS:leaf.example," NESTED_40}, .expect = REFUSED("extension-malformed", "0")},
    {"classics", "nesting-2018-shallow", "a value that is nested a little",
     {"leaf san=DNS:leaf.example," NESTED_10}, .expect = VALID "absent extension-malformed"},
    {"classics", "long-oid-2023", "CVE-2023-2650: a long identifier took ages to be written out",
     {"leaf ext=" LONG_OID "/c/0500"}, .expect = REFUSED("certificate-malformed", "0")},
    {0},
};
