/* SPDX-License-Identifier: MIT */
/* Cases of test-vector suites in the schema of x509-limbo as scenarios. */
#ifndef SUPPORT_SUITE_H
#define SUPPORT_SUITE_H

#include "support/scenario.h"

struct suite;

/* NULL: the file is not there. */
struct suite *suite_open(const char *path);
void suite_close(struct suite *suite);
size_t suite_size(const struct suite *suite);

/* False: a case that asks for what the library does not check yet (revocation, policies). */
bool suite_load(const struct suite *suite, size_t index, struct scenario *scenario);

#endif
