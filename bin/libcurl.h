/* SPDX-License-Identifier: MIT */
/* libcurl, loaded when something is fetched: it brings so many other libraries along that a command
 * which fetches nothing would take twice as long. */
#ifndef LIBCURL_H
#define LIBCURL_H

#include <curl/curl.h>

#define LIBCURL_FUNCTIONS(FUNCTION) \
    FUNCTION(easy_cleanup)          \
    FUNCTION(easy_getinfo)          \
    FUNCTION(easy_init)             \
    FUNCTION(easy_perform)          \
    FUNCTION(easy_reset)            \
    FUNCTION(easy_setopt)           \
    FUNCTION(easy_strerror)         \
    FUNCTION(free)                  \
    FUNCTION(global_cleanup)        \
    FUNCTION(global_init)           \
    FUNCTION(slist_append)          \
    FUNCTION(slist_free_all)        \
    FUNCTION(url)                   \
    FUNCTION(url_cleanup)           \
    FUNCTION(url_get)               \
    FUNCTION(url_set)

/* Each function under its name without "curl_". */
struct libcurl {
#define FUNCTION(name) __typeof__(curl_##name) *(name);
    LIBCURL_FUNCTIONS(FUNCTION)
#undef FUNCTION
};

/* libcurl loads it at the first call. Where it cannot be loaded the tool ends, and says so. */
const struct libcurl *libcurl(void);

#endif
