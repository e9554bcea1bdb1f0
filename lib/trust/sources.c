/* SPDX-License-Identifier: MIT */
/* Texts that many entries share. */
#include "trust/sources.h"

#include "base/alloc.h"

#include <stdint.h>
#include <string.h>

static bool make_room(struct cc_sources *sources)
{
    size_t count = sources->count;
    bool full = (count & (count - 1)) == 0; /* at every power of two */
    if (!full)
        return true;
    size_t capacity = count == 0 ? 1 : count * 2;
    if (capacity > SIZE_MAX / sizeof *sources->texts)
        return false;
    char **texts = cc_realloc(sources->texts, capacity * sizeof *texts);
    if (texts == NULL)
        return false;
    sources->texts = texts;
    return true;
}

const char *cc_sources_share(struct cc_sources *sources, const char *text)
{
    if (text == NULL)
        return "";
    if (sources->count > 0 && strcmp(sources->texts[sources->count - 1], text) == 0)
        return sources->texts[sources->count - 1];
    size_t size = strlen(text) + 1;
    char *copy = make_room(sources) ? cc_malloc(size) : NULL;
    if (copy == NULL)
        return NULL;
    memcpy(copy, text, size);
    sources->texts[sources->count++] = copy;
    return copy;
}

void cc_sources_release(struct cc_sources *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        cc_free(sources->texts[i]);
    cc_free(sources->texts);
    *sources = (struct cc_sources){0};
}
