/* SPDX-License-Identifier: MIT */
/* A library to be preloaded (LD_PRELOAD), with which an allocation of any program fails, whoever
 * asks for it: the program, a library, the C library itself. Counting begins with main. */
#ifndef TESTS_SUPPORT_FAILING_MALLOC_H
#define TESTS_SUPPORT_FAILING_MALLOC_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* The variable that names an open file, mapped by who runs the program and by the library. */
#define FAILING_MALLOC_DESCRIPTOR "FAILING_MALLOC_DESCRIPTOR"

struct failing_malloc {
    size_t nth;          /* from 1; 0: none fails */
    bool onwards;        /* all later ones, too */
    atomic_size_t count; /* of those asked for */
};

#endif
