/* SPDX-License-Identifier: MIT */
/* HTTP/1.1 answers: what is read, in pieces of any size, and what is refused. */
#include "http.h"
#include "http_body.h"
#include "support/memory_stream.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct http_response response;
static struct failure failure;
static char body[4096];
static size_t body_length;

#define OK "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"

/* Reads an answer whole, in pieces of `step` bytes; returns 0, or the failure's status. */
static int read_in_steps(const char *text, size_t length, const char *method, size_t step)
{
    struct memory_stream memory;
    http_response_release(&response);
    failure = (struct failure){0};
    body_length = 0;
    memory_stream_open(&memory, text, length, step);
    if (!http_response_open(&response, &memory.stream, method, &failure))
        return failure.status;
    for (;;) {
        const char *data = NULL;
        size_t count = 0;
        if (!http_response_read(&response, &data, &count, &failure))
            return failure.status;
        if (count == 0)
            return 0;
        ck_assert_uint_le(body_length + count, sizeof body);
        memcpy(body + body_length, data, count);
        body_length += count;
    }
}

static int read_answer(const char *text, const char *method)
{
    int whole = read_in_steps(text, strlen(text), method, 65536);
    size_t whole_length = body_length;
    static const size_t steps[] = {1, 2, 3, 7};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        int stepped = read_in_steps(text, strlen(text), method, steps[i]);
        ck_assert_msg(stepped == whole && body_length == whole_length,
                      "steps of %zu: %d and %zu bytes, not %d and %zu: %s", steps[i], stepped,
                      body_length, whole, whole_length, text);
    }
    return whole;
}

static void assert_body(const char *text, const char *expected)
{
    ck_assert_msg(read_answer(text, "GET") == 0, "%s: %s", text, failure.text);
    ck_assert_uint_eq(body_length, strlen(expected));
    ck_assert_mem_eq(body, expected, body_length);
}

static void assert_ends(const char *text, int status, const char *why)
{
    ck_assert_msg(read_answer(text, "GET") == status, "%s: %d, not %d (%s)", text, failure.status,
                  status, failure.text);
    ck_assert_msg(strstr(failure.text, why) != NULL, "'%s', not '%s': %s", failure.text, why, text);
}

START_TEST(bodies_of_each_framing_are_whole)
{
    assert_body(OK "Content-Length: 5\r\n\r\nhello", "hello");
    assert_body(OK "content-length:5\r\n\r\nhello", "hello");
    assert_body(OK "Content-Length: 0\r\n\r\n", "");
    assert_body(OK "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "hello");
    assert_body(OK "Content-Length: 5, 5\r\n\r\nhello", "hello");
    assert_body(OK "\r\nhello", "hello");
    assert_body("HTTP/1.0 200\r\n\r\nhello", "hello");
    assert_body(CHUNKED "5\r\nhello\r\n0\r\n\r\n", "hello");
    assert_body(CHUNKED "2\r\nhe\r\n0003;a=\"b\"\r\nllo\r\n000\r\nA: b\r\nC: d\r\n\r\n", "hello");
    assert_body(CHUNKED "A\r\n0123456789\r\n0 ; x\r\n\r\n", "0123456789");
    assert_body(CHUNKED "0\r\n\r\n", "");
}
END_TEST

START_TEST(answers_without_a_body)
{
    ck_assert_int_eq(read_answer(OK "Content-Length: 5\r\n\r\n", "HEAD"), 0);
    ck_assert_uint_eq(body_length, 0);
    assert_body("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", "");
    assert_body("HTTP/1.1 304 Not Modified\r\n\r\n", "");
    ck_assert_int_eq(read_answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\n", "CONNECT"), 0);
}
END_TEST

START_TEST(interim_answers_are_passed_over)
{
    assert_body("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\n" OK
                "Content-Length: 5\r\n\r\nhello",
                "hello");
    ck_assert_uint_eq(response.interim, 2);
    assert_ends("HTTP/1.1 101 Switching\r\n\r\n", EXIT_UNCHECKED, "101");
    char many[2048] = "";
    for (int i = 0; i < 20; i++)
        strcat(many, "HTTP/1.1 102 Wait\r\n\r\n");
    assert_ends(many, EXIT_UNCHECKED, "102");
}
END_TEST

START_TEST(bodies_that_end_early_are_cut_short)
{
    assert_ends(OK "Content-Length: 6\r\n\r\nhello", EXIT_TAMPERED, "5 of 6");
    assert_ends(CHUNKED "5\r\nhel", EXIT_TAMPERED, "last chunk");
    assert_ends(CHUNKED "5\r\nhello\r\n", EXIT_TAMPERED, "last chunk");
    assert_ends(CHUNKED "5\r\nhello\r\n0\r\n", EXIT_TAMPERED, "last chunk");
    assert_ends(CHUNKED "5", EXIT_TAMPERED, "last chunk");
    assert_ends("HTTP/1.1 200 OK\r\nA: b\r\n", EXIT_TAMPERED, "head");
    assert_ends("HTTP", EXIT_TAMPERED, "head");
    assert_ends("", EXIT_UNCHECKED, "without an answer");
}
END_TEST

START_TEST(answers_that_could_be_read_in_two_ways_are_refused)
{
    assert_ends(OK "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", EXIT_UNCHECKED,
                "both");
    assert_ends(OK "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", EXIT_UNCHECKED,
                "both");
    assert_ends(OK "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", EXIT_UNCHECKED,
                "differing");
    assert_ends(OK "Content-Length: 5, 6\r\n\r\nhello", EXIT_UNCHECKED, "differing");
    static const char *const lengths[] = {
        "", "+5", "-5", "5x", "0x5", "5,", "5 5", ",5", "9999999999999999999"};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        char text[128] = OK "Content-Length: ";
        assert_ends(strcat(strcat(text, lengths[i]), "\r\n\r\nhello"), EXIT_UNCHECKED, "no number");
    }
    static const char *const encodings[] = {"gzip",        "gzip, chunked", "chunked, chunked",
                                            "chunked;q=1", "identity",      "xchunked"};
    for (size_t i = 0; i < sizeof encodings / sizeof encodings[0]; i++) {
        char text[128] = OK "Transfer-Encoding: ";
        assert_ends(strcat(strcat(text, encodings[i]), "\r\n\r\n"), EXIT_UNCHECKED,
                    "just 'chunked'");
    }
    assert_ends(OK "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
                EXIT_UNCHECKED, "just 'chunked'");
    assert_ends("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", EXIT_UNCHECKED,
                "HTTP/1.0");
}
END_TEST

START_TEST(heads_that_are_not_http_are_refused)
{
    static const char *const heads[] = {
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.2 200 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 200\tOK\r\n\r\n",
        "HTTP/1.1 200 O\001K\r\n\r\n",
        "HTTP/1.1 200 OK\nA: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\nC: d\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n",
        "HTTP/1.1 200 OK\r\n A: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n",
        "<html>",
    };
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        assert_ends(heads[i], EXIT_UNCHECKED, "HTTP/1.1");
    static const char nul[] = "HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n";
    ck_assert_int_eq(read_in_steps(nul, sizeof nul - 1, "GET", 65536), EXIT_UNCHECKED);
}
END_TEST

START_TEST(chunks_that_are_not_as_they_must_be_are_refused)
{
    static const char *const bodies[] = {
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello!\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "-1\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "5 \r\nhello\r\n0\r\n\r\n",
        "\r\n",
        "10000000000000000\r\n",
        "5;\001\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nno colon\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        char text[256] = CHUNKED;
        assert_ends(strcat(text, bodies[i]), EXIT_TAMPERED, "");
    }
}
END_TEST

START_TEST(headers_are_found_by_any_case)
{
    ck_assert_int_eq(read_answer(OK "x-one: \t two \t \r\nX-ONE: three\r\nE:\r\n\r\n", "HEAD"), 0);
    ck_assert_str_eq(http_header(&response.head, "X-One"), "two");
    ck_assert_str_eq(http_header(&response.head, "e"), "");
    ck_assert_ptr_null(http_header(&response.head, "X"));
    ck_assert_str_eq(response.head.reason, "OK");
}
END_TEST

START_TEST(what_follows_an_answer_is_counted)
{
    ck_assert_int_eq(
        read_in_steps(OK "Content-Length: 1\r\n\r\nabc", strlen(OK) + 24, "GET", 65536), 0);
    ck_assert_uint_eq(http_response_excess(&response), 2);
}
END_TEST

START_TEST(headers_of_requests_are_checked)
{
    static const char *const refused[] = {"",
                                          ":",
                                          "no colon",
                                          "a b: c",
                                          " a: b",
                                          "a: b\r\nc: d",
                                          "a: b\n",
                                          "Content-Length: 1",
                                          "TRANSFER-ENCODING: chunked",
                                          "Connection: close"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        failure = (struct failure){0};
        ck_assert_msg(!http_check_header(refused[i], &failure), "%s", refused[i]);
        ck_assert_int_eq(failure.status, EXIT_USAGE);
    }
    failure = (struct failure){0};
    ck_assert(http_check_header("Content-Lengthy: 1", &failure));
    ck_assert(http_check_header("A:", &failure));
    ck_assert(!http_check_method("GE T", &failure));
}
END_TEST

static void release(void)
{
    http_response_release(&response);
}

int main(void)
{
    Suite *suite = suite_create("http");
    TCase *tests = tcase_create("http");
    tcase_add_checked_fixture(tests, NULL, release);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, bodies_of_each_framing_are_whole);
    tcase_add_test(tests, answers_without_a_body);
    tcase_add_test(tests, interim_answers_are_passed_over);
    tcase_add_test(tests, bodies_that_end_early_are_cut_short);
    tcase_add_test(tests, answers_that_could_be_read_in_two_ways_are_refused);
    tcase_add_test(tests, heads_that_are_not_http_are_refused);
    tcase_add_test(tests, chunks_that_are_not_as_they_must_be_are_refused);
    tcase_add_test(tests, headers_are_found_by_any_case);
    tcase_add_test(tests, what_follows_an_answer_is_counted);
    tcase_add_test(tests, headers_of_requests_are_checked);
    return run_suite(suite);
}
