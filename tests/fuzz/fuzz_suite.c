/* SPDX-License-Identifier: MIT */
/* Suites of test vectors, as somebody else wrote them: any bytes are read, what is a suite is run,
 * and its results are printed. Reaches vectors_add, vectors_keep, vectors_run and the printers.
 *
 * What is refused is complained of, once, and nothing else is; every case has a result; results in
 * JSON are JSON. */
#include "fuzz.h"

#include "vectors.h"

#include <string.h>

/* A case takes as long as a verification; many of them are no more than one. */
#define CASES_MAX 8

static unsigned complaints;

/* In place of bin/complain.c. */
void complain(const char *format, ...)
{
    require(format[0] != '\0');
    complaints++;
}

static void print(const struct vector_suite *suite)
{
    static void (*const printers[])(const struct vector_suite *, FILE *) = {
        vectors_print_json,  vectors_print_text,    vectors_print_slowest,
        vectors_print_junit, vectors_print_harness, vectors_print_tap,
    };
    for (size_t i = 0; i < sizeof printers / sizeof *printers; i++) {
        char *text = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&text, &length);
        require(out != NULL);
        printers[i](suite, out);
        require(fclose(out) == 0 && length > 0 && strlen(text) == length);
        json_t *json = json_loads(text, 0, NULL);
        require(i > 0 || json != NULL);
        json_decref(json);
        free(text);
    }
}

static void run(struct vector_suite *suite)
{
    vectors_run(suite, 1);
    for (size_t i = 0; i < suite->count; i++) {
        const struct vector_result *result = &suite->results[i];
        require(result->outcome != VECTOR_SUCCESS || result->verdict == CERTCHECK_VALID);
        require(result->outcome == VECTOR_SUCCESS || result->context != NULL);
    }
    print(suite);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vector_suite suite = {0};
    complaints = 0;
    bool good = vectors_add(&suite, data, size, "suite");
    require(complaints == (good ? 0U : 1U));
    if (good && suite.count <= CASES_MAX)
        run(&suite);
    require(complaints == (good ? 0U : 1U));
    vectors_free(&suite);
    return 0;
}
