/* SPDX-License-Identifier: MIT */
/* --permitted-names and --excluded-names. */
#ifndef BIN_OPTIONS_NAMES_H
#define BIN_OPTIONS_NAMES_H

#include <certcheck/policy.h>

/* address_octets reads an IPv4 or IPv6 address and returns how many octets it has; 0: it is none.
 */
size_t address_octets(const char *text, uint8_t octets[16]);

/* names_option adds KIND:VALUE to a policy: dns:, email: and uri: with a text, ip: with
 * ADDRESS/BITS. Returns EXIT_VALID, or EXIT_USAGE after a complaint. */
int names_option(struct certcheck_policy *policy, const char *command,
                 enum certcheck_subtree_effect effect, const char *value);

#endif
