/* SPDX-License-Identifier: MIT */
/* Base64 between a BEGIN and an END line. */
#include "support/pem_writer.h"

#include <stdio.h>

void writer_string(struct der_writer *text, const char *string)
{
    writer_raw(text, cc_span_text(string));
}

void writer_pem(struct der_writer *text, const char *label, cc_span der)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char line[128];
    snprintf(line, sizeof line, "-----BEGIN %s-----\n", label);
    writer_string(text, line);
    for (size_t i = 0; i < der.length; i += 3) {
        size_t left = der.length - i;
        unsigned group = (unsigned)der.data[i] << 16;
        group |= left > 1 ? (unsigned)der.data[i + 1] << 8 : 0;
        group |= left > 2 ? der.data[i + 2] : 0;
        char quad[] = {alphabet[group >> 18], alphabet[group >> 12 & 63],
                       left > 1 ? alphabet[group >> 6 & 63] : '=',
                       left > 2 ? alphabet[group & 63] : '=', '\0'};
        writer_string(text, quad);
        if (i % 48 == 45 || left <= 3)
            writer_string(text, "\n");
    }
    snprintf(line, sizeof line, "-----END %s-----\n", label);
    writer_string(text, line);
}
