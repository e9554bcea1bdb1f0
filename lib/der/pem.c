/* SPDX-License-Identifier: MIT */
/* PEM, line by line. Every byte is looked at a fixed number of times, whatever the input. */
#include "der/pem.h"

#include "base/alloc.h"
#include "der/der.h"
#include "der/pem_boundary.h"
#include "der/pem_label.h"

struct line {
    cc_span text;  /* without white space at its ends */
    size_t offset; /* of `text` in the input */
    size_t next;   /* where the next line begins */
};

/* The first of `count` bytes that is `c`, or `count`. */
static size_t find_byte(const uint8_t *bytes, size_t count, uint8_t c)
{
    const uint8_t *found = count == 0 ? NULL : memchr(bytes, c, count);
    return found == NULL ? count : (size_t)(found - bytes);
}

/* Looks no further ahead than WINDOW at a time: else lines that end with CR would each be searched
 * for an LF to the input's end. */
static size_t line_end(cc_span input, size_t offset)
{
    enum { WINDOW = 128 };
    while (offset < input.length) {
        size_t left = input.length - offset;
        size_t window = left < WINDOW ? left : WINDOW;
        size_t length = find_byte(input.data + offset, window, '\n');
        length = find_byte(input.data + offset, length, '\r');
        offset += length;
        if (length < window)
            break;
    }
    return offset;
}

/* A line ends with LF, CR LF, CR, or the input. */
static struct line line_at(cc_span input, size_t offset)
{
    size_t end = line_end(input, offset);
    size_t next = end < input.length ? end + 1 : end;
    if (next < input.length && input.data[end] == '\r' && input.data[next] == '\n')
        next++;
    while (offset < end && cc_pem_is_space(input.data[offset]))
        offset++;
    while (end > offset && cc_pem_is_space(input.data[end - 1]))
        end--;
    return (struct line){cc_span_of(input.data + offset, end - offset), offset, next};
}

void cc_pem_init(struct cc_pem *pem, cc_span input)
{
    static const uint8_t byte_order_mark[] = {0xEF, 0xBB, 0xBF};
    cc_span mark = cc_span_of(byte_order_mark, sizeof byte_order_mark);
    size_t next = cc_pem_begins_with(input, mark) ? mark.length : 0;
    *pem = (struct cc_pem){.input = input, .next = next, .line = 1};
}

/* Lines below one that mentions a BEGIN line in which its base64 may begin: empty ones, headers and
 * markup can come before it. */
#define LINES_BELOW 4

static bool is_base64_below(cc_span input, size_t next)
{
    for (int i = 0; i < LINES_BELOW && next < input.length; i++) {
        struct line line = line_at(input, next);
        cc_span label;
        if (cc_pem_boundary_of(line.text, &label) != CC_PEM_NO_BOUNDARY)
            return false;
        if (cc_pem_holds_base64(line.text))
            return true;
        next = line.next;
    }
    return false;
}

/* As cat(1) joins PEM and DER. No text begins so, see trust/source_kind.c. */
static bool is_der(cc_span text)
{
    return text.length >= 2 && text.data[0] == 0x30 && text.data[1] >= 0x81 && text.data[1] <= 0x84;
}

/* As PowerShell writes what it appends. */
static bool is_begin_in_utf16(cc_span text)
{
    static const uint8_t begin[] = {'B', 0, 'E', 0, 'G', 0, 'I', 0, 'N'};
    return cc_pem_contains(text, cc_span_of(begin, sizeof begin));
}

/* A sentence about a BEGIN line is told from a damaged one by the base64 that stands on the line or
 * below it. */
static enum cc_pem_boundary boundary_between(cc_span input, const struct line *line, cc_span *label)
{
    enum cc_pem_boundary boundary = cc_pem_boundary_of(line->text, label);
    if (boundary != CC_PEM_NO_BOUNDARY)
        return boundary;
    if (cc_pem_mentions_begin(line->text, label) &&
        (cc_pem_holds_base64(line->text) || is_base64_below(input, line->next)))
        return CC_PEM_DAMAGED_BEGIN;
    *label = cc_span_text("");
    if (is_begin_in_utf16(line->text))
        return CC_PEM_DAMAGED_BEGIN;
    return is_der(line->text) ? CC_PEM_DER : CC_PEM_NO_BOUNDARY;
}

/* Nearly all lines of a block are base64, which has no hyphen. */
static enum cc_pem_boundary boundary_within(cc_span input, const struct line *line, cc_span *label)
{
    if (line->text.length == 0 || memchr(line->text.data, '-', line->text.length) == NULL)
        return cc_pem_boundary_of(line->text, label);
    return boundary_between(input, line, label);
}

/* Finds the next BEGIN line, or an END line before it: a block whose BEGIN line is damaged is no
 * text between others. */
static enum cc_pem_boundary find_boundary(struct cc_pem *pem, struct line *line, cc_span *label)
{
    while (pem->next < pem->input.length) {
        *line = line_at(pem->input, pem->next);
        enum cc_pem_boundary boundary = boundary_between(pem->input, line, label);
        if (boundary != CC_PEM_NO_BOUNDARY)
            return boundary;
        pem->next = line->next;
        pem->line++;
    }
    return CC_PEM_NO_BOUNDARY;
}

bool cc_pem_looks_like(cc_span input)
{
    struct cc_pem pem;
    struct line begin;
    cc_span label;
    enum cc_pem_boundary boundary;
    cc_pem_init(&pem, input);
    while ((boundary = find_boundary(&pem, &begin, &label)) == CC_PEM_DER)
        pem.next = begin.next;
    return boundary != CC_PEM_NO_BOUNDARY;
}

static bool begins_block(enum cc_pem_boundary boundary)
{
    return boundary == CC_PEM_BEGIN || boundary == CC_PEM_DAMAGED_BEGIN || boundary == CC_PEM_DER;
}

/* What lies between the BEGIN line and the line that ends the block. */
struct body {
    size_t begin;
    size_t end;   /* the END line's own offset, or where the block breaks off */
    size_t next;  /* where the search goes on */
    size_t lines; /* from `begin` to `next` */
    enum cc_der_rule rule;
    size_t error_offset;
};

static void break_off(struct body *body, enum cc_der_rule rule, size_t offset)
{
    if (body->rule != CC_DER_RULE_NONE)
        return;
    body->rule = rule;
    body->error_offset = offset;
}

/* RFC 1421 4.6: headers "Name: value", their continuations indented, end at the first blank line.
 * Base64 has no colon, so none is mistaken for one. */
static bool is_header(cc_span input, const struct line *line, size_t line_begin, bool *in_headers)
{
    bool indented = line->offset > line_begin && cc_pem_is_space(input.data[line_begin]);
    bool has_colon = line->text.length > 0 && memchr(line->text.data, ':', line->text.length);
    *in_headers = has_colon || (*in_headers && indented && line->text.length > 0);
    return *in_headers;
}

/* RFC 1421 4.6.1.1 */
static bool says_encrypted(cc_span header)
{
    return cc_pem_begins_with(header, cc_span_text("Proc-Type:")) &&
           cc_pem_contains(header, cc_span_text("ENCRYPTED"));
}

/* *encrypted: the header that says so; it is left as it is where none does. */
static struct body scan_block(cc_span input, size_t begin, cc_span label, size_t *encrypted)
{
    struct body body = {.begin = begin, .next = begin};
    bool at_headers = true;
    bool in_headers = false;
    while (body.next < input.length) {
        struct line line = line_at(input, body.next);
        cc_span other;
        body.end = body.next;
        enum cc_pem_boundary boundary = boundary_within(input, &line, &other);
        if (begins_block(boundary)) {
            break_off(&body, CC_DER_RULE_PEM_NO_END, line.offset);
            return body;
        }
        if (boundary != CC_PEM_NO_BOUNDARY) {
            if (boundary == CC_PEM_DAMAGED_END)
                break_off(&body, CC_DER_RULE_PEM_BOUNDARY, line.offset);
            else if (!cc_span_equal(label, other))
                break_off(&body, CC_DER_RULE_PEM_END_LABEL, line.offset);
            body.next = line.next;
            body.lines++;
            return body;
        }
        at_headers = at_headers && is_header(input, &line, body.next, &in_headers);
        if (at_headers && says_encrypted(line.text))
            *encrypted = line.offset;
        body.next = line.next;
        body.lines++;
        if (at_headers)
            body.begin = body.next;
    }
    body.end = input.length;
    break_off(&body, CC_DER_RULE_PEM_NO_END, input.length);
    return body;
}

/* That a key is encrypted must not hide that its block took in what ends with another label. */
static struct body find_end(cc_span input, size_t begin, cc_span label)
{
    size_t encrypted = 0;
    struct body body = scan_block(input, begin, label, &encrypted);
    if (encrypted > 0)
        break_off(&body, CC_DER_RULE_PEM_ENCRYPTED, encrypted);
    return body;
}

/* A block whose BEGIN line is damaged ends with its END line, damaged or not, and before the next
 * BEGIN line. */
static struct body skip_damaged(cc_span input, const struct line *begin, enum cc_der_rule rule)
{
    struct body body = {.next = begin->next};
    break_off(&body, rule, begin->offset);
    while (body.next < input.length) {
        struct line line = line_at(input, body.next);
        cc_span label;
        enum cc_pem_boundary boundary = boundary_within(input, &line, &label);
        if (begins_block(boundary))
            break;
        body.next = line.next;
        body.lines++;
        if (boundary != CC_PEM_NO_BOUNDARY)
            break;
    }
    return body;
}

static struct body body_of(cc_span input, enum cc_pem_boundary boundary, const struct line *line,
                           cc_span label)
{
    struct body body = {.next = line->next};
    if (boundary == CC_PEM_BEGIN)
        body = find_end(input, line->next, label);
    else if (boundary == CC_PEM_DAMAGED_BEGIN)
        body = skip_damaged(input, line, CC_DER_RULE_PEM_BOUNDARY);
    else if (boundary == CC_PEM_DER)
        body = skip_damaged(input, line, CC_DER_RULE_PEM_DER);
    else if (boundary == CC_PEM_END)
        break_off(&body, CC_DER_RULE_PEM_NO_BEGIN, line->offset);
    else
        break_off(&body, CC_DER_RULE_PEM_BOUNDARY, line->offset);
    return body;
}

/* Whatever else is wrong with the block, this leaves it unknown what it was meant to be. */
static void check_label(struct body *body, enum cc_pem_boundary boundary, const struct line *line,
                        cc_span label)
{
    if ((boundary != CC_PEM_BEGIN && boundary != CC_PEM_END) || !cc_pem_label_is_near(label))
        return;
    body->rule = CC_DER_RULE_PEM_LABEL;
    body->error_offset = line->offset;
}

/* RFC 4648 4, each one more than it is; 0 for what is not in the alphabet. */
static const uint8_t digits[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64};

#define NO_DIGIT 64

static unsigned digit_of(uint8_t c)
{
    return digits[c] == 0 ? NO_DIGIT : digits[c] - 1U;
}

/* Groups of four digits as they come in. */
struct decoder {
    uint32_t bits;
    unsigned digits;  /* of this group, padding included */
    unsigned padding; /* of this group; once there is any, the text is over */
    uint8_t *out;
};

static bool take_character(struct decoder *decoder, uint8_t c)
{
    unsigned digit = c == '=' ? 0 : digit_of(c);
    if (c == '=') {
        if (decoder->digits < 2)
            return false;
        decoder->padding++;
    } else if (digit == NO_DIGIT || decoder->padding > 0) {
        return false;
    }
    decoder->bits = decoder->bits << 6 | digit;
    if (++decoder->digits < 4)
        return true;
    /* RFC 4648 3.5: the bits that padding cuts off are zero. */
    if ((decoder->padding == 1 && (decoder->bits & 0xFF) != 0) ||
        (decoder->padding == 2 && (decoder->bits & 0xFFFF) != 0))
        return false;
    for (unsigned i = 0; i < 3 - decoder->padding; i++)
        *decoder->out++ = (uint8_t)(decoder->bits >> (16 - 8 * i));
    decoder->bits = 0;
    decoder->digits = 0;
    return true;
}

/* Decodes groups of four digits, up to the first that is not only digits, and returns how many
 * bytes of text they were. */
static size_t decode_groups(cc_span text, uint8_t **out)
{
    size_t i = 0;
    for (; text.length - i >= 4; i += 4) {
        const uint8_t *c = text.data + i;
        uint32_t a = digits[c[0]], b = digits[c[1]], d = digits[c[2]], e = digits[c[3]];
        if (a == 0 || b == 0 || d == 0 || e == 0)
            break;
        uint32_t bits = (a - 1) << 18 | (b - 1) << 12 | (d - 1) << 6 | (e - 1);
        uint8_t *octets = *out;
        octets[0] = (uint8_t)(bits >> 16);
        octets[1] = (uint8_t)(bits >> 8);
        octets[2] = (uint8_t)bits;
        *out += 3;
    }
    return i;
}

/* Returns the offset of the character at which `text` stops being base64; its length when it is. */
static size_t decode(cc_span text, uint8_t *out, size_t *length)
{
    struct decoder decoder = {.out = out};
    size_t group = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (decoder.digits == 0 && decoder.padding == 0)
            i += decode_groups(cc_span_of(text.data + i, text.length - i), &decoder.out);
        if (i == text.length)
            break;
        if (cc_pem_is_space(text.data[i]))
            continue;
        if (decoder.digits == 0)
            group = i;
        if (!take_character(&decoder, text.data[i]))
            return i;
    }
    if (decoder.digits != 0)
        return group;
    *length = (size_t)(decoder.out - out);
    return text.length;
}

/* Returns false when memory ran out. */
static bool decode_body(cc_span input, struct body *body, struct cc_pem_block *block)
{
    cc_span text = cc_span_of(input.data + body->begin, body->end - body->begin);
    uint8_t *der = cc_malloc(text.length / 4 * 3);
    if (der == NULL)
        return false;
    size_t stop = decode(text, der, &block->der_length);
    if (stop < text.length)
        break_off(body, CC_DER_RULE_PEM_BASE64, body->begin + stop);
    else if (block->der_length == 0)
        break_off(body, CC_DER_RULE_PEM_EMPTY, body->end);
    if (body->rule == CC_DER_RULE_NONE)
        block->der = der;
    else
        cc_free(der);
    return true;
}

bool cc_pem_next(struct cc_pem *pem, struct cc_pem_block *block, bool *found)
{
    struct line begin;
    cc_span label;
    *block = (struct cc_pem_block){.label = {NULL, 0}};
    enum cc_pem_boundary boundary = find_boundary(pem, &begin, &label);
    *found = boundary != CC_PEM_NO_BOUNDARY;
    if (!*found)
        return true;
    struct body body = body_of(pem->input, boundary, &begin, label);
    check_label(&body, boundary, &begin, label);
    block->label = label;
    block->offset = begin.offset;
    block->line = pem->line;
    if (body.rule == CC_DER_RULE_NONE && !decode_body(pem->input, &body, block)) {
        *found = false;
        return false;
    }
    if (body.rule != CC_DER_RULE_NONE) {
        block->der_length = 0;
        cc_der_set_error(&block->error, body.error_offset, 0, body.rule, NULL);
    }
    pem->next = body.next;
    pem->line += 1 + body.lines;
    return true;
}
