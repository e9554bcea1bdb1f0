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

/* A number for each OID: its octets, each one more than it is, as digits, the first one the lowest.
 * The compiler refuses the switch below should two of the catalogue have the same number. */
#define BASE UINT32_C(1000003)
#define DIGIT(octet, higher) ((uint32_t)((octet) + 1) + BASE * (higher))
#define FOUR(a, b, c, d, higher) DIGIT(a, DIGIT(b, DIGIT(c, DIGIT(d, higher))))
#define DIGITS(a, b, c, d, e, f, g, h, i, j, k, ...) \
    FOUR(a, b, c, d, FOUR(e, f, g, h, FOUR(i, j, k, -1, 0)))
#define NUMBER_OF(...) DIGITS(__VA_ARGS__, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)
#define OCTETS_MAX 11 /* of an OID in the catalogue */

static uint32_t number_of(cc_span contents)
{
    uint32_t number = 0;
    for (size_t i = contents.length; i-- > 0;)
        number = DIGIT(contents.data[i], number);
    return number;
}

/* The only one that it can be. */
static enum cc_oid candidate(uint32_t number)
{
    switch (number) {
#define OID(NAME, TEXT, ...)     \
    case NUMBER_OF(__VA_ARGS__): \
        return CC_OID_##NAME;
#include "der/oid.def"
#undef OID
    default:
        return CC_OID_UNKNOWN;
    }
}

enum cc_oid cc_oid_find(cc_span contents)
{
    if (contents.length > OCTETS_MAX)
        return CC_OID_UNKNOWN;
    enum cc_oid oid = candidate(number_of(contents));
    return cc_span_equal(contents, catalogue[oid].contents) ? oid : CC_OID_UNKNOWN;
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

/* Whether all subidentifiers are finished and minimal, in so few octets that none can be too large.
 */
static bool is_short_and_sound(cc_span contents)
{
    bool first = true; /* of a subidentifier */
    if (contents.length == 0 || contents.length >= ARC_64_OCTETS)
        return false;
    for (size_t i = 0; i < contents.length; i++) {
        if (first && contents.data[i] == 0x80)
            return false;
        first = contents.data[i] < 0x80;
    }
    return first;
}

static enum cc_der_rule check(cc_span contents)
{
    cc_span rest = contents;
    if (is_short_and_sound(contents))
        return CC_DER_RULE_NONE;
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

bool cc_der_oid(struct cc_der *der, uint32_t tag, cc_span *oid)
{
    cc_der_value value;
    if (!cc_der_expect(der, tag, &value))
        return false;
    enum cc_der_rule rule = check(value.contents);
    if (rule != CC_DER_RULE_NONE)
        return cc_der_fail(der, value.whole.data, value.tag, rule);
    *oid = value.contents;
    return true;
}

char *certcheck_oid_text(struct certcheck_span oid)
{
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
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
