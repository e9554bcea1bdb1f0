/* SPDX-License-Identifier: MIT */
/* Mail addresses as certificates carry them. */
#include "check/mailbox.h"

bool cc_mailbox_split(cc_span mailbox, cc_span *local, cc_span *domain)
{
    for (size_t i = mailbox.length; i > 0; i--) {
        if (mailbox.data[i - 1] != '@')
            continue;
        *local = cc_span_of(mailbox.data, i - 1);
        *domain = cc_span_of(mailbox.data + i, mailbox.length - i);
        return true;
    }
    return false;
}

bool cc_mailbox_is_local_part(cc_span local)
{
    static const char special[] = "\"(),:;<>@[\\]";
    for (size_t i = 0; i < local.length; i++) {
        uint8_t c = local.data[i];
        if (c <= ' ' || c == 0x7F || memchr(special, c, sizeof special - 1))
            return false;
    }
    return local.length > 0;
}
