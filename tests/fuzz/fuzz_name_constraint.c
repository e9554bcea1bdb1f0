/* SPDX-License-Identifier: MIT */
/* Compares what the index of an authority's constraints says about names with what comparing one by
 * one says: they must agree on whether a name is permitted and whether it is excluded. Reaches
 * cc_constrained_name_read, cc_name_constraint_permits, cc_name_constraint_excludes,
 * cc_name_constraint_flaw, cc_name_index_build and cc_name_index_find.
 *
 * The input is records of a byte that says what it is, a byte that says how long, and a text: the
 * value of a name or of a constraint. In a directory name each '/' begins an RDN. */
#include "fuzz.h"
#include "check/name_constraint_index.h"
#include "support/der_writer.h"

enum { NAME, PERMITTED, EXCLUDED, ROLES };

static struct der_writer writers[ROLES];

static void write_name(struct der_writer *writer, cc_span text)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    while (text.length > 0) {
        const uint8_t *slash = memchr(text.data, '/', text.length);
        const uint8_t *end = text.data + text.length, *stop = slash ? slash : end;
        writer_begin(writer, CC_DER_SET);
        writer_begin(writer, CC_DER_SEQUENCE);
        writer_oid(writer, "2.5.4.3");
        writer_value(writer, CC_DER_TELETEX_STRING, cc_span_between(text.data, stop));
        writer_end(writer);
        writer_end(writer);
        text = cc_span_between(slash ? slash + 1 : end, end);
    }
    writer_end(writer);
}

static void write_general_name(struct der_writer *writer, unsigned kind, cc_span text)
{
    switch (kind) {
    case CERTCHECK_NAME_OTHER:
        writer_smtp_utf8(writer, text);
        break;
    case CERTCHECK_NAME_DIRECTORY:
        writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(4));
        write_name(writer, text);
        writer_end(writer);
        break;
    default:
        writer_value(writer, CC_DER_CONTEXT(kind), text);
        break;
    }
}

static void write_record(uint8_t what, cc_span text)
{
    static const unsigned kinds[] = {CERTCHECK_NAME_OTHER, CERTCHECK_NAME_RFC822,
                                     CERTCHECK_NAME_DNS,   CERTCHECK_NAME_DIRECTORY,
                                     CERTCHECK_NAME_URI,   CERTCHECK_NAME_IP};
    unsigned kind = kinds[what / ROLES % (sizeof(kinds) / sizeof(*kinds))];
    unsigned role = what % ROLES;
    if (role != NAME)
        writer_begin(&writers[role], CC_DER_SEQUENCE);
    write_general_name(&writers[role], kind, text);
    if (role != NAME)
        writer_end(&writers[role]);
}

static bool any_holds(cc_span subtrees, const struct cc_constrained_name *name,
                      bool (*holds)(const struct certcheck_general_name *,
                                    const struct cc_constrained_name *),
                      bool *has_kind)
{
    struct certcheck_subtree subtree;
    bool any = false;
    while (certcheck_next_subtree(&subtrees, &subtree)) {
        if (subtree.base.kind != name->kind)
            continue;
        *has_kind = true;
        any |= !cc_name_constraint_flaw(&subtree.base) && holds(&subtree.base, name);
    }
    return any;
}

static void look_at(const struct cc_name_index *index,
                    const struct certcheck_name_constraints *constraints,
                    const struct certcheck_general_name *name)
{
    struct cc_constrained_name read;
    struct cc_name_match match;
    if (cc_constrained_name_read(&read, name) != CC_CONSTRAINED_NAME_READ)
        return;
    require(cc_name_index_find(index, &read, false, &match) == CC_NAME_INDEX_DONE);
    bool has_excluded = false, has_permitted = false;
    bool excluded =
        any_holds(constraints->excluded, &read, cc_name_constraint_excludes, &has_excluded);
    bool permitted =
        any_holds(constraints->permitted, &read, cc_name_constraint_permits, &has_permitted);
    require(match.is_excluded == excluded);
    require(!excluded || cc_name_constraint_excludes(&match.excluded, &read));
    require(excluded || match.is_permitted == (permitted || !has_permitted));
    require(cc_name_index_find(index, &read, true, &match) == CC_NAME_INDEX_DONE);
    require(match.is_excluded == excluded);
    require(match.is_permitted == (permitted || !has_permitted));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = data + size;
    while (end - data >= 2) {
        size_t left = (size_t)(end - data) - 2, length = data[1] < left ? data[1] : left;
        write_record(data[0], cc_span_of(data + 2, length));
        data += 2 + length;
    }
    struct certcheck_name_constraints constraints = {.permitted = writer_span(&writers[PERMITTED]),
                                                     .excluded = writer_span(&writers[EXCLUDED])};
    struct cc_budget budget = {.limit = {[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = UINT64_MAX}};
    struct cc_name_index index;
    require(cc_name_index_build(&index, &constraints, &budget) == CC_NAME_INDEX_DONE);

    cc_span names = writer_span(&writers[NAME]);
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&names, &name))
        look_at(&index, &constraints, &name);
    cc_name_index_release(&index);
    for (size_t i = 0; i < ROLES; i++)
        writer_release(&writers[i]);
    return 0;
}
