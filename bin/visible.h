/* SPDX-License-Identifier: MIT */
/* Text in which nothing hides, and nothing that a terminal could take as a command. */
#ifndef VISIBLE_H
#define VISIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* environment_is_utf8 reads LC_ALL, LC_CTYPE and LANG as setlocale would, without calling it. */
bool environment_is_utf8(void);

/* text_visible copies a text; controls, bytes outside UTF-8, characters that reorder or hide
 * text, and (unless utf8) everything outside ASCII become \x{..}. The caller frees it. */
char *text_visible(const char *text, bool utf8);

/* visible_write writes what a server sent to a terminal in the same way, but for tabs and the ends
 * of lines, and sets *changed where something was not written as it is. It returns how many bytes
 * it has taken: all but the beginning of a character at the end, unless `last`. */
size_t visible_write(FILE *out, const char *data, size_t length, bool last, bool *changed);

/* visible_json writes a piece of JSON to the FILE *out; beyond ASCII JSON itself escapes no
 * controls. It fits json_dump_callback, and takes whole characters, as that gives them. */
int visible_json(const char *json, size_t length, void *out);

#endif
