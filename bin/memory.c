/* SPDX-License-Identifier: MIT */
/* Memory for a tool that can say nothing about a certificate without it. */
#include "memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exit_status.h"

static atomic_int threads;

void count_threads(int more)
{
    atomic_fetch_add(&threads, more);
}

void end_unchecked(void)
{
    if (atomic_load(&threads) == 0)
        exit(EXIT_UNCHECKED);
    (void)fflush(stdout);
    _Exit(EXIT_UNCHECKED);
}

void *must_have(void *memory)
{
    if (memory == NULL) {
        fputs("certcheck: out of memory\n", stderr);
        end_unchecked();
    }
    return memory;
}

void *must_allocate(size_t size)
{
    return must_have(calloc(1, size == 0 ? 1 : size));
}

void *must_grow(void *memory, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return must_have(NULL);
    return must_have(realloc(memory, count * size == 0 ? 1 : count * size));
}

char *must_copy(const char *text)
{
    return must_have(strdup(text));
}

char *must_print_list(const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return must_copy(format);
    char *text = must_allocate((size_t)length + 1);
    (void)vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *must_print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = must_print_list(format, arguments);
    va_end(arguments);
    return text;
}
