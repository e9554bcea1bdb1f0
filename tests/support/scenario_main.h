/* SPDX-License-Identifier: MIT */
/* What tests are made of that ask the same of every case below $TESTDATA. */
#ifndef SUPPORT_SCENARIO_MAIN_H
#define SUPPORT_SCENARIO_MAIN_H

#include <check.h>

/* Runs the suite whose one test it is. It is run for batches 0, 1, ..., so that all cases come up:
 * not each is worth a process of its own. Returns what main returns. */
int scenario_main(const char *suite, const TTest *test);

/* Calls the function with the name of each case of the batch. */
void scenario_batch(int batch, void (*judge)(const char *name));

#endif
