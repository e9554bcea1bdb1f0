/* SPDX-License-Identifier: MIT */
/* The Public Suffix List, as libpsl carries it within itself: no file is read, nothing is fetched.
 * Names are lower-case ASCII with A-labels, without a final dot. */
#ifndef CC_PROFILE_PUBLIC_SUFFIX_H
#define CC_PROFILE_PUBLIC_SUFFIX_H

#include <stdbool.h>

enum cc_suffix {
    CC_SUFFIX_NONE = 0, /* the name is no public suffix, or there is no list */
    CC_SUFFIX_PRIVATE,  /* under which a company lets its customers register: "github.io" */
    CC_SUFFIX_ICANN     /* a registry's: "com", "co.uk" */
};

/* False: built without libpsl, or libpsl without a list. */
bool cc_public_suffix_is_known(void);

enum cc_suffix cc_public_suffix_of(const char *name);

/* Whether the name's last label is a top-level domain of the list. */
bool cc_public_suffix_has_top_level(const char *name);

#endif
