/* SPDX-License-Identifier: MIT */
/* What every command shares: messages, memory, small texts. */
#include "tool.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "terminal.h"

static char *print_arguments(const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return must_copy(format);
    char *text = must_allocate((size_t)length + 1);
    (void)vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

void complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = print_arguments(format, arguments);
    va_end(arguments);
    char *visible = text_visible(text, environment_is_utf8());
    (void)fflush(stdout);
    fprintf(stderr, "certcheck: %s\n", visible);
    free(visible);
    free(text);
}

int usage_error(const char *command)
{
    fprintf(stderr, "Try 'certcheck %s --help'.\n", command);
    return EXIT_USAGE;
}

void *must_have(void *memory)
{
    if (memory == NULL) {
        fputs("certcheck: out of memory\n", stderr);
        exit(EXIT_UNCHECKED);
    }
    return memory;
}

void *must_allocate(size_t size)
{
    return must_have(calloc(1, size == 0 ? 1 : size));
}

void *must_grow(void *memory, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return must_have(NULL);
    return must_have(realloc(memory, count * size == 0 ? 1 : count * size));
}

char *must_copy(const char *text)
{
    return must_have(strdup(text));
}

void must_be_ok(enum certcheck_status status, const char *what)
{
    if (status == CERTCHECK_OK)
        return;
    complain("%s: %s", what, certcheck_status_text(status));
    exit(EXIT_UNCHECKED);
}

char *must_print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = print_arguments(format, arguments);
    va_end(arguments);
    return text;
}

char *hex(struct certcheck_span bytes)
{
    static const char digits[] = "0123456789ABCDEF";
    if (bytes.length > SIZE_MAX / 3 - 1)
        return must_have(NULL);
    char *text = must_allocate(bytes.length * 3 + 1);
    for (size_t i = 0; i < bytes.length; i++) {
        text[3 * i] = digits[bytes.data[i] >> 4];
        text[3 * i + 1] = digits[bytes.data[i] & 15];
        text[3 * i + 2] = i + 1 < bytes.length ? ':' : '\0';
    }
    return text;
}

void date(certcheck_time time, char text[DATE_SIZE])
{
    char whole[CERTCHECK_TIME_SIZE];
    certcheck_time_format(time, whole);
    memcpy(text, whole, DATE_SIZE - 1);
    text[DATE_SIZE - 1] = '\0';
}

static char *oid_dotted(struct certcheck_span oid)
{
    char *dotted = certcheck_oid_text(oid);
    char *text = dotted != NULL ? must_copy(dotted) : hex(oid);
    certcheck_free(dotted);
    return text;
}

char *oid_text(struct certcheck_span oid)
{
    const char *name = certcheck_oid_name(oid);
    return name != NULL ? must_copy(name) : oid_dotted(oid);
}

char *oid_both(struct certcheck_span oid)
{
    const char *name = certcheck_oid_name(oid);
    char *dotted = oid_dotted(oid);
    if (name == NULL)
        return dotted;
    char *text = must_print("%s (%s)", name, dotted);
    free(dotted);
    return text;
}

char *name_text(struct certcheck_span name)
{
    char *text = certcheck_name_text(name);
    char *copy = must_copy(text == NULL ? "(unreadable)" : text[0] == '\0' ? "(empty)" : text);
    certcheck_free(text);
    return copy;
}

/* Levenshtein's distance; ids are short, anything longer than the rows is far from all of them. */
static size_t distance(const char *a, const char *b)
{
    size_t row[64];
    size_t width = strlen(b);
    if (width >= sizeof row / sizeof row[0] || strlen(a) >= sizeof row / sizeof row[0])
        return SIZE_MAX;
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[width];
}

const char *nearest_finding(const char *id)
{
    const char *nearest = NULL;
    size_t least = strlen(id) / 2 + 1;
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++) {
        const struct certcheck_finding_info *info =
            certcheck_finding_info((enum certcheck_finding_code)code);
        size_t far = distance(id, info->id);
        if (far < least) {
            least = far;
            nearest = info->id;
        }
    }
    return nearest;
}

bool parse_format(const char *command, const char *text, const char *allowed,
                  enum output_format *format)
{
    static const char *const names[] = {
        [FORMAT_TEXT] = "text", [FORMAT_JSON] = "json", [FORMAT_PEM] = "pem",
        [FORMAT_ASN1] = "asn1", [FORMAT_TAP] = "tap",   [FORMAT_JUNIT] = "junit"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(text, names[i]) == 0 && strstr(allowed, names[i]) != NULL) {
            *format = (enum output_format)i;
            return true;
        }
    }
    complain("%s: --format: '%s' is not one of %s", command, text, allowed);
    return false;
}

bool parse_number(const char *command, const char *option, const char *text, uint64_t largest,
                  uint64_t *number)
{
    uint64_t value = 0;
    bool good = text[0] != '\0';
    for (const char *at = text; good && *at != '\0'; at++) {
        unsigned digit = (unsigned)(*at - '0');
        good = *at >= '0' && *at <= '9' && value <= (largest - digit) / 10;
        if (good)
            value = value * 10 + digit;
    }
    if (good)
        *number = value;
    else
        complain("%s: %s: '%s' is not a whole number from 0 to %llu", command, option, text,
                 (unsigned long long)largest);
    return good;
}
