/* SPDX-License-Identifier: MIT */
/* A dialogue in clear before TLS: lines and bytes of a server that nobody has identified yet. */
#ifndef STARTTLS_DIALOGUE_H
#define STARTTLS_DIALOGUE_H

#include "stream.h"

#define DIALOGUE_LINE_MAX                                                                         \
    8192U                       /* bytes with its end, where the protocol has no limit of its own \
                                 */
#define DIALOGUE_LINES_MAX 200U /* of all answers together */
#define DIALOGUE_BYTES_MAX 65536U /* the same */

/* A name that nobody has (RFC 6761 6.4), for protocols in which clients introduce themselves. */
#define DIALOGUE_CLIENT "certcheck.invalid"

struct dialogue {
    struct stream *stream;
    struct failure *failure;
    const char *host;                 /* the server, for protocols in which it is named */
    const char *server;               /* what it is called in messages: "the SMTP server" */
    const char *command;              /* what asks for TLS: "STARTTLS" */
    char *greeting;                   /* the server's first words; NULL: the protocol has none */
    char *answer;                     /* the go-ahead; NULL: the protocol has none */
    size_t bytes;                     /* that have been taken */
    size_t lines;                     /* the same */
    size_t begin;                     /* what was read and is not taken yet */
    size_t end;                       /* its end */
    size_t length;                    /* of the line, without its end */
    char line[DIALOGUE_LINE_MAX + 1]; /* the last one, and a zero */
    uint8_t buffer[2048];
};

/* dialogue_open begins one; dialogue_release frees what it remembers, not the stream. */
void dialogue_open(struct dialogue *dialogue, struct stream *stream, const char *host,
                   struct failure *failure);
void dialogue_release(struct dialogue *dialogue);

bool dialogue_send(struct dialogue *dialogue, const void *data, size_t length);
bool dialogue_say(struct dialogue *dialogue, const char *text);

/* dialogue_take reads exactly so many bytes. */
bool dialogue_take(struct dialogue *dialogue, void *bytes, size_t count);

/* dialogue_line reads a line of at most `longest` bytes, its end included, which is CR LF. A line
 * with a zero, or a CR or LF elsewhere, is refused. */
bool dialogue_line(struct dialogue *dialogue, size_t longest);

/* Keep a line for the trace. */
void dialogue_greeted(struct dialogue *dialogue, const char *text);
void dialogue_answered(struct dialogue *dialogue, const char *text);

/* All fail, and say so: dialogue_refused that the server does not want what `asked` says, with its
 * own words; dialogue_not_offered that TLS is not among what it can do; dialogue_strange that it
 * speaks another protocol, with its words, and dialogue_other with ours. */
bool dialogue_refused(struct dialogue *dialogue, const char *asked, const char *words);
bool dialogue_not_offered(struct dialogue *dialogue, const char *clause);
bool dialogue_strange(struct dialogue *dialogue, const char *expected, const char *words);
bool dialogue_other(struct dialogue *dialogue, const char *expected, const char *what);

/* dialogue_is_over makes sure that nothing has come after the go-ahead: it would have been written
 * by somebody who is not protected by TLS, and would be read as if it were (CVE-2011-0411). */
bool dialogue_is_over(struct dialogue *dialogue);

/* dialogue_word tells whether a text has a word at its beginning, in any case of its letters, and a
 * space or its end behind; dialogue_has_word whether one of its words is that. */
bool dialogue_word(const char *text, const char *word);
bool dialogue_has_word(const char *text, const char *word);

#endif
