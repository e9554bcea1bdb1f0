/* SPDX-License-Identifier: MIT */
/* OBJECT IDENTIFIERs: their contents octets, the catalogue of known ones, dotted text. */
#include "der/der_value.h"

#include "base/text.h"

#define OID_MAX 128 /* octets */

/* Octets and highest first octet of an arc of 64 bits, and of one of 128. */
#define ARC_64_OCTETS 10
#define ARC_64_FIRST 0x01
#define ARC_128_OCTETS 19
#define ARC_128_FIRST 0x03

#define UUID_ROOT 0x69 /* 2.25, ITU-T X.667 */

/* The catalogue's contents octets, one array each. */
#define OID(NAME, TEXT, ...) static const uint8_t octets_##NAME[] = {__VA_ARGS__};
#include "der/oid.def"
#undef OID

struct known_oid {
    cc_span contents;
    const char *name;
};

static const struct known_oid catalogue[CC_OIDS] = {
#define OID(NAME, TEXT, ...) [CC_OID_##NAME] = {{octets_##NAME, sizeof octets_##NAME}, TEXT},
#include "der/oid.def"
#undef OID
};

/* Two numbers stand for the octets: the first eight, and the length with the others above it, each
 * with the first octet lowest. */
struct words {
    uint64_t first;
    uint64_t others;
};
#define OCTETS_MAX 11 /* of an OID in the catalogue */
#define WORD(a, b, c, d, e, f, g, h)                                                  \
    ((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | \
     (uint64_t)(e) << 32 | (uint64_t)(f) << 40 | (uint64_t)(g) << 48 | (uint64_t)(h) << 56)
#define FIRST(a, b, c, d, e, f, g, h, ...) WORD(a, b, c, d, e, f, g, h)
#define OTHERS(length, a, b, c, d, e, f, g, h, i, j, k, ...) WORD(length, i, j, k, 0, 0, 0, 0)
#define FIRST_OF(...) FIRST(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0)
#define OTHERS_OF(length, ...) OTHERS(length, __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

static const struct words words[CC_OIDS] = {
#define OID(NAME, TEXT, ...) \
    [CC_OID_##NAME] = {FIRST_OF(__VA_ARGS__), OTHERS_OF(sizeof octets_##NAME, __VA_ARGS__)},
#include "der/oid.def"
#undef OID
};

/* Where an OID is looked for. No two of the catalogue have one slot: compilers warn of an
 * initializer that is overridden, and test_oid fails. Then take another odd MULTIPLIER; one in
 * thirty does. */
#define SLOT_BITS 13
#define MULTIPLIER UINT64_C(0x687C966C377B9AA3)
#define SLOT(first, others) (((first) + ((others) << 32)) * MULTIPLIER >> (64 - SLOT_BITS))

static const uint8_t slots[1 << SLOT_BITS] = {
#define OID(NAME, TEXT, ...) \
    [SLOT(FIRST_OF(__VA_ARGS__), OTHERS_OF(sizeof octets_##NAME, __VA_ARGS__))] = CC_OID_##NAME,
#include "der/oid.def"
#undef OID
};
_Static_assert(CC_OIDS <= UINT8_MAX + 1, "a slot holds one octet");

enum cc_oid cc_oid_find(cc_span contents)
{
    if (contents.length > OCTETS_MAX)
        return CC_OID_UNKNOWN;
    uint64_t first = cc_span_word(contents), others = contents.length;
    if (contents.length > 8)
        others |= cc_span_word(cc_span_of(contents.data + 8, contents.length - 8)) << 8;
    unsigned oid = slots[SLOT(first, others)];
    bool same = words[oid].first == first && words[oid].others == others;
    return same ? (enum cc_oid)oid : CC_OID_UNKNOWN;
}

cc_span cc_oid_contents(enum cc_oid oid)
{
    return catalogue[oid].contents;
}

const char *certcheck_oid_name(struct certcheck_span oid)
{
    return catalogue[cc_oid_find(oid)].name;
}

/* One subidentifier (X.690 8.19.2) from the front of *rest. */
static enum cc_der_rule skip_arc(cc_span *rest, size_t most_octets, uint8_t highest_first)
{
    size_t octets = 0;
    if (rest->data[0] == 0x80)
        return CC_DER_RULE_OID_NOT_MINIMAL;
    while (octets < rest->length && (rest->data[octets] & 0x80) != 0)
        octets++;
    if (octets++ == rest->length)
        return CC_DER_RULE_OID_UNFINISHED;
    if (octets > most_octets || (octets == most_octets && (rest->data[0] & 0x7F) > highest_first))
        return CC_DER_RULE_OID_ARC_TOO_LARGE;
    *rest = cc_span_of(rest->data + octets, rest->length - octets);
    return CC_DER_RULE_NONE;
}

static enum cc_der_rule check(cc_span contents)
{
    cc_span rest = contents;
    if (contents.length == 0)
        return CC_DER_RULE_OID_EMPTY;
    if (contents.length > OID_MAX)
        return CC_DER_RULE_OID_TOO_LONG;
    while (rest.length > 0) {
        bool uuid = contents.data[0] == UUID_ROOT && rest.data == contents.data + 1;
        enum cc_der_rule rule = skip_arc(&rest, uuid ? ARC_128_OCTETS : ARC_64_OCTETS,
                                         uuid ? ARC_128_FIRST : ARC_64_FIRST);
        if (rule != CC_DER_RULE_NONE)
            return rule;
    }
    return CC_DER_RULE_NONE;
}

bool cc_der_unknown_oid_fits(const struct cc_der *der, uint32_t tag, const uint8_t *at,
                             cc_span contents)
{
    enum cc_der_rule rule = check(contents);
    return rule == CC_DER_RULE_NONE || cc_der_fail(der, at, tag, rule);
}

char *certcheck_oid_text(struct certcheck_span oid)
{
    struct cc_text text;
    cc_text_init_cut(&text);
    if (!cc_text_oid(&text, oid)) {
        cc_text_release(&text);
        return NULL;
    }
    return cc_text_take(&text);
}

/* An arc as digits of base 128, the lowest first. */
struct arc {
    uint8_t digits[ARC_128_OCTETS];
    size_t count; /* at least 1 */
};

/* arc = arc x factor + more */
static bool arc_multiply_add(struct arc *arc, unsigned factor, unsigned more)
{
    for (size_t i = 0; i < arc->count; i++) {
        more += arc->digits[i] * factor;
        arc->digits[i] = more & 0x7F;
        more >>= 7;
    }
    if (more == 0)
        return true;
    if (arc->count == ARC_128_OCTETS)
        return false;
    arc->digits[arc->count++] = (uint8_t)more;
    return true;
}

/* Decimal without leading zeros, up to a full stop or the end. */
static bool parse_arc(const char **text, struct arc *arc)
{
    const char *begin = *text;
    *arc = (struct arc){.count = 1};
    for (; **text >= '0' && **text <= '9'; (*text)++) {
        if (!arc_multiply_add(arc, 10, (unsigned)(**text - '0')))
            return false;
    }
    return *text > begin && (*begin != '0' || *text == begin + 1);
}

static bool put_arc(const struct arc *arc, uint8_t *contents, size_t size, size_t *length)
{
    if (arc->count > size - *length)
        return false;
    for (size_t i = arc->count; i-- > 0;)
        contents[(*length)++] = (uint8_t)(arc->digits[i] | (i > 0 ? 0x80 : 0));
    return true;
}

/* X.690 8.19.4: the second arc is below 40 unless the first is 2. */
static bool parse_first_arcs(const char **text, struct arc *arc)
{
    unsigned root = (unsigned)**text - '0';
    if (root > 2 || (*text)[1] != '.')
        return false;
    *text += 2;
    if (!parse_arc(text, arc) || (root < 2 && (arc->count > 1 || arc->digits[0] >= 40)))
        return false;
    return arc_multiply_add(arc, 1, root * 40);
}

size_t cc_oid_from_text(const char *text, uint8_t *contents, size_t size)
{
    struct arc arc;
    size_t length = 0;
    if (!parse_first_arcs(&text, &arc) || !put_arc(&arc, contents, size, &length))
        return 0;
    while (*text == '.') {
        text++;
        if (!parse_arc(&text, &arc) || !put_arc(&arc, contents, size, &length))
            return 0;
    }
    if (*text != '\0' || check(cc_span_of(contents, length)) != CC_DER_RULE_NONE)
        return 0;
    return length;
}
