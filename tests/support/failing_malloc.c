/* SPDX-License-Identifier: MIT */
/* Stands on glibc, whose own allocator has second names. */
#include "support/failing_malloc.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

/* The build hides what is not said to be public. */
#define PUBLIC __attribute__((visibility("default")))

static struct failing_malloc *plan;

/* Libraries that are preloaded are initialised last, just before main. */
__attribute__((constructor)) static void begin(void)
{
    const char *number = getenv(FAILING_MALLOC_DESCRIPTOR);
    void *map = number == NULL ? MAP_FAILED
                               : mmap(NULL, sizeof(*plan), PROT_READ | PROT_WRITE, MAP_SHARED,
                                      atoi(number), 0);
    if (map == MAP_FAILED)
        abort();
    plan = map;
}

static bool fails(void)
{
    if (plan == NULL)
        return false;
    size_t count = atomic_fetch_add(&plan->count, 1) + 1;
    if (plan->nth == 0 || (plan->onwards ? count < plan->nth : count != plan->nth))
        return false;
    errno = ENOMEM;
    return true;
}

PUBLIC void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

PUBLIC void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

PUBLIC void *realloc(void *memory, size_t size)
{
    return fails() ? NULL : __libc_realloc(memory, size);
}
