/* SPDX-License-Identifier: MIT */
/* How many allocations the library asks for. */
#ifndef BENCH_ALLOC_H
#define BENCH_ALLOC_H

#include <stddef.h>

void alloc_count_begin(void);
size_t alloc_count(void);

#endif
