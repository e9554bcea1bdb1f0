/* SPDX-License-Identifier: MIT */
/* Reads any input as an answer of HTTP/1.1, whole and in small pieces: both give the same. Then as
 * a URL, which must read the same when it is written again. Reaches http_response_open,
 * http_response_read, url_parse and url_text. */
#include "fuzz.h"
#include "http_body.h"
#include "support/memory_stream.h"
#include "url.h"

#include <stdlib.h>
#include <string.h>

struct outcome {
    int status;
    uint64_t received;
    unsigned char sum;
};

static struct outcome read_answer(const uint8_t *data, size_t size, size_t step)
{
    static struct http_response response;
    struct outcome outcome = {0};
    struct failure failure = {0};
    struct memory_stream memory;
    const char *piece = NULL;
    size_t length = 1;
    memory_stream_open(&memory, data, size, step);
    bool good = http_response_open(&response, &memory.stream, "GET", &failure);
    while (good && length > 0) {
        good = http_response_read(&response, &piece, &length, &failure);
        for (size_t i = 0; good && i < length; i++)
            outcome.sum = (unsigned char)(outcome.sum * 31 + (unsigned char)piece[i]);
    }
    require(good == (failure.status == 0));
    require(response.received <= size);
    require(!good || response.framing != HTTP_LENGTH || response.received == response.length);
    outcome.status = failure.status;
    outcome.received = good ? response.received : 0;
    outcome.sum = good ? outcome.sum : 0;
    http_response_release(&response);
    return outcome;
}

static void read_url(const char *text)
{
    struct url url;
    struct url again;
    struct failure failure = {0};
    if (!url_parse(text, false, &url, &failure)) {
        require(failure.status == EXIT_USAGE && url.host == NULL);
        return;
    }
    char *written = url_text(&url);
    /* Encoding what is not ASCII may make it too long. */
    if (strlen(written) <= URL_MAX) {
        require(url_parse(written, false, &again, &failure));
        char *twice = url_text(&again);
        require(strcmp(written, twice) == 0 && url_same_origin(&url, &again));
        free(twice);
        url_release(&again);
    }
    require(strpbrk(written, " \r\n\t\\") == NULL);
    free(written);
    url_release(&url);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct outcome whole = read_answer(data, size, SIZE_MAX);
    struct outcome pieces = read_answer(data, size, 3);
    require(whole.status == pieces.status && whole.received == pieces.received &&
            whole.sum == pieces.sum);
    char *text = malloc(size + 1);
    require(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    read_url(text);
    free(text);
    return 0;
}
