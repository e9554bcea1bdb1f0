/* SPDX-License-Identifier: MIT */
/* What goes to people on standard error. By itself, so that a test can listen in its place. */
#include "tool.h"

#include <stdarg.h>
#include <stdlib.h>

#include "visible.h"

void complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = must_print_list(format, arguments);
    va_end(arguments);
    char *visible = text_visible(text, environment_is_utf8());
    (void)fflush(stdout);
    fprintf(stderr, "certcheck: %s\n", visible);
    free(visible);
    free(text);
}
