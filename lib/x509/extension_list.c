/* SPDX-License-Identifier: MIT */
/* Reads a list of extensions and decodes those of known kinds. */
#include "x509/extension_list.h"

#include "base/alloc.h"

/* At most CERTCHECK_EXTENSIONS_MAX are compared, and known ones are looked up. */
static bool is_duplicate(const struct cc_extension_list *list,
                         const struct certcheck_extension *extension)
{
    if (extension->kind != CERTCHECK_EXT_UNKNOWN)
        return list->by_kind[extension->kind] != NULL;
    for (size_t i = 0; i < list->count; i++) {
        if (cc_span_equal(list->items[i].oid, extension->oid))
            return true;
    }
    return false;
}

static void keep(struct cc_extension_list *list, struct certcheck_extension *extension,
                 const uint8_t *origin, struct cc_quirk *quirks)
{
    list->count++;
    if (extension->kind == CERTCHECK_EXT_UNKNOWN) {
        if (extension->critical && list->unknown_critical == NULL)
            list->unknown_critical = extension;
        return;
    }
    struct certcheck_extension_value value;
    list->by_kind[extension->kind] = extension;
    extension->malformed =
        !cc_extension_decode(extension, origin, &value, quirks, &extension->error);
    if (extension->malformed && list->malformed == NULL)
        list->malformed = extension;
}

static enum certcheck_status read_items(struct cc_der *elements, enum cc_extension_place place,
                                        struct cc_extension_list *list, struct cc_quirk *quirks)
{
    size_t count;
    if (!cc_extensions_count(elements, &count))
        return CERTCHECK_MALFORMED;
    list->items = cc_calloc(count, sizeof *list->items);
    if (list->items == NULL)
        return CERTCHECK_NO_MEMORY;
    while (list->count < count) {
        struct certcheck_extension *extension = &list->items[list->count];
        if (!cc_extension_read(elements, place, extension, quirks))
            return CERTCHECK_MALFORMED;
        if (is_duplicate(list, extension)) {
            cc_der_fail(elements, extension->whole.data, CC_DER_SEQUENCE,
                        CC_DER_RULE_EXTENSION_DUPLICATE);
            return CERTCHECK_MALFORMED;
        }
        keep(list, extension, elements->origin, quirks);
    }
    return CERTCHECK_OK;
}

enum certcheck_status cc_extension_list_read(struct cc_der *explicit, enum cc_extension_place place,
                                             struct cc_extension_list *list,
                                             struct cc_quirk *quirks)
{
    cc_der_value sequence;
    struct cc_der elements;
    if (!cc_der_expect(explicit, CC_DER_SEQUENCE, &sequence) ||
        !cc_der_open(explicit, &sequence, &elements))
        return CERTCHECK_MALFORMED;
    if (cc_der_at_end(&elements))
        cc_quirk_note(quirks, CC_QUIRK_SEQUENCE_EMPTY, sequence.whole, explicit->field);
    enum certcheck_status status = read_items(&elements, place, list, quirks);
    if (status == CERTCHECK_OK && !cc_der_end(explicit))
        status = CERTCHECK_MALFORMED;
    return status;
}

void cc_extension_list_release(struct cc_extension_list *list)
{
    cc_free(list->items);
    *list = (struct cc_extension_list){0};
}

bool cc_extension_list_value(const struct cc_extension_list *list,
                             enum certcheck_extension_kind kind,
                             struct certcheck_extension_value *value)
{
    const struct certcheck_extension *extension = list->by_kind[kind];
    return extension != NULL && !extension->malformed &&
           certcheck_extension_decode(extension, value) == CERTCHECK_OK;
}
