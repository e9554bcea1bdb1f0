/* SPDX-License-Identifier: MIT */
/* CRLs and OCSP responses of every form, to be read. What they do to a verdict is for other
 * tables. */
#include "cases.h"

#define VALID "revocation off; verdict valid"

const struct test_case cases_evidence[] = {
    {"evidence", "crl", "entries with and without extensions, and every extension of a list",
     .crls = {"crl revoked=leaf|2026-05-02T00:00:00Z|keyCompromise|invalid:2026-04-01T00:00:00Z,"
              "serial:05,serial:0080|certificateHold|ext:1.2.3/n/0500 number=4660 "
              "idp=URI:http://crl.example/ca.crl|user|reasons:keyCompromise+certificateHold "
              "fresh=URI:http://crl.example/delta.crl|reasons:superseded "
              "ext=2.5.29.18/n/300d820b63726c2e6578616d706c65,1.2.3.4/n/0500",
              "root-crl"},
     .expect = VALID},
    {"evidence", "crl-delta", "a delta CRL that takes an entry back",
     .crls = {"crl revoked=leaf|certificateHold", "delta:crl base=1 number=2 "
              "revoked=leaf|removeFromCRL"},
     .expect = VALID},
    {"evidence", "crl-indirect", "entries of three issuers, the CRL's own first",
     .crls = {"crl issuer=root idp=indirect|DIR:Root revoked=ca,leaf|issuer:Intermediate,"
              "serial:07|superseded,serial:07|issuer:dn:O=Example/CN=Other"},
     .expect = VALID},
    {"evidence", "crl-version-1", "no version, no next update, no extensions",
     .crls = {"crl version=1 next=none revoked=leaf"}, .expect = VALID},
    {"evidence", "crl-relative", "a name relative to the issuer, and one that only says so",
     .crls = {"crl idp=relative:part-1|ca", "second:crl idp=attribute number=none aki=none"},
     .expect = VALID},
    {"evidence", "crl-long", "more entries than are shown at once",
     .crls = {"crl revoked=serial:01,serial:02,serial:03|keyCompromise,serial:04,"
              "serial:05,serial:06,serial:07,serial:08,serial:09,serial:0a,"
              "serial:0b,serial:0c,serial:0d,serial:0e,serial:0f,serial:10,"
              "serial:11,serial:12,serial:13,serial:14,serial:15,serial:16,"
              "serial:17,serial:18|keyCompromise,serial:19"},
     .expect = VALID},
    {"evidence", "crl-unreadable", "an entry with a reason that there is not",
     .crls = {"crl revoked=leaf|reason:7"}, .expect = VALID},
    {"evidence", "ocsp", "good, revoked and unknown in one response, with a nonce",
     .ocsp = {"ocsp answers=leaf|sha256,serial:05|revoked|keyCompromise|at:2026-05-02T00:00:00Z|"
              "ext:1.3.6.1.5.5.7.48.1.6/n/180f32303235303130313030303030305a,"
              "ca|unknown|next:none nonce=00112233445566778899aabbccddeeff"},
     .expect = VALID},
    {"evidence", "ocsp-delegated", "a responder by key, whose certificate is sent along",
     {"responder:leaf key=ed25519-other eku=OCSPSigning ext=1.3.6.1.5.5.7.48.1.5/n/0500"},
     .ocsp = {"ocsp responder=responder by=key send=responder"}, .expect = VALID},
    {"evidence", "ocsp-without-answer", "responses that only have a status",
     .ocsp = {"ocsp status=tryLater", "second:ocsp status=unauthorized"}, .expect = VALID},
    {"evidence", "ocsp-unreadable", "bytes behind the response",
     .ocsp = {"ocsp field=after:0500"}, .expect = VALID},
    {"evidence", "points", "a leaf that says where its CRLs and its responder are",
     {"leaf cdp=URI:http://crl.example/ca.crl,relative:part-1|reasons:keyCompromise|issuer:DIR:Root "
      "fresh=URI:http://crl.example/delta.crl aia=ocsp:http://ocsp.example,ca:http://ca.example"},
     .expect = VALID},
    {0},
};
