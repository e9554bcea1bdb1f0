/* SPDX-License-Identifier: MIT */
/* What every command shares: messages, small texts, numbers. */
#include "tool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void must_be_ok(enum certcheck_status status, const char *what)
{
    if (status == CERTCHECK_OK)
        return;
    complain("%s: %s", what, certcheck_status_text(status));
    end_unchecked();
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

const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

void date(certcheck_time time, char text[DATE_SIZE])
{
    char whole[CERTCHECK_TIME_SIZE];
    certcheck_time_format(time, whole);
    memcpy(text, whole, DATE_SIZE - 1);
    text[DATE_SIZE - 1] = '\0';
}

char *unless_no_memory(char *text)
{
    return text == NULL && errno == ENOMEM ? must_have(NULL) : text;
}

static char *oid_dotted(struct certcheck_span oid)
{
    errno = 0;
    char *dotted = unless_no_memory(certcheck_oid_text(oid));
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
    errno = 0;
    char *text = unless_no_memory(certcheck_name_text(name));
    char *copy = must_copy(text == NULL ? "(unreadable)" : text[0] == '\0' ? "(empty)" : text);
    certcheck_free(text);
    return copy;
}

bool revocation_mode_of(const char *text, enum certcheck_revocation_mode *mode)
{
    static const enum certcheck_revocation_mode modes[] = {
        CERTCHECK_REVOCATION_IF_PRESENT, CERTCHECK_REVOCATION_OFF, CERTCHECK_REVOCATION_REQUIRE};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        if (strcmp(text, certcheck_revocation_mode_text(modes[i])) == 0) {
            *mode = modes[i];
            return true;
        }
    }
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
