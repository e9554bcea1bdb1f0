/* SPDX-License-Identifier: MIT */
/* Keeping the cache within its bounds. */
#include "fetch_cache_prune.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "memory.h"

#define NAME_LENGTH 64          /* a SHA-256 digest in hex */
#define UNFINISHED_SECONDS 3600 /* longer than any writer takes */

struct kept_file {
    char name[NAME_LENGTH + 1];
    uint64_t bytes;
    struct timespec changed;
};

struct kept_files {
    struct kept_file *files;
    size_t count;
    size_t room;
    uint64_t bytes;
};

static void keep(struct kept_files *list, const char *name, const struct stat *status)
{
    if (list->count == list->room) {
        list->room = list->room == 0 ? 64 : 2 * list->room;
        list->files = must_grow(list->files, list->room, sizeof *list->files);
    }
    struct kept_file *file = &list->files[list->count++];
    memcpy(file->name, name, sizeof file->name);
    file->bytes = status->st_size < 0 ? 0 : (uint64_t)status->st_size;
    file->changed = status->st_mtim;
    list->bytes += file->bytes;
}

static void look_at(int folder, const char *name, struct kept_files *list)
{
    struct stat status;
    size_t digits = strspn(name, "0123456789abcdef");
    const char *rest = name + digits;
    bool unfinished = rest[0] == '.' && strlen(rest) == strlen(CACHE_UNFINISHED);
    if (digits != NAME_LENGTH || (rest[0] != '\0' && !unfinished) ||
        fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || S_ISDIR(status.st_mode))
        return;
    if (!unfinished)
        keep(list, name, &status);
    else if (status.st_mtim.tv_sec < time(NULL) - UNFINISHED_SECONDS)
        (void)unlinkat(folder, name, 0);
}

/* The oldest first; qsort needs an order that does not depend on where they stood. */
static int by_age(const void *left, const void *right)
{
    const struct kept_file *one = left, *other = right;
    if (one->changed.tv_sec != other->changed.tv_sec)
        return one->changed.tv_sec < other->changed.tv_sec ? -1 : 1;
    if (one->changed.tv_nsec != other->changed.tv_nsec)
        return one->changed.tv_nsec < other->changed.tv_nsec ? -1 : 1;
    return strcmp(one->name, other->name);
}

void fetch_cache_prune(const struct fetch_cache *cache, const char *newest)
{
    struct kept_files list = {0};
    DIR *folder = opendir(cache->folder);
    if (folder == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        look_at(dirfd(folder), entry->d_name, &list);
    if (list.count > 0)
        qsort(list.files, list.count, sizeof *list.files, by_age);
    size_t left = list.count;
    for (size_t i = 0; i < list.count; i++) {
        if (left <= cache->max_files && list.bytes <= cache->max_bytes)
            break;
        if (strcmp(list.files[i].name, newest) == 0)
            continue;
        (void)unlinkat(dirfd(folder), list.files[i].name, 0);
        list.bytes -= list.files[i].bytes;
        left--;
    }
    (void)closedir(folder);
    free(list.files);
}
