/* SPDX-License-Identifier: MIT */
/* Why something on the network did not come about: one text, and how the tool then ends. */
#include "failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool fail(struct failure *failure, enum exit_status status, const char *format, ...)
{
    static const char cut[] = "...";
    if (failure->status != 0)
        return false;
    failure->status = (int)status;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(failure->text, sizeof failure->text, format, arguments);
    if (length >= (int)sizeof failure->text)
        memcpy(failure->text + sizeof failure->text - sizeof cut, cut, sizeof cut);
    va_end(arguments);
    return false;
}
