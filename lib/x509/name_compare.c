/* SPDX-License-Identifier: MIT */
/*
 * Compares Names as RFC 5280 7.1 says.
 *
 * Names are equal when they have as many RDNs, and the RDNs are equal one by one. RDNs are equal
 * when their attributes are, as sets. Attributes are equal when they have one type, and values that
 * are equal as text (type of string, case, what is invisible, and insignificant space do not
 * matter: name_fold.c) or, where they are no text or hold bytes that are no characters, byte for
 * byte.
 *
 * Departures:
 * - RFC 4518's normalisation is left out, and the case of letters other than the common ones of
 *   Latin, Greek, Cyrillic and Armenian matters, so that two names may count as different which the
 *   RFC takes for equal: accents apart from their letters, letters of full width, ligatures, what a
 *   later Unicode added. That takes tables of the size of a library. A name so written is outside a
 *   permitted subtree; it is also outside an excluded one.
 * - An RDN of more than ATTRIBUTES_MAX attributes is compared byte for byte.
 */
#include "x509/name.h"

#include "base/utf8.h"
#include "x509/name_fold.h"

#include <certcheck/certificate.h>

/* Matching the attributes of two RDNs looks at the square of their number. */
enum { ATTRIBUTES_MAX = 16 };

/* ---- text ---- */

#define END_OF_TEXT 0xFFFFFFFFU

/* The characters of a value in the form in which they are compared. */
struct folded_text {
    uint32_t tag;
    cc_span rest;
    bool begun; /* something but space came by */
};

/* Characters of one byte up to 7F, in all kinds of text but these two. */
static bool is_narrow(uint32_t tag)
{
    return tag != CC_DER_BMP_STRING && tag != CC_DER_UNIVERSAL_STRING;
}

static uint8_t lower_byte(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c;
}

/* The next character that is neither space nor nothing, which is left in the text; *behind is what
 * follows it. */
static uint32_t next_to_tell(struct folded_text *text, cc_span *behind, bool *space)
{
    uint32_t character;
    bool readable;
    for (; text->rest.length != 0; text->rest = *behind) {
        *behind = text->rest;
        cc_name_next_character(text->tag, behind, &character, &readable);
        character = cc_name_fold(character);
        if (character == ' ')
            *space = true;
        else if (character != CC_NAME_FOLDED_TO_NOTHING)
            return character;
    }
    return END_OF_TEXT;
}

static uint32_t next_folded_slowly(struct folded_text *text)
{
    bool space = false;
    cc_span behind;
    uint32_t character = next_to_tell(text, &behind, &space);
    if (character == END_OF_TEXT)
        return END_OF_TEXT;
    if (space && text->begun) {
        text->begun = false; /* the space is told; what follows it comes next */
        return ' ';
    }
    text->begun = true;
    text->rest = behind;
    return character;
}

/* What is neither space, nor nothing, nor has another form but that in lower case. */
static bool is_visible_ascii(uint8_t octet)
{
    return octet > ' ' && octet < 0x7F;
}

/* The next character: folded, leading and trailing space left out, and several spaces as one. The
 * text must be readable throughout. */
static inline uint32_t next_folded(struct folded_text *text)
{
    if (text->rest.length < 2 || !is_narrow(text->tag))
        return next_folded_slowly(text);
    uint8_t octet = text->rest.data[0];
    bool space = octet == ' ';
    /* One space between two characters needs no care either. */
    if (space ? !text->begun || !is_visible_ascii(text->rest.data[1]) : !is_visible_ascii(octet))
        return next_folded_slowly(text);
    text->rest.data++;
    text->rest.length--;
    text->begun = !space;
    return lower_byte(octet);
}

#define EACH_BYTE UINT64_C(0x0101010101010101)

/* Eight bytes of ASCII at once: the top bit of each tells whether it is from A to Z. */
static uint64_t lower_word(uint64_t word)
{
    uint64_t from_a = word + EACH_BYTE * (0x80 - 'A');
    uint64_t past_z = word + EACH_BYTE * (0x80 - 'Z' - 1);
    return word + ((from_a & ~past_z & EACH_BYTE * 0x80) >> 7) * ('a' - 'A');
}

/* The top bit of each of eight bytes of ASCII tells whether it is a space. */
static uint64_t spaces_of(uint64_t word)
{
    return ~((word ^ EACH_BYTE * ' ') + EACH_BYTE * 0x7F) & EACH_BYTE * 0x80;
}

/* Whether control characters are among eight bytes of ASCII: some top bit is set. */
static uint64_t controls_of(uint64_t word)
{
    return (word - EACH_BYTE * ' ') | (word + EACH_BYTE);
}

/* Strings whose characters of ASCII take one byte each, and have no others. */
static bool is_ascii_text(const struct cc_name_attribute *attribute)
{
    return cc_name_is_string(attribute->tag) && is_narrow(attribute->tag) &&
           cc_span_is_ascii(attribute->value);
}

static bool is_readable_text(const struct cc_name_attribute *attribute)
{
    if (!cc_name_is_string(attribute->tag))
        return false;
    if (is_ascii_text(attribute))
        return true;
    cc_span rest = attribute->value;
    while (rest.length != 0) {
        uint32_t character;
        bool readable;
        if (is_narrow(attribute->tag) && rest.data[0] < 0x80) {
            rest.data++;
            rest.length--;
            continue;
        }
        cc_name_next_character(attribute->tag, &rest, &character, &readable);
        if (!readable)
            return false;
    }
    return true;
}

/* ---- the hash of an attribute ---- */

/* Multiplying carries upwards only; the shift brings it down again. */
static uint64_t hash_number(uint64_t hash, uint64_t number)
{
    hash = (hash ^ number) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t hash_span(uint64_t hash, cc_span span)
{
    hash = hash_number(hash, span.length);
    for (; span.length >= 8; span = cc_span_of(span.data + 8, span.length - 8))
        hash = hash_number(hash, cc_word_of_8(span.data));
    return hash_number(hash, cc_span_word(span));
}

/* Text in lower case and UTF-8, eight bytes at a time. */
struct text_hash {
    uint64_t hash;
    uint8_t word[8];
    size_t length; /* of what waits in `word` */
};

static void hash_byte(struct text_hash *state, uint8_t byte)
{
    state->word[state->length++] = byte;
    if (state->length < sizeof state->word)
        return;
    state->hash = hash_number(state->hash, cc_word_of_8(state->word));
    state->length = 0;
}

static uint64_t hash_end(struct text_hash *state)
{
    memset(state->word + state->length, 0, sizeof state->word - state->length);
    return hash_number(hash_number(state->hash, cc_word_of_8(state->word)), state->length);
}

static uint64_t hash_text(uint64_t hash, const struct cc_name_attribute *attribute)
{
    struct folded_text text = {attribute->tag, attribute->value, false};
    struct text_hash state = {.hash = hash};
    char bytes[4];
    for (uint32_t c = next_folded(&text); c != END_OF_TEXT; c = next_folded(&text)) {
        size_t length = cc_utf8_encode(c, bytes);
        for (size_t i = 0; i < length; i++)
            hash_byte(&state, (uint8_t)bytes[i]);
    }
    return hash_end(&state);
}

/* The same of visible ASCII without spaces that do not count, those at the ends and behind others.
 * False: it is no such text. */
static bool hash_ascii(uint64_t *hash, cc_span text)
{
    uint64_t state = *hash, others = 0, space_before = 0x80;
    bool space_last = text.length != 0 && text.data[text.length - 1] == ' ';
    for (;; text = cc_span_of(text.data + 8, text.length - 8)) {
        uint64_t word = cc_span_word(text), spaces = spaces_of(word);
        uint64_t unused = text.length < 8 ? EACH_BYTE * 'a' << 8 * text.length : 0;
        others |= word | controls_of(word | unused) | (spaces & (spaces << 8 | space_before));
        space_before = spaces >> 56;
        state = hash_number(state, lower_word(word));
        if (text.length < 8)
            break;
    }
    *hash = hash_number(state, text.length);
    return (others & EACH_BYTE * 0x80) == 0 && !space_last;
}

static uint64_t hash_attribute(const struct cc_name_attribute *attribute)
{
    uint64_t type = hash_span(CC_NAME_HASH_EMPTY, attribute->type), hash = type;
    if (cc_name_is_string(attribute->tag) && is_narrow(attribute->tag) &&
        hash_ascii(&hash, attribute->value))
        return hash;
    return is_readable_text(attribute) ? hash_text(type, attribute)
                                       : hash_span(type, attribute->whole);
}

/* ---- equality ---- */

static bool attributes_are_equal(const struct cc_name_attribute *a,
                                 const struct cc_name_attribute *b)
{
    if (!cc_span_equal(a->type, b->type))
        return false;
    if (cc_span_equal(a->whole, b->whole))
        return true;
    if (!is_readable_text(a) || !is_readable_text(b))
        return false;
    struct folded_text left = {a->tag, a->value, false}, right = {b->tag, b->value, false};
    uint32_t character;
    do {
        character = next_folded(&left);
        if (character != next_folded(&right))
            return false;
    } while (character != END_OF_TEXT);
    return true;
}

/* Up to ATTRIBUTES_MAX attributes of an RDN; false when it has more or cannot be read. */
static bool list_attributes(cc_span rdn, struct cc_name_attribute list[ATTRIBUTES_MAX],
                            size_t *count)
{
    cc_span none = {0};
    for (*count = 0; rdn.length != 0; (*count)++) {
        if (*count == ATTRIBUTES_MAX || !cc_name_next_attribute(&none, &rdn, &list[*count]))
            return false;
    }
    return true;
}

static void hash_attributes(const struct cc_name_attribute *list, size_t count,
                            uint64_t hashes[ATTRIBUTES_MAX])
{
    for (size_t i = 0; i < count; i++)
        hashes[i] = hash_attribute(&list[i]);
}

/* Equality of attributes is an equivalence relation, so that the first match that is still free is
 * as good as any other. Their hashes save comparing each pair: values may be long. */
static bool sets_are_equal(const struct cc_name_attribute *left,
                           const struct cc_name_attribute *right, size_t count)
{
    uint64_t left_hashes[ATTRIBUTES_MAX], right_hashes[ATTRIBUTES_MAX];
    hash_attributes(left, count, left_hashes);
    hash_attributes(right, count, right_hashes);
    bool taken[ATTRIBUTES_MAX] = {false};
    for (size_t i = 0; i < count; i++) {
        size_t j = 0;
        while (j < count && (taken[j] || left_hashes[i] != right_hashes[j] ||
                             !attributes_are_equal(&left[i], &right[j])))
            j++;
        if (j == count)
            return false;
        taken[j] = true;
    }
    return true;
}

static bool rdns_are_equal(cc_span a, cc_span b)
{
    if (cc_span_equal(a, b))
        return true;
    struct cc_name_attribute left[ATTRIBUTES_MAX], right[ATTRIBUTES_MAX];
    size_t left_count, right_count;
    if (!list_attributes(a, left, &left_count) || !list_attributes(b, right, &right_count) ||
        left_count != right_count)
        return false;
    /* Nearly all have one attribute. */
    return left_count == 1 ? attributes_are_equal(&left[0], &right[0])
                           : sets_are_equal(left, right, left_count);
}

/* The contents of the Name's SEQUENCE, when nothing stands behind it. */
static bool name_contents(cc_span name, cc_span *contents)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_value value;
    cc_der_init(&der, name, NULL, &error);
    if (!cc_der_expect(&der, CC_DER_SEQUENCE, &value) || !cc_der_end(&der))
        return false;
    *contents = value.contents;
    return true;
}

/* Takes one RDN off the front. */
static bool next_rdn(cc_span *rest, cc_span *rdn)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_value value;
    cc_der_init(&der, *rest, NULL, &error);
    if (!cc_der_expect(&der, CC_DER_SET, &value))
        return false;
    *rest = cc_span_between(der.next, der.end);
    *rdn = value.contents;
    return true;
}

bool cc_name_is_within(cc_span name, cc_span base)
{
    cc_span rest, prefix, rdn, prefix_rdn;
    if (!name_contents(name, &rest) || !name_contents(base, &prefix))
        return false;
    while (prefix.length != 0) {
        if (!next_rdn(&prefix, &prefix_rdn) || !next_rdn(&rest, &rdn) ||
            !rdns_are_equal(rdn, prefix_rdn))
            return false;
    }
    return true;
}

/* Strings that are compared byte for byte, though other software may show them as text. */
static bool is_other_string(uint32_t tag)
{
    return tag == CC_DER_VIDEOTEX_STRING || tag == CC_DER_GRAPHIC_STRING ||
           tag == CC_DER_GENERAL_STRING;
}

static bool rdn_is_comparable(cc_span rdn)
{
    struct cc_name_attribute list[ATTRIBUTES_MAX];
    size_t count;
    if (!list_attributes(rdn, list, &count))
        return false;
    for (size_t i = 0; i < count; i++)
        if (is_other_string(list[i].tag) ||
            (cc_name_is_string(list[i].tag) && !is_readable_text(&list[i])))
            return false;
    return true;
}

bool cc_name_is_comparable(cc_span name)
{
    cc_span rest, rdn;
    if (!name_contents(name, &rest))
        return false;
    while (rest.length != 0)
        if (!next_rdn(&rest, &rdn) || !rdn_is_comparable(rdn))
            return false;
    return true;
}

bool cc_name_rdn_equal(cc_span a, cc_span b)
{
    return rdns_are_equal(a, b);
}

bool cc_name_extends(cc_span name, cc_span parent, cc_span rdn)
{
    cc_span rest, prefix, last, prefix_rdn;
    if (!name_contents(name, &rest) || !name_contents(parent, &prefix))
        return false;
    while (prefix.length != 0) {
        if (!next_rdn(&prefix, &prefix_rdn) || !next_rdn(&rest, &last) ||
            !rdns_are_equal(last, prefix_rdn))
            return false;
    }
    return next_rdn(&rest, &last) && rest.length == 0 && rdns_are_equal(last, rdn);
}

bool certcheck_name_equal(struct certcheck_span a, struct certcheck_span b)
{
    if (cc_span_equal(a, b))
        return true;
    cc_span left, right, left_rdn, right_rdn;
    if (!name_contents(a, &left) || !name_contents(b, &right))
        return false;
    while (left.length != 0 && right.length != 0) {
        if (!next_rdn(&left, &left_rdn) || !next_rdn(&right, &right_rdn) ||
            !rdns_are_equal(left_rdn, right_rdn))
            return false;
    }
    return left.length == 0 && right.length == 0;
}

bool cc_name_pay(struct cc_budget *budget, cc_span a, cc_span b)
{
    return budget == NULL ||
           cc_budget_spend(budget, CERTCHECK_BUDGET_CANDIDATES, cc_comparing_cost(a, b));
}

bool cc_name_equal_paid(struct cc_budget *budget, cc_span a, cc_span b)
{
    return cc_name_pay(budget, a, b) && certcheck_name_equal(a, b);
}

/* ---- the hash of a name ---- */

void cc_rdn_hash_attribute(struct cc_rdn_hash *rdn, const struct cc_name_attribute *attribute)
{
    /* A sum, because the order of the attributes does not matter. */
    if (rdn->attributes++ < ATTRIBUTES_MAX)
        rdn->sum += hash_attribute(attribute);
}

uint64_t cc_name_hash_rdn(uint64_t name, const struct cc_rdn_hash *hash, cc_span rdn)
{
    bool too_many = hash->attributes > ATTRIBUTES_MAX;
    return hash_number(name, too_many ? hash_span(CC_NAME_HASH_EMPTY, rdn) : hash->sum);
}

static uint64_t hash_rdn(uint64_t name, cc_span rdn)
{
    struct cc_name_attribute attribute;
    struct cc_rdn_hash hash = {0};
    cc_span rest = rdn, none = {0};
    while (rest.length != 0 && hash.attributes <= ATTRIBUTES_MAX) {
        if (!cc_name_next_attribute(&none, &rest, &attribute))
            return hash_number(name, hash_span(CC_NAME_HASH_EMPTY, rdn));
        cc_rdn_hash_attribute(&hash, &attribute);
    }
    return cc_name_hash_rdn(name, &hash, rdn);
}

bool cc_name_prefixes_begin(struct cc_name_prefixes *prefixes, cc_span name)
{
    prefixes->hash = CC_NAME_HASH_EMPTY;
    return name_contents(name, &prefixes->rest);
}

bool cc_name_prefixes_next(struct cc_name_prefixes *prefixes)
{
    cc_span rdn;
    if (prefixes->rest.length == 0 || !next_rdn(&prefixes->rest, &rdn))
        return false;
    prefixes->hash = hash_rdn(prefixes->hash, rdn);
    return true;
}

uint64_t cc_name_hash(cc_span name)
{
    struct cc_name_prefixes prefixes;
    bool readable = cc_name_prefixes_begin(&prefixes, name);
    while (readable && cc_name_prefixes_next(&prefixes))
        ;
    return readable && prefixes.rest.length == 0 ? prefixes.hash
                                                 : hash_span(CC_NAME_HASH_EMPTY, name);
}
