/* SPDX-License-Identifier: MIT */
/* Bytes that one of the demo's parties saw. */
#include "demo_bytes.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

void demo_bytes_add(struct demo_bytes *bytes, const void *data, size_t length)
{
    if (length == 0)
        return;
    bytes->data = must_grow(bytes->data, bytes->length + length, 1);
    memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
}

void demo_bytes_drop(struct demo_bytes *bytes, size_t length)
{
    if (length == 0)
        return;
    memmove(bytes->data, bytes->data + length, bytes->length - length);
    bytes->length -= length;
}

bool demo_bytes_have(const struct demo_bytes *bytes, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at + length <= bytes->length; at++)
        if (memcmp(bytes->data + at, text, length) == 0)
            return true;
    return false;
}

void demo_bytes_release(struct demo_bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct demo_bytes){0};
}
