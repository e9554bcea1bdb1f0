/* SPDX-License-Identifier: MIT */
/* Hostile pools of certificates that are alike: of one name, of one hash, of one entity. */
#include "hostile/hostile.h"

#include "x509/name.h"

#include <stdlib.h>

static const cc_span none;

/* Every certificate is a candidate for every other one and for itself. */
static void one_name(struct hostile_input *input)
{
    uint8_t key[44];
    hostile_add_root(input);
    hostile_add_leaf(input, "CA", "ed25519-ca", none);
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++)
        hostile_add(input, HOSTILE_POOL,
                    &(struct hostile_certificate){.issuer = i % 2 == 0 ? "CA" : "Root",
                                                  .public_key = hostile_key(key, i),
                                                  .signer = "none",
                                                  .number = i});
}

/* The same key in all of them, so that nothing but the serial number tells them apart. */
static void one_key(struct hostile_input *input)
{
    hostile_add_root(input);
    hostile_add_leaf(input, "CA", "ed25519-ca", none);
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++)
        hostile_add(input, HOSTILE_POOL,
                    &(struct hostile_certificate){
                        .issuer = i % 2 == 0 ? "CA" : "Root", .signer = "none", .number = i});
}

/* The same name again and again, in other capitals each time, and so long that comparing takes a
 * while; `fill` repeats in it. Two attributes stand in another order each time. */
static void write_variant(struct der_writer *to, const char *fill, size_t length, unsigned number,
                          bool two)
{
    struct der_writer value = {0};
    char capitals[17];
    for (unsigned bit = 0; bit < 16; bit++)
        capitals[bit] = number >> bit & 1 ? 'A' : 'a';
    capitals[16] = '\0';
    while (value.length < length)
        writer_raw(&value, cc_span_text(fill));
    writer_raw(&value, cc_span_text(capitals));
    writer_begin(to, CC_DER_SEQUENCE);
    writer_begin(to, CC_DER_SET);
    for (unsigned i = 0; i < (two ? 2 : 1); i++) {
        writer_begin(to, CC_DER_SEQUENCE);
        writer_oid(to, "2.5.4.3");
        writer_begin(to, CC_DER_UTF8_STRING);
        writer_raw(to, writer_span(&value));
        writer_raw(to, cc_span_text(two && i == number % 2 ? "b" : "c"));
        writer_end(to);
        writer_end(to);
    }
    writer_end(to);
    writer_end(to);
    writer_release(&value);
}

/* Under a key of its own, which nobody knows; the first one is the leaf. Gives both names back. */
static void add_nobodys(struct hostile_input *input, unsigned number, struct der_writer *subject,
                        struct der_writer *issuer)
{
    uint8_t key[44];
    hostile_add(input, number == 0 ? HOSTILE_LEAF : HOSTILE_POOL,
                &(struct hostile_certificate){.subject_name = writer_span(subject),
                                              .issuer_name = writer_span(issuer),
                                              .public_key = hostile_key(key, number),
                                              .signer = "none",
                                              .number = number});
    writer_release(subject);
    writer_release(issuer);
}

static void one_long_name(struct hostile_input *input, const char *fill, size_t length, bool two)
{
    hostile_add_root(input);
    for (unsigned i = 0; input->length + 4 * length + 1000 < HOSTILE_ROOM; i++) {
        struct der_writer subject = {0}, issuer = {0};
        write_variant(&subject, fill, length, 2 * i, two);
        write_variant(&issuer, fill, length, 2 * i + 1, two);
        add_nobodys(input, i, &subject, &issuer);
    }
}

static void one_name_of_40(struct hostile_input *input)
{
    one_long_name(input, "a", 20, false);
}

static void one_name_of_200(struct hostile_input *input)
{
    one_long_name(input, "a", 200, false);
}

static void one_name_of_5000(struct hostile_input *input)
{
    one_long_name(input, "a", 5000, false);
}

static void one_name_of_spaces(struct hostile_input *input)
{
    one_long_name(input, "a  ", 1000, false);
}

static void one_name_of_umlauts(struct hostile_input *input)
{
    one_long_name(input, "\xc3\xbc", 1000, false);
}

static void one_name_of_soft_hyphens(struct hostile_input *input)
{
    one_long_name(input, "a\xc2\xad", 1000, false);
}

static void one_name_of_two(struct hostile_input *input)
{
    one_long_name(input, "a", 400, true);
}

static void one_name_of_two_short(struct hostile_input *input)
{
    one_long_name(input, "a ", 30, true);
}

/* One subject, whose issuer's name is spelled in another way each time: who bears it is counted
 * anew for each. */
static void one_issuer_of_many_spellings(struct hostile_input *input)
{
    hostile_add_root(input);
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++) {
        struct der_writer subject = {0}, issuer = {0};
        write_variant(&subject, "", 0, 0, false);
        write_variant(&issuer, "", 0, i, false);
        add_nobodys(input, i, &subject, &issuer);
    }
}

/* ---- names that have one hash ---- */

/* As in lib/x509/name_compare.c. */
static uint64_t hash_number(uint64_t hash, uint64_t number)
{
    hash = (hash ^ number) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* A commonName that is an OCTET STRING of 16 octets: six are the number, the next eight bring the
 * hash to where it is with every number. */
static void write_name_of_one_hash(struct der_writer *to, uint64_t number)
{
    uint8_t value[18] = {CC_DER_OCTET_STRING, 16};
    uint64_t hash = hash_number(hash_number(CC_NAME_HASH_EMPTY, 3), 0x030455);
    for (unsigned i = 0; i < 6; i++)
        value[2 + i] = (uint8_t)(number >> 8 * i);
    hash = hash_number(hash_number(hash, sizeof(value)), cc_word_of_8(value));
    for (unsigned i = 0; i < 8; i++)
        value[8 + i] = (uint8_t)(hash >> 8 * i);
    writer_begin(to, CC_DER_SEQUENCE);
    writer_begin(to, CC_DER_SET);
    writer_begin(to, CC_DER_SEQUENCE);
    writer_oid(to, "2.5.4.3");
    writer_raw(to, cc_span_of(value, sizeof(value)));
    writer_end(to);
    writer_end(to);
    writer_end(to);
}

/* A chain as long as there is room, of names that the index by subject does not tell apart. */
static void names_of_one_hash(struct hostile_input *input)
{
    uint64_t first = 0;
    hostile_add_root(input);
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++) {
        struct der_writer subject = {0}, issuer = {0};
        write_name_of_one_hash(&subject, i);
        write_name_of_one_hash(&issuer, i + 1);
        if (i == 0)
            first = cc_name_hash(writer_span(&subject));
        if (cc_name_hash(writer_span(&issuer)) != first)
            abort();
        add_nobodys(input, i, &subject, &issuer);
    }
}

/* ---- searches that find no way ---- */

static void add_rung(struct hostile_input *input, unsigned rung, const char *issuer, unsigned copy)
{
    uint8_t key[44];
    char subject[8];
    hostile_letters(subject, 3, rung);
    hostile_add(input, HOSTILE_POOL,
                &(struct hostile_certificate){.subject = subject,
                                              .issuer = issuer,
                                              .public_key = hostile_key(key, rung),
                                              .signer = "none",
                                              .number = copy});
}

/* A path of 200 authorities, above it certificates of the lowest one as many as there is room for:
 * the whole path is gone through before each is known to be on it. Two of each of the last ten
 * lead there again and again, the root is never met. */
static void one_entity(struct hostile_input *input)
{
    char issuer[8];
    hostile_add_root(input);
    hostile_add_leaf(input, "aaa", "none", none);
    for (unsigned rung = 0; rung < 200; rung++) {
        hostile_letters(issuer, 3, rung == 199 ? 0 : rung + 1);
        for (unsigned copy = 0; copy < (rung < 190 ? 1 : 2); copy++)
            add_rung(input, rung, issuer, copy);
    }
    add_rung(input, 189, "Root", 2);
    for (unsigned copy = 1; input->length < HOSTILE_ROOM; copy++)
        add_rung(input, 0, "aab", copy);
}

const struct hostile hostile_alike[] = {
    {"one-name", one_name},
    {"one-key", one_key},
    {"one-name-of-40", one_name_of_40},
    {"one-name-of-200", one_name_of_200},
    {"one-name-of-5000", one_name_of_5000},
    {"one-name-of-spaces", one_name_of_spaces},
    {"one-name-of-umlauts", one_name_of_umlauts},
    {"one-name-of-soft-hyphens", one_name_of_soft_hyphens},
    {"one-name-of-two", one_name_of_two},
    {"one-name-of-two-short", one_name_of_two_short},
    {"one-issuer-of-many-spellings", one_issuer_of_many_spellings},
    {"one-entity", one_entity},
    {"names-of-one-hash", names_of_one_hash},
    {NULL, NULL},
};
