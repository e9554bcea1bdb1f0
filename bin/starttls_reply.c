/* SPDX-License-Identifier: MIT */
/* STARTTLS where replies begin with three digits: SMTP, LMTP, FTP, NNTP. */
#include <string.h>

#include "starttls_protocol.h"

#define REPLY_MAX 512U /* RFC 5321 4.5.3.1.5 and RFC 3977 3.1, with CR LF */

struct reply {
    unsigned code;
    bool offers;     /* one of its lines is the command */
    char first[256]; /* its first line */
};

/* "250 text", "250-text", "250" */
static bool read_code(struct dialogue *dialogue, unsigned *code)
{
    const char *line = dialogue->line;
    bool good = strspn(line, "0123456789") == 3 && line[0] >= '1' && line[0] <= '5' &&
                (line[3] == ' ' || line[3] == '-' || line[3] == '\0');
    if (!good)
        return dialogue_strange(dialogue, "a reply code", line);
    *code = (unsigned)(line[0] - '0') * 100 + (unsigned)(line[1] - '0') * 10 +
            (unsigned)(line[2] - '0');
    return true;
}

static bool read_first(struct dialogue *dialogue, size_t longest, struct reply *reply)
{
    *reply = (struct reply){0};
    if (!dialogue_line(dialogue, longest) || !read_code(dialogue, &reply->code))
        return false;
    size_t length =
        dialogue->length < sizeof reply->first ? dialogue->length : sizeof reply->first - 1;
    memcpy(reply->first, dialogue->line, length);
    return true;
}

static bool more(const struct dialogue *dialogue)
{
    return dialogue->length > 3 && dialogue->line[3] == '-';
}

static bool offered(const struct dialogue *dialogue)
{
    return dialogue->length > 4 && dialogue_word(dialogue->line + 4, dialogue->command);
}

/* RFC 5321 4.2.1: every line of a reply begins with its code, which '-' follows but in the last. */
static bool read_mail(struct dialogue *dialogue, struct reply *reply)
{
    if (!read_first(dialogue, REPLY_MAX, reply))
        return false;
    reply->offers = offered(dialogue);
    while (more(dialogue)) {
        unsigned code = 0;
        if (!dialogue_line(dialogue, REPLY_MAX) || !read_code(dialogue, &code))
            return false;
        if (code != reply->code)
            return dialogue_strange(dialogue, "the rest of a reply", dialogue->line);
        reply->offers = reply->offers || offered(dialogue);
    }
    return true;
}

static bool talk_mail(struct dialogue *dialogue, const char *hello, const char *hello_line)
{
    struct reply reply;
    if (!read_mail(dialogue, &reply))
        return false;
    if (reply.code != 220)
        return dialogue_refused(dialogue, "to talk", reply.first);
    dialogue_greeted(dialogue, reply.first);
    if (!dialogue_say(dialogue, hello_line) || !read_mail(dialogue, &reply))
        return false;
    if (reply.code != 250)
        return dialogue_refused(dialogue, hello, reply.first);
    if (!reply.offers)
        return dialogue_not_offered(dialogue, "RFC 3207 4");
    if (!dialogue_say(dialogue, "STARTTLS\r\n") || !read_mail(dialogue, &reply))
        return false;
    /* RFC 3207 4: 220 is "Ready to start TLS" */
    if (reply.code != 220)
        return dialogue_refused(dialogue, "STARTTLS", reply.first);
    dialogue_answered(dialogue, reply.first);
    return true;
}

bool talk_smtp(struct dialogue *dialogue)
{
    return talk_mail(dialogue, "EHLO", "EHLO " DIALOGUE_CLIENT "\r\n");
}

/* RFC 2033 4.1: LHLO, with the semantics of EHLO */
bool talk_lmtp(struct dialogue *dialogue)
{
    return talk_mail(dialogue, "LHLO", "LHLO " DIALOGUE_CLIENT "\r\n");
}

/* RFC 959 4.2: of a reply of several lines only the first and the last begin with its code; the
 * last has a space behind it. */
static bool read_ftp(struct dialogue *dialogue, struct reply *reply)
{
    if (!read_first(dialogue, DIALOGUE_LINE_MAX, reply))
        return false;
    bool last = !more(dialogue);
    while (!last) {
        if (!dialogue_line(dialogue, DIALOGUE_LINE_MAX))
            return false;
        last = strncmp(dialogue->line, reply->first, 3) == 0 && dialogue->line[3] == ' ';
    }
    return true;
}

bool talk_ftp(struct dialogue *dialogue)
{
    struct reply reply;
    if (!read_ftp(dialogue, &reply))
        return false;
    /* RFC 959 5.4: 120, then 220, where the service is ready in a few minutes */
    if (reply.code == 120 && !read_ftp(dialogue, &reply))
        return false;
    if (reply.code != 220)
        return dialogue_refused(dialogue, "to talk", reply.first);
    dialogue_greeted(dialogue, reply.first);
    if (!dialogue_say(dialogue, "AUTH TLS\r\n") || !read_ftp(dialogue, &reply))
        return false;
    /* RFC 4217 4: 234, as nothing else needs to be exchanged */
    if (reply.code != 234)
        return dialogue_refused(dialogue, "AUTH TLS", reply.first);
    dialogue_answered(dialogue, reply.first);
    return true;
}

/* RFC 3977 5.2: 101 and a list that ends with a line of one dot */
static bool read_capabilities(struct dialogue *dialogue, struct reply *reply)
{
    if (!read_first(dialogue, REPLY_MAX, reply))
        return false;
    /* A server from before RFC 3977 does not know the command. */
    if (reply->code != 101) {
        reply->offers = reply->code == 500;
        return true;
    }
    for (;;) {
        if (!dialogue_line(dialogue, DIALOGUE_LINE_MAX))
            return false;
        if (strcmp(dialogue->line, ".") == 0)
            return true;
        reply->offers = reply->offers || dialogue_word(dialogue->line, "STARTTLS");
    }
}

bool talk_nntp(struct dialogue *dialogue)
{
    struct reply reply;
    if (!read_first(dialogue, REPLY_MAX, &reply))
        return false;
    if (reply.code != 200 && reply.code != 201)
        return dialogue_refused(dialogue, "to talk", reply.first);
    dialogue_greeted(dialogue, reply.first);
    if (!dialogue_say(dialogue, "CAPABILITIES\r\n") || !read_capabilities(dialogue, &reply))
        return false;
    if (reply.code != 101 && reply.code != 500)
        return dialogue_refused(dialogue, "CAPABILITIES", reply.first);
    if (!reply.offers)
        return dialogue_not_offered(dialogue, "RFC 4642 2.1");
    if (!dialogue_say(dialogue, "STARTTLS\r\n") || !read_first(dialogue, REPLY_MAX, &reply))
        return false;
    /* RFC 4642 2.2.1: 382 "Continue with TLS negotiation" */
    if (reply.code != 382)
        return dialogue_refused(dialogue, "STARTTLS", reply.first);
    dialogue_answered(dialogue, reply.first);
    return true;
}
