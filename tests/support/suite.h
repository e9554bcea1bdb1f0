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

/* Without the case's CRLs, so that its expected result may not be the right one. */
void suite_load(const struct suite *suite, size_t index, struct scenario *scenario);

#endif
