/* SPDX-License-Identifier: MIT */
/* A stream that is read from memory, for the tests of what stands on streams. */
#include "support/memory_stream.h"

#include <string.h>

static ssize_t memory_read(struct stream *stream, void *buffer, size_t size,
                           struct failure *failure)
{
    struct memory_stream *memory = (struct memory_stream *)stream;
    size_t count = memory->length < size ? memory->length : size;
    (void)failure;
    if (count > memory->step)
        count = memory->step;
    if (count > 0)
        memcpy(buffer, memory->data, count);
    memory->data += count;
    memory->length -= count;
    stream->received += count;
    return (ssize_t)count;
}

static bool memory_write(struct stream *stream, const void *data, size_t length,
                         struct failure *failure)
{
    (void)data;
    (void)failure;
    stream->sent += length;
    return true;
}

static bool memory_ready(struct stream *stream, int milliseconds)
{
    (void)stream;
    (void)milliseconds;
    return true;
}

static void memory_close(struct stream *stream)
{
    (void)stream;
}

void memory_stream_open(struct memory_stream *memory, const void *data, size_t length, size_t step)
{
    *memory = (struct memory_stream){.stream = {.read = memory_read,
                                                .write = memory_write,
                                                .ready = memory_ready,
                                                .close = memory_close},
                                     .data = data,
                                     .length = length,
                                     .step = step};
}
