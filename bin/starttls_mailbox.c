/* SPDX-License-Identifier: MIT */
/* STARTTLS where answers begin with words: IMAP, POP3, ManageSieve. */
#include <stdlib.h>
#include <string.h>

#include "starttls_protocol.h"

/* ---- IMAP ---- */

/* Reads up to the line that begins with our tag; `offers` may be NULL. RFC 9051 7: others are
 * untagged, and may come at any time. */
static bool imap_answer(struct dialogue *dialogue, const char *tag, const char *asked, bool *offers)
{
    for (;;) {
        if (!dialogue_line(dialogue, DIALOGUE_LINE_MAX))
            return false;
        const char *line = dialogue->line;
        if (dialogue_word(line, tag)) {
            const char *text = line + strlen(tag) + (line[strlen(tag)] == ' ');
            return dialogue_word(text, "OK") || dialogue_refused(dialogue, asked, text);
        }
        if (strncmp(line, "* ", 2) != 0)
            return dialogue_strange(dialogue, "an answer of IMAP", line);
        if (dialogue_word(line + 2, "BYE"))
            return dialogue_refused(dialogue, asked, line + 2);
        if (offers != NULL && dialogue_word(line + 2, "CAPABILITY"))
            *offers = dialogue_has_word(line + 2, "STARTTLS");
    }
}

bool talk_imap(struct dialogue *dialogue)
{
    bool offers = false;
    if (!dialogue_line(dialogue, DIALOGUE_LINE_MAX))
        return false;
    const char *line = dialogue->line;
    if (dialogue_word(line, "* BYE"))
        return dialogue_refused(dialogue, "to talk", line + 2);
    /* RFC 9051 6.2: STARTTLS is for the not authenticated state only; who says PREAUTH in clear
     * keeps a client from protecting itself. */
    if (dialogue_word(line, "* PREAUTH"))
        return dialogue_refused(dialogue, "STARTTLS, as it takes us for authenticated already",
                                line + 2);
    if (!dialogue_word(line, "* OK"))
        return dialogue_strange(dialogue, "a greeting of IMAP", line);
    dialogue_greeted(dialogue, line + 2);
    if (!dialogue_say(dialogue, "a1 CAPABILITY\r\n") ||
        !imap_answer(dialogue, "a1", "CAPABILITY", &offers))
        return false;
    if (!offers)
        return dialogue_not_offered(dialogue, "RFC 9051 7.2.2");
    if (!dialogue_say(dialogue, "a2 STARTTLS\r\n") ||
        !imap_answer(dialogue, "a2", "STARTTLS", NULL))
        return false;
    dialogue_answered(dialogue, dialogue->line);
    return true;
}

/* ---- POP3 ---- */

#define POP3_MAX 512U /* RFC 1939 3, with CR LF */

static bool pop3_status(struct dialogue *dialogue, bool *good)
{
    if (!dialogue_line(dialogue, POP3_MAX))
        return false;
    /* RFC 1939 3: "Servers MUST send the '+OK' and '-ERR' in upper case." */
    *good = strncmp(dialogue->line, "+OK", 3) == 0;
    return *good || strncmp(dialogue->line, "-ERR", 4) == 0 ||
           dialogue_strange(dialogue, "+OK or -ERR", dialogue->line);
}

/* RFC 2449 5: a list that ends with a line of one dot. Without CAPA, STLS is tried. */
static bool pop3_capabilities(struct dialogue *dialogue, bool *offers)
{
    bool known;
    if (!pop3_status(dialogue, &known))
        return false;
    *offers = !known;
    while (known) {
        if (!dialogue_line(dialogue, POP3_MAX))
            return false;
        if (strcmp(dialogue->line, ".") == 0)
            break;
        *offers = *offers || dialogue_word(dialogue->line, "STLS");
    }
    return true;
}

bool talk_pop3(struct dialogue *dialogue)
{
    bool good;
    if (!pop3_status(dialogue, &good))
        return false;
    if (!good)
        return dialogue_refused(dialogue, "to talk", dialogue->line);
    dialogue_greeted(dialogue, dialogue->line);
    bool offers;
    if (!dialogue_say(dialogue, "CAPA\r\n") || !pop3_capabilities(dialogue, &offers))
        return false;
    if (!offers)
        return dialogue_not_offered(dialogue, "RFC 2595 4");
    if (!dialogue_say(dialogue, "STLS\r\n") || !pop3_status(dialogue, &good))
        return false;
    if (!good)
        return dialogue_refused(dialogue, "STLS", dialogue->line);
    dialogue_answered(dialogue, dialogue->line);
    return true;
}

/* ---- ManageSieve ---- */

/* RFC 5804 4: literal-s2c = "{" number "}" CRLF *OCTET, at the end of a line that goes on after it.
 * Within quotes it would be followed by one. */
static bool sieve_literal(const struct dialogue *dialogue, size_t *count)
{
    const char *open = strrchr(dialogue->line, '{');
    if (open == NULL)
        return false;
    size_t digits = strspn(open + 1, "0123456789");
    if (digits == 0 || digits > 5 || strcmp(open + 1 + digits, "}") != 0)
        return false;
    *count = strtoul(open + 1, NULL, 10);
    return true;
}

static bool sieve_line(struct dialogue *dialogue, char first[256])
{
    size_t count;
    if (!dialogue_line(dialogue, DIALOGUE_LINE_MAX))
        return false;
    size_t length = dialogue->length < 255 ? dialogue->length : 255;
    memcpy(first, dialogue->line, length);
    first[length] = '\0';
    while (sieve_literal(dialogue, &count)) {
        for (; count > 0; count--) {
            char octet;
            if (!dialogue_take(dialogue, &octet, 1))
                return false;
        }
        if (!dialogue_line(dialogue, DIALOGUE_LINE_MAX))
            return false;
    }
    return true;
}

/* Reads up to OK, NO or BYE; the capabilities before it begin with a quote. */
static bool sieve_answer(struct dialogue *dialogue, const char *asked, bool *offers,
                         char first[256])
{
    for (;;) {
        if (!sieve_line(dialogue, first))
            return false;
        if (dialogue_word(first, "OK"))
            return true;
        if (dialogue_word(first, "NO") || dialogue_word(first, "BYE"))
            return dialogue_refused(dialogue, asked, first);
        if (first[0] != '"' && first[0] != '{')
            return dialogue_strange(dialogue, "an answer of ManageSieve", first);
        *offers = *offers || dialogue_word(first, "\"STARTTLS\"");
    }
}

bool talk_sieve(struct dialogue *dialogue)
{
    char first[256];
    bool offers = false;
    if (!sieve_answer(dialogue, "to talk", &offers, first))
        return false;
    dialogue_greeted(dialogue, first);
    if (!offers)
        return dialogue_not_offered(dialogue, "RFC 5804 1.7");
    if (!dialogue_say(dialogue, "STARTTLS\r\n") ||
        !sieve_answer(dialogue, "STARTTLS", &offers, first))
        return false;
    dialogue_answered(dialogue, first);
    return true;
}
