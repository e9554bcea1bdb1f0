#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""http_server.py FOLDER [ADDRESS | CERTIFICATE KEY]: a server that answers as certcheck must bear, on
loopback unless another address is given.

Writes its port to FOLDER/port (with a certificate: FOLDER/tls-port), and the path of each request to
FOLDER/requests, the headers of the last one to FOLDER/headers. A path is either one of those below or a file of the folder, which the query tells
how to serve: /ca.der?max-age=60.
"""

import http.server
import os
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from urllib.parse import parse_qsl, urlsplit

folder = sys.argv[1]
lock = threading.Lock()


def read(name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        headers.setdefault("Content_Length", str(len(body)))
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, url):
        self.answer(302, b"elsewhere", Location=url)

    def do_GET(self):
        # To a proxy the whole URL is said.
        parts = urlsplit(self.path)
        with lock, open(os.path.join(folder, "requests"), "a", encoding="ascii") as file:
            file.write(parts.path + "\n")
        with lock, open(os.path.join(folder, "headers"), "w", encoding="ascii") as file:
            file.write(str(self.headers))
        name = parts.path.lstrip("/")
        special = getattr(self, "get_" + name.split("/")[0].replace("-", "_"), None)
        try:
            if special:
                special(*name.split("/")[1:])
            else:
                self.get_file(name, dict(parse_qsl(parts.query)))
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.close_connection = True

    do_POST = do_GET

    def get_file(self, name, query):
        try:
            body = read(name)
        except OSError:
            self.answer(404, b"no such file")
            return
        headers = {}
        if "max-age" in query:
            headers["Cache_Control"] = "max-age=" + query["max-age"]
        if "expires" in query:
            headers["Expires"] = query["expires"]
        if "control" in query:
            headers["Cache_Control"] = query["control"]
        time.sleep(float(query.get("wait", "0")))
        self.answer(200, body, **headers)

    def get_hop(self, left):
        self.redirect("/ca.der" if left == "0" else "/hop/%d" % (int(left) - 1))

    def get_loop(self):
        self.redirect("/loop")

    def get_to_file(self):
        self.redirect("file:///etc/hostname")

    def get_to_password(self):
        self.redirect("http://user:secret@%s/ca.der" % self.headers["Host"])

    def get_to_tls(self):
        self.redirect("https://localhost:%s/ca.der" % read("tls-port").decode())

    def get_to_loopback(self):
        self.redirect("http://127.0.0.1:%d/ca.der" % self.server.server_port)

    def get_to_dotted_loopback(self):
        self.redirect("http://127.0.0.1.:%d/ca.der" % self.server.server_port)

    def get_to_nowhere(self):
        self.answer(302, b"but where?")

    def get_huge(self):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        while True:
            self.wfile.write(b"\0" * 65536)

    def get_huge_length(self):
        self.answer(200, b"begin", Content_Length=str(10**12))

    def get_headers(self):
        self.send_response(200)
        while True:
            self.send_header("X-More", "x" * 1000)
            self.flush_headers()

    def get_slow(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        while True:
            self.wfile.write(b"0")
            time.sleep(0.2)

    def get_silent(self):
        time.sleep(60)

    def get_cut(self):
        self.answer(200, read("ca.der")[:-10], Content_Length=str(len(read("ca.der"))))

    def get_noise(self):
        self.wfile.write(b"\x00\xff this is no HTTP\n\n")

    def get_ocsp(self):
        length = int(self.headers.get("Content-Length", "0"))
        with open(os.path.join(folder, "ocsp.request"), "wb") as file:
            file.write(self.rfile.read(length))
        words = "openssl ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -ndays 1"
        subprocess.run(words.split() + ["-reqin", "ocsp.request", "-respout", "ocsp.response"],
                       cwd=folder, check=True, stdout=subprocess.DEVNULL)
        self.answer(200, read("ocsp.response"), Content_Type="application/ocsp-response")

    def get_ocsp_later(self):
        self.answer(200, bytes.fromhex("30030a0103"), Content_Type="application/ocsp-response")

    def get_status(self, status):
        self.answer(int(status), read("ca.der"))


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


server = Server((sys.argv[2] if len(sys.argv) == 3 else "127.0.0.1", 0), Handler)
name = "port"
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    name = "tls-port"
with open(os.path.join(folder, name + ".new"), "w", encoding="ascii") as out:
    out.write(str(server.server_port))
os.rename(os.path.join(folder, name + ".new"), os.path.join(folder, name))
server.serve_forever()
