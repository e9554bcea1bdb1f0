/* SPDX-License-Identifier: MIT */
/* Results of test vectors for people: what is not as expected, then a table per group. */
#include "vectors.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "visible.h"

#define SLOWEST 10

const char *vector_outcome_text(enum vector_outcome outcome)
{
    static const char *const texts[] = {
        [VECTOR_FAILURE] = "FAILURE", [VECTOR_SUCCESS] = "SUCCESS", [VECTOR_SKIPPED] = "SKIPPED"};
    return texts[outcome];
}

const char *vector_expected_text(const struct vector_case *vector)
{
    return vector_outcome_text(vector->expect_success ? VECTOR_SUCCESS : VECTOR_FAILURE);
}

enum vector_standing vector_standing(const struct vector_case *vector,
                                     const struct vector_result *result)
{
    if (result->outcome == VECTOR_SKIPPED)
        return VECTOR_NOT_RUN;
    bool right =
        (result->outcome == VECTOR_SUCCESS) == vector->expect_success && !result->policies_differ;
    if (right)
        return vector->divergence == NULL ? VECTOR_RIGHT : VECTOR_STALE;
    return vector->divergence == NULL ? VECTOR_WRONG : VECTOR_KNOWN;
}

void vectors_say(FILE *out, char *line)
{
    char *visible = text_visible(line, environment_is_utf8());
    fprintf(out, "%s\n", visible);
    free(visible);
    free(line);
}

static void print_line(const struct vector_case *vector, const struct vector_result *result,
                       FILE *out)
{
    enum vector_standing standing = vector_standing(vector, result);
    if (standing != VECTOR_WRONG && standing != VECTOR_STALE)
        return;
    char *line =
        standing == VECTOR_STALE
            ? must_print("%s: right, but listed as a divergence: %s", vector->id,
                         vector->divergence)
            : must_print("%s: expected %s, was %s%s%s%s%s", vector->id,
                         vector_expected_text(vector), vector_outcome_text(result->outcome),
                         result->context == NULL ? "" : ": ",
                         result->context == NULL ? "" : result->context,
                         result->message == NULL ? "" : ": ",
                         result->message == NULL ? "" : result->message);
    vectors_say(out, line);
}

struct tally {
    const char *group;
    size_t cases, right, wrong, known, skipped, undetermined;
    uint64_t slowest; /* nanoseconds */
};

static void count(struct tally *tally, const struct vector_case *vector,
                  const struct vector_result *result)
{
    enum vector_standing standing = vector_standing(vector, result);
    tally->cases++;
    tally->right += standing == VECTOR_RIGHT || standing == VECTOR_STALE;
    tally->wrong += standing == VECTOR_WRONG;
    tally->known += standing == VECTOR_KNOWN;
    tally->skipped += standing == VECTOR_NOT_RUN;
    tally->undetermined += standing != VECTOR_NOT_RUN && result->verdict == CERTCHECK_UNDETERMINED;
    if (result->nanoseconds > tally->slowest)
        tally->slowest = result->nanoseconds;
}

/* Groups in the order of their first case. Each case may have one of its own. */
static struct tally *tally_groups(const struct vector_suite *suite, size_t *groups)
{
    struct tally *tallies = must_allocate(suite->count * sizeof *tallies);
    json_t *places = must_have(json_object());
    *groups = 0;
    for (size_t i = 0; i < suite->count; i++) {
        const char *group = suite->cases[i].group;
        const json_t *place = json_object_get(places, group);
        if (place == NULL) {
            json_put(places, group, json_integer((json_int_t)*groups));
            tallies[(*groups)++].group = group;
            place = json_object_get(places, group);
        }
        count(&tallies[json_integer_value(place)], &suite->cases[i], &suite->results[i]);
    }
    json_decref(places);
    return tallies;
}

static void print_tally(const struct tally *tally, int width, FILE *out)
{
    vectors_say(out, must_print("%-*s %6zu %6zu %6zu %6zu %8zu %13zu %8" PRIu64 ".%" PRIu64, width,
                                tally->group, tally->cases, tally->right, tally->wrong,
                                tally->known, tally->skipped, tally->undetermined,
                                tally->slowest / 1000000, tally->slowest / 100000 % 10));
}

void vectors_print_text(const struct vector_suite *suite, FILE *out)
{
    size_t groups = 0;
    struct tally *tallies = tally_groups(suite, &groups);
    struct tally total = {.group = "total"};
    size_t width = strlen(total.group);
    for (size_t i = 0; i < suite->count; i++) {
        print_line(&suite->cases[i], &suite->results[i], out);
        count(&total, &suite->cases[i], &suite->results[i]);
    }
    if (total.right != total.cases)
        fputc('\n', out);
    for (size_t i = 0; i < groups; i++)
        width = strlen(tallies[i].group) > width ? strlen(tallies[i].group) : width;
    int column = width > 40 ? 40 : (int)width;
    fprintf(out, "%-*s %6s %6s %6s %6s %8s %13s %10s\n", column, "group", "cases", "right", "wrong",
            "listed", "skipped", "undetermined", "slowest ms");
    for (size_t i = 0; i < groups; i++)
        print_tally(&tallies[i], column, out);
    if (groups > 1)
        print_tally(&total, column, out);
    free(tallies);
}

struct timed {
    const char *id;
    uint64_t nanoseconds;
};

static int slower_first(const void *left, const void *right)
{
    const struct timed *a = left;
    const struct timed *b = right;
    if (a->nanoseconds != b->nanoseconds)
        return a->nanoseconds < b->nanoseconds ? 1 : -1;
    return strcmp(a->id, b->id);
}

void vectors_print_slowest(const struct vector_suite *suite, FILE *out)
{
    struct timed *timed = must_allocate(suite->count * sizeof *timed);
    for (size_t i = 0; i < suite->count; i++)
        timed[i] = (struct timed){suite->cases[i].id, suite->results[i].nanoseconds};
    if (suite->count > 0)
        qsort(timed, suite->count, sizeof *timed, slower_first);
    fputs("\nslowest\n", out);
    for (size_t i = 0; i < suite->count && i < SLOWEST; i++)
        vectors_say(out,
                    must_print("%7" PRIu64 ".%03" PRIu64 " ms  %s", timed[i].nanoseconds / 1000000,
                               timed[i].nanoseconds / 1000 % 1000, timed[i].id));
    free(timed);
}
