/* SPDX-License-Identifier: MIT */
/* lib/trust: the store, and reading files, directories and the system's anchors. */
#include "trust/source.h"

#include "base/alloc.h"
#include "support/failing_alloc.h"
#include "support/pem_writer.h"
#include "support/run_suite.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROBLEMS_MAX 8

static struct certcheck_store *store;
static struct certcheck_load load;
static struct {
    char source[512];
    enum certcheck_status status;
    int reason;
    char rule[64];
} problems[PROBLEMS_MAX];
static size_t problem_count;
static char folder[256];
static char path[512];

static void hear(void *context, const struct certcheck_load_problem *problem)
{
    int reason = errno;
    (void)context;
    ck_assert_uint_lt(problem_count, PROBLEMS_MAX);
    problems[problem_count].status = problem->status;
    problems[problem_count].reason = reason;
    snprintf(problems[problem_count].source, sizeof problems[0].source, "%s", problem->source);
    snprintf(problems[problem_count].rule, sizeof problems[0].rule, "%s",
             problem->error.rule != NULL ? problem->error.rule : "");
    problem_count++;
}

/* The full path of a name in the test's own folder; valid until the next call. */
static const char *at(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, cc_span contents)
{
    FILE *file = fopen(at(name), "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(contents.data, 1, contents.length, file), contents.length);
    ck_assert_int_eq(fclose(file), 0);
}

static void write_certificate(struct der_writer *writer, const char *subject)
{
    struct der_writer name = {0};
    writer_name(&name, subject);
    writer_certificate(writer, &(struct certificate_parts){.subject = writer_span(&name)});
    writer_release(&name);
}

static void write_pem_file(const char *name, const char *subject)
{
    struct der_writer der = {0};
    struct der_writer text = {0};
    write_certificate(&der, subject);
    writer_pem(&text, "CERTIFICATE", writer_span(&der));
    write_file(name, writer_span(&text));
    writer_release(&der);
    writer_release(&text);
}

static struct certcheck_certificate *certificate_of(const char *subject)
{
    struct der_writer der = {0};
    struct certcheck_certificate *certificate;
    write_certificate(&der, subject);
    ck_assert_int_eq(certcheck_certificate_parse(der.data, der.length, &certificate, NULL),
                     CERTCHECK_OK);
    writer_release(&der);
    return certificate;
}

static void set_up(void)
{
    const char *temporary = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/certcheck-store-XXXXXX",
             temporary != NULL ? temporary : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
    load = (struct certcheck_load){.problem = hear};
    problem_count = 0;
}

static void tear_down(void)
{
    static const char *const names[] = {"a.pem",  "b.pem",   "c.pem", "B.pem",   ".hidden",
                                        "link.0", "nowhere", "pipe",  "bad.pem", "empty"};
    failing_alloc_at(0);
    certcheck_store_free(store);
    ck_assert_uint_eq(failing_alloc_live(), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)unlink(at(names[i]));
    (void)rmdir(at("sub"));
    ck_assert_int_eq(rmdir(folder), 0);
}

static void check_counts(size_t added, size_t duplicates, size_t skipped)
{
    ck_assert_uint_eq(load.added, added);
    ck_assert_uint_eq(load.duplicates, duplicates);
    ck_assert_uint_eq(load.skipped, skipped);
    ck_assert_uint_eq(problem_count, skipped);
}

static void check_subject(size_t index, const char *expected)
{
    const struct certcheck_certificate *certificate = certcheck_store_certificate(store, index);
    ck_assert_ptr_nonnull(certificate);
    char *name = certcheck_name_text(certcheck_certificate_subject(certificate));
    ck_assert_str_eq(name, expected);
    certcheck_free(name);
}

/* ---- the store ---- */

START_TEST(store_hands_out_what_it_was_given)
{
    struct certcheck_certificate *certificate = certificate_of("one");
    ck_assert_int_eq(certcheck_store_add(store, certificate, "hand"), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_store_add(store, certificate, "again"), CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_store_count(store), 1);
    ck_assert_ptr_eq(certcheck_store_certificate(store, 0), certificate);
    ck_assert_str_eq(certcheck_store_source(store, 0), "hand");
    ck_assert_ptr_null(certcheck_store_certificate(store, 1));
    ck_assert_str_eq(certcheck_store_source(store, 1), "");
    certcheck_certificate_free(certificate);
}
END_TEST

START_TEST(sealed_store_takes_nothing_more)
{
    struct certcheck_certificate *certificate = certificate_of("one");
    write_pem_file("a.pem", "two");
    certcheck_store_seal(store);
    load.added = 7;
    ck_assert_int_eq(certcheck_store_add(store, certificate, NULL), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_store_load_file(store, at("a.pem"), &load), CERTCHECK_BAD_ARGUMENT);
    check_counts(0, 0, 0);
    ck_assert_int_eq(certcheck_store_load_memory(store, (const uint8_t *)"0", 1, NULL, &load),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_store_load_directory(store, folder, &load), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_store_load_system(store, NULL, &load), CERTCHECK_BAD_ARGUMENT);
    ck_assert_uint_eq(certcheck_store_count(store), 0);
    certcheck_certificate_free(certificate);
}
END_TEST

START_TEST(store_lives_as_long_as_its_last_reference)
{
    struct certcheck_store *second = certcheck_store_ref(store);
    ck_assert_ptr_eq(second, store);
    certcheck_store_free(second);
    ck_assert_uint_eq(certcheck_store_count(store), 0);
    certcheck_store_free(NULL);
}
END_TEST

START_TEST(store_without_memory_is_no_store)
{
    struct certcheck_store *none;
    failing_alloc_at(1);
    ck_assert_int_eq(certcheck_store_new(&none), CERTCHECK_NO_MEMORY);
    ck_assert_ptr_null(none);
}
END_TEST

/* ---- files ---- */

START_TEST(file_is_loaded_under_its_path)
{
    write_pem_file("a.pem", "one");
    ck_assert_int_eq(certcheck_store_load_file(store, at("a.pem"), &load), CERTCHECK_OK);
    check_counts(1, 0, 0);
    check_subject(0, "CN=one");
    ck_assert_str_eq(certcheck_store_source(store, 0), at("a.pem"));
}
END_TEST

START_TEST(pool_loads_files_too)
{
    struct certcheck_pool *pool;
    write_pem_file("a.pem", "one");
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_load_file(pool, at("a.pem"), &load), CERTCHECK_OK);
    check_counts(1, 0, 0);
    ck_assert_int_eq(certcheck_pool_load_file(pool, at("b.pem"), &load), CERTCHECK_IO);
    certcheck_pool_free(pool);
}
END_TEST

START_TEST(file_that_is_not_there_is_an_io_error)
{
    errno = 0;
    ck_assert_int_eq(certcheck_store_load_file(store, at("a.pem"), &load), CERTCHECK_IO);
    ck_assert_int_eq(errno, ENOENT);
    check_counts(0, 0, 0);
}
END_TEST

START_TEST(directory_in_place_of_a_file_is_an_io_error)
{
    errno = 0;
    ck_assert_int_eq(certcheck_store_load_file(store, folder, &load), CERTCHECK_IO);
    ck_assert_int_eq(errno, EISDIR);
}
END_TEST

START_TEST(empty_file_is_one_problem)
{
    write_file("empty", cc_span_text(""));
    ck_assert_int_eq(certcheck_store_load_file(store, at("empty"), &load), CERTCHECK_OK);
    check_counts(0, 0, 1);
    ck_assert_str_eq(problems[0].rule, "no-certificate");
    ck_assert_str_eq(problems[0].source, at("empty"));
}
END_TEST

START_TEST(file_is_read_whole_up_to_the_limit)
{
    uint8_t *data;
    size_t length;
    write_file("a.pem", cc_span_text("0123456789"));
    ck_assert_int_eq(cc_source_read(at("a.pem"), 10, true, &data, &length), CERTCHECK_OK);
    ck_assert_uint_eq(length, 10);
    ck_assert_mem_eq(data, "0123456789", 10);
    cc_free(data);
    ck_assert_int_eq(cc_source_read(at("a.pem"), 9, true, &data, &length), CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(data);
}
END_TEST

/* /dev/zero never ends, as a file that grows faster than it is read. */
START_TEST(input_without_an_end_is_bounded)
{
    uint8_t *data;
    size_t length;
    static const size_t limits[] = {0, 1, 100, 65535, 65536, 200000, 1048576};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        ck_assert_int_eq(cc_source_read("/dev/zero", limits[i], false, &data, &length),
                         CERTCHECK_BAD_ARGUMENT);
    errno = 0;
    ck_assert_int_eq(cc_source_read("/dev/zero", 100, true, &data, &length), CERTCHECK_IO);
    ck_assert_int_eq(errno, EINVAL);
}
END_TEST

START_TEST(pipe_is_read_to_its_end)
{
    uint8_t *data;
    size_t length;
    int ends[2];
    char name[32];
    uint8_t block[1000];
    memset(block, 'x', sizeof block);
    ck_assert_int_eq(pipe(ends), 0);
    /* 64,000 octets fit into a pipe's buffer. */
    for (int i = 0; i < 64; i++)
        ck_assert_int_eq(write(ends[1], block, sizeof block), (ssize_t)sizeof block);
    ck_assert_int_eq(close(ends[1]), 0);
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
    ck_assert_int_eq(cc_source_read(name, CC_SOURCE_MAX, false, &data, &length), CERTCHECK_OK);
    ck_assert_uint_eq(length, 64000);
    cc_free(data);
    close(ends[0]);
}
END_TEST

/* ---- directories ---- */

START_TEST(directory_is_loaded_in_the_order_of_names)
{
    write_pem_file("b.pem", "small b");
    write_pem_file("a.pem", "small a");
    write_pem_file("B.pem", "large b");
    write_pem_file(".hidden", "hidden");
    ck_assert_int_eq(mkdir(at("sub"), 0700), 0);
    ck_assert_int_eq(certcheck_store_load_directory(store, folder, &load), CERTCHECK_OK);
    check_counts(3, 0, 0);
    check_subject(0, "CN=large b");
    check_subject(1, "CN=small a");
    check_subject(2, "CN=small b");
    ck_assert_str_eq(certcheck_store_source(store, 2), at("b.pem"));
}
END_TEST

START_TEST(slash_behind_a_directory_is_not_doubled)
{
    write_pem_file("a.pem", "one");
    snprintf(path, sizeof path, "%s/", folder);
    ck_assert_int_eq(certcheck_store_load_directory(store, path, &load), CERTCHECK_OK);
    ck_assert_str_eq(certcheck_store_source(store, 0), at("a.pem"));
}
END_TEST

START_TEST(hashed_links_are_duplicates)
{
    write_pem_file("a.pem", "one");
    ck_assert_int_eq(symlink("a.pem", at("link.0")), 0);
    ck_assert_int_eq(certcheck_store_load_directory(store, folder, &load), CERTCHECK_OK);
    check_counts(1, 1, 0);
}
END_TEST

START_TEST(bad_files_do_not_stop_a_directory)
{
    write_pem_file("a.pem", "one");
    write_file("bad.pem", cc_span_text("-----BEGIN CERTIFICATE-----\n"));
    write_pem_file("c.pem", "three");
    ck_assert_int_eq(symlink("not-there", at("nowhere")), 0);
    ck_assert_int_eq(mkfifo(at("pipe"), 0600), 0);
    ck_assert_int_eq(certcheck_store_load_directory(store, folder, &load), CERTCHECK_OK);
    check_counts(2, 0, 2);
    ck_assert_int_eq(problems[0].status, CERTCHECK_MALFORMED);
    ck_assert_str_eq(problems[0].rule, "pem-no-end");
    ck_assert_str_eq(problems[0].source, at("bad.pem"));
    ck_assert_int_eq(problems[1].status, CERTCHECK_IO);
    ck_assert_int_eq(problems[1].reason, ENOENT);
    ck_assert_str_eq(problems[1].source, at("nowhere"));
}
END_TEST

/* All of a file is a hole: it takes no room on disk, and is not read. */
START_TEST(file_that_is_too_large_is_told_as_such)
{
    write_pem_file("a.pem", "one");
    write_file("bad.pem", cc_span_text(""));
    ck_assert_int_eq(truncate(at("bad.pem"), (off_t)CERTCHECK_CRL_MAX + 1), 0);
    ck_assert_int_eq(certcheck_store_load_directory(store, folder, &load), CERTCHECK_OK);
    check_counts(1, 0, 1);
    ck_assert_str_eq(problems[0].source, at("bad.pem"));
    ck_assert_int_eq(problems[0].status, CERTCHECK_IO);
    ck_assert_int_eq(problems[0].reason, EFBIG);
    ck_assert_int_eq(certcheck_store_load_file(store, at("bad.pem"), &load),
                     CERTCHECK_BAD_ARGUMENT);
}
END_TEST

START_TEST(directory_that_is_none_is_an_io_error)
{
    errno = 0;
    ck_assert_int_eq(certcheck_store_load_directory(store, at("sub"), &load), CERTCHECK_IO);
    ck_assert_int_eq(errno, ENOENT);
    write_pem_file("a.pem", "one");
    ck_assert_int_eq(certcheck_store_load_directory(store, at("a.pem"), &load), CERTCHECK_IO);
    ck_assert_int_eq(errno, ENOTDIR);
    ck_assert_uint_eq(certcheck_store_count(store), 0);
}
END_TEST

START_TEST(failed_allocation_in_a_directory_leaves_the_store_usable)
{
    write_pem_file("a.pem", "one");
    write_pem_file("b.pem", "two");
    size_t live = failing_alloc_live();
    enum certcheck_status status = CERTCHECK_NO_MEMORY;
    size_t nth = 0;
    while (status != CERTCHECK_OK) {
        struct certcheck_store *fresh;
        ck_assert_int_eq(certcheck_store_new(&fresh), CERTCHECK_OK);
        failing_alloc_at(++nth);
        status = certcheck_store_load_directory(fresh, folder, &load);
        failing_alloc_at(0);
        ck_assert(status == CERTCHECK_OK || status == CERTCHECK_NO_MEMORY);
        ck_assert_uint_eq(load.added, certcheck_store_count(fresh));
        ck_assert_int_eq(certcheck_store_load_directory(fresh, folder, &load), CERTCHECK_OK);
        ck_assert_uint_eq(certcheck_store_count(fresh), 2);
        certcheck_store_free(fresh);
        ck_assert_uint_eq(failing_alloc_live(), live);
    }
    ck_assert_uint_gt(nth, 8);
    ck_assert_uint_eq(problem_count, 0);
}
END_TEST

/* ---- the system ---- */

START_TEST(first_path_that_exists_is_taken)
{
    char file[512];
    const char *candidates[] = {"/nowhere/at/all", file, folder};
    const char *found;
    struct cc_source_sink sink;
    write_pem_file("b.pem", "two");
    write_pem_file("a.pem", "one");
    snprintf(file, sizeof file, "%s", at("b.pem"));
    cc_source_begin(&sink, &store->set, &load);
    ck_assert_int_eq(cc_source_first(&sink, candidates, 3, &found), CERTCHECK_OK);
    ck_assert_ptr_eq(found, file);
    check_counts(1, 0, 0);
    candidates[1] = "/nowhere/either";
    ck_assert_int_eq(cc_source_first(&sink, candidates, 3, &found), CERTCHECK_OK);
    ck_assert_ptr_eq(found, folder);
    check_counts(2, 1, 0);
    errno = 0;
    ck_assert_int_eq(cc_source_first(&sink, candidates, 2, &found), CERTCHECK_IO);
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_ptr_null(found);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("store");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, store_hands_out_what_it_was_given);
    tcase_add_test(tests, sealed_store_takes_nothing_more);
    tcase_add_test(tests, store_lives_as_long_as_its_last_reference);
    tcase_add_test(tests, store_without_memory_is_no_store);
    tcase_add_test(tests, file_is_loaded_under_its_path);
    tcase_add_test(tests, pool_loads_files_too);
    tcase_add_test(tests, file_that_is_not_there_is_an_io_error);
    tcase_add_test(tests, directory_in_place_of_a_file_is_an_io_error);
    tcase_add_test(tests, empty_file_is_one_problem);
    tcase_add_test(tests, file_is_read_whole_up_to_the_limit);
    tcase_add_test(tests, input_without_an_end_is_bounded);
    tcase_add_test(tests, pipe_is_read_to_its_end);
    tcase_add_test(tests, directory_is_loaded_in_the_order_of_names);
    tcase_add_test(tests, slash_behind_a_directory_is_not_doubled);
    tcase_add_test(tests, hashed_links_are_duplicates);
    tcase_add_test(tests, bad_files_do_not_stop_a_directory);
    tcase_add_test(tests, file_that_is_too_large_is_told_as_such);
    tcase_add_test(tests, directory_that_is_none_is_an_io_error);
    tcase_add_test(tests, failed_allocation_in_a_directory_leaves_the_store_usable);
    tcase_add_test(tests, first_path_that_exists_is_taken);
    return run_suite(suite);
}
