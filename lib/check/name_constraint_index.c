/* SPDX-License-Identifier: MIT */
/*
 * The constraints of one authority in a hash table.
 *
 * A constraint that holds for a name is, but for its form, a part of that name: a host constraint
 * is one of the name's suffixes (at most 127), a directory name the first RDNs of the name's, a
 * network the first bits of the address, a mailbox the whole. So a constraint is kept under the
 * hash of its form and that part, and a name asks for each of its parts. The table only nominates:
 * whether a constraint holds is decided by the same functions as for a comparison one by one.
 *
 *     form       kept under                 asked for by
 *     WITHIN     host                       host itself and its suffixes   DNS
 *     BELOW      host behind the dot, ""    proper suffixes                DNS, mail, URI
 *     HOST       host                       host itself                    mail, URI
 *     WILDCARD   parent of the host         parent of a wildcard           DNS, excluded
 *     MAILBOX    local part and host        the same                       mail
 *     NETWORK    prefix of the address      prefixes of lengths in use     IP, a mapped one twice
 *     DIRECTORY  Name                       first RDNs                     directory
 *
 * Cost: building is linear in the constraints, asking in the length of the name. The hash is one
 * that can be made to collide; every entry looked at is paid for, so that this only spends the
 * budget.
 */
#include "check/name_constraint_index.h"

#include "base/alloc.h"
#include "check/dns_name.h"
#include "check/mailbox.h"
#include "x509/name.h"

enum form { WITHIN, BELOW, HOST, WILDCARD, MAILBOX, NETWORK, DIRECTORY };

struct cc_name_index_entry {
    struct cc_name_index_entry *next;
    uint64_t hash;
    struct certcheck_general_name base;
    enum form form;
    bool excluded;
};

/* ---- hashes: FNV-1a, 64 bits ---- */

#define HASH_BEGIN 0xCBF29CE484222325U

static uint64_t hash_byte(uint64_t hash, uint8_t byte)
{
    return (hash ^ byte) * 0x100000001B3U;
}

/* The kind and the form end every hash, so that suffixes need to be hashed only once. */
static uint64_t hash_end(uint64_t hash, enum certcheck_general_name_kind kind, enum form form)
{
    hash = hash_byte(hash_byte(hash, (uint8_t)form), (uint8_t)kind);
    return hash ^ hash >> 32;
}

/* From the end to the front, as suffixes grow. */
static uint64_t hash_host(cc_span host)
{
    uint64_t hash = HASH_BEGIN;
    for (size_t i = host.length; i > 0; i--)
        hash = hash_byte(hash, cc_dns_name_lower(host.data[i - 1]));
    return hash;
}

static uint64_t hash_mailbox(cc_span local, cc_span host)
{
    uint64_t hash = hash_byte(hash_host(host), '@');
    for (size_t i = 0; i < local.length; i++)
        hash = hash_byte(hash, local.data[i]);
    return hash;
}

static uint64_t hash_network(cc_span address, unsigned prefix)
{
    uint64_t hash = hash_byte(hash_byte(HASH_BEGIN, (uint8_t)address.length), (uint8_t)prefix);
    size_t whole = prefix / 8;
    for (size_t i = 0; i < whole; i++)
        hash = hash_byte(hash, address.data[i]);
    if (prefix % 8 != 0)
        hash = hash_byte(hash, (uint8_t)(address.data[whole] & (0xFF00U >> prefix % 8)));
    return hash;
}

/* ---- building ---- */

static struct cc_name_index_entry **bucket(const struct cc_name_index *index, uint64_t hash)
{
    return &index->buckets[hash & index->bucket_mask];
}

static bool spend(const struct cc_name_index *index, uint64_t units)
{
    return cc_budget_spend(index->budget, CERTCHECK_BUDGET_NAME_CONSTRAINTS, units);
}

/* Whether both hold for the same names, as far as the form goes. */
static bool says_the_same(const struct cc_name_index_entry *a, const struct cc_name_index_entry *b)
{
    if (a->hash != b->hash || a->form != b->form || a->excluded != b->excluded)
        return false;
    if (a->form == WILDCARD)
        return cc_dns_name_equal(cc_dns_name_parent(a->base.value),
                                 cc_dns_name_parent(b->base.value));
    return cc_span_equal(a->base.whole, b->base.whole);
}

/* What is said again gets no second entry. */
static bool insert(struct cc_name_index *index, uint64_t hash, enum form form,
                   const struct certcheck_general_name *base, bool excluded)
{
    hash = hash_end(hash, base->kind, form);
    struct cc_name_index_entry **first = bucket(index, hash);
    struct cc_name_index_entry entry = {
        .next = *first, .hash = hash, .base = *base, .form = form, .excluded = excluded};
    for (const struct cc_name_index_entry *e = *first; e; e = e->next) {
        if (!spend(index, cc_name_index_units(e->base.whole)))
            return false;
        if (says_the_same(e, &entry))
            return true;
    }
    *first = &index->entries[index->entry_count++];
    **first = entry;
    index->forms |= 1U << form;
    return true;
}

static bool insert_dns(struct cc_name_index *index, const struct certcheck_general_name *base,
                       bool excluded)
{
    cc_span host = base->value;
    if (host.length == 0)
        return insert(index, HASH_BEGIN, BELOW, base, excluded);
    if (cc_dns_constraint_has_leading_dot(host))
        return insert(index, hash_host(cc_span_of(host.data + 1, host.length - 1)), BELOW, base,
                      excluded);
    if (!insert(index, hash_host(host), WITHIN, base, excluded))
        return false;
    cc_span parent = cc_dns_name_parent(host);
    return !excluded || parent.length == 0 ||
           insert(index, hash_host(parent), WILDCARD, base, excluded);
}

static bool insert_host(struct cc_name_index *index, const struct certcheck_general_name *base,
                        bool excluded)
{
    cc_span host = base->value;
    if (host.length == 0)
        return insert(index, HASH_BEGIN, BELOW, base, excluded);
    if (host.data[0] == '.')
        return insert(index, hash_host(cc_span_of(host.data + 1, host.length - 1)), BELOW, base,
                      excluded);
    return insert(index, hash_host(host), HOST, base, excluded);
}

static bool insert_mail(struct cc_name_index *index, const struct certcheck_general_name *base,
                        bool excluded)
{
    cc_span local, host;
    if (!cc_mailbox_split(base->value, &local, &host))
        return insert_host(index, base, excluded);
    return insert(index, hash_mailbox(local, host), MAILBOX, base, excluded);
}

static bool insert_network(struct cc_name_index *index, const struct certcheck_general_name *base,
                           bool excluded)
{
    cc_span address = cc_span_of(base->value.data, base->value.length / 2);
    unsigned prefix = cc_ip_constraint_prefix(base->value);
    index->prefixes[address.length == 16][prefix] = true;
    return insert(index, hash_network(address, prefix), NETWORK, base, excluded);
}

static bool insert_base(struct cc_name_index *index, const struct certcheck_general_name *base,
                        bool excluded)
{
    switch (base->kind) {
    case CERTCHECK_NAME_DNS:
        return insert_dns(index, base, excluded);
    case CERTCHECK_NAME_RFC822:
        return insert_mail(index, base, excluded);
    case CERTCHECK_NAME_URI:
        return insert_host(index, base, excluded);
    case CERTCHECK_NAME_IP:
        return insert_network(index, base, excluded);
    case CERTCHECK_NAME_DIRECTORY:
        return insert(index, cc_name_hash(base->value), DIRECTORY, base, excluded);
    default:
        return true; /* its kind is known; that is enough to refuse such names */
    }
}

/* Pays for all subtrees, notes their kinds, and counts them. */
static bool read_kinds(struct cc_name_index *index, cc_span subtrees, unsigned *kinds,
                       size_t *count)
{
    struct certcheck_subtree subtree;
    while (certcheck_next_subtree(&subtrees, &subtree)) {
        if (!spend(index, cc_name_index_units(subtree.whole)))
            return false;
        *kinds |= CC_NAME_KIND(subtree.base.kind);
        ++*count;
    }
    return true;
}

/* Two entries for a constraint, and as many buckets as entries at least. */
static bool make_room(struct cc_name_index *index, size_t count)
{
    size_t entries = 2 * (count < CC_NAME_INDEX_MAX ? count : CC_NAME_INDEX_MAX);
    size_t buckets = 8;
    while (buckets < entries)
        buckets *= 2;
    index->bucket_mask = buckets - 1;
    index->entries = cc_calloc(entries, sizeof *index->entries);
    index->buckets = cc_calloc(buckets, sizeof *index->buckets);
    return index->entries && index->buckets;
}

/* Up to *room subtrees; those behind them are left in *subtrees. */
static bool insert_subtrees(struct cc_name_index *index, cc_span *subtrees, bool excluded,
                            size_t *room)
{
    struct certcheck_subtree subtree;
    for (; *room > 0 && certcheck_next_subtree(subtrees, &subtree); --*room)
        if (!cc_name_constraint_flaw(&subtree.base) && !insert_base(index, &subtree.base, excluded))
            return false;
    return true;
}

enum cc_name_index_result cc_name_index_build(struct cc_name_index *index,
                                              const struct certcheck_name_constraints *constraints,
                                              struct cc_budget *budget)
{
    *index = (struct cc_name_index){.budget = budget,
                                    .permitted_beyond = constraints->permitted,
                                    .excluded_beyond = constraints->excluded};
    size_t count = 0, room = CC_NAME_INDEX_MAX;
    if (!read_kinds(index, constraints->permitted, &index->permitted_kinds, &count) ||
        !read_kinds(index, constraints->excluded, &index->excluded_kinds, &count))
        return CC_NAME_INDEX_BUDGET;
    if (!make_room(index, count))
        return CC_NAME_INDEX_NO_MEMORY;
    if (!insert_subtrees(index, &index->permitted_beyond, false, &room) ||
        !insert_subtrees(index, &index->excluded_beyond, true, &room))
        return CC_NAME_INDEX_BUDGET;
    return CC_NAME_INDEX_DONE;
}

void cc_name_index_release(struct cc_name_index *index)
{
    cc_free(index->entries);
    cc_free(index->buckets);
    index->entries = NULL;
    index->buckets = NULL;
}

/* ---- asking ---- */

struct search {
    const struct cc_name_index *index;
    const struct cc_constrained_name *name;
    struct cc_name_match *match;
    bool both;
    bool spent;
};

/* For one comparison a directoryName may be read three times: is it text, its hash, is it equal. */
static bool pay_to_compare(struct search *search)
{
    const struct cc_constrained_name *name = search->name;
    if (name->kind == CERTCHECK_NAME_DIRECTORY)
        search->spent = !spend(search->index, 3 * cc_name_index_units(name->value));
    return !search->spent;
}

/* Returns whether the search is over. */
static bool compare(struct search *search, const struct certcheck_general_name *base, bool excluded)
{
    struct cc_name_match *match = search->match;
    if (excluded ? match->is_excluded : match->is_permitted)
        return false;
    if (!pay_to_compare(search))
        return true;
    if (!excluded) {
        match->is_permitted = cc_name_constraint_permits(base, search->name);
    } else if (cc_name_constraint_excludes(base, search->name)) {
        match->is_excluded = true;
        match->excluded = *base;
    }
    return match->is_excluded && !search->both;
}

/* Looks at the entries under one hash. Returns whether the search is over. */
static bool ask(struct search *search, uint64_t hash, enum form form)
{
    const struct cc_name_index *index = search->index;
    if ((index->forms & 1U << form) == 0)
        return false;
    hash = hash_end(hash, search->name->kind, form);
    for (const struct cc_name_index_entry *e = *bucket(index, hash); e; e = e->next) {
        search->spent = !spend(index, cc_name_index_units(e->base.whole));
        if (search->spent || (e->hash == hash && e->base.kind == search->name->kind &&
                              compare(search, &e->base, e->excluded)))
            return true;
    }
    return false;
}

/* All suffixes of the host, from the empty one to the host itself. */
static bool ask_for_host(struct search *search)
{
    cc_span host = search->name->host;
    uint64_t hash = HASH_BEGIN;
    bool wildcard = search->name->kind == CERTCHECK_NAME_DNS && host.data[0] == '*';
    for (size_t i = host.length; i > 0; i--) {
        if (i == host.length || host.data[i - 1] == '.') {
            if (ask(search, hash, BELOW) || ask(search, hash, WITHIN) ||
                (wildcard && i == 2 && ask(search, hash, WILDCARD)))
                return true;
        }
        hash = hash_byte(hash, cc_dns_name_lower(host.data[i - 1]));
    }
    return ask(search, hash, WITHIN) || ask(search, hash, HOST);
}

static bool ask_for_networks(struct search *search, cc_span address)
{
    const bool *prefixes = search->index->prefixes[address.length == 16];
    for (unsigned prefix = 0; prefix <= 8 * address.length; prefix++)
        if (prefixes[prefix] && ask(search, hash_network(address, prefix), NETWORK))
            return true;
    return false;
}

static bool ask_for_address(struct search *search)
{
    cc_span address = search->name->value, ipv4;
    return ask_for_networks(search, address) ||
           (cc_ip_is_mapped(address, &ipv4) && ask_for_networks(search, ipv4));
}

static bool ask_for_directory(struct search *search)
{
    struct cc_name_prefixes prefixes;
    if (!cc_name_prefixes_begin(&prefixes, search->name->value))
        return false;
    do {
        if (ask(search, prefixes.hash, DIRECTORY))
            return true;
    } while (cc_name_prefixes_next(&prefixes));
    return false;
}

static bool ask_for_all(struct search *search)
{
    const struct cc_constrained_name *name = search->name;
    switch (name->kind) {
    case CERTCHECK_NAME_RFC822:
        if (ask(search, hash_mailbox(name->local, name->host), MAILBOX))
            return true;
        return ask_for_host(search);
    case CERTCHECK_NAME_DNS:
    case CERTCHECK_NAME_URI:
        return ask_for_host(search);
    case CERTCHECK_NAME_IP:
        return ask_for_address(search);
    case CERTCHECK_NAME_DIRECTORY:
        return ask_for_directory(search);
    default:
        return false;
    }
}

/* The subtrees without an entry, one by one. Returns whether the search is over. */
static bool compare_beyond(struct search *search, cc_span subtrees, bool excluded)
{
    struct certcheck_subtree subtree;
    while (certcheck_next_subtree(&subtrees, &subtree)) {
        search->spent = !spend(search->index, cc_name_index_units(subtree.whole));
        if (search->spent)
            return true;
        if (subtree.base.kind == search->name->kind && !cc_name_constraint_flaw(&subtree.base) &&
            compare(search, &subtree.base, excluded))
            return true;
    }
    return false;
}

enum cc_name_index_result cc_name_index_find(const struct cc_name_index *index,
                                             const struct cc_constrained_name *name, bool both,
                                             struct cc_name_match *match)
{
    *match = (struct cc_name_match){.is_permitted =
                                        (index->permitted_kinds & CC_NAME_KIND(name->kind)) == 0};
    struct search search = {.index = index, .name = name, .match = match, .both = both};
    if (!ask_for_all(&search) && !compare_beyond(&search, index->excluded_beyond, true))
        compare_beyond(&search, index->permitted_beyond, false);
    return search.spent ? CC_NAME_INDEX_BUDGET : CC_NAME_INDEX_DONE;
}
