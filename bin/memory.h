/* SPDX-License-Identifier: MIT */
/* Memory for a tool that can say nothing about a certificate without it. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdarg.h>
#include <stddef.h>

/* Each ends the tool with EXIT_UNCHECKED when there is no memory. must_allocate's is all zeroes;
 * must_have hands back what it was given, unless that is NULL. */
void *must_allocate(size_t size);
void *must_grow(void *memory, size_t count, size_t size);
char *must_copy(const char *text);
void *must_have(void *memory);

/* must_print is printf into memory that the caller frees. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
char *
must_print(const char *format, ...);

/* The same for arguments that a variadic function received. */
char *must_print_list(const char *format, va_list arguments);

#endif
