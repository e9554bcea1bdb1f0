/* SPDX-License-Identifier: MIT */
/* The words of a command line, and what is said of those that are none. */
#include "command_line.h"

#include <stdlib.h>
#include <string.h>

#include "nearest.h"
#include "tool.h"

/* The word that getopt_long has just refused, without its hyphens: that of "--trsut", and all of
 * "-trust", at whose first letter it still is. NULL: a single letter, or what is known, but
 * ambiguous or without the value that it needs. */
static const char *refused(int argc, char **argv, const struct option *options)
{
    bool is_letter = optopt != 0;
    const char *word = !is_letter ? argv[optind - 1] : optind < argc ? argv[optind] : "";
    if (is_letter && (word[0] != '-' || word[1] != optopt || word[2] == '\0'))
        return NULL;
    word += strspn(word, "-");
    for (size_t i = 0; !is_letter && options[i].name != NULL; i++)
        if (strncmp(options[i].name, word, strcspn(word, "=")) == 0)
            return NULL;
    return word;
}

static const char *nearest_option(const char *typed, const struct option *options)
{
    char *word = must_copy(typed);
    word[strcspn(word, "=")] = '\0';
    struct nearest nearest = nearest_begin(word);
    for (size_t i = 0; options[i].name != NULL; i++)
        nearest_consider(&nearest, options[i].name, strlen(options[i].name));
    free(word);
    return nearest.best;
}

int option_next(int argc, char **argv, const char *letters, const struct option *options)
{
    int option = getopt_long(argc, argv, letters, options, NULL);
    const char *word = option == '?' ? refused(argc, argv, options) : NULL;
    const char *nearest = word == NULL ? NULL : nearest_option(word, options);
    if (nearest != NULL)
        fprintf(stderr, "%s: did you mean --%s?\n", argv[0], nearest);
    return option;
}

int usage_error(const char *command)
{
    fprintf(stderr, "Try 'certcheck %s --help'.\n", command);
    return EXIT_USAGE;
}

bool not_one_of(const char *command, const char *option, const char *value, const char *allowed)
{
    struct nearest nearest = nearest_begin(value);
    for (const char *at = allowed; *at != '\0'; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ",");
        nearest_consider(&nearest, at, length);
        at += length;
    }
    if (nearest.best == NULL)
        complain("%s: %s: '%s' is not one of %s", command, option, value, allowed);
    else
        complain("%s: %s: '%s' is not one of %s; did you mean %.*s?", command, option, value,
                 allowed, (int)nearest.length, nearest.best);
    return false;
}

void no_such_finding(const char *where, const char *id)
{
    const char *nearest = nearest_finding(id);
    if (nearest == NULL)
        complain("%s: no finding is called '%s'; 'certcheck explain' lists them all", where, id);
    else
        complain("%s: no finding is called '%s'; did you mean %s?", where, id, nearest);
}

bool parse_format(const char *command, const char *text, const char *allowed,
                  enum output_format *format)
{
    static const char *const names[] = {
        [FORMAT_TEXT] = "text",   [FORMAT_JSON] = "json",        [FORMAT_PEM] = "pem",
        [FORMAT_ASN1] = "asn1",   [FORMAT_TAP] = "tap",          [FORMAT_JUNIT] = "junit",
        [FORMAT_SARIF] = "sarif", [FORMAT_MARKDOWN] = "markdown"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(text, names[i]) == 0 && strstr(allowed, names[i]) != NULL) {
            *format = (enum output_format)i;
            return true;
        }
    }
    return not_one_of(command, "--format", text, allowed);
}
