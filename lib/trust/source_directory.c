/* SPDX-License-Identifier: MIT */
/* Reads every file of a directory, in the order of their names so that results repeat. */
#include "trust/source.h"

#include "base/alloc.h"
#include "base/array.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct names {
    char **items;
    size_t count;
    size_t capacity;
};

static void names_release(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        cc_free(names->items[i]);
    cc_free(names->items);
}

static char *joined(const char *directory, const char *name)
{
    size_t front = strlen(directory);
    size_t back = strlen(name) + 1;
    bool needs_slash = front > 0 && directory[front - 1] != '/';
    char *path = cc_malloc(front + needs_slash + back);
    if (path == NULL)
        return NULL;
    memcpy(path, directory, front);
    if (needs_slash)
        path[front] = '/';
    memcpy(path + front + needs_slash, name, back);
    return path;
}

static enum certcheck_status names_add(struct names *names, const char *directory, const char *name)
{
    if (names->count == names->capacity) {
        char **items = cc_array_grow(names->items, &names->capacity, 64, sizeof *items);
        if (items == NULL)
            return CERTCHECK_NO_MEMORY;
        names->items = items;
    }
    char *path = joined(directory, name);
    if (path == NULL)
        return CERTCHECK_NO_MEMORY;
    names->items[names->count++] = path;
    return CERTCHECK_OK;
}

/* Bytewise: strcmp compares as unsigned char, whatever the locale. */
static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum certcheck_status list(DIR *directory, const char *path, struct names *names)
{
    for (;;) {
        errno = 0;
        const struct dirent *item = readdir(directory);
        if (item == NULL)
            return errno == 0 ? CERTCHECK_OK : CERTCHECK_IO;
        if (item->d_name[0] == '.')
            continue;
        enum certcheck_status status = names_add(names, path, item->d_name);
        if (status != CERTCHECK_OK)
            return status;
    }
}

/* Skips what is no file; a file that cannot be read is a problem of its own and no more. */
static enum certcheck_status add_file(struct cc_source_sink *sink, const char *path)
{
    struct stat about;
    uint8_t *data;
    size_t length;
    bool exists = stat(path, &about) == 0;
    if (exists && !S_ISREG(about.st_mode))
        return CERTCHECK_OK;
    enum certcheck_status status = cc_source_read(path, CC_SOURCE_MAX, true, &data, &length);
    if (status == CERTCHECK_OK) {
        status = cc_source_memory(sink, cc_span_of(data, length), path);
        cc_free(data);
    } else if (status != CERTCHECK_NO_MEMORY) {
        /* No kind of block that is not used, which is what this status says of an entry. */
        if (status == CERTCHECK_BAD_ARGUMENT) {
            status = CERTCHECK_IO;
            errno = EFBIG;
        }
        cc_source_problem(sink, &(struct certcheck_load_problem){
                                    .source = path, .entry = 1, .label = "", .status = status});
        status = CERTCHECK_OK;
    }
    return status;
}

enum certcheck_status cc_source_directory(struct cc_source_sink *sink, const char *path)
{
    struct names names = {0};
    DIR *directory = opendir(path);
    if (directory == NULL)
        return errno == ENOMEM ? CERTCHECK_NO_MEMORY : CERTCHECK_IO;
    enum certcheck_status status = list(directory, path, &names);
    int reason = errno;
    (void)closedir(directory);
    errno = reason;
    if (names.count > 0)
        qsort(names.items, names.count, sizeof *names.items, by_name);
    for (size_t i = 0; status == CERTCHECK_OK && i < names.count; i++)
        status = add_file(sink, names.items[i]);
    reason = errno;
    names_release(&names);
    errno = reason;
    return status;
}
