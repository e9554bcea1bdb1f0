/* SPDX-License-Identifier: MIT */
/* Text for people: colour and line width. */
#include "terminal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "command_line.h"
#include "visible.h"

#define WIDTH_MAX 100U
#define WIDTH_MIN 40U

static bool set(const char *value)
{
    return value != NULL && value[0] != '\0';
}

static bool wants_color(FILE *out, enum color_mode mode)
{
    if (mode != COLOR_AUTO)
        return mode == COLOR_ALWAYS;
    const char *term = getenv("TERM");
    return !set(getenv("NO_COLOR")) && isatty(fileno(out)) && set(term) &&
           strcmp(term, "dumb") != 0;
}

static unsigned width_of(FILE *out)
{
    unsigned width = WIDTH_MAX;
#ifdef TIOCGWINSZ
    struct winsize size;
    if (isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
#endif
    return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
}

struct terminal terminal_open(FILE *out, enum color_mode mode)
{
    return (struct terminal){.out = out,
                             .color = wants_color(out, mode),
                             .utf8 = environment_is_utf8(),
                             .width = width_of(out)};
}

bool parse_color(const char *command, const char *text, enum color_mode *mode)
{
    if (strcmp(text, "auto") == 0)
        *mode = COLOR_AUTO;
    else if (strcmp(text, "always") == 0)
        *mode = COLOR_ALWAYS;
    else if (strcmp(text, "never") == 0)
        *mode = COLOR_NEVER;
    else
        return not_one_of(command, "--color", text, "auto, always, never");
    return true;
}

void terminal_style(const struct terminal *terminal, enum style style)
{
    static const char *const codes[] = {
        [STYLE_PLAIN] = "\033[0m",   [STYLE_STRONG] = "\033[1m", [STYLE_DIM] = "\033[2m",
        [STYLE_GOOD] = "\033[1;32m", [STYLE_BAD] = "\033[1;31m", [STYLE_DOUBT] = "\033[1;33m"};
    if (terminal->color)
        fputs(codes[style], terminal->out);
}

void terminal_text(const struct terminal *terminal, enum style style, const char *text)
{
    char *visible = text_visible(text, terminal->utf8);
    if (style != STYLE_PLAIN)
        terminal_style(terminal, style);
    fputs(visible, terminal->out);
    if (style != STYLE_PLAIN)
        terminal_style(terminal, STYLE_PLAIN);
    free(visible);
}

void terminal_spaces(const struct terminal *terminal, unsigned count)
{
    fprintf(terminal->out, "%*s", (int)count, "");
}

#define UTF8_MAX 4 /* bytes of a character */

/* A continuation byte of UTF-8 takes no column of its own. */
static unsigned columns(const char *text, size_t length)
{
    unsigned count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* The bytes up to the next place where a line may end: before a space, or, in a word too long for
 * any line (a distinguished name without spaces), behind a comma. No more of such a word is looked
 * at than a line holds, for it may have thousands of commas. */
static size_t piece_length(const char *text, unsigned room)
{
    size_t word = strnlen(text, (size_t)room * UTF8_MAX + 1);
    const char *space = memchr(text, ' ', word);
    if (space != NULL)
        word = (size_t)(space - text);
    if (columns(text, word) <= room)
        return word;
    size_t part = strcspn(text, " ,");
    return text[part] == ',' ? part + 1 : part;
}

void terminal_wrap(const struct terminal *terminal, unsigned column, unsigned indent,
                   const char *text)
{
    char *visible = text_visible(text, terminal->utf8);
    unsigned room = terminal->width > indent ? terminal->width - indent : 1;
    bool at_start = true;
    for (const char *piece = visible; *piece != '\0';) {
        bool space = *piece == ' ';
        size_t length = piece_length(piece + space, room);
        unsigned wide = columns(piece + space, length);
        if (!at_start && column + space + wide > terminal->width) {
            fputc('\n', terminal->out);
            terminal_spaces(terminal, indent);
            column = indent;
        } else if (space) {
            fputc(' ', terminal->out);
            column++;
        }
        fwrite(piece + space, 1, length, terminal->out);
        column += wide;
        piece += space + length;
        at_start = false;
    }
    fputc('\n', terminal->out);
    free(visible);
}

void terminal_field(const struct terminal *terminal, unsigned indent, unsigned column,
                    const char *label, const char *text)
{
    terminal_spaces(terminal, indent);
    terminal_text(terminal, STYLE_DIM, label);
    unsigned used = indent + columns(label, strlen(label));
    unsigned gap = used + 1 < column ? column - used : 1;
    terminal_spaces(terminal, gap);
    terminal_wrap(terminal, used + gap, column, text);
}

const char *terminal_mark(const struct terminal *terminal, enum mark mark)
{
    static const char *const drawn[] = {[MARK_GOOD] = "\xE2\x9C\x93",
                                        [MARK_BAD] = "\xE2\x9C\x97",
                                        [MARK_DOUBT] = "!",
                                        [MARK_NONE] = " ",
                                        [MARK_BRANCH] = "\xE2\x94\x94\xE2\x94\x80 ",
                                        [MARK_STEM] = "\xE2\x94\x82",
                                        [MARK_DOT] = "\xC2\xB7"};
    static const char *const ascii[] = {
        [MARK_GOOD] = "+",     [MARK_BAD] = "x",  [MARK_DOUBT] = "!", [MARK_NONE] = " ",
        [MARK_BRANCH] = "`- ", [MARK_STEM] = "|", [MARK_DOT] = "-"};
    return terminal->utf8 ? drawn[mark] : ascii[mark];
}
