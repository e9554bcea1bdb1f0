/* SPDX-License-Identifier: MIT */
/* The list of known differences: "ID REASON" per line, '#' begins a comment. */
#include "vectors.h"

#include <stdlib.h>
#include <string.h>

#include "input.h"

static int by_id(const void *left, const void *right)
{
    const struct vector_case *const *a = left;
    const struct vector_case *const *b = right;
    return strcmp((*a)->id, (*b)->id);
}

static int id_against(const void *id, const void *element)
{
    const struct vector_case *const *vector = element;
    return strcmp(id, (*vector)->id);
}

static struct vector_case **sorted_cases(struct vector_suite *suite)
{
    struct vector_case **sorted = must_allocate(suite->count * sizeof *sorted);
    for (size_t i = 0; i < suite->count; i++)
        sorted[i] = &suite->cases[i];
    if (suite->count > 0)
        qsort(sorted, suite->count, sizeof *sorted, by_id);
    return sorted;
}

/* The reason outlives the file: it joins the suite's documents as a JSON string. */
static const char *keep_text(struct vector_suite *suite, const char *text)
{
    json_t *string = json_string(text);
    if (string == NULL)
        return "(reason not in UTF-8)";
    suite->documents =
        must_grow(suite->documents, suite->document_count + 1, sizeof *suite->documents);
    suite->documents[suite->document_count++] = string;
    return json_string_value(string);
}

static bool mark(struct vector_suite *suite, struct vector_case **sorted, char *line, bool *stale,
                 const char *path, size_t number)
{
    char *id = line + strspn(line, " \t\r");
    if (*id == '\0' || *id == '#')
        return true;
    size_t length = strcspn(id, " \t\r");
    char *reason = id + length + strspn(id + length, " \t\r");
    id[length] = '\0';
    if (*reason == '\0') {
        complain("%s:%zu: %s is listed without a reason", path, number, id);
        return false;
    }
    struct vector_case **found =
        suite->count == 0 ? NULL : bsearch(id, sorted, suite->count, sizeof *sorted, id_against);
    if (found == NULL) {
        complain("%s:%zu: no test case is called %s", path, number, id);
        *stale = true;
        return true;
    }
    /* Several suites may have a case of that name. */
    while (found > sorted && strcmp(found[-1]->id, id) == 0)
        found--;
    const char *kept = keep_text(suite, reason);
    for (; found < sorted + suite->count && strcmp((*found)->id, id) == 0; found++)
        (*found)->divergence = kept;
    return true;
}

bool vectors_divergences(struct vector_suite *suite, const char *path, bool *stale)
{
    struct input input;
    if (!input_read(path, &input))
        return false;
    if (input.length > 0 && memchr(input.data, '\0', input.length) != NULL) {
        complain("%s: not a text: there is a NUL character in it", input.name);
        input_release(&input);
        return false;
    }
    input.data = must_grow(input.data, input.length + 1, 1);
    input.data[input.length] = '\0';
    struct vector_case **sorted = sorted_cases(suite);
    bool good = true;
    size_t number = 1;
    for (char *line = (char *)input.data; line != NULL && good; number++) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        good = mark(suite, sorted, line, stale, input.name, number);
        line = end == NULL ? NULL : end + 1;
    }
    free(sorted);
    input_release(&input);
    return good;
}
