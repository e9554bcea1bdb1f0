/* SPDX-License-Identifier: MIT */
/* STARTTLS of XMPP: two XML streams, of which as much is read as is needed. */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "starttls_protocol.h"

#define TLS_SPACE "urn:ietf:params:xml:ns:xmpp-tls"
#define TAG_MAX 2048U

/* What stands between '<' and '>'. */
struct tag {
    const char *name; /* without its prefix */
    bool closing;     /* </a> */
    bool empty;       /* <a/> */
    char text[TAG_MAX];
};

/* Up to the '>' that isn't within quotes. */
static bool read_until_end(struct dialogue *dialogue, struct tag *tag)
{
    size_t length = 0;
    char quote = '\0';
    for (;;) {
        char c;
        if (!dialogue_take(dialogue, &c, 1))
            return false;
        if (c == '>' && quote == '\0')
            break;
        if (c == '\0' || length == sizeof tag->text - 1)
            return dialogue_other(dialogue, "a tag of XML", "one without an end");
        if (quote == '\0' && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = '\0';
        tag->text[length++] = c;
    }
    tag->text[length] = '\0';
    tag->empty = length > 0 && tag->text[length - 1] == '/';
    if (tag->empty)
        tag->text[length - 1] = '\0';
    return true;
}

/* Character data is passed over; the declaration of XML, too. RFC 6120 11.1 has no other
 * instructions, no comments, and no document types. */
static bool read_tag(struct dialogue *dialogue, struct tag *tag)
{
    tag->name = "";
    do {
        char c;
        do {
            if (!dialogue_take(dialogue, &c, 1))
                return false;
            /* Who speaks another protocol is found out at once. */
            if (dialogue->greeting == NULL && c != '<' && strchr(" \t\r\n", c) == NULL)
                return dialogue_other(dialogue, "a stream of XML", "something else");
        } while (c != '<');
        if (!read_until_end(dialogue, tag))
            return false;
        if (tag->text[0] == '!')
            return dialogue_strange(dialogue, "what XMPP allows of XML", tag->text);
    } while (tag->text[0] == '?');
    tag->closing = tag->text[0] == '/';
    char *name = tag->text + tag->closing;
    size_t length = strcspn(name, " \t\r\n");
    const char *colon = memchr(name, ':', length);
    tag->name = colon == NULL ? name : colon + 1;
    return true;
}

static bool is(const struct tag *tag, const char *name)
{
    size_t length = strlen(name);
    return strncmp(tag->name, name, length) == 0 &&
           (tag->name[length] == '\0' || strchr(" \t\r\n", tag->name[length]) != NULL);
}

static bool in_tls_space(const struct tag *tag)
{
    return strstr(tag->text, "'" TLS_SPACE "'") != NULL ||
           strstr(tag->text, "\"" TLS_SPACE "\"") != NULL;
}

/* RFC 6120 4.9: the condition is the error's first child. */
static bool stream_error(struct dialogue *dialogue, struct tag *tag)
{
    if (tag->empty)
        return dialogue_refused(dialogue, "the stream", "");
    if (!read_tag(dialogue, tag))
        return false;
    tag->text[strcspn(tag->text, " \t\r\n")] = '\0';
    return dialogue_refused(dialogue, "the stream", tag->name);
}

/* RFC 6120 4.3.2: the features follow the header of the stream. */
static bool read_features(struct dialogue *dialogue, struct tag *tag, bool *offers)
{
    *offers = false;
    if (!read_tag(dialogue, tag))
        return false;
    if (is(tag, "error") && !tag->closing)
        return stream_error(dialogue, tag);
    if (!is(tag, "features") || tag->closing)
        return dialogue_strange(dialogue, "the stream's features", tag->text);
    int depth = tag->empty ? 0 : 1;
    while (depth > 0) {
        if (!read_tag(dialogue, tag))
            return false;
        *offers = *offers || (depth == 1 && is(tag, "starttls") && in_tls_space(tag));
        depth += tag->closing ? -1 : tag->empty ? 0 : 1;
    }
    return true;
}

static bool open_stream(struct dialogue *dialogue, const char *kind, struct tag *tag)
{
    /* It becomes an attribute's value. */
    if (dialogue->host[strcspn(dialogue->host, "<>&'\"")] != '\0')
        return fail(dialogue->failure, EXIT_USAGE, "'%s' is no domain of XMPP", dialogue->host);
    char *header = must_print("<?xml version='1.0'?><stream:stream %s%sto='%s' version='1.0' "
                              "xmlns='jabber:%s' xmlns:stream='http://etherx.jabber.org/streams'>",
                              strcmp(kind, "server") == 0 ? "from='" DIALOGUE_CLIENT "'" : "",
                              strcmp(kind, "server") == 0 ? " " : "", dialogue->host, kind);
    bool good = dialogue_say(dialogue, header) && read_tag(dialogue, tag);
    free(header);
    if (good && (!is(tag, "stream") || tag->closing || tag->empty))
        return dialogue_strange(dialogue, "a stream of XMPP", tag->text);
    if (good)
        dialogue_greeted(dialogue, tag->text);
    return good;
}

static bool ask(struct dialogue *dialogue, struct tag *tag)
{
    if (!dialogue_say(dialogue, "<starttls xmlns='" TLS_SPACE "'/>") || !read_tag(dialogue, tag))
        return false;
    if (is(tag, "failure"))
        return dialogue_refused(dialogue, "STARTTLS", tag->text);
    if (!is(tag, "proceed") || tag->closing || !in_tls_space(tag))
        return dialogue_strange(dialogue, "<proceed/>", tag->text);
    dialogue_answered(dialogue, tag->text);
    if (tag->empty)
        return true;
    return read_tag(dialogue, tag) && ((is(tag, "proceed") && tag->closing) ||
                                       dialogue_strange(dialogue, "</proceed>", tag->text));
}

static bool talk(struct dialogue *dialogue, const char *kind)
{
    struct tag tag = {0};
    bool offers;
    if (!open_stream(dialogue, kind, &tag) || !read_features(dialogue, &tag, &offers))
        return false;
    if (!offers)
        return dialogue_not_offered(dialogue, "RFC 6120 5.4.1");
    return ask(dialogue, &tag);
}

bool talk_xmpp_client(struct dialogue *dialogue)
{
    return talk(dialogue, "client");
}

bool talk_xmpp_server(struct dialogue *dialogue)
{
    return talk(dialogue, "server");
}
