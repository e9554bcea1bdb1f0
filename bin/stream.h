/* SPDX-License-Identifier: MIT */
/* A way for bytes, in both directions: TCP, TLS over another stream, or a test's memory. */
#ifndef STREAM_H
#define STREAM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "failure.h"

/* Each kind has this as its first member. All of it waits as the stream's patience allows. */
struct stream {
    /* Returns how many bytes came, at least one; 0 where the peer has ended the stream in good
     * order; -1 after a failure. TCP cannot tell an end from one that somebody else brought about;
     * TLS can. */
    ssize_t (*read)(struct stream *stream, void *buffer, size_t size, struct failure *failure);
    /* Writes all of it. */
    bool (*write)(struct stream *stream, const void *data, size_t length, struct failure *failure);
    /* Whether something can be read without waiting longer than so many milliseconds. */
    bool (*ready)(struct stream *stream, int milliseconds);
    /* Says goodbye where the protocol has a word for it, and gives back what the stream holds, and
     * the stream below it. */
    void (*close)(struct stream *stream);
    uint64_t received; /* bytes that were read from it */
    uint64_t sent;     /* and written to it */
};

#endif
