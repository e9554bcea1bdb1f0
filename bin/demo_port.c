/* SPDX-License-Identifier: MIT */
/* A port of loopback on which one of the demo's parties waits for a caller. */
#include "demo_port.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in loopback(unsigned number)
{
    return (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)number),
                                .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
}

static bool listen_on(struct demo_port *port)
{
    struct sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    port->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (port->listener < 0 || fcntl(port->listener, F_SETFD, FD_CLOEXEC) != 0 ||
        bind(port->listener, (struct sockaddr *)&address, length) != 0 ||
        listen(port->listener, 1) != 0 ||
        getsockname(port->listener, (struct sockaddr *)&address, &length) != 0)
        return false;
    port->number = ntohs(address.sin_port);
    return true;
}

bool demo_port_open(struct demo_port *port, struct failure *failure)
{
    *port = DEMO_PORT_NONE;
    if (listen_on(port) && pipe(port->stop) == 0)
        return true;
    return fail(failure, EXIT_UNCHECKED, "no port of loopback can be had: %s", strerror(errno));
}

static void close_one(int *descriptor)
{
    if (*descriptor >= 0)
        (void)close(*descriptor);
    *descriptor = -1;
}

void demo_port_close(struct demo_port *port)
{
    close_one(&port->listener);
    close_one(&port->stop[0]);
    close_one(&port->stop[1]);
}

void demo_port_stop(struct demo_port *port)
{
    close_one(&port->stop[1]);
}

static int without_delay(int descriptor)
{
    int one = 1;
    if (descriptor >= 0)
        (void)setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return descriptor;
}

int demo_port_accept(const struct demo_port *port)
{
    struct pollfd ready[] = {{.fd = port->listener, .events = POLLIN},
                             {.fd = port->stop[0], .events = POLLIN}};
    if (poll(ready, 2, DEMO_PATIENCE) <= 0 || ready[0].revents == 0)
        return -1;
    return without_delay(accept(port->listener, NULL, NULL));
}

int demo_port_call(unsigned number)
{
    struct sockaddr_in address = loopback(number);
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor >= 0 &&
        connect(descriptor, (const struct sockaddr *)&address, sizeof address) != 0)
        close_one(&descriptor);
    return without_delay(descriptor);
}
