/* SPDX-License-Identifier: MIT */
/* What was fetched, kept on disk: only what is whole and fresh comes back, and never too much
 * stays. */
#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fetch_cache.h"
#include "support/run_suite.h"

#define NOW INT64_C(1780272000)
#define URL "http://www.example.org/ca.cer"

static char folder[] = "test_fetch_cache.XXXXXX";
static struct fetch_cache cache;
static const struct fetch_question question = {URL, {NULL, 0}};

static void begin(void)
{
    memcpy(strrchr(folder, '.'), ".XXXXXX", 8);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert(fetch_cache_open(&cache, folder));
}

/* Calls `visit` (may be NULL) with the path of each file; returns how many there are. */
static size_t each_file(void (*visit)(const char *path))
{
    DIR *open = opendir(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(open)) != NULL;) {
        char path[512];
        if (entry->d_name[0] == '.')
            continue;
        count++;
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (visit != NULL)
            visit(path);
    }
    (void)closedir(open);
    return count;
}

static void remove_file(const char *path)
{
    ck_assert_int_eq(unlink(path), 0);
}

static void end(void)
{
    (void)each_file(remove_file);
    ck_assert_int_eq(rmdir(folder), 0);
    fetch_cache_close(&cache);
}

static void put(const char *url, const char *text, int64_t seconds)
{
    struct fetch_question asked = {url, {NULL, 0}};
    struct fetch_body body = {(uint8_t *)text, strlen(text)};
    fetch_cache_put(&cache, &asked, &body, NOW, NOW + seconds);
}

static bool has_at(const char *url, const char *text, certcheck_time now)
{
    struct fetch_question asked = {url, {NULL, 0}};
    struct fetch_body body;
    if (!fetch_cache_get(&cache, &asked, now, 1000, &body))
        return false;
    bool same = body.length == strlen(text) && memcmp(body.data, text, body.length) == 0;
    free(body.data);
    ck_assert(same);
    return true;
}

static bool has(const char *url, const char *text)
{
    return has_at(url, text, NOW + 1);
}

START_TEST(what_was_put_comes_back)
{
    ck_assert(!has(URL, "one"));
    put(URL, "one", 60);
    ck_assert(has(URL, "one"));
    ck_assert(!has(URL "2", "one"));
    put(URL, "another", 60);
    ck_assert(has(URL, "another"));
    ck_assert_uint_eq(each_file(NULL), 1);
}
END_TEST

START_TEST(it_is_fresh_until_its_time_and_not_before_it_was_kept)
{
    put(URL, "one", 60);
    ck_assert(has_at(URL, "one", NOW));
    ck_assert(has_at(URL, "one", NOW + 59));
    ck_assert(!has_at(URL, "one", NOW + 60));
    ck_assert(!has_at(URL, "one", NOW - 1));
}
END_TEST

START_TEST(what_is_stale_at_once_is_not_kept)
{
    put(URL, "one", 0);
    put(URL, "", 60);
    ck_assert_uint_eq(each_file(NULL), 0);
}
END_TEST

START_TEST(each_request_to_a_responder_is_its_own_question)
{
    static const uint8_t requests[] = {1, 2};
    struct fetch_question first = {URL, {requests, 1}}, second = {URL, {requests + 1, 1}};
    struct fetch_body body = {(uint8_t *)"one", 3}, back;
    fetch_cache_put(&cache, &first, &body, NOW, NOW + 60);
    ck_assert(!fetch_cache_get(&cache, &second, NOW, 1000, &back));
    ck_assert(!fetch_cache_get(&cache, &question, NOW, 1000, &back));
    ck_assert(fetch_cache_get(&cache, &first, NOW, 1000, &back));
    free(back.data);
}
END_TEST

START_TEST(more_than_is_wanted_is_not_read)
{
    struct fetch_body body;
    put(URL, "12345", 60);
    ck_assert(!fetch_cache_get(&cache, &question, NOW, 4, &body));
    ck_assert_ptr_null(body.data);
    ck_assert(fetch_cache_get(&cache, &question, NOW, 5, &body));
    free(body.data);
}
END_TEST

static long position;

static void damage(const char *path)
{
    FILE *file = fopen(path, "r+b");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fseek(file, position, SEEK_SET), 0);
    int byte = fgetc(file);
    if (byte != EOF) {
        ck_assert_int_eq(fseek(file, position, SEEK_SET), 0);
        (void)fputc(byte ^ 1, file);
    }
    (void)fclose(file);
}

static void cut(const char *path)
{
    ck_assert_int_eq(truncate(path, position), 0);
}

static void lengthen(const char *path)
{
    FILE *file = fopen(path, "ab");
    (void)fputc('x', file);
    (void)fclose(file);
}

static off_t size;

static void measure(const char *path)
{
    struct stat status;
    ck_assert_int_eq(stat(path, &status), 0);
    size = status.st_size;
}

/* has() asserts that nothing else than what was put comes back. The digits of the two times are not
 * protected: who can write here can also keep a file from ever being written. */
START_TEST(a_damaged_entry_is_no_entry_or_the_same)
{
    put(URL, "one", 60);
    (void)each_file(measure);
    ck_assert_int_gt(size, 100);
    for (position = 0; position < size; position++) {
        put(URL, "one", 60);
        (void)each_file(damage);
        (void)has(URL, "one");
        if (position >= size - 3)
            ck_assert(!has(URL, "one"));
    }
    for (position = 0; position < size; position++) {
        put(URL, "one", 60);
        (void)each_file(cut);
        ck_assert(!has(URL, "one"));
    }
    put(URL, "one", 60);
    (void)each_file(lengthen);
    ck_assert(!has(URL, "one"));
    put(URL, "one", 60);
    ck_assert(has(URL, "one"));
}
END_TEST

static void replace_by_link(const char *path)
{
    ck_assert_int_eq(rename(path, "test_fetch_cache.moved"), 0);
    ck_assert_int_eq(symlink("../test_fetch_cache.moved", path), 0);
}

static void replace_by_pipe(const char *path)
{
    remove_file(path);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
}

START_TEST(links_and_pipes_are_not_read)
{
    put(URL, "one", 60);
    (void)each_file(replace_by_link);
    ck_assert(!has(URL, "one"));
    remove_file("test_fetch_cache.moved");
    put(URL, "one", 60);
    ck_assert(has(URL, "one"));
    (void)each_file(replace_by_pipe);
    ck_assert(!has(URL, "one"));
}
END_TEST

START_TEST(the_oldest_go_when_there_are_too_many)
{
    char url[64];
    cache.max_files = 3;
    for (int i = 0; i < 10; i++) {
        (void)snprintf(url, sizeof url, URL "?%d", i);
        put(url, "one", 60);
        ck_assert(has(url, "one"));
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    }
    ck_assert_uint_eq(each_file(NULL), 3);
    ck_assert(!has(URL "?6", "one"));
    ck_assert(has(URL "?7", "one"));
}
END_TEST

START_TEST(the_oldest_go_when_they_are_too_large)
{
    char url[64], text[501];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    cache.max_bytes = 3000;
    for (int i = 0; i < 10; i++) {
        (void)snprintf(url, sizeof url, URL "?%d", i);
        put(url, text, 60);
        ck_assert(has(url, text));
    }
    ck_assert_uint_lt(each_file(NULL), 6);
    ck_assert_uint_gt(each_file(NULL), 1);
}
END_TEST

START_TEST(only_files_of_the_cache_are_removed)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/precious", folder);
    (void)close(open(path, O_CREAT | O_WRONLY, 0600));
    cache.max_files = 0;
    put(URL, "one", 60);
    put(URL "2", "two", 60);
    ck_assert_int_eq(access(path, F_OK), 0);
    ck_assert_uint_eq(each_file(NULL), 2);
}
END_TEST

START_TEST(unfinished_files_of_dead_writers_are_removed)
{
    char name[65], old[512], young[512];
    memset(name, 'a', 64);
    name[64] = '\0';
    (void)snprintf(old, sizeof old, "%s/%s.abcdef", folder, name);
    (void)snprintf(young, sizeof young, "%s/%s.ghijkl", folder, name);
    (void)close(open(old, O_CREAT | O_WRONLY, 0600));
    (void)close(open(young, O_CREAT | O_WRONLY, 0600));
    struct timespec times[2] = {{.tv_sec = NOW - 1000000000}, {.tv_sec = NOW - 1000000000}};
    ck_assert_int_eq(utimensat(AT_FDCWD, old, times, 0), 0);
    put(URL, "one", 60);
    ck_assert_int_ne(access(old, F_OK), 0);
    ck_assert_int_eq(access(young, F_OK), 0);
}
END_TEST

/* Two write, two read: what is read is whole, whoever wrote it. */
START_TEST(processes_share_it)
{
    for (int child = 0; child < 4; child++) {
        if (fork() != 0)
            continue;
        bool good = true;
        for (int i = 0; i < 300; i++) {
            struct fetch_body body;
            if (child < 2)
                put(URL, child == 0 ? "first" : "a second one", 60);
            else if (fetch_cache_get(&cache, &question, NOW + 1, 1000, &body)) {
                good = good && ((body.length == 5 && memcmp(body.data, "first", 5) == 0) ||
                                (body.length == 12 && memcmp(body.data, "a second one", 12) == 0));
                free(body.data);
            }
        }
        _exit(good ? 0 : 1);
    }
    for (int child = 0; child < 4; child++) {
        int status = 0;
        ck_assert_int_gt(wait(&status), 0);
        ck_assert_int_eq(status, 0);
    }
    ck_assert_uint_eq(each_file(NULL), 1);
}
END_TEST

START_TEST(a_folder_that_cannot_be_used_is_refused)
{
    struct fetch_cache other;
    char path[512];
    (void)snprintf(path, sizeof path, "%s/file", folder);
    (void)close(open(path, O_CREAT | O_WRONLY, 0600));
    ck_assert(!fetch_cache_open(&other, path));
    ck_assert(!fetch_cache_open(&other, ""));
    ck_assert_ptr_null(other.folder);
    (void)snprintf(path, sizeof path, "%s/file/below", folder);
    ck_assert(!fetch_cache_open(&other, path));
}
END_TEST

START_TEST(the_usual_folder_follows_the_environment)
{
    struct fetch_cache other;
    char home[512], made[600];
    ck_assert_ptr_nonnull(getcwd(home, 256));
    (void)snprintf(home + strlen(home), 256, "/%s", folder);
    ck_assert_int_eq(setenv("XDG_CACHE_HOME", home, 1), 0);
    ck_assert(fetch_cache_open(&other, NULL));
    (void)snprintf(made, sizeof made, "%s/certcheck", home);
    ck_assert_str_eq(other.folder, made);
    ck_assert_int_eq(rmdir(made), 0);
    fetch_cache_close(&other);
    /* A relative path is invalid and to be ignored. */
    ck_assert_int_eq(setenv("XDG_CACHE_HOME", "relative", 1), 0);
    ck_assert_int_eq(setenv("HOME", home, 1), 0);
    ck_assert(fetch_cache_open(&other, NULL));
    (void)snprintf(made, sizeof made, "%s/.cache/certcheck", home);
    ck_assert_str_eq(other.folder, made);
    ck_assert_int_eq(rmdir(made), 0);
    *strrchr(made, '/') = '\0';
    ck_assert_int_eq(rmdir(made), 0);
    fetch_cache_close(&other);
    ck_assert_int_eq(unsetenv("HOME"), 0);
    ck_assert(!fetch_cache_open(&other, NULL));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fetch_cache");
    TCase *tests = tcase_create("fetch_cache");
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, what_was_put_comes_back);
    tcase_add_test(tests, it_is_fresh_until_its_time_and_not_before_it_was_kept);
    tcase_add_test(tests, what_is_stale_at_once_is_not_kept);
    tcase_add_test(tests, each_request_to_a_responder_is_its_own_question);
    tcase_add_test(tests, more_than_is_wanted_is_not_read);
    tcase_add_test(tests, a_damaged_entry_is_no_entry_or_the_same);
    tcase_add_test(tests, links_and_pipes_are_not_read);
    tcase_add_test(tests, the_oldest_go_when_there_are_too_many);
    tcase_add_test(tests, the_oldest_go_when_they_are_too_large);
    tcase_add_test(tests, only_files_of_the_cache_are_removed);
    tcase_add_test(tests, unfinished_files_of_dead_writers_are_removed);
    tcase_add_test(tests, processes_share_it);
    tcase_add_test(tests, a_folder_that_cannot_be_used_is_refused);
    tcase_add_test(tests, the_usual_folder_follows_the_environment);
    return run_suite(suite);
}
