/* SPDX-License-Identifier: MIT */
/* What every command shares: messages, small texts, the values of options. */
#ifndef TOOL_H
#define TOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <certcheck/certcheck.h>

#include "exit_status.h"
#include "memory.h"

/* argv[0] is the command's name. */
int cmd_connect(int argc, char **argv);
int cmd_demo(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_https(int argc, char **argv);
int cmd_lint(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_vectors(int argc, char **argv);
int cmd_verify(int argc, char **argv);

/* complain writes "certcheck: MESSAGE" and a line end to standard error, controls escaped. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void complain(const char *format, ...);

/* must_be_ok ends the tool with EXIT_UNCHECKED for a status that input cannot cause. */
void must_be_ok(enum certcheck_status status, const char *what);

/* hex writes "0A:1B", or "" for an empty span, into memory that the caller frees. */
char *hex(struct certcheck_span bytes);

/* plural is the "s" behind so many bytes; "" for one. */
const char *plural(size_t count);

/* date writes the first ten letters of RFC 3339: "2026-11-20". */
#define DATE_SIZE 11
void date(certcheck_time time, char text[DATE_SIZE]);

/* unless_no_memory hands back what the library wrote, or NULL for what it cannot read; errno must
 * have been 0 before. Without memory it ends the tool: what could be read must not be called
 * unreadable. */
char *unless_no_memory(char *text);

/* oid_text writes a known identifier's name, else its dotted form, into memory that the caller
 * frees. oid_both writes "name (dotted)". */
char *oid_text(struct certcheck_span oid);
char *oid_both(struct certcheck_span oid);

/* name_text writes a Name as RFC 4514 says, "(empty)" for the empty one, freed by the caller. */
char *name_text(struct certcheck_span name);

/* revocation_mode_of accepts off, if-present and require; false, and no complaint, for others. */
bool revocation_mode_of(const char *text, enum certcheck_revocation_mode *mode);

/* parse_number accepts decimal digits from 0 to `largest`, else complains about the option. */
bool parse_number(const char *command, const char *option, const char *text, uint64_t largest,
                  uint64_t *number);

#endif
