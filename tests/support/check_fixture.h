/* SPDX-License-Identifier: MIT */
/* What the tests of lib/check and lib/profile stand on: a policy, a collector of findings, and
 * certificates that are filled in field by field. Call fixture_begin before each test and
 * fixture_end after it. */
#ifndef TESTS_SUPPORT_CHECK_FIXTURE_H
#define TESTS_SUPPORT_CHECK_FIXTURE_H

#include "check/check.h"
#include "profile/profile.h"

#define FIXTURE_NOW 1000000

struct fixture {
    struct cc_arena arena;
    struct certcheck_policy *policy;
    struct cc_budget budget;
    enum certcheck_severity severity[CERTCHECK_FINDING_CODES];
    struct cc_findings findings;
    struct cc_check check;
    struct cc_profile profile;
};
extern struct fixture fixture;

void fixture_begin(void);
void fixture_end(void);
/* In place of fixture_end where no test of Check's runs; up to "what was found" below, the rest
 * does without Check, too. */
void fixture_release(void);
/* Forgets what was found so far, and follows what the policy says now. */
void fixture_again(void);

/* ---- certificates: a sound one of version 3 with no extension, an EC key and valid dates ---- */

struct certcheck_certificate *make_certificate(const char *common_name);
/* The same as an authority. */
struct certcheck_certificate *make_authority(const char *common_name);
/* Adds an extension of a known kind without contents, so that findings have a place. */
struct certcheck_extension *make_extension(struct certcheck_certificate *certificate,
                                           enum certcheck_extension_kind kind);
void make_alternative_names(struct certcheck_certificate *certificate, cc_span names);
void make_constraints(struct certcheck_certificate *certificate, cc_span permitted,
                      cc_span excluded);
/* Leaf first; ends in an anchor. NULL ends the list. */
struct cc_path make_path(struct certcheck_certificate *leaf, ...);

/* ---- DER, in the fixture's arena ---- */

#define NOTHING ((cc_span){NULL, 0})

cc_span der(uint8_t tag, cc_span contents);
cc_span bytes(const void *data, size_t length);
#define OCTETS(...) bytes((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))
/* One after the other; a span without data ends the list. */
cc_span join(cc_span first, ...);
cc_span dns(const char *name);
cc_span mailbox(const char *name);
cc_span uri(const char *name);
cc_span address(const char *text);                   /* of a host */
cc_span network(const char *text, const char *mask); /* of a constraint */
cc_span directory(const char *common_name);
cc_span name_of(const char *common_name); /* a whole Name */
/* GeneralSubtree with this base. */
cc_span subtree(cc_span base);

/* ---- what was found ---- */

/* Fails unless nothing was found. */
void expect_nothing(void);
/* Fails unless exactly this was found, about this certificate, with every detail that the message
 * asks for; returns it. */
const struct cc_finding *expect_only(enum certcheck_finding_code code, size_t index);
/* The same where other findings may stand beside it. */
const struct cc_finding *expect_among(enum certcheck_finding_code code, size_t index);
void expect_text(const struct cc_finding *finding, const char *name, const char *text);
void expect_number(const struct cc_finding *finding, const char *name, int64_t number);

#endif
