/* SPDX-License-Identifier: MIT */
/* The end of every unit test's main. */
#ifndef SUPPORT_RUN_SUITE_H
#define SUPPORT_RUN_SUITE_H

#include <check.h>

/* Runs the suite as the environment asks for it (CK_*), frees it, and returns what main returns. */
int run_suite(Suite *suite);

#endif
