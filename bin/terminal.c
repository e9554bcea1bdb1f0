/* SPDX-License-Identifier: MIT */
/* Text for people: colour, line width, and nothing that a terminal could take as a command. */
#include "terminal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tool.h"

#define WIDTH_MAX 100U
#define WIDTH_MIN 40U

static bool set(const char *value)
{
    return value != NULL && value[0] != '\0';
}

bool environment_is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (!set(value))
            continue;
        return strstr(value, "UTF-8") != NULL || strstr(value, "utf8") != NULL ||
               strstr(value, "utf-8") != NULL || strstr(value, "UTF8") != NULL;
    }
    return false;
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
    else {
        complain("%s: --color: '%s' is not one of auto, always, never", command, text);
        return false;
    }
    return true;
}

/* Returns the bytes of the first character (RFC 3629), 0 where there is none. */
static size_t decode_utf8(const unsigned char *text, uint32_t *character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = text[0] < 0x80   ? 1
                    : text[0] < 0xC2 ? 0
                    : text[0] < 0xE0 ? 2
                    : text[0] < 0xF0 ? 3
                    : text[0] < 0xF5 ? 4
                                     : 0;
    if (length <= 1) {
        *character = text[0];
        return length;
    }
    uint32_t value = text[0] & (0x7FU >> length);
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (text[i] & 0x3FU);
    }
    *character = value;
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value < least[length] || value > 0x10FFFF || surrogate ? 0 : length;
}

/* Controls of C0 and C1, marks of writing direction, invisible spaces and line separators. */
static bool is_deceptive(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character <= 0x9F) || character == 0xAD ||
           character == 0x61C || (character >= 0x200B && character <= 0x200F) ||
           (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2060 && character <= 0x206F) || character == 0xFEFF;
}

char *text_visible(const char *text, bool utf8)
{
    static const char longest[] = "\\x{10FFFF}";
    size_t room = strlen(text);
    if (room > SIZE_MAX / sizeof longest - 1)
        return must_have(NULL);
    char *visible = must_allocate(room * sizeof longest + 1);
    size_t used = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0';) {
        uint32_t character = *at;
        size_t length = decode_utf8(at, &character);
        if (length == 0) {
            used += (size_t)sprintf(visible + used, "\\x%02X", (unsigned)*at);
            length = 1;
        } else if (is_deceptive(character) || (length > 1 && !utf8)) {
            used += (size_t)sprintf(visible + used, "\\x{%X}", (unsigned)character);
        } else {
            memcpy(visible + used, at, length);
            used += length;
        }
        at += length;
    }
    visible[used] = '\0';
    return visible;
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

/* A continuation byte of UTF-8 takes no column of its own. */
static unsigned columns(const char *text, size_t length)
{
    unsigned count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* The bytes up to the next place where a line may end: before a space, or, in a word too long for
 * any line (a distinguished name without spaces), behind a comma. */
static size_t piece_length(const char *text, unsigned room)
{
    size_t word = strcspn(text, " ");
    if (columns(text, word) <= room)
        return word;
    size_t part = strcspn(text, ",");
    return part < word ? part + 1 : word;
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
