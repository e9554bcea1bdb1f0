/* SPDX-License-Identifier: MIT */
/* certcheck_verify with the cryptography as an argument: tests and fuzzers pass a fake. */
#ifndef CC_VERIFY_VERIFY_H
#define CC_VERIFY_VERIFY_H

#include "crypto/crypto.h"
#include <certcheck/verify.h>

enum certcheck_status
cc_verify_with(const struct cc_crypto *crypto, const struct certcheck_store *store,
               const struct certcheck_pool *pool, const struct certcheck_certificate *leaf,
               const struct certcheck_policy *policy, struct certcheck_report **report);

#endif
