/* SPDX-License-Identifier: MIT */
/* certcheck_lint_certificate with the cryptography as an argument: tests pass a fake. */
#ifndef CC_VERIFY_LINT_H
#define CC_VERIFY_LINT_H

#include "crypto/crypto.h"
#include <certcheck/lint.h>

enum certcheck_status cc_lint_with(const struct cc_crypto *crypto,
                                   const struct certcheck_certificate *certificate,
                                   enum certcheck_role role, enum certcheck_lint_rules rules,
                                   const struct certcheck_policy *policy,
                                   struct certcheck_lint **lint);

#endif
