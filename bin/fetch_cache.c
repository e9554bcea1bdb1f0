/* SPDX-License-Identifier: MIT */
/* What was fetched, kept on disk until it is no longer fresh.
 *
 * A file is lines of text and then the body:
 *
 *     certcheck-cache 1
 *     kept 1780272000
 *     until 1780275600
 *     length 1234
 *     digest 0123...      SHA-256 of the body
 *     url http://www.example.org/ca.cer
 *     (empty line)
 */
#include "fetch_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gnutls/crypto.h>

#include "fetch_cache_prune.h"
#include "memory.h"

#define DIGEST_SIZE 32
#define HEX_SIZE (2 * DIGEST_SIZE + 1)
#define HEADER_MAX ((size_t)16 * 1024)
#define CACHE_FILES 256
#define CACHE_BYTES ((uint64_t)256 * 1024 * 1024)

static bool make_folders(const char *path)
{
    char *copy = must_copy(path);
    for (char *slash = strchr(copy, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(copy, 0700);
        *slash = '/';
    }
    (void)mkdir(copy, 0700);
    free(copy);
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    if (!S_ISDIR(status.st_mode)) {
        errno = ENOTDIR;
        return false;
    }
    return access(path, W_OK | X_OK) == 0;
}

/* XDG Base Directory Specification: a path that is not absolute is to be ignored. */
static char *usual_folder(void)
{
    const char *base = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");
    if (base != NULL && base[0] == '/')
        return must_print("%s/certcheck", base);
    if (home != NULL && home[0] == '/')
        return must_print("%s/.cache/certcheck", home);
    return NULL;
}

bool fetch_cache_open(struct fetch_cache *cache, const char *folder)
{
    *cache = (struct fetch_cache){.max_files = CACHE_FILES, .max_bytes = CACHE_BYTES};
    cache->folder = folder != NULL ? must_copy(folder) : usual_folder();
    errno = ENOENT;
    if (cache->folder != NULL && make_folders(cache->folder))
        return true;
    int error = errno;
    fetch_cache_close(cache);
    errno = error;
    return false;
}

void fetch_cache_close(struct fetch_cache *cache)
{
    free(cache->folder);
    cache->folder = NULL;
}

static bool digest_of(const void *data, size_t length, char text[HEX_SIZE])
{
    uint8_t digest[DIGEST_SIZE];
    if (gnutls_hash_fast(GNUTLS_DIG_SHA256, data, length, digest) < 0)
        return false;
    for (size_t i = 0; i < DIGEST_SIZE; i++)
        (void)snprintf(text + 2 * i, 3, "%02x", digest[i]);
    return true;
}

/* The URL, its NUL, and the request: no two questions have the same bytes. */
static bool name_of(const struct fetch_question *question, char name[HEX_SIZE])
{
    size_t length = strlen(question->url) + 1;
    if (question->request.length > SIZE_MAX - length)
        return false;
    uint8_t *bytes = must_allocate(length + question->request.length);
    memcpy(bytes, question->url, length);
    if (question->request.length > 0)
        memcpy(bytes + length, question->request.data, question->request.length);
    bool good = digest_of(bytes, length + question->request.length, name);
    free(bytes);
    return good;
}

/* ---- reading ---- */

struct entry {
    certcheck_time kept;
    certcheck_time until;
    size_t length;
    char digest[HEX_SIZE];
};

/* Reads the lines before the body, which must be about this very URL. No number is so wide that it
 * could be too large for its type. */
static bool read_header(FILE *file, const char *url, struct entry *entry)
{
    char line[HEADER_MAX];
    int end = 0;
    if (fscanf(file,
               "certcheck-cache 1\nkept %18" SCNd64 "\nuntil %18" SCNd64
               "\nlength %9zu\ndigest %64[0-9a-f]%n",
               &entry->kept, &entry->until, &entry->length, entry->digest, &end) != 4 ||
        end == 0 || fgetc(file) != '\n' || fgets(line, (int)sizeof line, file) == NULL)
        return false;
    line[strcspn(line, "\n")] = '\0';
    return strncmp(line, "url ", 4) == 0 && strcmp(line + 4, url) == 0 && fgetc(file) == '\n';
}

static bool read_body(FILE *file, const struct entry *entry, struct fetch_body *body)
{
    char digest[HEX_SIZE];
    body->data = must_allocate(entry->length);
    body->length = fread(body->data, 1, entry->length, file);
    bool whole = body->length == entry->length && fgetc(file) == EOF;
    if (whole && digest_of(body->data, body->length, digest) && strcmp(digest, entry->digest) == 0)
        return true;
    free(body->data);
    *body = (struct fetch_body){0};
    return false;
}

/* A clock that was set back must not keep an entry for ever. */
static bool is_fresh(const struct entry *entry, certcheck_time now)
{
    return entry->kept <= now && now < entry->until;
}

static FILE *open_entry(const struct fetch_cache *cache, const char *name)
{
    char *path = must_print("%s/%s", cache->folder, name);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    free(path);
    struct stat status;
    if (descriptor >= 0 && (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))) {
        (void)close(descriptor);
        return NULL;
    }
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "rb");
    if (file == NULL && descriptor >= 0)
        (void)close(descriptor);
    return file;
}

bool fetch_cache_get(const struct fetch_cache *cache, const struct fetch_question *question,
                     certcheck_time now, size_t limit, struct fetch_body *body)
{
    char name[HEX_SIZE];
    struct entry entry = {0};
    *body = (struct fetch_body){0};
    if (!name_of(question, name))
        return false;
    FILE *file = open_entry(cache, name);
    if (file == NULL)
        return false;
    bool good = read_header(file, question->url, &entry) && is_fresh(&entry, now) &&
                entry.length > 0 && entry.length <= limit && read_body(file, &entry, body);
    (void)fclose(file);
    return good;
}

/* ---- writing ---- */

static bool write_entry(int descriptor, const struct fetch_question *question,
                        const struct fetch_body *body, certcheck_time now, certcheck_time until)
{
    char digest[HEX_SIZE];
    FILE *file = fdopen(descriptor, "wb");
    if (file == NULL) {
        (void)close(descriptor);
        return false;
    }
    bool good = digest_of(body->data, body->length, digest) &&
                fprintf(file,
                        "certcheck-cache 1\nkept %" PRId64 "\nuntil %" PRId64
                        "\nlength %zu\ndigest %s\nurl %s\n\n",
                        now, until, body->length, digest, question->url) > 0 &&
                fwrite(body->data, 1, body->length, file) == body->length;
    return fclose(file) == 0 && good;
}

void fetch_cache_put(const struct fetch_cache *cache, const struct fetch_question *question,
                     const struct fetch_body *body, certcheck_time now, certcheck_time until)
{
    char name[HEX_SIZE];
    if (until <= now || body->length == 0 || strlen(question->url) > HEADER_MAX / 2 ||
        body->length > cache->max_bytes || !name_of(question, name))
        return;
    char *path = must_print("%s/%s", cache->folder, name);
    char *unfinished = must_print("%s" CACHE_UNFINISHED, path);
    int descriptor = mkstemp(unfinished);
    if (descriptor >= 0) {
        if (!write_entry(descriptor, question, body, now, until) || rename(unfinished, path) != 0)
            (void)unlink(unfinished);
        fetch_cache_prune(cache, name);
    }
    free(unfinished);
    free(path);
}
