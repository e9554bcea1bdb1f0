/* SPDX-License-Identifier: MIT */
/* A dialogue in clear before TLS: lines and bytes of a server that nobody has identified yet. */
#include "starttls_dialogue.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "memory.h"

#define SHOWN 200 /* bytes of a server's words in a message */

void dialogue_open(struct dialogue *dialogue, struct stream *stream, const char *host,
                   struct failure *failure)
{
    *dialogue = (struct dialogue){.stream = stream, .host = host, .failure = failure};
}

void dialogue_release(struct dialogue *dialogue)
{
    free(dialogue->greeting);
    free(dialogue->answer);
    dialogue->greeting = NULL;
    dialogue->answer = NULL;
}

bool dialogue_send(struct dialogue *dialogue, const void *data, size_t length)
{
    return dialogue->stream->write(dialogue->stream, data, length, dialogue->failure);
}

bool dialogue_say(struct dialogue *dialogue, const char *text)
{
    return dialogue_send(dialogue, text, strlen(text));
}

static bool fill(struct dialogue *dialogue)
{
    ssize_t count = dialogue->stream->read(dialogue->stream, dialogue->buffer,
                                           sizeof dialogue->buffer, dialogue->failure);
    if (count < 0)
        return false;
    if (count == 0)
        return fail(dialogue->failure, EXIT_UNCHECKED,
                    "%s ended the connection before TLS could begin", dialogue->server);
    dialogue->begin = 0;
    dialogue->end = (size_t)count;
    return true;
}

static bool next_byte(struct dialogue *dialogue, uint8_t *byte)
{
    if (dialogue->begin == dialogue->end && !fill(dialogue))
        return false;
    if (dialogue->bytes++ >= DIALOGUE_BYTES_MAX)
        return fail(dialogue->failure, EXIT_UNCHECKED,
                    "%s says more than %u bytes before TLS: no answer is that long",
                    dialogue->server, DIALOGUE_BYTES_MAX);
    *byte = dialogue->buffer[dialogue->begin++];
    return true;
}

bool dialogue_take(struct dialogue *dialogue, void *bytes, size_t count)
{
    uint8_t *out = bytes;
    for (size_t i = 0; i < count; i++)
        if (!next_byte(dialogue, &out[i]))
            return false;
    return true;
}

/* A line's end is CR LF, and neither stands anywhere else: programs that differ about where a line
 * ends can be told different things by the same bytes. */
static bool line_byte(struct dialogue *dialogue, uint8_t byte, bool *ended)
{
    bool after_cr = dialogue->length > 0 && dialogue->line[dialogue->length - 1] == '\r';
    *ended = byte == '\n' && after_cr;
    if (*ended)
        dialogue->line[--dialogue->length] = '\0';
    else if (byte == '\n' || after_cr)
        return fail(dialogue->failure, EXIT_UNCHECKED, "%s sends a line that does not end in CR LF",
                    dialogue->server);
    else if (byte == '\0')
        return fail(dialogue->failure, EXIT_UNCHECKED, "%s sends a zero byte within a line",
                    dialogue->server);
    else
        dialogue->line[dialogue->length++] = (char)byte;
    return true;
}

bool dialogue_line(struct dialogue *dialogue, size_t longest)
{
    dialogue->length = 0;
    if (dialogue->lines++ >= DIALOGUE_LINES_MAX)
        return fail(dialogue->failure, EXIT_UNCHECKED,
                    "%s says more than %u lines before TLS: no answer is that long",
                    dialogue->server, DIALOGUE_LINES_MAX);
    bool ended = false;
    while (!ended) {
        uint8_t byte = 0;
        if (dialogue->length + 1 >= longest && dialogue->line[dialogue->length - 1] != '\r')
            return fail(dialogue->failure, EXIT_UNCHECKED,
                        "%s sends a line longer than %zu bytes, the limit of its protocol",
                        dialogue->server, longest);
        if (!next_byte(dialogue, &byte) || !line_byte(dialogue, byte, &ended))
            return false;
    }
    return true;
}

void dialogue_greeted(struct dialogue *dialogue, const char *text)
{
    if (dialogue->greeting == NULL)
        dialogue->greeting = must_print("%.*s", SHOWN, text);
}

void dialogue_answered(struct dialogue *dialogue, const char *text)
{
    if (dialogue->answer == NULL)
        dialogue->answer = must_print("%.*s", SHOWN, text);
}

bool dialogue_refused(struct dialogue *dialogue, const char *asked, const char *words)
{
    return fail(dialogue->failure, EXIT_UNCHECKED, "%s refuses %s: %.*s", dialogue->server, asked,
                SHOWN, words[0] == '\0' ? "without a reason" : words);
}

bool dialogue_not_offered(struct dialogue *dialogue, const char *clause)
{
    return fail(dialogue->failure, EXIT_UNCHECKED,
                "%s does not offer %s (%s): it cannot, or somebody on the way took the offer out",
                dialogue->server, dialogue->command, clause);
}

bool dialogue_strange(struct dialogue *dialogue, const char *expected, const char *words)
{
    return fail(dialogue->failure, EXIT_UNCHECKED,
                "what answers there is not %s: instead of %s came '%.*s'", dialogue->server,
                expected, SHOWN, words);
}

bool dialogue_is_over(struct dialogue *dialogue)
{
    /* RFC 3207 4.2, RFC 9051 6.2.1, RFC 4642 2.2.2 and others: what was said before TLS is
     * discarded. A server waits for our ClientHello (RFC 8446 2), so nothing can be due now. */
    if (dialogue->begin == dialogue->end) {
        if (!dialogue->stream->ready(dialogue->stream, 0))
            return true;
        if (!fill(dialogue)) {
            dialogue->failure->status = EXIT_UNCHECKED;
            return false;
        }
    }
    size_t injected = dialogue->end - dialogue->begin;
    return fail(dialogue->failure, EXIT_TAMPERED,
                "plaintext was injected: %zu byte%s came after the go-ahead and before TLS, when "
                "%s has nothing to say; what could be taken for protected is refused",
                injected, injected == 1 ? "" : "s", dialogue->server);
}

bool dialogue_other(struct dialogue *dialogue, const char *expected, const char *what)
{
    return fail(dialogue->failure, EXIT_UNCHECKED,
                "what answers there is not %s: %s came instead of %s", dialogue->server, what,
                expected);
}

bool dialogue_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncasecmp(text, word, length) == 0 && (text[length] == ' ' || text[length] == '\0');
}

bool dialogue_has_word(const char *text, const char *word)
{
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
        if (dialogue_word(text, word))
            return true;
        text += strcspn(text, " ");
    }
    return false;
}
