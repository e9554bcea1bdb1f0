/* SPDX-License-Identifier: MIT */
/* Memory for a tool that can say nothing about a certificate without it. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdarg.h>
#include <stddef.h>

/* Ends the tool with EXIT_UNCHECKED, after a complaint. What runs at the end of a process, GnuTLS's
 * destructors among it, would pull the ground from under other threads: while there are any, the
 * process ends without. */
#if defined(__GNUC__)
__attribute__((noreturn))
#endif
void end_unchecked(void);

/* So many threads more, or fewer, that may end the tool or be at work when it ends. */
void count_threads(int more);

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
