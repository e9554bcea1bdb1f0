#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Servers that no real program is: silent, slow, garbage, endless, truncating, tampering.

usage: fake_server.py KIND [CERTIFICATE KEY | PORT]

Prints the port of 127.0.0.1 that it listens on, and serves until it is killed. What it reads from
its clients goes to standard error.

  silent reset slow garbage endless plaintext   over TCP, instead of TLS
  http                    HTTP/1.1 without TLS; the path tells what to answer
  https CERTIFICATE KEY   the same with TLS
  psk CERTIFICATE KEY     the same with TLS 1.3, one client after the other; from the second on it
                          knows no group but secp521r1, and resumes without (psk_ke) if need be
  tamper PORT COUNT       leads to PORT, and changes the COUNTth byte that the server sends
  cut PORT COUNT          leads to PORT, and ends the connection after COUNT bytes of the server's
  file FILE               HTTP/1.1 without TLS; the answer is always that file
  proxy                   HTTP proxy that leads every CONNECT on
  deaf PORT               does not even answer who connects to ::1 at that port
"""
import itertools
import os
import re
import socket
import ssl
import struct
import sys
import threading
import time

CRLF = b"\r\n"


def head(status="200 OK", *lines):
    return CRLF.join([b"HTTP/1.1 " + status.encode()] + [line.encode() for line in lines]) + CRLF * 2


def chunk(data, extension=b""):
    return b"%x" % len(data) + extension + CRLF + data + CRLF


def repeat(data, pause=0.0):
    while True:
        yield data
        if pause:
            time.sleep(pause)


def drip(data, pause=0.05):
    for byte in data:
        yield bytes([byte])
        time.sleep(pause)


# path: pieces to send, and how to end: "close" says goodbye, "cut" does not, "reset" resets.
def answers(path, request, port):
    chunked = head("200 OK", "Transfer-Encoding: chunked")
    good = head("200 OK", "Content-Length: 5") + b"hello"
    return {
        "/": ([good], "close"),
        "/echo": ([head("200 OK", "Content-Length: %d" % len(request)), request], "close"),
        "/until-close": ([head(), b"hello"], "close"),
        "/until-close-cut": ([head(), b"hello"], "cut"),
        "/length-no-goodbye": ([good], "cut"),
        "/short": ([head("200 OK", "Content-Length: 6"), b"hello"], "close"),
        "/short-cut": ([head("200 OK", "Content-Length: 6"), b"hello"], "cut"),
        "/short-reset": ([head("200 OK", "Content-Length: 6"), b"hello"], "reset"),
        "/excess": ([good + b"HTTP/1.1 200 OK\r\n"], "close"),
        "/chunked": ([chunked, chunk(b"hel"), chunk(b"lo", b";a=b"), b"0\r\nA: b\r\n\r\n"], "close"),
        "/chunked-cut": ([chunked, chunk(b"hello")], "close"),
        "/chunked-no-end": ([chunked, chunk(b"hello"), b"0\r\n"], "close"),
        "/chunked-wrong": ([chunked, b"5\r\nhello!!\r\n0\r\n\r\n"], "close"),
        "/chunked-negative": ([chunked, b"-5\r\nhello\r\n0\r\n\r\n"], "close"),
        "/chunked-huge": ([chunked, b"ffffffffffffffffff\r\nhello"], "close"),
        "/chunked-bare-lf": ([chunked, b"5\nhello\n0\n\n"], "close"),
        "/both": ([head("200 OK", "Content-Length: 5", "Transfer-Encoding: chunked"), chunk(b"hello")],
                  "close"),
        "/differing": ([head("200 OK", "Content-Length: 5", "Content-Length: 6"), b"hello"], "close"),
        "/garbage": (repeat(b"\x00\xff\x17garbage"), "close"),
        "/nothing": ([], "close"),
        "/half-head": ([b"HTTP/1.1 200 OK\r\nConte"], "close"),
        "/silent": ([b""] + [None], "close"),
        "/slow-head": (drip(head() * 1000), "close"),
        "/slow-body": (itertools.chain([head()], repeat(b"x", 0.05)), "close"),
        "/silent-body": ([head("200 OK", "Content-Length: 6"), b"hello", None], "close"),
        "/endless-head": (itertools.chain([b"HTTP/1.1 200 OK\r\n"], repeat(b"A: b\r\n")), "close"),
        "/endless-line": (itertools.chain([b"HTTP/1.1 200 OK\r\nA: "], repeat(b"b" * 1000)), "close"),
        "/endless-interim": (repeat(b"HTTP/1.1 100 Continue\r\n\r\n"), "close"),
        "/endless-body": (itertools.chain([head()], repeat(b"x" * 16384)), "close"),
        "/endless-chunks": (itertools.chain([chunked], repeat(chunk(b"x"))), "close"),
        "/endless-extension": (itertools.chain([chunked, b"5;"], repeat(b"x" * 1000)), "close"),
        "/endless-trailers": (itertools.chain([chunked, b"0\r\n"], repeat(b"A: b\r\n")), "close"),
        "/escapes": (itertools.chain([head()], drip(b"a\x1b]0;title\x07b\x9bc\xc2\x9bd\r\ne\rf\x00"
                                                    b"\xe2\x82\xac\xe2\x80\xae\n", 0.001)), "close"),
        "/type": ([head("200 OK", "Content-Length: 0", "Content-Type: a\u009bb\u202ec\u20acd")], "close"),
        "/to-root": ([head("302 Found", "Location: /", "Content-Length: 0")], "close"),
        "/to-two": ([head("302 Found", "Location: /", "Location: /echo", "Content-Length: 0")], "close"),
        "/loop": ([head("302 Found", "Location: loop", "Content-Length: 0")], "close"),
        "/see-other": ([head("303 See Other", "Location: /echo", "Content-Length: 0")], "close"),
        "/keep": ([head("307 Temporary Redirect", "Location: /echo", "Content-Length: 0")], "close"),
        "/to-http": ([head("301 Moved", "Location: http://localhost:%d/" % port,
                           "Content-Length: 0")], "close"),
        "/hsts": ([head("200 OK", "Content-Length: 0",
                        "Strict-Transport-Security: max-age=1000")], "close"),
    }.get(path) or upgrade(path) or ([head("404 Not Found", "Content-Length: 4"), b"none"], "close")


def upgrade(path):
    """/to/HOST:PORT/PATH redirects to https there, /keep/HOST:PORT/PATH with method and body."""
    if path.startswith("/keep/"):
        return [head("307 Temporary Redirect", "Location: https://" + path[6:],
                     "Content-Length: 0")], "close"
    if path.startswith("/to/"):
        return [head("301 Moved", "Location: https://" + path[4:], "Content-Length: 0")], "close"
    return None


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def wait_for_end(connection):
    try:
        while connection.recv(65536):
            pass
    except OSError:
        pass


def read_request(connection):
    request = b""
    while CRLF * 2 not in request:
        more = connection.recv(65536)
        if not more:
            return request
        request += more
    length = re.search(rb"(?im)^content-length: (\d+)", request)
    wanted = request.index(CRLF * 2) + 4 + (int(length.group(1)) if length else 0)
    while len(request) < wanted:
        more = connection.recv(65536)
        if not more:
            break
        request += more
    return request


def serve_http(connection, port):
    request = read_request(connection)
    os.write(2, request + b"\n")
    words = request.split()
    path = words[1].decode("ascii", "replace") if len(words) > 2 else "/nothing"
    pieces, end = answers(path.split("?")[0], request, port)
    for piece in pieces:
        if piece is None:
            wait_for_end(connection)
            return
        if words[:1] == [b"HEAD"]:
            piece = piece.split(CRLF * 2)[0] + CRLF * 2
        connection.sendall(piece)
        if words[:1] == [b"HEAD"]:
            break
    if end == "reset":
        time.sleep(0.1)
        reset(connection)
    elif end == "cut":
        # The socket below closes without close_notify.
        time.sleep(0.1)
        os.close(connection.detach())
    elif isinstance(connection, ssl.SSLSocket):
        connection.unwrap()


def serve_tcp(kind, connection):
    if kind == "reset":
        connection.recv(1)
        reset(connection)
    elif kind == "silent":
        wait_for_end(connection)
    else:
        pieces = {"garbage": [b"\x16\x03" + os.urandom(3000)],
                  "endless": repeat(b"220 hello, and more to come\r\n"),
                  # a handshake record that comes a byte at a time, never whole
                  "slow": itertools.chain(drip(b"\x16\x03\x03\x40\x00"), repeat(b"\x00", 0.05)),
                  "plaintext": [b"220 smtp.example ESMTP\r\n"]}[kind]
        for piece in pieces:
            connection.sendall(piece)
        wait_for_end(connection)


def pump(source, target, change):
    passed = 0
    try:
        while True:
            data = source.recv(4096)
            if not data:
                break
            data, passed, more = change(bytearray(data), passed)
            target.sendall(data)
            if not more:
                break
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def unchanged(data, passed):
    return data, passed + len(data), True


def changer(kind, count):
    def change(data, passed):
        if kind == "tamper" and passed <= count < passed + len(data):
            data[count - passed] ^= 1
        if kind == "cut" and passed + len(data) >= count:
            return data[:count - passed], count, False
        return data, passed + len(data), True
    return change


def relay(connection, port, change):
    server = socket.create_connection(("127.0.0.1", port))
    back = threading.Thread(target=pump, args=(server, connection, change), daemon=True)
    back.start()
    pump(connection, server, unchanged)
    back.join()


def serve_proxy(connection):
    request = read_request(connection)
    os.write(2, request + b"\n")
    target = request.split()[1].decode()
    if target.startswith("forbidden.example"):
        connection.sendall(head("403 Forbidden", "Content-Length: 0"))
        return
    early = b"early" if target.startswith("early.example") else b""
    connection.sendall(head("200 Connection established") + early)
    relay(connection, int(target.rsplit(":", 1)[1]), unchanged)


def serve_file(connection, path):
    os.write(2, read_request(connection) + b"\n")
    with open(path, "rb") as file:
        data = file.read()
    connection.sendall(head("200 OK", "Content-Length: %d" % len(data)) + data)


def serve(kind, connection, port, context, arguments):
    try:
        if context is not None:
            connection = context.wrap_socket(connection, server_side=True)
        if kind == "psk":
            context.set_ecdh_curve("secp521r1")
        if kind in ("http", "https", "psk"):
            serve_http(connection, port)
        elif kind in ("tamper", "cut"):
            relay(connection, int(arguments[0]), changer(kind, int(arguments[1])))
        elif kind == "file":
            serve_file(connection, arguments[0])
        elif kind == "proxy":
            serve_proxy(connection)
        else:
            serve_tcp(kind, connection)
    except OSError as error:
        os.write(2, ("%s\n" % error).encode())
    finally:
        connection.close()


def be_deaf(port):
    """Once the queue of those not yet accepted is full, the system answers nobody."""
    listener = socket.create_server(("::1", port), family=socket.AF_INET6, backlog=0)
    waiting = []
    for _ in range(8):
        connection = socket.socket(socket.AF_INET6)
        connection.setblocking(False)
        connection.connect_ex(("::1", port))
        waiting.append(connection)
    print(port, flush=True)
    while True:
        time.sleep(3600)


def main():
    kind, arguments = sys.argv[1], sys.argv[2:]
    if kind == "deaf":
        be_deaf(int(arguments[0]))
    context = None
    if kind in ("https", "psk"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*arguments)
    if kind == "psk":
        context.options |= 0x400  # SSL_OP_ALLOW_NO_DHE_KEX, which the module does not name
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    print(port, flush=True)
    while True:
        connection, _ = listener.accept()
        if kind == "psk":
            serve(kind, connection, port, context, arguments)
            continue
        threading.Thread(target=serve, args=(kind, connection, port, context, arguments),
                         daemon=True).start()


main()
