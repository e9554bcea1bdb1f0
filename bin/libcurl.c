/* SPDX-License-Identifier: MIT */
/* Loads libcurl. */
#include "config.h"

#ifdef HAVE_LIBCURL

#include "libcurl.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* ISO C has no conversion from an object's address to a function's; POSIX's dlsym says that their
 * representations are the same. */
static void find(void *library, const char *name, void *function, size_t size)
{
    void *address = dlsym(library, name);
    if (address == NULL) {
        complain("libcurl cannot be used: %s", dlerror());
        exit(EXIT_UNCHECKED);
    }
    memcpy(function, &address, size);
}

const struct libcurl *libcurl(void)
{
    static struct libcurl functions;
    static void *library;
    if (library != NULL)
        return &functions;
    library = dlopen(LIBCURL_FILE, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        complain("libcurl cannot be loaded: %s", dlerror());
        exit(EXIT_UNCHECKED);
    }
#define FUNCTION(name) find(library, "curl_" #name, &functions.name, sizeof functions.name);
    LIBCURL_FUNCTIONS(FUNCTION)
#undef FUNCTION
    return &functions;
}

#endif
