/* SPDX-License-Identifier: MIT */
/* --permitted-names and --excluded-names. */
#ifndef BIN_OPTIONS_NAMES_H
#define BIN_OPTIONS_NAMES_H

#include <certcheck/policy.h>

/* names_option adds KIND:VALUE to a policy: dns:, email: and uri: with a text, ip: with
 * ADDRESS/BITS. Returns EXIT_VALID, or EXIT_USAGE after a complaint. */
int names_option(struct certcheck_policy *policy, const char *command,
                 enum certcheck_subtree_effect effect, const char *value);

#endif
