#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fakes of the servers of all protocols with STARTTLS, for what no real server does.

usage: starttls_server.py HOW CERTIFICATE KEY

Listens on a port of 127.0.0.1 for each protocol, prints them as "smtp=40001 lmtp=40002 ..." in one
line, and serves until it is killed. What it reads from
its clients before TLS goes to standard error, and so does 'TLS is established'.

HOW is one of
  good        does it right, with replies of several lines where the protocol has them
  inject      adds plaintext to the go-ahead, in the same segment
  late        the same a moment later, when the client has begun with TLS
  refuse      offers TLS, and refuses it when asked
  unoffered   does not offer it
  unwelcome   refuses the client at once
  close       ends the connection instead of the go-ahead
  reset       resets it
  silent      says nothing any more then
  slow        says the go-ahead a byte at a time, and never all of it
  garbage     says nothing that the protocol knows
  long        says one line that does not end
  endless     says lines without an end
"""
import os
import socket
import ssl
import struct
import sys
import threading
import time

TLS = b"urn:ietf:params:xml:ns:xmpp-tls"
STREAM = b"<?xml version='1.0'?><stream:stream from='localhost' id='1' version='1.0' " \
    b"xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
MYSQL = b"\x0a10.11.0-fake\0" + b"\1\0\0\0" + b"12345678" + b"\0" + b"%s" + b"\x2d\2\0\0\0\x15" \
    + bytes(10) + b"123456789012\0"


def ldap(code, text=b""):
    result = b"\x0a\x01%c\x04\x00\x04%c" % (code, len(text)) + text
    # lengths in five bytes, as some directories write them
    message = b"\x02\x01\x01\x78\x84" + struct.pack(">I", len(result)) + result
    return b"\x30\x84" + struct.pack(">I", len(message)) + message


def mysql(flags):
    payload = MYSQL % struct.pack("<H", flags)
    return struct.pack("<I", len(payload)) + payload


# What is said in turn: bytes are sent, a text is what the client must say first. The last three
# are the go-ahead, the refusal, and an early refusal. A '?' marks the offer.
PROTOCOLS = {
    "smtp": ([b"220-fake.example ESMTP\r\n220 ready\r\n", "EHLO ",
              b"250-fake.example\r\n", b"?250-STARTTLS\r\n", b"250 8BITMIME\r\n", "STARTTLS\r\n"],
             b"220 2.0.0 go ahead\r\n", b"454 4.7.0 no TLS today\r\n", b"554 go away\r\n"),
    "lmtp": ([b"220 fake.example LMTP\r\n", "LHLO ",
              b"250-fake.example\r\n", b"?250-starttls\r\n", b"250 PIPELINING\r\n", "STARTTLS\r\n"],
             b"220 go ahead\r\n", b"454 no TLS today\r\n", b"421 go away\r\n"),
    "imap": ([b"* OK fake\r\n", " CAPABILITY\r\n", b"* CAPABILITY IMAP4rev1 IDLE",
              b"? STARTTLS", b" ID\r\n* 1 EXISTS\r\na1 OK done\r\n", " STARTTLS\r\n"],
             b"a2 OK go ahead\r\n", b"a2 BAD no TLS today\r\n", b"* PREAUTH come in\r\n"),
    "pop3": ([b"+OK fake\r\n", "CAPA\r\n", b"+OK\r\nUIDL\r\n", b"?STLS\r\n", b".\r\n", "STLS\r\n"],
             b"+OK go ahead\r\n", b"-ERR no TLS today\r\n", b"-ERR go away\r\n"),
    "ftp": ([b"220-fake\r\n 220 within\r\n220 ready\r\n", "AUTH TLS\r\n"],
            b"234 go ahead\r\n", b"534 no TLS today\r\n", b"421 go away\r\n"),
    "xmpp": (["to='localhost'", STREAM, b"<stream:features><mechanisms><m>PLAIN</m></mechanisms>",
              b"?<starttls xmlns='" + TLS + b"'><required/></starttls>", b"</stream:features>",
              "<starttls "],
             b"<proceed xmlns='" + TLS + b"'/>",
             b"<failure xmlns='" + TLS + b"'/></stream:stream>",
             STREAM + b"<stream:error><host-unknown xmlns='x'/></stream:error>"),
    "ldap": (["1.3.6.1.4.1.1466.20037"], ldap(0), ldap(52, b"no TLS today"), b"\x30\x00"),
    "nntp": ([b"200 fake\r\n", "CAPABILITIES\r\n", b"101 list\r\nVERSION 2\r\n", b"?STARTTLS\r\n",
              b"READER\r\n.\r\n", "STARTTLS\r\n"],
             b"382 go ahead\r\n", b"580 no TLS today\r\n", b"400 go away\r\n"),
    "sieve": ([b'"IMPLEMENTATION" "fake {5}"\r\n"SIEVE" {8}\r\nfileinto\r\n', b'?"STARTTLS"\r\n',
               b"OK {2}\r\nhi\r\n", "STARTTLS\r\n"],
              b'OK {8}\r\ngo ahead\r\n', b'NO "no TLS today"\r\n', b'BYE "go away"\r\n'),
    "postgres": (["\0\0\0\x08\x04\xd2\x16\x2f"], b"S", b"N", b"E\0\0\0\x10Sgo away\0"),
    "mysql": ([mysql(0xFFFF)], b"", mysql(0xF7FF), b"\x0a\0\0\0\xff\x69\4go away"),
}
PROTOCOLS["xmpp-server"] = PROTOCOLS["xmpp"]


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def expect(connection, words):
    heard = b""
    while words.encode("latin-1") not in heard:
        more = connection.recv(4096)
        if not more:
            raise OSError("the client left after %r" % heard)
        os.write(2, more + b"\n")
        heard += more


def wait_for_end(connection):
    while connection.recv(4096):
        pass


def talk(connection, steps, how):
    """Up to the go-ahead; mysql has none, and does not say what it offers in words."""
    together = b""
    for step in steps:
        if isinstance(step, str):
            connection.sendall(together)
            together = b""
            expect(connection, step)
        elif step[:1] != b"?":
            together += step
        elif how != "unoffered":
            together += step[1:]
    return together


def strange(connection, how, go):
    if how == "close":
        return
    if how == "reset":
        reset(connection)
        return
    if how == "slow":
        for byte in go[:-1]:
            connection.sendall(bytes([byte]))
            time.sleep(0.1)
    wait_for_end(connection)


def flood(connection, how, protocol):
    line = {"garbage": b"\x00\xff\x17 who knows\r\n", "long": b"a" * 4096,
            "endless": {"imap": b"* OK more\r\n", "sieve": b'"MORE"\r\n', "xmpp": b"<a>",
                        "pop3": b"+OK more\r\n", "ftp": b"220-more\r\n", "nntp": b"101 more\r\n",
                        }.get(protocol, b"220-more\r\n")}[how]
    if how == "endless":
        connection.sendall({"xmpp": STREAM + b"<stream:features>", "xmpp-server": STREAM,
                            "nntp": b"200 hi\r\n"}.get(protocol, b""))
    while True:
        connection.sendall(line)


def secure(connection, protocol, context):
    secured = context.wrap_socket(connection, server_side=True)
    os.write(2, protocol.encode() + b": TLS is established\n")
    wait_for_end(secured)


def serve(connection, protocol, how, context):
    steps, go, no, unwelcome = PROTOCOLS[protocol]
    try:
        if how == "unwelcome":
            if isinstance(steps[0], str):
                expect(connection, steps[0])
            connection.sendall(unwelcome)
            wait_for_end(connection)
        if how in ("garbage", "long", "endless"):
            flood(connection, how, protocol)
        if protocol == "mysql" and how in ("refuse", "unoffered"):
            connection.sendall(no)
            wait_for_end(connection)
        rest = talk(connection, steps, how)
        if how in ("close", "reset", "silent", "slow"):
            strange(connection, how, rest + go)
            return
        connection.sendall(rest + (no if how in ("refuse", "unoffered") else go) +
                           (b"injected\r\n" if how == "inject" else b""))
        if how == "late":
            expect(connection, "\x16\x03")
            connection.sendall(b"a3 OK injected\r\n" * 50)
        if how == "good":
            if protocol == "mysql":
                expect_request(connection)
            secure(connection, protocol, context)
        else:
            wait_for_end(connection)
    except OSError as error:
        os.write(2, ("%s\n" % error).encode())
    finally:
        connection.close()


def expect_request(connection):
    """MySQL's SSLRequest of 36 bytes, and not a byte of the ClientHello behind it."""
    request = b""
    while len(request) < 36:
        request += connection.recv(36 - len(request))
    if request[:4] != b"\x20\0\0\1" or not request[5] & 0x08 or not request[5] & 0x02:
        raise OSError("no SSLRequest: %r" % request)


def accept(listener, protocol, how, context):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, protocol, how, context),
                         daemon=True).start()


def main():
    how, certificate, key = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listeners = {protocol: socket.create_server(("127.0.0.1", 0)) for protocol in PROTOCOLS}
    for protocol, listener in listeners.items():
        threading.Thread(target=accept, args=(listener, protocol, how, context),
                         daemon=True).start()
    print(*("%s=%d" % (protocol, listener.getsockname()[1])
            for protocol, listener in listeners.items()), flush=True)
    threading.Event().wait()


main()
