/* SPDX-License-Identifier: MIT */
/* Text for people: colour and line width. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

enum color_mode { COLOR_AUTO = 0, COLOR_ALWAYS, COLOR_NEVER };

enum style { STYLE_PLAIN = 0, STYLE_STRONG, STYLE_DIM, STYLE_GOOD, STYLE_BAD, STYLE_DOUBT };

enum mark { MARK_GOOD = 0, MARK_BAD, MARK_DOUBT, MARK_NONE, MARK_BRANCH, MARK_STEM, MARK_DOT };

struct terminal {
    FILE *out;
    bool color;
    bool utf8;
    unsigned width; /* columns */
};

/* terminal_open looks at --color, NO_COLOR, TERM, the locale's character set and the size. */
struct terminal terminal_open(FILE *out, enum color_mode mode);

/* parse_color accepts auto, always and never, else complains. */
bool parse_color(const char *command, const char *text, enum color_mode *mode);

void terminal_style(const struct terminal *terminal, enum style style);

/* terminal_text writes a text visibly, in a style. */
void terminal_text(const struct terminal *terminal, enum style style, const char *text);

/* terminal_wrap writes a text visibly from `column` on, breaking lines between words before
 * the terminal's width; the following lines begin at `indent`. Ends the line. */
void terminal_wrap(const struct terminal *terminal, unsigned column, unsigned indent,
                   const char *text);

/* terminal_field writes "  LABEL  text", the text wrapped in its own column. */
void terminal_field(const struct terminal *terminal, unsigned indent, unsigned column,
                    const char *label, const char *text);

void terminal_spaces(const struct terminal *terminal, unsigned count);

const char *terminal_mark(const struct terminal *terminal, enum mark mark);

#endif
