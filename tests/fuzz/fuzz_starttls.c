/* SPDX-License-Identifier: MIT */
/* What a server says before TLS, in each of the protocols: the dialogue ends, within its limits,
 * and when it ends well nothing is left over that TLS would be given. Reaches starttls_talk and the
 * dialogue of every protocol.
 *
 * The input is a byte for the protocol, a byte for how much comes at a time, and the server's
 * words. They are all there from the beginning. */
#include "fuzz.h"
#include "starttls_protocol.h"

#include <string.h>

struct fake {
    struct stream stream;
    const uint8_t *at;
    const uint8_t *end;
    size_t piece;
};

static ssize_t fake_read(struct stream *stream, void *buffer, size_t size, struct failure *failure)
{
    struct fake *fake = (struct fake *)stream;
    size_t count = (size_t)(fake->end - fake->at);
    (void)failure;
    count = count > fake->piece ? fake->piece : count;
    count = count > size ? size : count;
    if (count > 0)
        memcpy(buffer, fake->at, count);
    fake->at += count;
    return (ssize_t)count;
}

static bool fake_write(struct stream *stream, const void *data, size_t length,
                       struct failure *failure)
{
    (void)stream;
    (void)data;
    (void)length;
    (void)failure;
    return true;
}

static bool fake_ready(struct stream *stream, int milliseconds)
{
    const struct fake *fake = (const struct fake *)stream;
    (void)milliseconds;
    return fake->at < fake->end;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t count = 0;
    if (size < 2)
        return 0;
    while (starttls_protocols[count].name != NULL)
        count++;
    struct fake fake = {.stream = {.read = fake_read, .write = fake_write, .ready = fake_ready},
                        .at = data + 2,
                        .end = data + size,
                        .piece = 1 + (size_t)data[1] * 16};
    struct failure failure = {0};
    struct dialogue dialogue;
    dialogue_open(&dialogue, &fake.stream, "host.example", &failure);
    bool good = starttls_talk(&starttls_protocols[data[0] % count], &dialogue);
    require(good == (failure.status == 0));
    require(!good || (fake.at == fake.end && dialogue.begin == dialogue.end));
    require(dialogue.lines <= DIALOGUE_LINES_MAX + 1 && dialogue.bytes <= DIALOGUE_BYTES_MAX + 1);
    dialogue_release(&dialogue);
    return 0;
}
