/* SPDX-License-Identifier: MIT */
/* A tree of the DER: offset, header, length, type and value of everything in it. */
#include "show.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

#define DEPTH_MAX 32U
#define BYTES_SHOWN 32U

enum universal {
    TAG_BOOLEAN = 1,
    TAG_INTEGER = 2,
    TAG_BIT_STRING = 3,
    TAG_OCTET_STRING = 4,
    TAG_OBJECT_IDENTIFIER = 6,
    TAG_ENUMERATED = 10
};

struct tree {
    const struct terminal *terminal;
    const uint8_t *origin;
    bool verbose;
};

static const char *const universal_names[] = {[1] = "BOOLEAN",
                                              [2] = "INTEGER",
                                              [3] = "BIT STRING",
                                              [4] = "OCTET STRING",
                                              [5] = "NULL",
                                              [6] = "OBJECT IDENTIFIER",
                                              [7] = "ObjectDescriptor",
                                              [8] = "EXTERNAL",
                                              [9] = "REAL",
                                              [10] = "ENUMERATED",
                                              [11] = "EMBEDDED PDV",
                                              [12] = "UTF8String",
                                              [13] = "RELATIVE-OID",
                                              [16] = "SEQUENCE",
                                              [17] = "SET",
                                              [18] = "NumericString",
                                              [19] = "PrintableString",
                                              [20] = "TeletexString",
                                              [21] = "VideotexString",
                                              [22] = "IA5String",
                                              [23] = "UTCTime",
                                              [24] = "GeneralizedTime",
                                              [25] = "GraphicString",
                                              [26] = "VisibleString",
                                              [27] = "GeneralString",
                                              [28] = "UniversalString",
                                              [30] = "BMPString"};

static char *tag_text(uint32_t tag)
{
    static const char *const classes[] = {"UNIVERSAL ", "APPLICATION ", "", "PRIVATE "};
    uint32_t number = CERTCHECK_DER_NUMBER(tag);
    unsigned class = CERTCHECK_DER_CLASS(tag) & 3U;
    if (class == 0 && number < sizeof universal_names / sizeof universal_names[0] &&
        universal_names[number] != NULL)
        return must_copy(universal_names[number]);
    return must_print("[%s%" PRIu32 "]", classes[class], number);
}

/* Text types, and contents of implicitly tagged strings that look like text. */
static bool is_text(const struct certcheck_der_value *value)
{
    uint32_t number = CERTCHECK_DER_NUMBER(value->tag);
    if (CERTCHECK_DER_CLASS(value->tag) == 0)
        return number == 12 || (number >= 18 && number <= 27);
    for (size_t i = 0; i < value->contents.length; i++) {
        if (value->contents.data[i] < 0x20 || value->contents.data[i] > 0x7E)
            return false;
    }
    return value->contents.length > 0;
}

/* Every value of a run, and all that they are made of, is canonical. */
static bool is_canonical(struct certcheck_span run, unsigned depth)
{
    struct certcheck_parse_error error;
    struct certcheck_der_value value;
    const uint8_t *origin = run.data;
    while (run.length > 0) {
        if (depth == 0 || certcheck_der_next(&run, origin, &value, &error) != CERTCHECK_OK)
            return false;
        if (CERTCHECK_DER_IS_CONSTRUCTED(value.tag) && !is_canonical(value.contents, depth - 1))
            return false;
    }
    return true;
}

/* Is the string's content one value of DER? Text and random bytes can look like a short one, so
 * that only constructed values, and INTEGER and the strings of known tags, count. */
static bool wraps_der(struct certcheck_span contents)
{
    struct certcheck_parse_error error;
    struct certcheck_der_value value;
    struct certcheck_span rest = contents;
    if (contents.length < 2 ||
        certcheck_der_next(&rest, contents.data, &value, &error) != CERTCHECK_OK ||
        rest.length != 0)
        return false;
    if (CERTCHECK_DER_CLASS(value.tag) != 0)
        return false;
    if (CERTCHECK_DER_IS_CONSTRUCTED(value.tag))
        return is_canonical(contents, DEPTH_MAX);
    uint32_t number = CERTCHECK_DER_NUMBER(value.tag);
    return number < sizeof universal_names / sizeof universal_names[0] &&
           universal_names[number] != NULL && number != 16 && number != 17;
}

static char *bytes_text(const struct tree *tree, struct certcheck_span bytes)
{
    if (tree->verbose || bytes.length <= BYTES_SHOWN)
        return hex(bytes);
    char *front = hex((struct certcheck_span){bytes.data, BYTES_SHOWN});
    char *text = must_print("%s... (%zu bytes)", front, bytes.length);
    free(front);
    return text;
}

char *show_string(struct certcheck_span bytes)
{
    char *copy = must_allocate(bytes.length * 4 + 1);
    size_t used = 0;
    for (size_t i = 0; i < bytes.length; i++) {
        /* NUL would end the copy; the terminal's own escapes take care of the rest. */
        if (bytes.data[i] == 0)
            used += (size_t)sprintf(copy + used, "\\x00");
        else
            copy[used++] = (char)bytes.data[i];
    }
    return copy;
}

static char *quoted_text(struct certcheck_span bytes)
{
    char *copy = show_string(bytes);
    char *text = must_print("'%s'", copy);
    free(copy);
    return text;
}

static char *value_text(const struct tree *tree, const struct certcheck_der_value *value)
{
    struct certcheck_span contents = value->contents;
    bool universal = CERTCHECK_DER_CLASS(value->tag) == 0;
    uint32_t number = CERTCHECK_DER_NUMBER(value->tag);
    if (universal && number == TAG_BOOLEAN && contents.length == 1 &&
        (contents.data[0] == 0 || contents.data[0] == 0xFF))
        return must_copy(contents.data[0] == 0 ? "FALSE" : "TRUE");
    if (universal && number == TAG_OBJECT_IDENTIFIER)
        return oid_both(contents);
    if (universal && (number == TAG_INTEGER || number == TAG_ENUMERATED) && contents.length == 1 &&
        contents.data[0] < 0x80)
        return must_print("%u", (unsigned)contents.data[0]);
    if (universal && number == TAG_BIT_STRING && contents.length > 0) {
        char *bits =
            bytes_text(tree, (struct certcheck_span){contents.data + 1, contents.length - 1});
        char *text = contents.data[0] == 0
                         ? must_copy(bits)
                         : must_print("%s, %u bits unused", bits, (unsigned)contents.data[0]);
        free(bits);
        return text;
    }
    return is_text(value) ? quoted_text(contents) : bytes_text(tree, contents);
}

static void print_header(const struct tree *tree, const struct certcheck_der_value *value,
                         unsigned depth)
{
    char *type = tag_text(value->tag);
    terminal_style(tree->terminal, STYLE_DIM);
    fprintf(tree->terminal->out, "%7zu  %2zu  %7zu  ", (size_t)(value->whole.data - tree->origin),
            value->whole.length - value->contents.length, value->contents.length);
    terminal_style(tree->terminal, STYLE_PLAIN);
    terminal_spaces(tree->terminal, 2 * depth);
    terminal_text(tree->terminal, STYLE_STRONG, type);
    free(type);
}

static bool print_error(const struct tree *tree, const struct certcheck_parse_error *error)
{
    char *text = must_print("cannot be read on: %s at offset %zu: %s", error->rule, error->offset,
                            error->text == NULL ? "" : error->text);
    terminal_text(tree->terminal, STYLE_BAD, text);
    fputc('\n', tree->terminal->out);
    free(text);
    return false;
}

static bool print_run(const struct tree *tree, struct certcheck_span run, unsigned depth);

/* A BIT STRING's contents begin behind the count of unused bits. */
static bool wrapped(const struct certcheck_der_value *value, struct certcheck_span *inside)
{
    uint32_t number = CERTCHECK_DER_NUMBER(value->tag);
    *inside = value->contents;
    if (CERTCHECK_DER_CLASS(value->tag) != 0)
        return false;
    if (number == TAG_BIT_STRING && inside->length > 0 && inside->data[0] == 0) {
        inside->data++;
        inside->length--;
        return wraps_der(*inside);
    }
    return number == TAG_OCTET_STRING && wraps_der(*inside);
}

static bool print_value(const struct tree *tree, const struct certcheck_der_value *value,
                        unsigned depth)
{
    struct certcheck_span inside = value->contents;
    bool constructed = CERTCHECK_DER_IS_CONSTRUCTED(value->tag);
    print_header(tree, value, depth);
    if (constructed || (depth + 1 < DEPTH_MAX && wrapped(value, &inside))) {
        fputs(constructed ? "\n" : ", which holds\n", tree->terminal->out);
        if (depth + 1 < DEPTH_MAX)
            return print_run(tree, inside, depth + 1);
        terminal_spaces(tree->terminal, 22 + 2 * depth);
        fprintf(tree->terminal->out, "(nested deeper than %u levels: not shown)\n", DEPTH_MAX);
        return false;
    }
    char *text = value_text(tree, value);
    if (text[0] != '\0') {
        fputs("  ", tree->terminal->out);
        terminal_text(tree->terminal, STYLE_PLAIN, text);
    }
    fputc('\n', tree->terminal->out);
    free(text);
    return true;
}

static bool print_run(const struct tree *tree, struct certcheck_span run, unsigned depth)
{
    struct certcheck_der_value value;
    struct certcheck_parse_error error;
    while (run.length > 0) {
        if (certcheck_der_next(&run, tree->origin, &value, &error) != CERTCHECK_OK)
            return print_error(tree, &error);
        if (!print_value(tree, &value, depth))
            return false;
    }
    return true;
}

bool show_asn1(const struct terminal *terminal, struct certcheck_span der, bool verbose)
{
    struct tree tree = {.terminal = terminal, .origin = der.data, .verbose = verbose};
    terminal_style(terminal, STYLE_DIM);
    fputs(" offset  hl   length\n", terminal->out);
    terminal_style(terminal, STYLE_PLAIN);
    return print_run(&tree, der, 0);
}

bool show_is_der(struct certcheck_span input)
{
    static const char begin[] = "-----BEGIN ";
    struct certcheck_parse_error error;
    struct certcheck_der_value value;
    struct certcheck_span rest = input;
    if (certcheck_der_next(&rest, input.data, &value, &error) == CERTCHECK_OK && rest.length == 0)
        return true;
    for (size_t i = 0; i + sizeof begin - 1 <= input.length; i++) {
        if (input.data[i] == '-' && memcmp(input.data + i, begin, sizeof begin - 1) == 0)
            return false;
    }
    return input.length > 0;
}
