/* SPDX-License-Identifier: MIT */
/*
 * schema_check SCHEMA: whether the JSON on standard input is as a JSON Schema (draft 2020-12) says.
 *
 * Only the keywords that doc/ uses are known, and any other is refused, so that nothing in a schema
 * is silently not checked. Exit status: 0 it is, 1 it is not, 2 something cannot be read.
 */
#include <jansson.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct checker {
    const json_t *root;
    bool quiet; /* within anyOf a failure is not yet one */
};

static bool check(struct checker *checker, const json_t *schema, const json_t *value,
                  const char *at);

static bool wrong(const struct checker *checker, const char *at, const char *keyword)
{
    if (!checker->quiet)
        printf("%s: %s\n", at, keyword);
    return false;
}

static void give_up(const char *what)
{
    fprintf(stderr, "schema_check: %s\n", what);
    exit(2);
}

static bool is_type(const json_t *value, const char *type)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "object",   [JSON_ARRAY] = "array", [JSON_STRING] = "string",
        [JSON_INTEGER] = "integer", [JSON_REAL] = "number", [JSON_TRUE] = "boolean",
        [JSON_FALSE] = "boolean",   [JSON_NULL] = "null"};
    return strcmp(names[json_typeof(value)], type) == 0;
}

static bool has_type(const json_t *types, const json_t *value)
{
    if (json_is_string(types))
        return is_type(value, json_string_value(types));
    for (size_t i = 0; i < json_array_size(types); i++)
        if (is_type(value, json_string_value(json_array_get(types, i))))
            return true;
    return false;
}

static bool is_among(const json_t *values, const json_t *value)
{
    for (size_t i = 0; i < json_array_size(values); i++)
        if (json_equal(json_array_get(values, i), value))
            return true;
    return false;
}

static bool matches(const char *pattern, const json_t *value)
{
    regex_t regex;
    if (!json_is_string(value))
        return true;
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        give_up(pattern);
    bool match = regexec(&regex, json_string_value(value), 0, NULL, 0) == 0;
    regfree(&regex);
    return match;
}

/* "#/$defs/NAME" is the only form. */
static const json_t *resolve(const struct checker *checker, const char *reference)
{
    static const char prefix[] = "#/$defs/";
    const json_t *found = NULL;
    if (strncmp(reference, prefix, strlen(prefix)) == 0)
        found =
            json_object_get(json_object_get(checker->root, "$defs"), reference + strlen(prefix));
    if (found == NULL)
        give_up(reference);
    return found;
}

/* Whether a schema, or the one that it refers to, names a member. */
static bool names_member(const struct checker *checker, const json_t *schema, const char *name)
{
    const json_t *reference = json_object_get(schema, "$ref");
    if (json_object_get(json_object_get(schema, "properties"), name) != NULL)
        return true;
    return reference != NULL &&
           names_member(checker, resolve(checker, json_string_value(reference)), name);
}

/* Each member by its own schema; one that has none by `other`. */
static bool check_members(struct checker *checker, const json_t *schema, const json_t *value,
                          const char *at)
{
    const json_t *properties = json_object_get(schema, "properties");
    const json_t *other = json_object_get(schema, "additionalProperties");
    bool closed = json_object_get(schema, "unevaluatedProperties") != NULL;
    bool good = true;
    for (void *i = json_object_iter((json_t *)value); i != NULL;
         i = json_object_iter_next((json_t *)value, i)) {
        const char *name = json_object_iter_key(i);
        const json_t *own = json_object_get(properties, name);
        char place[512];
        snprintf(place, sizeof place, "%s.%s", at, name);
        if (own != NULL)
            good = check(checker, own, json_object_iter_value(i), place) && good;
        else if (json_is_false(other) || (closed && !names_member(checker, schema, name)))
            good = wrong(checker, place, "no such member is allowed");
        else if (json_is_object(other))
            good = check(checker, other, json_object_iter_value(i), place) && good;
    }
    const json_t *required = json_object_get(schema, "required");
    for (size_t i = 0; json_is_object(value) && i < json_array_size(required); i++) {
        const char *name = json_string_value(json_array_get(required, i));
        if (json_object_get(value, name) == NULL)
            good = wrong(checker, at, name) && good;
    }
    return good;
}

static bool check_elements(struct checker *checker, const json_t *schema, const json_t *value,
                           const char *at)
{
    const json_t *items = json_object_get(schema, "items");
    const json_t *least = json_object_get(schema, "minItems");
    const json_t *most = json_object_get(schema, "maxItems");
    bool good = true;
    if (!json_is_array(value))
        return true;
    size_t count = json_array_size(value);
    if (least != NULL && (json_int_t)count < json_integer_value(least))
        good = wrong(checker, at, "minItems");
    if (most != NULL && (json_int_t)count > json_integer_value(most))
        good = wrong(checker, at, "maxItems");
    for (size_t i = 0; items != NULL && i < count; i++) {
        char place[512];
        snprintf(place, sizeof place, "%s[%zu]", at, i);
        good = check(checker, items, json_array_get(value, i), place) && good;
    }
    return good;
}

static bool check_any(struct checker *checker, const json_t *schemas, const json_t *value,
                      const char *at)
{
    bool quiet = checker->quiet;
    bool good = false;
    checker->quiet = true;
    for (size_t i = 0; !good && i < json_array_size(schemas); i++)
        good = check(checker, json_array_get(schemas, i), value, at);
    checker->quiet = quiet;
    return good || wrong(checker, at, "anyOf");
}

static bool check_keyword(struct checker *checker, const char *keyword, const json_t *wanted,
                          const json_t *value, const char *at)
{
    static const char *const elsewhere[] = {"$schema",
                                            "$id",
                                            "$defs",
                                            "title",
                                            "description",
                                            "properties",
                                            "additionalProperties",
                                            "unevaluatedProperties",
                                            "required",
                                            "items",
                                            "minItems",
                                            "maxItems"};
    if (strcmp(keyword, "type") == 0)
        return has_type(wanted, value) || wrong(checker, at, keyword);
    if (strcmp(keyword, "enum") == 0)
        return is_among(wanted, value) || wrong(checker, at, keyword);
    if (strcmp(keyword, "const") == 0)
        return json_equal(wanted, value) || wrong(checker, at, keyword);
    if (strcmp(keyword, "pattern") == 0)
        return matches(json_string_value(wanted), value) || wrong(checker, at, keyword);
    if (strcmp(keyword, "minimum") == 0)
        return !json_is_integer(value) || json_integer_value(value) >= json_integer_value(wanted) ||
               wrong(checker, at, keyword);
    if (strcmp(keyword, "anyOf") == 0)
        return check_any(checker, wanted, value, at);
    if (strcmp(keyword, "$ref") == 0)
        return check(checker, resolve(checker, json_string_value(wanted)), value, at);
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++)
        if (strcmp(keyword, elsewhere[i]) == 0)
            return true;
    give_up(keyword);
    return false;
}

static bool check(struct checker *checker, const json_t *schema, const json_t *value,
                  const char *at)
{
    bool good = true;
    for (void *i = json_object_iter((json_t *)schema); i != NULL;
         i = json_object_iter_next((json_t *)schema, i))
        good =
            check_keyword(checker, json_object_iter_key(i), json_object_iter_value(i), value, at) &&
            good;
    good = check_members(checker, schema, value, at) && good;
    return check_elements(checker, schema, value, at) && good;
}

int main(int argc, char **argv)
{
    json_error_t error;
    if (argc != 2)
        give_up("usage: schema_check SCHEMA <JSON");
    json_t *schema = json_load_file(argv[1], JSON_REJECT_DUPLICATES, &error);
    if (schema == NULL)
        give_up(error.text);
    json_t *value = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
    if (value == NULL)
        give_up(error.text);
    struct checker checker = {.root = schema};
    bool good = check(&checker, schema, value, "$");
    json_decref(value);
    json_decref(schema);
    return good ? 0 : 1;
}
