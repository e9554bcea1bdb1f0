/* SPDX-License-Identifier: MIT */
/* Results of test vectors for machines: TAP, JUnit, JSON, x509-limbo's harness protocol. */
#include "vectors.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "visible.h"
#include "xml.h"

/* TAP ends a description at '#' and a test at the line's end. */
static void print_tap_text(const char *text, FILE *out)
{
    char *visible = text_visible(text, true);
    for (const char *at = visible; *at != '\0'; at++) {
        if (*at == '#')
            fputc('\\', out);
        fputc(*at, out);
    }
    free(visible);
}

void vectors_print_tap(const struct vector_suite *suite, FILE *out)
{
    fprintf(out, "TAP version 13\n1..%zu\n", suite->count);
    for (size_t i = 0; i < suite->count; i++) {
        const struct vector_case *vector = &suite->cases[i];
        const struct vector_result *result = &suite->results[i];
        enum vector_standing standing = vector_standing(vector, result);
        bool good = standing == VECTOR_RIGHT || standing == VECTOR_NOT_RUN;
        fprintf(out, "%sok %zu - ", good ? "" : "not ", i + 1);
        print_tap_text(vector->id, out);
        if (standing == VECTOR_NOT_RUN || standing == VECTOR_KNOWN) {
            fputs(standing == VECTOR_NOT_RUN ? " # SKIP " : " # TODO ", out);
            print_tap_text(standing == VECTOR_NOT_RUN ? result->context : vector->divergence, out);
        }
        fputc('\n', out);
        if (good)
            continue;
        fprintf(out, "# expected %s, was %s", vector_expected_text(vector),
                vector_outcome_text(result->outcome));
        fputs(result->context == NULL ? "" : ": ", out);
        print_tap_text(result->context == NULL ? "" : result->context, out);
        fputs(result->message == NULL ? "" : ": ", out);
        print_tap_text(result->message == NULL ? "" : result->message, out);
        fputs(standing == VECTOR_STALE ? " (listed as a divergence, but right)\n" : "\n", out);
    }
}

static void print_junit_case(const struct vector_case *vector, const struct vector_result *result,
                             FILE *out)
{
    enum vector_standing standing = vector_standing(vector, result);
    fputs("  <testcase classname=\"", out);
    print_xml(vector->group, out);
    fputs("\" name=\"", out);
    print_xml(vector->id, out);
    fprintf(out, "\" time=\"%" PRIu64 ".%06" PRIu64 "\"", result->nanoseconds / 1000000000U,
            result->nanoseconds / 1000 % 1000000);
    if (standing == VECTOR_RIGHT) {
        fputs("/>\n", out);
        return;
    }
    bool skipped = standing == VECTOR_NOT_RUN || standing == VECTOR_KNOWN;
    fprintf(out, ">\n    <%s message=\"", skipped ? "skipped" : "failure");
    if (standing == VECTOR_NOT_RUN) {
        print_xml(result->context, out);
    } else {
        fprintf(out, "expected %s, was %s%s", vector_expected_text(vector),
                vector_outcome_text(result->outcome), result->context == NULL ? "" : ": ");
        print_xml(result->context == NULL ? "" : result->context, out);
        if (vector->divergence != NULL)
            fputs(standing == VECTOR_STALE ? "; right, but listed as a divergence: "
                                           : "; listed as a divergence: ",
                  out);
        print_xml(vector->divergence == NULL ? "" : vector->divergence, out);
    }
    fputs("\"/>\n  </testcase>\n", out);
}

void vectors_print_junit(const struct vector_suite *suite, FILE *out)
{
    size_t failures = 0;
    size_t skipped = 0;
    for (size_t i = 0; i < suite->count; i++) {
        enum vector_standing standing = vector_standing(&suite->cases[i], &suite->results[i]);
        failures += standing == VECTOR_WRONG || standing == VECTOR_STALE;
        skipped += standing == VECTOR_NOT_RUN || standing == VECTOR_KNOWN;
    }
    fprintf(out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuite name=\"certcheck\" tests=\"%zu\" failures=\"%zu\" skipped=\"%zu\">\n",
            suite->count, failures, skipped);
    for (size_t i = 0; i < suite->count; i++)
        print_junit_case(&suite->cases[i], &suite->results[i], out);
    fputs("</testsuite>\n", out);
}

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_text(text);
}

/* No times: two runs of the same program over the same suite write the same bytes. */
static json_t *result_json(const struct vector_case *vector, const struct vector_result *result)
{
    static const char *const standings[] = {[VECTOR_RIGHT] = "right",
                                            [VECTOR_WRONG] = "wrong",
                                            [VECTOR_KNOWN] = "listed",
                                            [VECTOR_STALE] = "stale",
                                            [VECTOR_NOT_RUN] = "skipped"};
    bool ran = result->outcome != VECTOR_SKIPPED;
    json_t *object = must_have(json_object());
    json_t *findings = must_have(json_array());
    for (size_t i = 0; i < result->finding_count; i++)
        json_append(findings, json_text(result->findings[i]));
    json_put(object, "id", json_text(vector->id));
    json_put(object, "profile", json_text(certcheck_profile_text(vector->profile)));
    json_put(object, "expected", json_text(vector_expected_text(vector)));
    json_put(object, "actual", json_text(vector_outcome_text(result->outcome)));
    json_put(object, "standing", json_text(standings[vector_standing(vector, result)]));
    json_put(object, "verdict",
             ran ? json_text(certcheck_verdict_text(result->verdict)) : json_null());
    json_put(object, "context", text_or_null(result->context));
    json_put(object, "message", text_or_null(result->message));
    json_put(object, "findings", findings);
    return object;
}

void vectors_print_json(const struct vector_suite *suite, FILE *out)
{
    json_t *results = must_have(json_array());
    for (size_t i = 0; i < suite->count; i++)
        json_append(results, result_json(&suite->cases[i], &suite->results[i]));
    json_t *object = must_have(json_object());
    json_put(object, "schema", json_text("certcheck/vectors/1"));
    json_put(object, "version", json_text(certcheck_version()));
    json_put(object, "without_revocation", json_integer((json_int_t)vectors_unrevoked(suite)));
    json_put(object, "results", results);
    json_print(object, out);
    json_decref(object);
}

void vectors_print_harness(const struct vector_suite *suite, FILE *out)
{
    json_t *results = must_have(json_array());
    for (size_t i = 0; i < suite->count; i++) {
        json_t *result = must_have(json_object());
        json_put(result, "id", json_text(suite->cases[i].id));
        json_put(result, "actual_result",
                 json_text(vector_outcome_text(suite->results[i].outcome)));
        json_put(result, "context", text_or_null(suite->results[i].context));
        json_append(results, result);
    }
    char *name = must_print("certcheck-%s", certcheck_version());
    json_t *object = must_have(json_object());
    json_put(object, "version", json_integer(1));
    json_put(object, "harness", json_text(name));
    json_put(object, "results", results);
    free(name);
    json_print(object, out);
    json_decref(object);
}
