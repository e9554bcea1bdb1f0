/* SPDX-License-Identifier: MIT */
/* TCP as a stream. */
#include "tcp.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "memory.h"

static bool would_block(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

static bool broken(const struct tcp_stream *tcp, int error, struct failure *failure)
{
    if (error == ECONNRESET || error == EPIPE)
        return fail(failure, EXIT_TAMPERED, "the connection was reset by %s", tcp->peer);
    return fail(failure, EXIT_UNCHECKED, "%s: %s", tcp->peer, strerror(error));
}

static ssize_t tcp_read(struct stream *stream, void *buffer, size_t size, struct failure *failure)
{
    struct tcp_stream *tcp = (struct tcp_stream *)stream;
    for (;;) {
        /* A peer that never pauses must not outlast the limits either. */
        if (patience_over(tcp->patience, failure))
            return -1;
        ssize_t count = recv(tcp->descriptor, buffer, size, 0);
        if (count >= 0) {
            stream->received += (uint64_t)count;
            return count;
        }
        if (!would_block(errno)) {
            (void)broken(tcp, errno, failure);
            return -1;
        }
        if (!patience_wait(tcp->patience, tcp->descriptor, POLLIN, failure))
            return -1;
    }
}

static bool tcp_write(struct stream *stream, const void *data, size_t length,
                      struct failure *failure)
{
    struct tcp_stream *tcp = (struct tcp_stream *)stream;
    const char *at = data;
    while (length > 0) {
        ssize_t count = send(tcp->descriptor, at, length, MSG_NOSIGNAL);
        if (count >= 0) {
            at += count;
            length -= (size_t)count;
            stream->sent += (uint64_t)count;
        } else if (!would_block(errno)) {
            return broken(tcp, errno, failure);
        } else if (!patience_wait(tcp->patience, tcp->descriptor, POLLOUT, failure)) {
            return false;
        }
    }
    return true;
}

static bool tcp_ready(struct stream *stream, int milliseconds)
{
    const struct tcp_stream *tcp = (const struct tcp_stream *)stream;
    struct pollfd ready = {.fd = tcp->descriptor, .events = POLLIN};
    return poll(&ready, 1, patience_left(tcp->patience, milliseconds)) > 0;
}

static void tcp_close(struct stream *stream)
{
    struct tcp_stream *tcp = (struct tcp_stream *)stream;
    (void)close(tcp->descriptor);
    free(tcp);
}

struct tcp_stream *tcp_stream_new(int descriptor, const char *peer, const struct patience *patience)
{
    struct tcp_stream *tcp = must_allocate(sizeof *tcp);
    tcp->stream = (struct stream){
        .read = tcp_read, .write = tcp_write, .ready = tcp_ready, .close = tcp_close};
    tcp->descriptor = descriptor;
    tcp->patience = patience;
    (void)snprintf(tcp->peer, sizeof tcp->peer, "%s", peer);
    return tcp;
}
