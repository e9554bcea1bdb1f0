/* SPDX-License-Identifier: MIT */
/* Whatever else there is, a revocation that is at hand is not overlooked; and what only looks like
 * one is none. */
#include "cases.h"

#define VALID "verdict valid;"
#define REVOKED "verdict not-valid; main certificate-revoked; finding certificate-revoked 0"
#define NOT_REVOKED "revocation require; verdict valid; absent certificate-revoked"
#define UNKNOWN \
    "revocation require; verdict undetermined; main revocation-unknown; " \
    "finding revocation-unknown 0;"

#define TWO_POINTS "leaf cdp=URI:http://crl.example/1.crl,URI:http://crl.example/2.crl"

/* A responder that the intermediate designates. */
#define RESPONDER \
    "responder:leaf subject=Responder key=ed25519-other eku=OCSPSigning san=none " \
    "ext=1.3.6.1.5.5.7.48.1.5/n/0500"
#define DELEGATED "ocsp responder=responder send=responder answers=leaf|revoked"

/* A certificate of the intermediate's name that says nothing of what its key is for. */
#define NAMESAKE "namesake:ca key=ed25519-other bc=none ku=none issuer=root"

/* An authority that is told from others at a price, and the intermediate as it certified it. */
#define LONG_NAME \
    "other:ca key=ed25519-other " \
    "subject=printable:AN%20AUTHORITY%20WHOSE%20NAME%20IS%20LONG%20AND%20TAKES%20A%20WHILE%20TO%20COMPARE"
#define BELOW_LONG_NAME \
    "cross:ca issuer=other from=2021-01-01T00:00:00Z " \
    "issuer-name=utf8:An%20authority%20whose%20name%20is%20long%20and%20takes%20a%20while%20to%20compare"

const struct test_case cases_revoked[] = {
    /* ---- deltas ---- */
    {"revoked", "delta-stale", "revoked for good on a delta whose successor was due",
     .crls = {"crl", "root-crl", "delta:crl base=1 number=2 next=2026-05-02T00:00:00Z "
              "revoked=leaf|keyCompromise"},
     .expect = REVOKED},
    {"revoked", "delta-stale-hold", "on hold there: that may be over",
     .crls = {"crl", "root-crl", "delta:crl base=1 number=2 next=2026-05-02T00:00:00Z "
              "revoked=leaf|certificateHold"},
     .expect = NOT_REVOKED},
    {"revoked", "delta-of-a-later-one", "on a delta whose complete CRL is not here",
     .crls = {"crl", "root-crl", "delta:crl base=5 number=6 revoked=leaf|keyCompromise"},
     .expect = REVOKED},
    {"revoked", "delta-of-a-later-one-hold", "on hold there: only with its complete CRL does it tell",
     .crls = {"crl", "root-crl", "delta:crl base=5 number=6 revoked=leaf|certificateHold"},
     .expect = NOT_REVOKED},
    {"revoked", "delta-alone", "on a delta without any complete CRL",
     .crls = {"delta:crl base=1 number=2 revoked=leaf"}, .expect = REVOKED},
    {"revoked", "delta-newer", "the newer delta does not repeat what the older one says",
     .crls = {"crl", "root-crl", "old:crl base=1 number=2 revoked=leaf|keyCompromise",
              "new:crl base=1 number=3 this=2026-05-02T00:00:00Z"},
     .expect = REVOKED},
    {"revoked", "delta-removes", "removeFromCRL takes back what is on hold, nothing else",
     .crls = {"crl revoked=leaf|keyCompromise", "root-crl",
              "delta:crl base=1 number=2 revoked=leaf|removeFromCRL"},
     .expect = REVOKED},
    {"revoked", "delta-untrusted", "a delta that somebody else signed",
     .crls = {"crl", "root-crl",
              "delta:crl base=5 number=6 revoked=leaf|keyCompromise signer=ed25519-other"},
     .expect = NOT_REVOKED},
    {"revoked", "delta-other-kind", "a delta for authorities only",
     .crls = {"crl", "root-crl", "delta:crl base=5 number=6 idp=ca revoked=leaf|keyCompromise"},
     .expect = NOT_REVOKED},

    /* ---- several CRLs ---- */
    {"revoked", "second-point", "the CRL of one distribution point is clean, the other's is not",
     {TWO_POINTS},
     .crls = {"crl idp=URI:http://crl.example/1.crl", "root-crl",
              "second:crl idp=URI:http://crl.example/2.crl revoked=leaf|superseded"},
     .expect = REVOKED},
    {"revoked", "second-point-newer-hold", "it is newer, and the leaf on hold", {TWO_POINTS},
     .crls = {"crl idp=URI:http://crl.example/1.crl", "root-crl",
              "second:crl idp=URI:http://crl.example/2.crl revoked=leaf|certificateHold "
              "this=2026-05-02T00:00:00Z number=2"},
     .expect = REVOKED},
    {"revoked", "second-point-older-hold", "it is older, and the leaf on hold", {TWO_POINTS},
     .crls = {"crl idp=URI:http://crl.example/1.crl", "root-crl",
              "second:crl idp=URI:http://crl.example/2.crl revoked=leaf|certificateHold "
              "this=2026-04-30T00:00:00Z"},
     .expect = NOT_REVOKED},
    {"revoked", "beside-indirect", "the issuer itself revokes what an indirect CRL does not",
     {"leaf cdp=issuer:DIR:Root"},
     .crls = {"indirect:root-crl idp=indirect", "root-crl number=2", "crl revoked=leaf|keyCompromise"},
     .expect = REVOKED},
    {"revoked", "issuer-spelled-otherwise", "the CRL writes its issuer with a space that does not break",
     {"ca subject=Inter%20mediate"},
     .crls = {"crl issuer-name=inter%c2%a0MED%c2%adIATE revoked=leaf|keyCompromise", "root-crl"},
     .expect = REVOKED},
    {"revoked", "same-second", "two CRLs of the same second contradict each other",
     .crls = {"crl", "root-crl", "second:crl revoked=leaf|certificateHold"}, .expect = REVOKED},
    {"revoked", "twice", "two of the same second give different reasons",
     .crls = {"crl revoked=leaf|superseded", "second:crl revoked=leaf|keyCompromise"}, .expect = REVOKED},
    {"revoked", "ocsp-twice", "two responses of the same second do",
     .ocsp = {"ocsp answers=leaf|revoked|superseded", "second:ocsp answers=leaf|revoked|keyCompromise"},
     .expect = REVOKED},
    {"revoked", "older-of-the-same-reasons", "a newer CRL for the same reasons is clean",
     .crls = {"crl idp=reasons:keyCompromise+cACompromise+affiliationChanged+superseded",
              "old:crl idp=reasons:keyCompromise+cACompromise+affiliationChanged+superseded "
              "this=2026-04-01T00:00:00Z revoked=leaf|keyCompromise",
              "rest:crl idp=reasons:cessationOfOperation+certificateHold+privilegeWithdrawn+"
              "aACompromise",
              "root-crl"},
     .expect = REVOKED},
    {"revoked", "other-issuers-unsaid", "a CRL that names other issuers, and is not indirect",
     .crls = {"crl revoked=serial:05|issuer:Other,leaf", "root-crl"},
     .expect = UNKNOWN "finding crl-unusable 0"},
    {"revoked", "other-issuers-unsaid-revoked", "one that is clear about the leaf",
     .crls = {"crl revoked=leaf,serial:05|issuer:Other", "root-crl"}, .expect = REVOKED},
    {"revoked", "other-issuers-unsaid-older", "one that is clear about the leaf, and a newer one that is clean",
     .crls = {"crl", "root-crl", "older:crl this=2026-04-01T00:00:00Z revoked=leaf,serial:05|issuer:Other"},
     .expect = REVOKED},
    {"revoked", "other-issuers-unsaid-older-hold", "the newer one takes back what was on hold",
     .crls = {"crl", "root-crl",
              "older:crl this=2026-04-01T00:00:00Z revoked=leaf|certificateHold,serial:05|issuer:Other"},
     .expect = NOT_REVOKED},
    {"revoked", "other-issuers-unsaid-other-reasons", "nothing, where it is about other reasons",
     .crls = {"crl idp=reasons:keyCompromise", "root-crl",
              "older:crl idp=reasons:certificateHold this=2026-04-01T00:00:00Z "
              "revoked=leaf|certificateHold,serial:05|issuer:Other"},
     .expect = REVOKED},
    {"revoked", "carried-over", "certificateIssuer holds on until the next one",
     {"leaf cdp=issuer:DIR:Root"},
     .crls = {"indirect:root-crl idp=indirect "
              "revoked=serial:05|issuer:Intermediate,serial:06|issuer:Other,leaf",
              "root-crl number=2"},
     .expect = NOT_REVOKED},
    {"revoked", "carried-over-again", "the same, and the issuer comes back",
     {"leaf cdp=issuer:DIR:Root"},
     .crls = {"indirect:root-crl idp=indirect revoked=serial:05|issuer:Intermediate,"
              "serial:06|issuer:Other,serial:07|issuer:Intermediate,leaf"},
     .expect = REVOKED},
    {"revoked", "listed-twice", "two entries, the first of which says removed",
     .crls = {"crl revoked=leaf|removeFromCRL,leaf|keyCompromise"}, .expect = REVOKED},
    {"revoked", "listed-twice-stale", "on hold, and revoked for good, on an old CRL",
     .crls = {"crl next=2026-05-02T00:00:00Z revoked=leaf|certificateHold,leaf|keyCompromise"},
     .expect = REVOKED},

    /* ---- times ---- */
    {"revoked", "learned-later", "a CRL of tomorrow says that the leaf was revoked last week",
     .crls = {"crl", "root-crl", "later:crl this=2026-06-02T00:00:00Z number=2 "
              "revoked=leaf|2026-05-25T00:00:00Z|keyCompromise"},
     .expect = REVOKED},
    {"revoked", "revoked-later", "it was revoked after the time of the check",
     .crls = {"crl", "root-crl", "later:crl this=2026-06-02T00:00:00Z number=2 "
              "revoked=leaf|2026-06-01T00:00:01Z|keyCompromise"},
     .expect = NOT_REVOKED},
    {"revoked", "ocsp-learned-later", "a response of tomorrow says so",
     .ocsp = {"ocsp", "later:ocsp produced=2026-06-02T00:00:00Z "
              "answers=leaf|revoked|keyCompromise|at:2026-05-25T00:00:00Z|this:2026-06-02T00:00:00Z"},
     .expect = REVOKED},
    {"revoked", "ocsp-revoked-later", "a response of tomorrow says that it was revoked tomorrow",
     .crls = {"root-crl"},
     .ocsp = {"ocsp", "later:ocsp produced=2026-06-02T00:00:00Z "
              "answers=leaf|revoked|keyCompromise|at:2026-06-01T00:00:01Z|this:2026-06-02T00:00:00Z"},
     .expect = NOT_REVOKED},
    {"revoked", "archive-over", "revoked, although the responder's archive begins later",
     .ocsp = {"ocsp answers=leaf|revoked|keyCompromise|"
              "ext:1.3.6.1.5.5.7.48.1.6/n/180f32303237303130313030303030315a"},
     .expect = REVOKED},

    /* ---- who needs no evidence, and has some ---- */
    {"revoked", "no-rev-avail", "the issuer revokes what it said it never would",
     {"leaf ext=2.5.29.56/n/0500"}, .crls = {"crl revoked=leaf|keyCompromise"}, .expect = REVOKED},
    {"revoked", "short-lived", "so does that of a short-lived certificate",
     {"root key=p256-a", "ca key=p256-b eku=serverAuth",
      "leaf key=p256-c from=2026-05-31T00:00:00Z until=2026-06-04T23:59:59Z"},
     .crls = {"crl revoked=leaf|keyCompromise", "root-crl"}, .expect = "profile webpki;" REVOKED},

    /* ---- who signs ---- */
    {"revoked", "signer-says-nothing", "a namesake that is no authority, and does not say that it signs CRLs",
     {NAMESAKE}, .untrusted = "ca,namesake",
     .crls = {"crl issuer=namesake revoked=leaf|keyCompromise", "root-crl"},
     .expect = UNKNOWN "finding crl-untrusted 0; absent certificate-revoked"},
    {"revoked", "signer-is-an-authority", "one that is an authority, and says nothing more",
     {"namesake:ca key=ed25519-other ku=none issuer=root"}, .untrusted = "ca,namesake",
     .crls = {"crl issuer=namesake revoked=leaf|keyCompromise"}, .expect = REVOKED},

    /* ---- budgets ---- */
    {"revoked", "on-the-only-path-looked-for", "revoked on one path, where no budget was left to look for others",
     {LONG_NAME, BELOW_LONG_NAME}, .untrusted = "ca,cross,other",
     .crls = {"crl revoked=leaf"},
     .expect = "budget candidates 21; verdict undetermined; finding certificate-revoked 0; finding budget-spent -"},
    {"revoked", "on-each-path-looked-for", "the same with as much as it takes to see that there is no other",
     {LONG_NAME, BELOW_LONG_NAME}, .untrusted = "ca,cross,other", .crls = {"crl revoked=leaf"},
     .expect = "budget candidates 60; absent budget-spent;" REVOKED},
    {"revoked", "judgments-spent", "a responder that no budget is left to judge may revoke", {RESPONDER},
     .ocsp = {DELEGATED},
     .expect = "budget judgments 16; verdict undetermined; finding revocation-unknown 0"},
    {"revoked", "judgments-enough", "the same with as much as it takes", {RESPONDER},
     .ocsp = {DELEGATED}, .expect = "budget judgments 20;" REVOKED},
    {0},
};
