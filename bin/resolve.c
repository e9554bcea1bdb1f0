/* SPDX-License-Identifier: MIT */
/* From a host's name to its addresses, in the order in which to try them. */
#include "resolve.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"

/* getaddrinfo knows no time limit, so it runs in a thread, which writes a byte when it is done. A
 * question that is given up stays with its thread, since nobody can stop that. */
struct question {
    char *host;
    char port[8];
    struct addrinfo hints;
    struct addrinfo *answer;
    int error;
    int done[2]; /* a pipe */
};

static void *ask(void *context)
{
    struct question *question = context;
    question->error =
        getaddrinfo(question->host, question->port, &question->hints, &question->answer);
    (void)!write(question->done[1], "", 1);
    return NULL;
}

static void question_free(struct question *question)
{
    if (question->error == 0 && question->answer != NULL)
        freeaddrinfo(question->answer);
    (void)close(question->done[0]);
    (void)close(question->done[1]);
    free(question->host);
    free(question);
}

static struct question *question_new(const char *host, unsigned port, int family)
{
    struct question *question = must_allocate(sizeof *question);
    question->host = must_copy(host);
    (void)snprintf(question->port, sizeof question->port, "%u", port);
    question->hints = (struct addrinfo){
        .ai_family = family, .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
    return question;
}

static void add(struct addresses *addresses, const struct sockaddr *socket, socklen_t length)
{
    struct address address = {.length = length};
    if (addresses->count == ADDRESSES_MAX || length > sizeof address.socket)
        return;
    memcpy(&address.socket, socket, length);
    const void *bytes = socket->sa_family == AF_INET6
                            ? (const void *)&((const struct sockaddr_in6 *)socket)->sin6_addr
                            : (const void *)&((const struct sockaddr_in *)socket)->sin_addr;
    (void)inet_ntop(socket->sa_family, bytes, address.text, sizeof address.text);
    for (size_t i = 0; i < addresses->count; i++)
        if (strcmp(addresses->list[i].text, address.text) == 0)
            return;
    addresses->list[addresses->count++] = address;
}

/* The next address of one family (or of any other); NULL when there is no more. */
static const struct addrinfo *next_of(const struct addrinfo *at, int family, bool same)
{
    while (at != NULL && ((at->ai_family == family) != same ||
                          (at->ai_family != AF_INET && at->ai_family != AF_INET6)))
        at = at->ai_next;
    return at;
}

/* RFC 8305 4: the system has sorted them as RFC 6724 says; from then on the families take turns,
 * "so that a failing family costs no more than one attempt's delay". */
static void interleave(const struct addrinfo *answer, struct addresses *addresses)
{
    int first = answer->ai_family;
    const struct addrinfo *one = next_of(answer, first, true);
    const struct addrinfo *other = next_of(answer, first, false);
    while (one != NULL || other != NULL) {
        if (one != NULL) {
            add(addresses, one->ai_addr, one->ai_addrlen);
            one = next_of(one->ai_next, first, true);
        }
        if (other != NULL) {
            add(addresses, other->ai_addr, other->ai_addrlen);
            other = next_of(other->ai_next, first, false);
        }
    }
}

bool resolve_address(const char *text, unsigned port, int family, struct addresses *addresses)
{
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    if (family != AF_INET && inet_pton(AF_INET6, text, &six.sin6_addr) == 1)
        add(addresses, (const struct sockaddr *)&six, sizeof six);
    else if (family != AF_INET6 && inet_pton(AF_INET, text, &four.sin_addr) == 1)
        add(addresses, (const struct sockaddr *)&four, sizeof four);
    else
        return false;
    return true;
}

static bool start(struct question *question)
{
    if (pipe(question->done) != 0) {
        question->done[0] = question->done[1] = -1;
        return false;
    }
    /* Signals are for the main thread, which knows what to clean up. */
    sigset_t all;
    sigset_t before;
    pthread_t thread;
    sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    bool good = pthread_create(&thread, NULL, ask, question) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (good)
        (void)pthread_detach(thread);
    return good;
}

static bool take_answer(const struct question *question, struct addresses *addresses,
                        struct failure *failure)
{
    char byte;
    (void)!read(question->done[0], &byte, 1);
    if (question->error != 0)
        return fail(failure, EXIT_UNCHECKED, "%s is not known: %s", question->host,
                    gai_strerror(question->error));
    interleave(question->answer, addresses);
    if (addresses->count == 0)
        return fail(failure, EXIT_UNCHECKED, "%s has no IPv4 or IPv6 address", question->host);
    return true;
}

bool resolve_name(const char *host, unsigned port, int family, const struct patience *patience,
                  struct addresses *addresses, struct failure *failure)
{
    *addresses = (struct addresses){0};
    struct question *question = question_new(host, port, family);
    if (!start(question)) {
        question_free(question);
        return fail(failure, EXIT_UNCHECKED, "%s cannot be looked up: no thread for it", host);
    }
    if (!patience_wait(patience, question->done[0], POLLIN, failure))
        return false;
    bool good = take_answer(question, addresses, failure);
    question_free(question);
    return good;
}
