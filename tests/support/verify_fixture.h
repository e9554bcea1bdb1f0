/* SPDX-License-Identifier: MIT */
/* What tests of a whole verification are set up with: certificates are drawn, not encoded. */
#ifndef SUPPORT_VERIFY_FIXTURE_H
#define SUPPORT_VERIFY_FIXTURE_H

#include "support/fake_certificate.h"
#include "verify/report.h"

#include <check.h>
#include <certcheck/certcheck.h>

extern struct certcheck_store *trusted;
extern struct certcheck_pool *offered;
extern struct certcheck_policy *policy; /* at FAKE_NOW */
extern struct certcheck_report *report; /* NULL: nothing was verified yet */
extern struct fake_crypto crypto;

void verify_set_up(void);
void verify_tear_down(void);

/* Each returns the certificate. */
struct certcheck_certificate *trust(struct certcheck_certificate *certificate);
struct certcheck_certificate *offer(struct certcheck_certificate *certificate);

/* Into `report`. */
enum certcheck_status try_verify(const struct certcheck_certificate *leaf);
enum certcheck_verdict verify(const struct certcheck_certificate *leaf);

/* What the report says. */
void assert_main(enum certcheck_finding_code code, size_t certificate);
void assert_path(size_t path, enum certcheck_path_end end, size_t length);
const struct certcheck_rejected *rejected(const struct certcheck_certificate *candidate);

#endif
