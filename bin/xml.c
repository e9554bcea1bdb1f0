/* SPDX-License-Identifier: MIT */
/* Text in XML. */
#include "xml.h"

#include <stdlib.h>

#include "visible.h"

void print_xml(const char *text, FILE *out)
{
    char *visible = text_visible(text, true);
    for (const char *at = visible; *at != '\0'; at++) {
        switch (*at) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            fputc(*at, out);
        }
    }
    free(visible);
}
