/* SPDX-License-Identifier: MIT */
/* How strong keys and digests are. */
#include "cases.h"

#define VALID "verdict valid;"
#define REFUSED(id, index) "verdict not-valid; main " id "; finding " id " " index ";"

/* SubjectPublicKeyInfo with a P-256 point of one byte too few, and with an unknown algorithm. */
#define SHORT_POINT \
    "hex:3058301306072a8648ce3d020106082a8648ce3d03010703410004010101010101010101010101010101" \
    "010101010101010101010101010101010101010101010101010101010101010101010101010101010101" \
    "010101010101"
#define UNKNOWN_KEY "hex:300f300706052b8637012a030400010203"

const struct test_case cases_keys[] = {
    {"strength", "rsa-1024", "a key that was enough twenty years ago", {"leaf key=rsa1024"},
     .expect = REFUSED("key-too-weak", "0")},
    {"strength", "rsa-2047", "one bit too few", {"leaf key=rsa2047"},
     .expect = REFUSED("key-too-weak", "0")},
    {"strength", "rsa-2048", "just enough bits", {"leaf key=rsa2048"},
     .expect = VALID "absent key-too-weak; absent key-exponent-invalid; absent key-malformed;"
                     "absent key-unsupported"},
    {"strength", "weak-intermediate", "the intermediate's key is the weak one",
     {"ca key=rsa1024"}, .expect = REFUSED("key-too-weak", "1")},
    {"strength", "weak-anchor", "the anchor's key is the weak one", {"root key=rsa1024"},
     .expect = REFUSED("key-too-weak", "2")},
    {"strength", "rsa-too-large", "a key made to burn time", {"leaf key=rsa:16385:010001"},
     .expect = REFUSED("key-too-large", "0")},
    {"strength", "rsa-large", "the largest key that is accepted", {"leaf key=rsa:16384:010001"},
     .expect = VALID "absent key-too-large"},
    {"strength", "exponent-one", "with this exponent everybody can sign",
     {"leaf key=rsa:2048:01"}, .expect = REFUSED("key-exponent-invalid", "0")},
    {"strength", "exponent-even", "an even exponent has no inverse", {"leaf key=rsa:2048:010000"},
     .expect = REFUSED("key-exponent-invalid", "0")},
    {"strength", "exponent-three", "the smallest exponent there is", {"leaf key=rsa:2048:03"},
     .expect = VALID "absent key-exponent-invalid"},
    {"strength", "exponent-large", "nine bytes of exponent only burn time",
     {"leaf key=rsa:2048:010000000000000001"},
     .expect = REFUSED("key-exponent-invalid", "0")},
    {"strength", "sha1", "a signature with SHA-1 under the leaf",
     {"ca key=rsa2048", "leaf sign=rsa-sha1"}, .expect = REFUSED("signature-digest-weak", "0")},
    {"strength", "md5", "a signature with MD5 under the intermediate",
     {"root key=rsa2048", "ca sign=rsa-md5"}, .expect = REFUSED("signature-digest-weak", "1")},
    {"strength", "ecdsa-sha1", "ECDSA does not make SHA-1 better",
     {"ca key=p256-a", "leaf sign=ecdsa-sha1"},
     .expect = REFUSED("signature-digest-weak", "0")},
    {"strength", "sha256", "SHA-256 is enough", {"ca key=rsa2048", "leaf sign=rsa-sha256"},
     .expect = VALID "absent signature-digest-weak"},
    {"strength", "sha1-in-the-anchor", "nobody relies on the anchor's own signature",
     {"root key=rsa2048 sign=rsa-sha1"}, .expect = VALID "absent signature-digest-weak"},
    {"strength", "p192", "a curve that is too small", {"leaf key=p192"},
     .expect = REFUSED("key-curve-weak", "0")},
    {"strength", "p256", "the usual curve", {"leaf key=p256-d"},
     .expect = VALID "absent key-curve-weak; absent key-curve-explicit; absent key-malformed"},
    {"strength", "curve-explicit", "the parameters of P-256 spelt out",
     {"leaf key=p256-explicit"}, .expect = REFUSED("key-curve-explicit", "0")},
    {"strength", "key-malformed", "a point on P-256 that is a byte too short",
     {"leaf key=" SHORT_POINT}, .expect = REFUSED("key-malformed", "0")},
    {"strength", "key-unsupported", "a key of an algorithm that nobody knows",
     {"leaf key=" UNKNOWN_KEY}, .expect = VALID "finding key-unsupported 0"},
    {"strength", "key-unsupported-webpki", "the same under the web's rules",
     {"leaf key=" UNKNOWN_KEY},
     .expect = "profile webpki;" REFUSED("key-unsupported", "0")},
    {"strength", "curve-unknown", "a curve that is not in use for certificates",
     {"leaf key=secp256k1"}, .expect = "finding key-unsupported 0; absent key-curve-weak"},
    {0},
};
