/* SPDX-License-Identifier: MIT */
/* One candidate path: leaf first, anchor last. */
#ifndef CC_PATH_PATH_H
#define CC_PATH_PATH_H

#include "x509/certificate.h"

struct cc_path_step {
    const struct certcheck_certificate *certificate;
    const char *source;
};

struct cc_path {
    const struct cc_path_step *steps;
    size_t length; /* certificates, leaf and anchor included; at least 1 */
    bool anchored; /* the last step is an anchor; only such paths are judged as wholes */
};

enum cc_role {
    CC_ROLE_LEAF = 0,     /* step 0 */
    CC_ROLE_INTERMEDIATE, /* neither first nor last */
    CC_ROLE_ANCHOR,       /* the last of an anchored path, when it is not the leaf too */
    CC_ROLE_TRUSTED_LEAF  /* the only step of an anchored path: the leaf is an anchor */
};

static inline enum cc_role cc_path_role(const struct cc_path *path, size_t index)
{
    bool last = path->anchored && index + 1 == path->length;
    if (index == 0)
        return last ? CC_ROLE_TRUSTED_LEAF : CC_ROLE_LEAF;
    return last ? CC_ROLE_ANCHOR : CC_ROLE_INTERMEDIATE;
}

#endif
