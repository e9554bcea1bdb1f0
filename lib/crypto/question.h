/* SPDX-License-Identifier: MIT */
/* What the arithmetic of a library is asked, and what is said before and after it: the same for
 * each library. */
#ifndef CC_CRYPTO_QUESTION_H
#define CC_CRYPTO_QUESTION_H

#include "crypto/crypto.h"
#include "crypto/key.h"

struct cc_question {
    const struct certcheck_signature_algorithm *algorithm;
    cc_span message;
    cc_span signature;
};

/* CC_SIGNATURE_GOOD: it is a key for signatures. */
enum cc_signature_result cc_question_key(cc_span spki, struct cc_key *key);

/* CC_SIGNATURE_GOOD: nothing speaks against doing the arithmetic. */
enum cc_signature_result cc_question_form(const struct cc_key *key,
                                          const struct cc_question *question);

/* Does the arithmetic. `key` is what the library makes of one. */
typedef enum cc_signature_result cc_arithmetic(const void *key, const struct cc_question *question);

/* What is to be believed of `result`. Of memory that runs out inside of them libraries say that the
 * signature is bad or the algorithm unsupported. Neither is believed before `ask` said it while
 * there was memory. */
enum cc_signature_result cc_question_believe(enum cc_signature_result result, cc_arithmetic *ask,
                                             const void *key, const struct cc_question *question);

/* In bytes; 0 for digests that no supported signature is made with. */
size_t cc_digest_octets(enum certcheck_digest digest);

#endif
