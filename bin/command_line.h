/* SPDX-License-Identifier: MIT */
/* The words of a command line, and what is said of those that are none. */
#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include <getopt.h>
#include <stdbool.h>

enum output_format {
    FORMAT_TEXT = 0,
    FORMAT_JSON,
    FORMAT_PEM,
    FORMAT_ASN1,
    FORMAT_TAP,
    FORMAT_JUNIT,
    FORMAT_SARIF,
    FORMAT_MARKDOWN,
    FORMAT_NAGIOS
};

/* option_next is getopt_long, with complaints of our own: '?' comes after one. It names the option
 * that may have been meant by one that there is not. */
int option_next(int argc, char **argv, const char *letters, const struct option *options);

/* usage_error points at a command's help after a complaint; returns EXIT_USAGE. */
int usage_error(const char *command);

/* not_one_of complains about an option's value that is not in `allowed` ("text, json"); returns
 * false. */
bool not_one_of(const char *command, const char *option, const char *value, const char *allowed);

/* no_such_finding complains about an id; `where` is the command, or the command and its option. */
void no_such_finding(const char *where, const char *id);

/* parse_format accepts the names in `allowed` ("text, json"), else complains and returns false. */
bool parse_format(const char *command, const char *text, const char *allowed,
                  enum output_format *format);

#endif
