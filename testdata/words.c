/* SPDX-License-Identifier: MIT */
/* Texts of the tables taken apart. */
#include "issue.h"

#include <string.h>

struct der plain(const char *text)
{
    uint8_t *bytes = der_room(strlen(text));
    size_t length = 0;
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] != '%') {
            bytes[length++] = (uint8_t)text[i];
            continue;
        }
        const char digits[3] = {text[i + 1], text[i + 1] ? text[i + 2] : '\0', '\0'};
        bytes[length++] = der_hex(digits).data[0];
        i += 2;
    }
    return (struct der){bytes, length};
}

char *next_part(const char **rest, char separator)
{
    if (*rest == NULL || **rest == '\0')
        return NULL;
    const char *end = strchr(*rest, separator);
    size_t length = end == NULL ? strlen(*rest) : (size_t)(end - *rest);
    char *part = der_room(length);
    memcpy(part, *rest, length);
    *rest = end == NULL ? "" : end + 1;
    return part;
}
