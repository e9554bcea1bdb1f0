/* SPDX-License-Identifier: MIT */
/* The uses for which trust settings reject certificates. */
#include "trust/distrusted.h"

#include "base/alloc.h"
#include "der/der_value.h"

/* The first capacity of `uses`; it doubles. */
#define CAPACITY_MIN 16

/* A certificate of the set has its list before it has its place, so that memory that runs out
 * between the two leaves no place without a list. */
static enum certcheck_status make_room(struct cc_distrusted *distrusted)
{
    if (distrusted->set.count < distrusted->capacity)
        return CERTCHECK_OK;
    size_t capacity = distrusted->capacity == 0 ? CAPACITY_MIN : distrusted->capacity * 2;
    struct cc_rejected_use **uses = cc_calloc(capacity, sizeof(struct cc_rejected_use *));
    if (uses == NULL)
        return CERTCHECK_NO_MEMORY;
    if (distrusted->set.count > 0)
        memcpy(uses, distrusted->uses, distrusted->set.count * sizeof(struct cc_rejected_use *));
    cc_free(distrusted->uses);
    distrusted->uses = uses;
    distrusted->capacity = capacity;
    return CERTCHECK_OK;
}

static bool is_kept(const struct cc_rejected_use *use, cc_span oid, size_t *count)
{
    for (*count = 0; use != NULL; use = use->next, ++*count)
        if (use->every_use || cc_span_equal(cc_span_of(use->oid, use->oid_length), oid))
            return true;
    return false;
}

static enum certcheck_status keep(struct cc_distrusted *distrusted, size_t index, cc_span oid,
                                  const char *source)
{
    size_t count;
    if (is_kept(distrusted->uses[index], oid, &count))
        return CERTCHECK_OK;
    const char *kept_source = cc_sources_share(&distrusted->set.sources, source);
    if (kept_source == NULL || oid.length > SIZE_MAX - sizeof(struct cc_rejected_use))
        return CERTCHECK_NO_MEMORY;
    struct cc_rejected_use *use = cc_malloc(sizeof *use + oid.length);
    if (use == NULL)
        return CERTCHECK_NO_MEMORY;
    use->next = distrusted->uses[index];
    use->source = kept_source;
    use->every_use = count >= CC_REJECTED_USES_MAX || cc_oid_is(oid, CC_OID_ANY_EXTENDED_KEY_USAGE);
    use->oid_length = oid.length;
    memcpy(use->oid, oid.data, oid.length);
    distrusted->uses[index] = use;
    return CERTCHECK_OK;
}

enum certcheck_status cc_distrusted_add(struct cc_distrusted *distrusted,
                                        const struct certcheck_certificate *certificate,
                                        cc_span uses, const char *source)
{
    bool added;
    cc_span oid;
    enum certcheck_status status = make_room(distrusted);
    if (status == CERTCHECK_OK)
        status = cc_certificate_set_add(&distrusted->set, certificate, source, &added);
    if (status != CERTCHECK_OK)
        return status;
    size_t index = cc_certificate_set_find(&distrusted->set, certificate);
    while (status == CERTCHECK_OK && certcheck_next_oid(&uses, &oid))
        status = keep(distrusted, index, oid, source);
    return status;
}

void cc_distrusted_release(struct cc_distrusted *distrusted)
{
    for (size_t i = 0; i < distrusted->set.count; i++)
        for (struct cc_rejected_use *use = distrusted->uses[i], *next; use != NULL; use = next) {
            next = use->next;
            cc_free(use);
        }
    cc_free(distrusted->uses);
    cc_certificate_set_release(&distrusted->set);
    *distrusted = (struct cc_distrusted){0};
}

/* One for every use is the last that is_kept lets in, and so the first in the list. */
const struct cc_rejected_use *cc_distrusted_for(const struct cc_distrusted *distrusted,
                                                size_t index, cc_span oid)
{
    const struct cc_rejected_use *use = distrusted->uses[index];
    while (use != NULL && !use->every_use &&
           !cc_span_equal(cc_span_of(use->oid, use->oid_length), oid))
        use = use->next;
    return use;
}
