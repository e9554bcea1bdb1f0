/* SPDX-License-Identifier: MIT */
/* OBJECT IDENTIFIERs in dotted form, UUID arcs (ITU-T X.667, 128 bits) included. */
#include "base/text.h"

#define LIMBS 4
#define DECIMAL_GROUP 1000000000U
#define DECIMAL_GROUPS 5 /* 2^128 has 39 digits */

/* 128 bits, the most significant limb first. */
struct arc {
    uint32_t limbs[LIMBS];
};

static bool shift_in(struct arc *arc, uint8_t bits)
{
    if (arc->limbs[0] >> 25 != 0)
        return false;
    for (size_t i = 0; i + 1 < LIMBS; i++)
        arc->limbs[i] = arc->limbs[i] << 7 | arc->limbs[i + 1] >> 25;
    arc->limbs[LIMBS - 1] = arc->limbs[LIMBS - 1] << 7 | bits;
    return true;
}

/* X.690 8.19.2: base 128, the fewest octets, bit 8 set in all but the last. */
static bool next_arc(cc_span *contents, struct arc *arc)
{
    *arc = (struct arc){{0}};
    if (contents->data[0] == 0x80)
        return false;
    while (contents->length > 0) {
        uint8_t octet = contents->data[0];
        *contents = cc_span_of(contents->data + 1, contents->length - 1);
        if (!shift_in(arc, octet & 0x7F))
            return false;
        if ((octet & 0x80) == 0)
            return true;
    }
    return false;
}

static uint32_t divide(struct arc *arc, uint32_t divisor)
{
    uint64_t rest = 0;
    for (size_t i = 0; i < LIMBS; i++) {
        rest = rest << 32 | arc->limbs[i];
        arc->limbs[i] = (uint32_t)(rest / divisor);
        rest %= divisor;
    }
    return (uint32_t)rest;
}

static void subtract(struct arc *arc, uint32_t small)
{
    for (size_t i = LIMBS; i-- > 0;) {
        uint32_t before = arc->limbs[i];
        arc->limbs[i] -= small;
        small = arc->limbs[i] > before;
    }
}

static bool is_below(const struct arc *arc, uint32_t small)
{
    return arc->limbs[0] == 0 && arc->limbs[1] == 0 && arc->limbs[2] == 0 && arc->limbs[3] < small;
}

static void add_arc(struct cc_text *text, struct arc arc)
{
    char digits[DECIMAL_GROUPS * 9];
    size_t begin = sizeof digits;
    for (int group = 0; group < DECIMAL_GROUPS; group++) {
        uint32_t rest = divide(&arc, DECIMAL_GROUP);
        for (int i = 0; i < 9; i++) {
            digits[--begin] = (char)('0' + rest % 10);
            rest /= 10;
        }
    }
    while (begin + 1 < sizeof digits && digits[begin] == '0')
        begin++;
    cc_text_bytes(text, digits + begin, sizeof digits - begin);
}

/* X.690 8.19.4: the first two arcs share a subidentifier, 40 x first + second. */
static void add_first_arcs(struct cc_text *text, struct arc arc)
{
    uint32_t root = is_below(&arc, 40) ? 0 : is_below(&arc, 80) ? 1 : 2;
    subtract(&arc, root * 40);
    cc_text_unsigned(text, root);
    cc_text_char(text, '.');
    add_arc(text, arc);
}

static bool is_canonical(cc_span contents)
{
    struct arc arc;
    if (contents.length == 0)
        return false;
    while (contents.length > 0) {
        if (!next_arc(&contents, &arc))
            return false;
    }
    return true;
}

bool cc_text_oid(struct cc_text *text, cc_span contents)
{
    struct arc arc;
    if (!is_canonical(contents))
        return false;
    (void)next_arc(&contents, &arc);
    add_first_arcs(text, arc);
    while (contents.length > 0 && !text->failed) {
        (void)next_arc(&contents, &arc);
        cc_text_char(text, '.');
        add_arc(text, arc);
    }
    return true;
}
