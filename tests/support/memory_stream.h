/* SPDX-License-Identifier: MIT */
/* A stream that is read from memory, for the tests of what stands on streams. */
#ifndef TESTS_SUPPORT_MEMORY_STREAM_H
#define TESTS_SUPPORT_MEMORY_STREAM_H

#include "stream.h"

struct memory_stream {
    struct stream stream;
    const char *data;
    size_t length;
    size_t step; /* at most so many bytes come at once */
};

/* memory_stream_open does not copy the data. What is written to it is only counted. */
void memory_stream_open(struct memory_stream *memory, const void *data, size_t length, size_t step);

#endif
