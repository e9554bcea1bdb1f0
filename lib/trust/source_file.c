/* SPDX-License-Identifier: MIT */
/* Reads files: whole, up to a cap, whatever they do meanwhile. */
#include "trust/source.h"

#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes asked for where the file does not say its size: pipes and the like. */
#define FIRST_CAPACITY ((size_t)64 * 1024)

/* The size is only a hint: a file may grow or shrink while it is read. */
static size_t first_capacity(const struct stat *about, size_t limit)
{
    if (!S_ISREG(about->st_mode) || about->st_size <= 0)
        return FIRST_CAPACITY < limit ? FIRST_CAPACITY : limit + 1;
    /* One more byte, so that the end of the file is seen without growing. */
    return (uintmax_t)about->st_size < limit ? (size_t)about->st_size + 1 : limit + 1;
}

static enum certcheck_status read_all(int file, size_t capacity, size_t limit, uint8_t **data,
                                      size_t *length)
{
    *data = cc_malloc(capacity);
    *length = 0;
    if (*data == NULL)
        return CERTCHECK_NO_MEMORY;
    for (;;) {
        ssize_t count = read(file, *data + *length, capacity - *length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return CERTCHECK_IO;
        if (count == 0)
            return CERTCHECK_OK;
        *length += (size_t)count;
        if (*length > limit)
            return CERTCHECK_BAD_ARGUMENT;
        if (*length < capacity)
            continue;
        capacity = capacity > limit / 2 ? limit + 1 : capacity * 2;
        uint8_t *larger = cc_realloc(*data, capacity);
        if (larger == NULL)
            return CERTCHECK_NO_MEMORY;
        *data = larger;
    }
}

static bool is_readable_kind(const struct stat *about, bool regular_only)
{
    if (S_ISDIR(about->st_mode))
        errno = EISDIR;
    else if (regular_only && !S_ISREG(about->st_mode))
        errno = EINVAL;
    else
        return true;
    return false;
}

/* Without reading up to the limit first. */
static bool is_too_large(const struct stat *about, size_t limit)
{
    return S_ISREG(about->st_mode) && about->st_size > 0 && (uintmax_t)about->st_size > limit;
}

enum certcheck_status cc_source_read(const char *path, size_t limit, bool regular_only,
                                     uint8_t **data, size_t *length)
{
    struct stat about;
    *data = NULL;
    *length = 0;
    /* A named pipe without a writer would keep open() waiting. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (regular_only ? O_NONBLOCK : 0));
    if (file < 0)
        return CERTCHECK_IO;
    enum certcheck_status status = CERTCHECK_IO;
    if (fstat(file, &about) == 0 && is_readable_kind(&about, regular_only))
        status = is_too_large(&about, limit)
                     ? CERTCHECK_BAD_ARGUMENT
                     : read_all(file, first_capacity(&about, limit), limit, data, length);
    int reason = errno;
    (void)close(file);
    if (status != CERTCHECK_OK) {
        cc_free(*data);
        *data = NULL;
        *length = 0;
    }
    errno = reason;
    return status;
}

enum certcheck_status cc_source_file(struct cc_source_sink *sink, const char *path)
{
    uint8_t *data;
    size_t length;
    enum certcheck_status status = cc_source_read(path, CC_SOURCE_MAX, false, &data, &length);
    if (status != CERTCHECK_OK)
        return status;
    status = cc_source_owned(sink, cc_span_of(data, length), &data, path);
    cc_free(data);
    return status;
}
