/* SPDX-License-Identifier: MIT */
/* Encodings: what cannot be read, and what can but breaks a rule. */
#include "cases.h"

#define VALID "verdict valid;"
#define REFUSED(id, index) "verdict not-valid; main " id "; finding " id " " index ";"
#define UNREADABLE REFUSED("certificate-malformed", "0")
#define BAD_EXTENSION REFUSED("extension-malformed", "0")

/* 2026-13-01 00:00:00 and 2026-01-01 00:00, with a correct end */
#define MONTH_13 "301e170d3236313330313030303030305a170d3237303130313030303030305a"
#define NO_SECONDS "301c170b323630313031303030305a170d3237303130313030303030305a"
#define GENERALIZED \
    "3022180f32303236303130313030303030305a180f32303237303130313030303030305a"

const struct test_case cases_encoding[] = {
    {"encoding", "length-not-minimal", "the serial number's length takes a byte too many",
     {"leaf field=serial:02810105"}, .expect = UNREADABLE},
    {"encoding", "integer-not-minimal", "the serial number has a leading zero too many",
     {"leaf serial=000005"}, .expect = UNREADABLE},
    {"encoding", "bytes-behind-the-end", "two bytes follow the certificate",
     {"leaf field=after:0500"}, .expect = UNREADABLE},
    {"encoding", "validity-missing", "a certificate without dates", {"leaf field=validity:"},
     .expect = UNREADABLE},
    {"encoding", "month-13", "a date in the thirteenth month", {"leaf field=validity:" MONTH_13},
     .expect = UNREADABLE},
    {"encoding", "time-without-seconds", "RFC 5280 4.1.2.5.1 asks for seconds",
     {"leaf field=validity:" NO_SECONDS}, .expect = UNREADABLE},
    {"encoding", "version-4", "there is no version 4", {"leaf field=version:a003020103"},
     .expect = UNREADABLE},
    {"encoding", "boolean-not-canonical", "TRUE is FF in DER, not 01",
     {"leaf ext=1.3.6.1.4.1.99999.1/010101/0500"}, .expect = UNREADABLE},
    {"encoding", "unused-bits-in-the-signature", "a signature of seven bits less than bytes",
     {"leaf field=signature:03020780"}, .expect = UNREADABLE},
    {"encoding", "readable", "nothing is wrong with this one", {"leaf serial=05"},
     .expect = "profile rfc5280;" VALID
               "absent certificate-malformed; absent extension-malformed;"
               "absent algorithm-mismatch; absent encoded-default; absent string-alphabet;"
               "absent time-form; absent serial-not-positive; absent serial-too-long"},
    {"encoding", "extension-malformed", "a basicConstraints that holds an INTEGER alone",
     {"leaf ext=2.5.29.19/c/020100"}, .expect = BAD_EXTENSION},
    {"encoding", "extension-malformed-not-critical", "it counts though it is not critical",
     {"leaf ext=2.5.29.32/n/0500"}, .expect = BAD_EXTENSION},
    {"encoding", "extension-malformed-intermediate", "one step up", {"ca ext=2.5.29.32/n/0500"},
     .expect = REFUSED("extension-malformed", "1")},
    {"encoding", "alternative-names-empty", "a subjectAltName without a name",
     {"leaf san=none ext=2.5.29.17/n/3000"}, .expect = BAD_EXTENSION},
    {"encoding", "name-constraints-empty", "nameConstraints that constrain nothing",
     {"ca ext=2.5.29.30/c/3000"},
     .expect = REFUSED("extension-malformed", "1")},
    {"encoding", "extension-well-formed", "a certificatePolicies as it should be",
     {"leaf ext=2.5.29.32/n/300a3008060667810c010202"}, .expect = VALID "absent extension-malformed"},
    {"encoding", "algorithm-mismatch", "the signed part names another signature algorithm",
     {"leaf field=algorithm:300506032b6571"}, .expect = REFUSED("algorithm-mismatch", "0")},
    {"encoding", "algorithm-match", "both name the same", .certificates = {"leaf"},
     .expect = VALID "absent algorithm-mismatch"},
    {"encoding", "encoded-default-critical", "critical FALSE is written down",
     {"leaf ext=1.3.6.1.4.1.99999.1/010100/0500"},
     .expect = "profile rfc5280;" VALID "finding encoded-default 0"},
    {"encoding", "encoded-default-ca", "cA FALSE is written down",
     {"leaf bc=none ext=2.5.29.19/c/3003010100"}, .expect = VALID "finding encoded-default 0"},
    {"encoding", "default-left-out", "cA FALSE is left out", {"leaf bc=leaf"},
     .expect = "profile rfc5280;" VALID "absent encoded-default"},
    {"encoding", "string-alphabet", "PrintableString has no @",
     {"leaf subject=printable:anna@example"},
     .expect = "profile rfc5280;" VALID "finding string-alphabet 0"},
    {"encoding", "string-alphabet-kept", "UTF8String has", {"leaf subject=utf8:anna@example"},
     .expect = "profile rfc5280;" VALID "absent string-alphabet"},
    {"encoding", "sequence-empty", "a subject that ends in an RDN without attributes",
     {"leaf field=subject:3010310c300a06035504030c03416e613100"},
     .expect = "profile rfc5280;" REFUSED("sequence-empty", "0")},
    {"encoding", "sequence-empty-default", "the same where nobody minds",
     {"leaf field=subject:3010310c300a06035504030c03416e613100"},
     .expect = VALID "finding sequence-empty 0"},
    {"encoding", "sequence-empty-kept", "without it",
     {"leaf field=subject:300e310c300a06035504030c03416e61"},
     .expect = "profile rfc5280;" VALID "absent sequence-empty"},
    {"encoding", "time-form", "GeneralizedTime before 2050 under RFC 5280 to the letter",
     {"leaf field=validity:" GENERALIZED},
     .expect = "profile rfc5280;" REFUSED("time-form", "0")},
    {"encoding", "time-form-default", "the same where nobody minds",
     {"leaf field=validity:" GENERALIZED}, .expect = VALID "finding time-form 0"},
    {"encoding", "time-form-kept", "GeneralizedTime from 2050 on",
     {"leaf until=2050-01-01T00:00:00Z"}, .expect = "profile rfc5280;" VALID "absent time-form"},
    {"encoding", "serial-negative", "a negative serial number", {"leaf serial=ff"},
     .expect = "profile rfc5280;" REFUSED("serial-not-positive", "0")},
    {"encoding", "serial-zero", "zero is not positive", {"leaf serial=00"},
     .expect = VALID "finding serial-not-positive 0"},
    {"encoding", "serial-one", "one is", {"leaf serial=01"},
     .expect = "profile rfc5280;" VALID "absent serial-not-positive"},
    {"encoding", "serial-21-bytes", "a serial number one byte too long",
     {"leaf serial=0102030405060708090a0b0c0d0e0f101112131415"},
     .expect = "profile rfc5280;" REFUSED("serial-too-long", "0")},
    {"encoding", "serial-20-bytes", "the longest serial number there may be",
     {"leaf serial=0102030405060708090a0b0c0d0e0f1011121314"},
     .expect = "profile rfc5280;" VALID "absent serial-too-long"},
    {0},
};
