/* SPDX-License-Identifier: MIT */
/* TCP as a stream. */
#ifndef TCP_H
#define TCP_H

#include "patience.h"
#include "stream.h"

struct tcp_stream {
    struct stream stream;
    int descriptor;
    char peer[96];                   /* "192.0.2.1 port 443" */
    const struct patience *patience; /* not owned: the same for all of a command */
};

/* tcp_stream_new takes a connected, non-blocking socket over. */
struct tcp_stream *tcp_stream_new(int descriptor, const char *peer,
                                  const struct patience *patience);

#endif
