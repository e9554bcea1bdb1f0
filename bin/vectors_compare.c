/* SPDX-License-Identifier: MIT */
/* The regression check: what changed since results that were kept. */
#include "vectors.h"

#include <stdlib.h>
#include <string.h>

#include "input.h"

static json_t *read_results(const char *path)
{
    struct input input;
    if (!input_read(path, &input))
        return NULL;
    json_error_t error;
    json_t *document =
        json_loadb((const char *)input.data, input.length, JSON_REJECT_DUPLICATES, &error);
    const char *schema = json_string_value(json_object_get(document, "schema"));
    if (document == NULL) {
        complain("%s:%d: not JSON: %s", input.name, error.line, error.text);
    } else if (schema == NULL || strcmp(schema, "certcheck/vectors/1") != 0 ||
               !json_is_array(json_object_get(document, "results"))) {
        complain("%s: not the results of 'certcheck vectors --results'", input.name);
        json_decref(document);
        document = NULL;
    }
    input_release(&input);
    return document;
}

static const char *member(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? "" : text;
}

/* The results by id, so that comparing takes one look-up a case; several of one id, which are those
 * of several suites, in their order. */
static json_t *by_id(const json_t *document)
{
    json_t *index = must_have(json_object());
    const json_t *results = json_object_get(document, "results");
    for (size_t i = 0; i < json_array_size(results); i++) {
        json_t *result = json_array_get(results, i);
        const char *id = json_string_value(json_object_get(result, "id"));
        if (id == NULL)
            continue;
        json_t *same = json_object_get(index, id);
        if (same == NULL) {
            same = must_have(json_array());
            if (json_object_set_new(index, id, same) != 0)
                must_have(NULL);
        }
        if (json_array_append(same, result) != 0)
            must_have(NULL);
    }
    return index;
}

static void say_missing(FILE *out, const char *id, const json_t *results)
{
    for (size_t i = 0; i < json_array_size(results); i++)
        vectors_say(out, must_print("%s: was %s, is not in this run", id,
                                    member(json_array_get(results, i), "actual")));
}

static bool findings_equal(const struct vector_result *result, const json_t *findings)
{
    if (json_array_size(findings) != result->finding_count)
        return false;
    for (size_t i = 0; i < result->finding_count; i++) {
        const char *id = json_string_value(json_array_get(findings, i));
        if (id == NULL || strcmp(id, result->findings[i]) != 0)
            return false;
    }
    return true;
}

/* Returns whether the case was right and is not any more. */
static bool compare_case(const struct vector_case *vector, const struct vector_result *result,
                         const json_t *before, FILE *out)
{
    const char *actual = vector_outcome_text(result->outcome);
    const char *context = result->context == NULL ? "" : result->context;
    const char *was = member(before, "actual");
    const char *was_context = member(before, "context");
    bool was_right = strcmp(was, vector_expected_text(vector)) == 0 &&
                     strcmp(was_context, VECTOR_POLICIES_DIFFER) != 0;
    bool is_right = strcmp(actual, vector_expected_text(vector)) == 0 && !result->policies_differ;
    bool changed = strcmp(actual, was) != 0 || strcmp(context, was_context) != 0;
    if (changed)
        vectors_say(out, must_print("%s: was %s%s%s%s, is %s%s%s%s%s", vector->id, was,
                                    was_context[0] == '\0' ? "" : " (", was_context,
                                    was_context[0] == '\0' ? "" : ")", actual,
                                    context[0] == '\0' ? "" : " (", context,
                                    context[0] == '\0' ? "" : ")",
                                    was_right && !is_right   ? ": worse"
                                    : !was_right && is_right ? ": better"
                                                             : ""));
    else if (!findings_equal(result, json_object_get(before, "findings")))
        vectors_say(out, must_print("%s: other findings than before", vector->id));
    return was_right && !is_right;
}

bool vectors_compare(const struct vector_suite *suite, const char *path, FILE *out, bool *worse)
{
    json_t *document = read_results(path);
    if (document == NULL)
        return false;
    json_t *before = by_id(document);
    for (size_t i = 0; i < suite->count; i++) {
        json_t *same = json_object_get(before, suite->cases[i].id);
        if (json_array_size(same) == 0)
            vectors_say(out, must_print("%s: new, %s", suite->cases[i].id,
                                        vector_outcome_text(suite->results[i].outcome)));
        else if (compare_case(&suite->cases[i], &suite->results[i], json_array_get(same, 0), out))
            *worse = true;
        (void)json_array_remove(same, 0);
    }
    const char *id;
    json_t *same;
    json_object_foreach(before, id, same) say_missing(out, id, same);
    json_decref(before);
    json_decref(document);
    return true;
}
