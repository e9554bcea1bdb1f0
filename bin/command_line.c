/* SPDX-License-Identifier: MIT */
/* The words of a command line, and what is said of those that are none. */
#include "command_line.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "nearest.h"
#include "tool.h"

static bool begins_with(const char *name, const char *word)
{
    return strncmp(name, word, strcspn(word, "=")) == 0;
}

/* Whether the word names the option, which has a value that it does not take, or none. */
static bool is_wrong(const struct option *option, const char *word)
{
    return strncmp(word, "--", 2) == 0 && begins_with(option->name, word + 2) &&
           (strchr(word, '=') != NULL) == (option->has_arg == no_argument);
}

/* The option that was given wrongly; NULL: there is none of that name or letter. A value may look
 * like a letter that no option has. */
static const struct option *known(char **argv, const char *letters, const struct option *options)
{
    const char *word = argv[optind - 1];
    bool is_letter = optopt <= UCHAR_MAX && strchr(letters, optopt) != NULL;
    for (; optopt != 0 && options->name != NULL; options++)
        if (options->val == optopt && (is_letter || is_wrong(options, word)))
            return options;
    return NULL;
}

/* The word that getopt_long has just refused, without its hyphens: that of "--trsut", and all of
 * "-trust", at whose first letter it still is. NULL: a single letter. */
static const char *refused(int argc, char **argv)
{
    bool is_letter = optopt != 0;
    const char *word = !is_letter ? argv[optind - 1] : optind < argc ? argv[optind] : "";
    if (is_letter && (word[0] != '-' || word[1] != optopt || word[2] == '\0'))
        return NULL;
    return word + strspn(word, "-");
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

/* The options that begin as the word does, "--max-depth, --max-time"; NULL: none does. */
static char *meant_by(const char *word, const struct option *options)
{
    char *all = NULL;
    for (; options->name != NULL; options++) {
        if (!begins_with(options->name, word))
            continue;
        char *longer =
            must_print("%s%s--%s", all == NULL ? "" : all, all == NULL ? "" : ", ", options->name);
        free(all);
        all = longer;
    }
    return all;
}

static void complain_of_word(const char *command, const char *word, const struct option *options)
{
    char *choices = optopt == 0 ? meant_by(word, options) : NULL;
    const char *nearest = choices == NULL ? nearest_option(word, options) : NULL;
    if (choices != NULL)
        complain("%s: option '--%s' is ambiguous: %s", command, word, choices);
    else if (optopt == 0)
        complain("%s: unrecognized option '--%s'", command, word);
    if (nearest != NULL)
        complain("%s: did you mean --%s?", command, nearest);
    free(choices);
}

/* getopt_long writes words as they are, and the name of a file that begins with a hyphen may hold
 * what a terminal takes for a command. */
static void complain_of_option(int argc, char **argv, const char *letters,
                               const struct option *options)
{
    const char *command = argv[0];
    const struct option *option = known(argv, letters, options);
    if (option != NULL) {
        complain("%s: option '--%s' %s", command, option->name,
                 option->has_arg == no_argument ? "takes no value" : "needs a value");
        return;
    }
    const char *word = refused(argc, argv);
    if (optopt != 0)
        complain("%s: invalid option '-%c'", command, optopt);
    if (word != NULL)
        complain_of_word(command, word, options);
}

int option_next(int argc, char **argv, const char *letters, const struct option *options)
{
    opterr = 0;
    int option = getopt_long(argc, argv, letters, options, NULL);
    if (option == '?')
        complain_of_option(argc, argv, letters, options);
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
        [FORMAT_TEXT] = "text",   [FORMAT_JSON] = "json",         [FORMAT_PEM] = "pem",
        [FORMAT_ASN1] = "asn1",   [FORMAT_TAP] = "tap",           [FORMAT_JUNIT] = "junit",
        [FORMAT_SARIF] = "sarif", [FORMAT_MARKDOWN] = "markdown", [FORMAT_NAGIOS] = "nagios"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(text, names[i]) == 0 && strstr(allowed, names[i]) != NULL) {
            *format = (enum output_format)i;
            return true;
        }
    }
    return not_one_of(command, "--format", text, allowed);
}
