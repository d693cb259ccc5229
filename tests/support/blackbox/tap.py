# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between a client and a server, with a key of its own that the client is told to accept, and keeps what passes."""

import base64
import hashlib
import os
import select
import socket
import ssl
import struct
import tempfile
import threading
import time

from tests.support.blackbox import certificate, wire

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455 section 1.3
CLIENT_HELLO_SECONDS = 10
POLL_SECONDS = 0.1
SHORTEST_BODY = 24
HEAD_OF_FILE = 2_000


class Messages:
    """Takes one direction's bytes after the upgrade, keeps its whole messages: (opcode, payload)."""

    def __init__(self):
        self.buffer = b""
        self.parts = []
        self.done = []

    def take(self, data):
        self.buffer += data
        while (length := self.frame_bytes()) is not None and len(self.buffer) >= length:
            self.frame(self.buffer[:length])
            self.buffer = self.buffer[length:]

    def frame_bytes(self):
        if len(self.buffer) < 2:
            return None
        size, head = self.buffer[1] & 0x7F, 2
        if size >= 126:
            wide = 2 if size == 126 else 8
            if len(self.buffer) < 2 + wide:
                return None
            size, head = int.from_bytes(self.buffer[2:2 + wide], "big"), 2 + wide
        return head + (4 if self.buffer[1] & 0x80 else 0) + size

    def frame(self, raw):
        final, opcode = raw[0] & 0x80, raw[0] & 0x0F
        head = 2 + {126: 2, 127: 8}.get(raw[1] & 0x7F, 0)
        payload = raw[head:]
        if raw[1] & 0x80:
            mask = (payload[:4] * (len(payload) // 4 + 1))
            payload = payload[4:]
            number = int.from_bytes(payload, "big") ^ int.from_bytes(mask[:len(payload)], "big")
            payload = number.to_bytes(len(payload), "big")
        if opcode >= 8:
            self.done.append((opcode, payload))
            return
        self.parts.append((opcode, payload))
        if final:
            self.done.append((self.parts[0][0], b"".join(part for _, part in self.parts)))
            self.parts = []


class Passing:
    """One connection: the raw TLS ClientHello, the upgrade's request, the messages of both directions."""

    def __init__(self):
        self.client_hello = b""
        self.request = b""
        self.from_client = Messages()
        self.from_server = Messages()

    def frames(self, direction):
        """(kind, its payload, body) of every protocol frame; direction: from_client or from_server."""
        out = []
        for opcode, payload in list(getattr(self, direction).done):
            if opcode == wire.BINARY:
                size, = struct.unpack(">H", payload[:2])
                kinds = [(number, values[0]) for number, values in wire.parse(payload[2:2 + size]).items() if number >= 10]
                out += [(number, value, payload[2 + size:]) for number, value in kinds]
        return out

    def bodies(self):
        """Bodies of both directions, in the order of each."""
        return [body for direction in ("from_client", "from_server") for _, _, body in self.frames(direction) if body]


class Tap:
    """server: where it passes everything on to. Without one it answers the upgrade and says nothing more."""

    def __init__(self, server=None):
        self.server = server
        self.folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        chain, key, self.fingerprint = certificate.make(self.folder.name)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(chain, key)
        self.context.num_tickets = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = f"wss://127.0.0.1:{self.port}"
        self.passings = []
        self.open = True
        self.threads = [threading.Thread(target=self._accept, daemon=True)]
        self.threads[0].start()

    def close(self):
        self.open = False
        for thread in self.threads:
            thread.join(10)
        self.listener.close()
        self.folder.cleanup()

    def bodies(self):
        return [body for passing in self.passings for body in passing.bodies()]

    def unique_bodies(self, besides=()):
        """Label -> body, each once, but for those that are given. Nothing short, no filling that may stand anywhere, and of
        pictures' files not the head, which libraries have as constants."""
        found = {}
        for number, body in enumerate(self.bodies()):
            if body in besides:
                continue
            if body.startswith((b"\x89PNG", b"\xff\xd8")):
                body = body[HEAD_OF_FILE:]
            if len(body) >= SHORTEST_BODY and len(set(body)) > 8:
                found.setdefault(body, f"body {number} on the wire")
        return {label: body for body, label in found.items()}

    def frames(self, direction):
        return [frame for passing in self.passings for frame in passing.frames(direction)]

    def _accept(self):
        while self.open:
            if not select.select([self.listener], [], [], POLL_SECONDS)[0]:
                continue
            raw, _ = self.listener.accept()
            thread = threading.Thread(target=self._serve, args=(raw,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def _serve(self, raw):
        passing = Passing()
        self.passings.append(passing)
        client = upstream = None
        try:
            raw.settimeout(CLIENT_HELLO_SECONDS)
            passing.client_hello = self._first_record(raw)
            client = self.context.wrap_socket(raw, server_side=True)
            if self.server is not None:
                trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
                upstream = trusting.wrap_socket(socket.create_connection(("127.0.0.1", self.server.port), timeout=10))
            rest = self._upgrade(client, upstream, passing)
            passing.from_client.take(rest)
            self._pump(client, upstream, passing)
        except (OSError, ValueError):
            pass  # who went, went; the tests look at what came
        finally:
            for one in (client, upstream, raw):
                if one is not None:
                    one.close()

    @staticmethod
    def _first_record(raw):
        """The TLS record that holds the ClientHello, whole, and left where it is for the handshake."""
        deadline = time.monotonic() + CLIENT_HELLO_SECONDS
        while time.monotonic() < deadline:
            seen = raw.recv(65_536, socket.MSG_PEEK)
            if not seen or len(seen) >= 5 and len(seen) >= 5 + int.from_bytes(seen[3:5], "big"):
                return seen
            time.sleep(0.001)
        raise OSError("no whole ClientHello")

    def _upgrade(self, client, upstream, passing):
        """Passes the request and its answer on; returns what came behind the request."""
        request = b""
        while b"\r\n\r\n" not in request:
            request += self._some(client)
        passing.request, rest = request.split(b"\r\n\r\n", 1)
        if upstream is None:
            key = next(line.split(b":", 1)[1].strip() for line in passing.request.split(b"\r\n")
                       if line.lower().startswith(b"sec-websocket-key:"))
            accept = base64.b64encode(hashlib.sha1(key + GUID).digest())
            client.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           b"Sec-WebSocket-Accept: " + accept + b"\r\nSec-WebSocket-Protocol: chatmet.1\r\n\r\n")
            return rest
        upstream.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._some(upstream)
        client.sendall(answer)
        passing.from_server.take(answer.split(b"\r\n\r\n", 1)[1])
        return rest

    @staticmethod
    def _some(connection):
        data = connection.recv(65_536)
        if not data:
            raise OSError("ended")
        return data

    def _pump(self, client, upstream, passing):
        ways = {client: (upstream, passing.from_client)}
        if upstream is not None:
            ways[upstream] = (client, passing.from_server)
        while self.open:
            ready = [one for one in ways if one.pending()]
            ready = ready or select.select(list(ways), [], [], POLL_SECONDS)[0]
            for one in ready:
                data = self._some(one)
                other, messages = ways[one]
                if other is not None:
                    other.sendall(data)
                messages.take(data)
