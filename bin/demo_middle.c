/* SPDX-License-Identifier: MIT */
/* Whoever sits between client and server in the demo: he hears every byte, and may do worse. */
#include "demo_middle.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "demo_record.h"

/* The client's first protected record ends its handshake, the second is its request: the servers of
 * the demo ask for no certificate, and give no tickets. What the server sends then is the answer.
 */
static void count(struct demo_middle *middle, enum demo_direction direction)
{
    if (direction == TO_CLIENT && middle->ways[TO_SERVER].protected_records >= 2)
        middle->answer_records++;
    middle->ways[direction].protected_records++;
}

/* Does to a record what he is there for. */
static void meddle(struct demo_middle *middle, enum demo_direction direction, unsigned char *record,
                   size_t length)
{
    bool protected_record = record[0] == RECORD_APPLICATION_DATA;
    if (protected_record)
        count(middle, direction);
    bool answer = protected_record && direction == TO_CLIENT && middle->answer_records > 0;
    if (middle->deed == DEED_DOWNGRADE && direction == TO_SERVER)
        (void)demo_record_hide_tls13(record, length);
    if (middle->deed == DEED_CHANGE && answer && middle->answer_records == 1)
        record[length / 2] ^= 1;
    if (middle->deed == DEED_CUT && answer && middle->answer_records == 2)
        middle->cut = true;
}

static void send_on(struct demo_middle *middle, enum demo_direction direction,
                    const unsigned char *data, size_t length)
{
    demo_bytes_add(&middle->went[direction], data, length);
    while (length > 0) {
        ssize_t sent = send(middle->ways[direction].to, data, length, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        data += sent;
        length -= (size_t)sent;
    }
}

static void end(struct demo_middle *middle, enum demo_direction direction)
{
    (void)shutdown(middle->ways[direction].to, SHUT_WR);
}

/* Sends on what has come as whole records. */
static void pass_on(struct demo_middle *middle, enum demo_direction direction)
{
    struct demo_bytes *pending = &middle->ways[direction].pending;
    size_t size;
    while (!middle->cut && (size = demo_record_size(pending->data, pending->length)) > 0) {
        meddle(middle, direction, pending->data, size);
        if (!middle->cut)
            send_on(middle, direction, pending->data, size);
        demo_bytes_drop(pending, size);
    }
    if (middle->cut) {
        end(middle, TO_CLIENT);
        end(middle, TO_SERVER);
    }
}

static void hear(struct demo_middle *middle, enum demo_direction direction)
{
    unsigned char data[4096];
    struct demo_way *way = &middle->ways[direction];
    ssize_t count = recv(way->from, data, sizeof data, 0);
    way->ended = count <= 0;
    if (way->ended) {
        end(middle, direction);
        return;
    }
    demo_bytes_add(&middle->heard, data, (size_t)count);
    demo_bytes_add(&middle->came[direction], data, (size_t)count);
    demo_bytes_add(&way->pending, data, (size_t)count);
    pass_on(middle, direction);
}

static void relay(struct demo_middle *middle)
{
    while (!middle->ways[TO_SERVER].ended || !middle->ways[TO_CLIENT].ended) {
        struct pollfd ready[2];
        for (int i = 0; i < 2; i++)
            ready[i] = (struct pollfd){.fd = middle->ways[i].ended ? -1 : middle->ways[i].from,
                                       .events = POLLIN};
        if (poll(ready, 2, DEMO_PATIENCE) <= 0)
            return;
        if (ready[TO_SERVER].revents != 0)
            hear(middle, TO_SERVER);
        if (ready[TO_CLIENT].revents != 0)
            hear(middle, TO_CLIENT);
    }
}

static void *run(void *context)
{
    struct demo_middle *middle = context;
    int client = demo_port_accept(&middle->port);
    int server = client < 0 ? -1 : demo_port_call(middle->server);
    if (server >= 0) {
        middle->ways[TO_SERVER].from = middle->ways[TO_CLIENT].to = client;
        middle->ways[TO_CLIENT].from = middle->ways[TO_SERVER].to = server;
        relay(middle);
        (void)close(server);
    }
    if (client >= 0)
        (void)close(client);
    return NULL;
}

bool demo_middle_start(struct demo_middle *middle, struct failure *failure)
{
    if (!demo_port_open(&middle->port, failure))
        return false;
    middle->running = pthread_create(&middle->thread, NULL, run, middle) == 0;
    return middle->running || fail(failure, EXIT_UNCHECKED, "no thread for the one in the middle");
}

void demo_middle_end(struct demo_middle *middle)
{
    if (!middle->running)
        return;
    demo_port_stop(&middle->port);
    (void)pthread_join(middle->thread, NULL);
    middle->running = false;
}

void demo_middle_release(struct demo_middle *middle)
{
    demo_middle_end(middle);
    demo_port_close(&middle->port);
    demo_bytes_release(&middle->heard);
    for (int i = 0; i < 2; i++) {
        demo_bytes_release(&middle->came[i]);
        demo_bytes_release(&middle->went[i]);
        demo_bytes_release(&middle->ways[i].pending);
    }
}
