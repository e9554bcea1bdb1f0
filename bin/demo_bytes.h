/* SPDX-License-Identifier: MIT */
/* Bytes that one of the demo's parties saw. */
#ifndef DEMO_BYTES_H
#define DEMO_BYTES_H

#include <stdbool.h>
#include <stddef.h>

struct demo_bytes {
    unsigned char *data;
    size_t length;
};

void demo_bytes_add(struct demo_bytes *bytes, const void *data, size_t length);
void demo_bytes_drop(struct demo_bytes *bytes, size_t length); /* from the beginning */
bool demo_bytes_have(const struct demo_bytes *bytes, const char *text);
void demo_bytes_release(struct demo_bytes *bytes);

#endif
