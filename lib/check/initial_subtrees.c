/* SPDX-License-Identifier: MIT */
/* RFC 5280 6.1.1 (h), (i): the subtrees that the caller permits and excludes. */
#include "base/alloc.h"
#include "base/text.h"
#include "check/name_constraint.h"
#include "der/der_encode.h"
#include "path/policy.h"

/* What a caller may ask for in all, in bytes of DER. */
#define SUBTREES_LIMIT ((size_t)1 << 20)

/* GeneralName: a Name is a CHOICE, so its tag is explicit (X.680 31.2.7). */
static uint32_t tag_of(enum certcheck_general_name_kind kind)
{
    return kind == CERTCHECK_NAME_DIRECTORY ? CC_DER_CONTEXT_CONSTRUCTED(kind)
                                            : CC_DER_CONTEXT(kind);
}

static void encode(struct cc_text *subtree, enum certcheck_general_name_kind kind, cc_span value)
{
    struct cc_text base;
    cc_text_init(&base, SUBTREES_LIMIT);
    cc_text_init(subtree, SUBTREES_LIMIT);
    cc_der_encode(&base, tag_of(kind), value);
    cc_der_encode_around(subtree, CC_DER_SEQUENCE, &base);
    cc_text_release(&base);
}

static bool can_be_checked(cc_span der)
{
    struct certcheck_subtree subtree;
    return certcheck_next_subtree(&der, &subtree) && cc_name_constraint_flaw(&subtree.base) == NULL;
}

static bool append(struct cc_initial_subtrees *subtrees, cc_span der)
{
    uint8_t *grown = NULL;
    if (der.length <= SUBTREES_LIMIT - subtrees->length)
        grown = cc_realloc(subtrees->der, subtrees->length + der.length);
    if (grown == NULL)
        return false;
    memcpy(grown + subtrees->length, der.data, der.length);
    subtrees->der = grown;
    subtrees->length += der.length;
    return true;
}

static enum certcheck_status add(struct certcheck_policy *policy,
                                 enum certcheck_subtree_effect effect,
                                 enum certcheck_general_name_kind kind, cc_span value)
{
    bool is_constraint = kind == CERTCHECK_NAME_DNS || kind == CERTCHECK_NAME_RFC822 ||
                         kind == CERTCHECK_NAME_URI || kind == CERTCHECK_NAME_IP ||
                         kind == CERTCHECK_NAME_DIRECTORY;
    if ((unsigned)effect > CERTCHECK_SUBTREE_EXCLUDED || !is_constraint ||
        (value.data == NULL && value.length > 0) || value.length > SUBTREES_LIMIT / 2)
        return CERTCHECK_BAD_ARGUMENT;
    struct cc_text subtree;
    encode(&subtree, kind, value);
    cc_span der = {(const uint8_t *)subtree.data, subtree.length};
    enum certcheck_status status = CERTCHECK_NO_MEMORY;
    if (!subtree.failed)
        status = can_be_checked(der) ? CERTCHECK_OK : CERTCHECK_BAD_ARGUMENT;
    if (status == CERTCHECK_OK &&
        !append(effect == CERTCHECK_SUBTREE_EXCLUDED ? &policy->initial_excluded
                                                     : &policy->initial_permitted,
                der))
        status = CERTCHECK_NO_MEMORY;
    cc_text_release(&subtree);
    return status;
}

enum certcheck_status certcheck_policy_add_initial_subtree(struct certcheck_policy *policy,
                                                           enum certcheck_subtree_effect effect,
                                                           enum certcheck_general_name_kind kind,
                                                           const uint8_t *value, size_t length)
{
    if (!policy)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_policy_took(policy, add(policy, effect, kind, (cc_span){value, length}));
}
