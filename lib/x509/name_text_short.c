/* SPDX-License-Identifier: MIT */
/* Names as text, or their size. */
#include "x509/name_text.h"

#define NAME_LENGTH_MAX ((size_t)16 * 1024)

static char *size_text(size_t length)
{
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
    cc_text_add(&text, "(a name of ");
    cc_text_unsigned(&text, length);
    cc_text_add(&text, " bytes)");
    return cc_text_take(&text);
}

char *cc_name_text_short(cc_span name)
{
    return name.length > NAME_LENGTH_MAX ? size_text(name.length) : certcheck_name_text(name);
}

char *cc_general_name_text_short(const struct certcheck_general_name *name)
{
    size_t length = name->whole.length;
    return length > NAME_LENGTH_MAX ? size_text(length) : certcheck_general_name_text(name);
}
