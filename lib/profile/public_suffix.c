/* SPDX-License-Identifier: MIT */
/* The only file that knows libpsl. */
#include "profile/public_suffix.h"

#include "config.h"
#include <certcheck/base.h>
#include <string.h>

#ifdef HAVE_LIBPSL
#include <libpsl.h>

bool cc_public_suffix_is_known(void)
{
    return psl_builtin() != NULL;
}

const char *certcheck_public_suffix_list(void)
{
    return cc_public_suffix_is_known() ? psl_get_version() : NULL;
}

/* Without the star rule: a name that is not in the list is not in it. */
static bool is_listed(const char *name, int section)
{
    const psl_ctx_t *list = psl_builtin();
    return list != NULL && psl_is_public_suffix2(list, name, section | PSL_TYPE_NO_STAR_RULE) == 1;
}

enum cc_suffix cc_public_suffix_of(const char *name)
{
    if (is_listed(name, PSL_TYPE_ICANN))
        return CC_SUFFIX_ICANN;
    return is_listed(name, PSL_TYPE_PRIVATE) ? CC_SUFFIX_PRIVATE : CC_SUFFIX_NONE;
}

bool cc_public_suffix_has_top_level(const char *name)
{
    const char *dot = strrchr(name, '.');
    return is_listed(dot != NULL ? dot + 1 : name, PSL_TYPE_ICANN);
}

#else

bool cc_public_suffix_is_known(void)
{
    return false;
}

const char *certcheck_public_suffix_list(void)
{
    return NULL;
}

enum cc_suffix cc_public_suffix_of(const char *name)
{
    (void)name;
    return CC_SUFFIX_NONE;
}

bool cc_public_suffix_has_top_level(const char *name)
{
    (void)name;
    return false;
}

#endif
