/* SPDX-License-Identifier: MIT */
/* STARTTLS: from a protocol in clear to TLS on the same connection. */
#include "starttls.h"

#include <stdlib.h>
#include <string.h>

#include "command_line.h"
#include "starttls_protocol.h"
#include "tool.h"

const char starttls_help[] =
    "  --starttls PROTO          begin in clear with this protocol, and ask for TLS:\n"
    "                            smtp, lmtp, imap, pop3, ftp, xmpp, xmpp-server,\n"
    "                            ldap, nntp, sieve, postgres, mysql. The port is then\n"
    "                            the protocol's own unless given, and XMPP's domain\n"
    "                            is --servername's, or the host\n";

const struct starttls_protocol *starttls_find(const char *command, const char *name)
{
    char *names = must_copy("");
    for (const struct starttls_protocol *row = starttls_protocols; row->name != NULL; row++) {
        if (strcmp(row->name, name) == 0) {
            free(names);
            return row;
        }
        char *longer = must_print("%s%s%s", names, names[0] == '\0' ? "" : ", ", row->name);
        free(names);
        names = longer;
    }
    (void)not_one_of(command, "--starttls", name, names);
    free(names);
    return NULL;
}

unsigned starttls_port(const struct starttls_protocol *protocol)
{
    return protocol->port;
}

static void tell(struct trace *trace, const struct starttls_protocol *protocol,
                 const struct dialogue *dialogue)
{
    trace_begin(trace, "starttls", protocol->command);
    trace_say(trace, "%s goes on with TLS; all until here was in clear", protocol->server);
    trace_text(trace, NULL, "protocol", protocol->name);
    trace_text(trace, "greeting", "greeting", dialogue->greeting);
    trace_text(trace, "go-ahead", "answer", dialogue->answer);
    trace_text(trace, "defined in", "clause", protocol->clause);
    trace_number(trace, NULL, "clear_sent", dialogue->stream->sent);
    trace_number(trace, NULL, "clear_received", dialogue->stream->received);
    trace_end(trace);
}

bool starttls_negotiate(const struct starttls_protocol *protocol, const char *host,
                        struct stream *stream, struct trace *trace, struct failure *failure)
{
    struct dialogue *dialogue = must_allocate(sizeof *dialogue);
    dialogue_open(dialogue, stream, host, failure);
    bool good = starttls_talk(protocol, dialogue);
    if (good)
        tell(trace, protocol, dialogue);
    dialogue_release(dialogue);
    free(dialogue);
    return good;
}
