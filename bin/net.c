/* SPDX-License-Identifier: MIT */
/* TCP connections to a host: look-up, then an attempt to each address until one answers. */
#include "net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"

#define ATTEMPT_DELAY 250 /* milliseconds, RFC 8305 8 */

/* Attempts at a host's addresses, in their order. */
struct race {
    const struct addresses *addresses;
    struct attempt {
        int descriptor; /* -1: not begun, or ended */
        int error;      /* why it ended */
    } attempts[ADDRESSES_MAX];
    size_t begun;
    int64_t next; /* when to begin the next one */
    int winner;   /* -1: none yet */
};

static bool set_nonblocking(int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);
    return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 &&
           fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

static void end(struct race *race, size_t index, int error)
{
    struct attempt *attempt = &race->attempts[index];
    if (attempt->descriptor >= 0)
        (void)close(attempt->descriptor);
    *attempt = (struct attempt){.descriptor = -1, .error = error};
    race->next = clock_ms();
}

static void begin(struct race *race)
{
    size_t index = race->begun++;
    const struct address *address = &race->addresses->list[index];
    race->next = clock_ms() + ATTEMPT_DELAY;
    int descriptor = socket(address->socket.ss_family, SOCK_STREAM, 0);
    race->attempts[index].descriptor = descriptor;
    if (descriptor < 0 || !set_nonblocking(descriptor)) {
        end(race, index, errno);
        return;
    }
    if (connect(descriptor, (const struct sockaddr *)&address->socket, address->length) == 0)
        race->winner = (int)index;
    else if (errno != EINPROGRESS && errno != EINTR)
        end(race, index, errno);
}

static void look(struct race *race, size_t index)
{
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(race->attempts[index].descriptor, SOL_SOCKET, SO_ERROR, &error, &length) != 0)
        error = errno;
    if (error == 0)
        race->winner = (int)index;
    else
        end(race, index, error);
}

/* Waits until an attempt ends or the next one is to begin. */
static void wait(struct race *race, const struct patience *patience)
{
    struct pollfd ready[ADDRESSES_MAX];
    size_t which[ADDRESSES_MAX];
    nfds_t count = 0;
    for (size_t i = 0; i < race->begun; i++) {
        if (race->attempts[i].descriptor < 0)
            continue;
        which[count] = i;
        ready[count++] = (struct pollfd){.fd = race->attempts[i].descriptor, .events = POLLOUT};
    }
    int64_t until = race->next - clock_ms();
    int limit = race->begun == race->addresses->count ? -1 : until > 0 ? (int)until : 0;
    if (poll(ready, count, patience_left(patience, limit)) <= 0)
        return;
    for (nfds_t i = 0; i < count && race->winner < 0; i++)
        if (ready[i].revents != 0)
            look(race, which[i]);
}

static bool any_open(const struct race *race)
{
    for (size_t i = 0; i < race->begun; i++)
        if (race->attempts[i].descriptor >= 0)
            return true;
    return false;
}

static bool run(struct race *race, const struct patience *patience, struct failure *failure)
{
    while (race->winner < 0) {
        bool more = race->begun < race->addresses->count;
        if (!more && !any_open(race))
            return false;
        if (patience_over(patience, failure))
            return false;
        if (more && (!any_open(race) || clock_ms() >= race->next))
            begin(race);
        else
            wait(race, patience);
    }
    return true;
}

static const char *reason(int error)
{
    return error == ECONNREFUSED   ? "connection refused"
           : error == ENETUNREACH  ? "no route to its network"
           : error == EHOSTUNREACH ? "no route to it"
                                   : strerror(error);
}

/* Every attempt has ended: one address speaks for itself, several are listed. */
static void tell_failures(const struct race *race, const char *host, unsigned port,
                          struct failure *failure)
{
    const struct address *first = &race->addresses->list[0];
    if (race->addresses->count == 1 && race->attempts[0].error == ECONNREFUSED) {
        (void)fail(failure, EXIT_UNCHECKED, "connection refused by %s port %u", first->text, port);
        return;
    }
    char *text = must_print("no connection to %s port %u", host, port);
    for (size_t i = 0; i < race->begun; i++) {
        char *longer = must_print("%s%s %s: %s", text, i == 0 ? ":" : ";",
                                  race->addresses->list[i].text, reason(race->attempts[i].error));
        free(text);
        text = longer;
    }
    (void)fail(failure, EXIT_UNCHECKED, "%s", text);
    free(text);
}

static json_t *failed_attempts(const struct race *race)
{
    json_t *array = must_have(json_array());
    for (size_t i = 0; i < race->begun; i++) {
        if (race->attempts[i].error == 0)
            continue;
        char *text =
            must_print("%s: %s", race->addresses->list[i].text, reason(race->attempts[i].error));
        json_append(array, json_text(text));
        free(text);
    }
    return array;
}

static unsigned local_port(int descriptor)
{
    struct sockaddr_storage local = {0};
    socklen_t length = sizeof local;
    if (getsockname(descriptor, (struct sockaddr *)&local, &length) != 0)
        return 0;
    return ntohs(local.ss_family == AF_INET6 ? ((const struct sockaddr_in6 *)&local)->sin6_port
                                             : ((const struct sockaddr_in *)&local)->sin_port);
}

static struct tcp_stream *win(const struct race *race, unsigned port,
                              const struct patience *patience, struct trace *trace)
{
    const struct address *address = &race->addresses->list[race->winner];
    int descriptor = race->attempts[race->winner].descriptor;
    int one = 1;
    (void)setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    char *peer = must_print("%s port %u", address->text, port);
    trace_begin(trace, "connection", "connection");
    trace_say(trace, "to %s, from port %u", peer, local_port(descriptor));
    trace_text(trace, NULL, "address", address->text);
    trace_number(trace, NULL, "port", port);
    trace_number(trace, NULL, "local_port", local_port(descriptor));
    trace_put(trace, "failed before", "failed", failed_attempts(race));
    trace_end(trace);
    struct tcp_stream *tcp = tcp_stream_new(descriptor, peer, patience);
    free(peer);
    return tcp;
}

static struct tcp_stream *connect_to(const struct addresses *addresses, const char *host,
                                     unsigned port, struct patience *patience, struct trace *trace,
                                     struct failure *failure)
{
    struct race race = {.addresses = addresses, .winner = -1};
    char *doing = must_print("TCP connection to %s port %u",
                             addresses->count == 1 ? addresses->list[0].text : host, port);
    patience_phase(patience, doing);
    bool good = run(&race, patience, failure);
    if (!good)
        tell_failures(&race, host, port, failure);
    struct tcp_stream *tcp = good ? win(&race, port, patience, trace) : NULL;
    for (size_t i = 0; i < race.begun; i++)
        if ((int)i != race.winner && race.attempts[i].descriptor >= 0)
            (void)close(race.attempts[i].descriptor);
    patience_no_phase(patience, "connected");
    free(doing);
    return tcp;
}

static bool look_up(const struct net_options *options, const char *host, unsigned port,
                    struct patience *patience, const char **source, struct addresses *addresses,
                    struct failure *failure)
{
    *addresses = (struct addresses){0};
    *source = "--resolve";
    if (net_resolved(options, host, port, addresses))
        return addresses->count > 0 ||
               fail(failure, EXIT_UNCHECKED,
                    "--resolve gives %s no address of the family asked for", host);
    *source = "address";
    if (resolve_address(host, port, options->family, addresses))
        return true;
    *source = "system";
    char *doing = must_print("look-up of %s", host);
    patience_phase(patience, doing);
    bool good = resolve_name(host, port, options->family, patience, addresses, failure);
    patience_no_phase(patience, "looked up");
    free(doing);
    return good;
}

static void trace_addresses(struct trace *trace, const char *asked, const char *host, unsigned port,
                            const char *source, const struct addresses *addresses)
{
    json_t *array = must_have(json_array());
    char *all = must_copy("");
    for (size_t i = 0; i < addresses->count; i++) {
        const char *text = addresses->list[i].text;
        json_append(array, json_text(text));
        char *longer = must_print("%s%s%s", all, i == 0 ? "" : ", ", text);
        free(all);
        all = longer;
    }
    bool routed = strcmp(asked, host) != 0;
    trace_begin(trace, "look-up", "look-up");
    if (strcmp(source, "address") == 0)
        trace_say(trace, "none needed: %s is an address", host);
    else
        trace_say(trace, "%s is %s%s", host, all,
                  strcmp(source, "--resolve") == 0 ? ", because of --resolve" : "");
    trace_text(trace, NULL, "host", host);
    trace_number(trace, NULL, "port", port);
    trace_text(trace, NULL, "source", source);
    trace_text(trace, routed ? "instead of" : NULL, "instead_of", routed ? asked : NULL);
    trace_put(trace, NULL, "addresses", array);
    trace_end(trace);
    free(all);
}

struct tcp_stream *net_connect(const struct net_options *options, const char *host, unsigned port,
                               struct patience *patience, struct trace *trace,
                               struct failure *failure)
{
    struct addresses addresses;
    const char *source;
    char *to = net_route(options, host, &port);
    bool good = look_up(options, to, port, patience, &source, &addresses, failure);
    struct tcp_stream *tcp = NULL;
    if (good) {
        trace_addresses(trace, host, to, port, source, &addresses);
        tcp = connect_to(&addresses, to, port, patience, trace, failure);
    }
    free(to);
    return tcp;
}
