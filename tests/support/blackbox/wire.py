# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client made of bytes, for what a well-behaved one never sends: TLS, WebSocket and headers by hand (Protocol.md)."""

import base64
import hashlib
import itertools
import os
import socket
import ssl
import struct

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


# ---- protobuf: the three wire types that the headers use

def varint(number):
    out = bytearray()
    while True:
        byte, number = number & 0x7F, number >> 7
        out.append(byte | (0x80 if number else 0))
        if not number:
            return bytes(out)


def field(number, value):
    """An int as varint, bytes or str as length-delimited."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    raw = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(raw)) + raw


def parse(raw):
    """Fields of a message: number -> list of ints or bytes."""
    fields, at = {}, 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = raw[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(raw):
        tag = number()
        if tag & 7 == 0:
            value = number()
        elif tag & 7 == 2:
            size = number()
            value, at = raw[at:at + size], at + size
        else:
            raise ValueError("a wire type that headers don't use")
        fields.setdefault(tag >> 3, []).append(value)
    return fields


# ---- frames

HELLO, GOODBYE, ACK, HOLDINGS_REQUEST, MEET, CANCEL, LEAVE, SEND, TYPING = 10, 11, 12, 14, 20, 21, 22, 30, 31
PUZZLE, CHALLENGE = 13, 15
REPORT, BLOCK, REPORTED, BLOCKED = 24, 25, 27, 28
ACCEPT, OPEN, CHUNK, CREDIT, END = 40, 41, 42, 43, 44
OPEN_ROOM, JOIN_ROOM, LOCK_ROOM, REMOVE_MEMBER = 50, 51, 52, 53
ROOM_OPENED, ROOM_JOINED, MEMBER_JOINED, MEMBER_LEFT, ROOM_CHANGED = 50, 51, 52, 53, 55
KEY_EXCHANGE, KEY_EXCHANGED, MEMBER_AWAY, MEMBER_BACK = 23, 24, 25, 26
WELCOME, HELLO_AGAIN, ERROR, FAREWELL, HOLDINGS = 10, 11, 12, 14, 16
COUNTS = 17
WAITING, CANCELLED, PAIRED, ENDED, ACCEPTED, MESSAGE = 20, 21, 22, 23, 30, 31


def frame(kind, payload=b"", sequence=0, acknowledged=0, body=b"", extra=b""):
    header = (field(1, sequence) if sequence else b"") + (field(2, acknowledged) if acknowledged else b"")
    header += field(kind, payload) + extra
    return struct.pack(">H", len(header)) + header + body


def hello(username="plain-bytes", revision=1, version="0.1.0", system=1, extra=b""):
    return frame(HELLO, field(1, revision) + field(2, username) + field(3, version) + field(4, system) + extra)


def solve(challenge, bits):
    """The answer to a challenge, as a frame."""
    target = 1 << (256 - bits)
    for number in itertools.count():
        solution = number.to_bytes(8, "big")
        if int.from_bytes(hashlib.blake2b(challenge + solution, digest_size=32).digest(), "big") < target:
            return frame(PUZZLE, field(1, challenge) + field(2, solution))
    return None


class Closed(Exception):
    """The server closed the line; code is the WebSocket's, or None without a close frame."""

    def __init__(self, code):
        super().__init__(f"closed with {code}")
        self.code = code


def connect(server, seconds=10, source="127.0.0.1", receive_bytes=None):
    """A TCP connection; source: any address of 127.0.0.0/8 is this computer's. receive_bytes: a small buffer, so that
    what is not read has to wait in the server."""
    line = socket.socket()
    try:
        line.settimeout(seconds)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if receive_bytes is not None:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        line.bind((source, 0))
        line.connect(("127.0.0.1", server.port))
    except OSError:
        line.close()
        raise
    return line


class Line:
    """One TLS WebSocket, blocking, every wait limited."""

    def __init__(self, server, subprotocol="chatmet.1", seconds=10, upgrade=True, context=None, over=None, **connection):
        """over: a TLS socket that is there already."""
        if context is None and over is None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self.socket = over or context.wrap_socket(connect(server, seconds, **connection))
        self.buffer = b""
        self.sequence = 0
        self.online = 0
        self.puzzle = 0
        self.token = None  # of the welcome
        self.received = 0  # the highest reliable frame that was read
        if upgrade:
            self.upgrade(subprotocol)

    def upgrade(self, subprotocol):
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ["GET / HTTP/1.1", "Host: 127.0.0.1", "Upgrade: websocket", "Connection: Upgrade",
                 f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]
        if subprotocol:
            lines.append(f"Sec-WebSocket-Protocol: {subprotocol}")
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        self.response, self.buffer = self.buffer.split(b"\r\n\r\n", 1)

    def _more(self):
        try:
            piece = self.socket.recv(65536)
        except (ConnectionError, ssl.SSLEOFError):
            piece = b""
        if not piece:
            raise Closed(None)
        self.buffer += piece

    def _take(self, count):
        while len(self.buffer) < count:
            self._more()
        piece, self.buffer = self.buffer[:count], self.buffer[count:]
        return piece

    def send_message(self, payload, opcode=BINARY, final=True):
        size = len(payload)
        head = bytes([(0x80 if final else 0) | opcode])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 65536:
            head += bytes([0x80 | 126]) + struct.pack(">H", size)
        else:
            head += bytes([0x80 | 127]) + struct.pack(">Q", size)
        # A mask of zeros is a mask; these tests hide nothing from themselves.
        self.socket.sendall(head + bytes(4) + payload)

    def send(self, kind, payload=b"", body=b"", reliable=True):
        if reliable:
            self.sequence += 1
        self.send_message(frame(kind, payload, self.sequence if reliable else 0, body=body))

    def acknowledge(self):
        """Says what was read so far."""
        self.send_message(frame(ACK, acknowledged=self.received))

    def _receive_any(self):
        first, second = self._take(2)
        size = second & 0x7F
        if size == 126:
            size, = struct.unpack(">H", self._take(2))
        elif size == 127:
            size, = struct.unpack(">Q", self._take(8))
        return first & 0x0F, self._take(size)

    def receive_control(self):
        """The opcode of the next message of any kind."""
        return self._receive_any()[0]

    def receive_message(self):
        """(opcode, payload) of the next data or close message; pings are answered."""
        while True:
            opcode, payload = self._receive_any()
            if opcode == PING:
                self.send_message(payload, PONG)
            elif opcode == CLOSE:
                raise Closed(struct.unpack(">H", payload[:2])[0] if len(payload) >= 2 else None)
            elif opcode != PONG:
                return opcode, payload

    def receive(self):
        """(kind, fields of the kind, body, fields of the header) of the next frame that is no bare acknowledgement and no
        count, which is kept in `online`."""
        while True:
            _, payload = self.receive_message()
            size, = struct.unpack(">H", payload[:2])
            header = parse(payload[2:2 + size])
            self.received = max(self.received, header.get(1, [0])[0])
            kind, value = next((number, values[0]) for number, values in header.items() if number >= 10)
            if kind == COUNTS:
                self.online = parse(value).get(1, [0])[0]
            elif kind != 13:
                return kind, parse(value), payload[2 + size:], header

    def acknowledge(self):
        """Says that it has everything that was received so far."""
        self.send_message(frame(ACK, acknowledged=self.received))

    def expect(self, kind):
        """The fields of the next frame, which has to be of this kind; hints and acknowledgements pass."""
        got, fields, body, _ = self.receive()
        if got != kind:
            raise AssertionError(f"expected kind {kind}, got {got}: {fields}")
        return fields, body

    def expect_after(self, kind):
        """The fields of the next frame of this kind, whatever comes before it."""
        while True:
            got, fields, _, _ = self.receive()
            if got == kind:
                return fields

    def expect_error(self, code):
        fields, _ = self.expect(ERROR)
        if fields[1][0] != code:
            raise AssertionError(f"expected error {code}, got {fields}")
        return fields

    def expect_closed(self):
        """The line ends; what was still on its way is read and dropped."""
        try:
            while True:
                self.receive_message()
        except Closed as closed:
            return closed.code

    def welcome(self, **fields):
        """Says hello, and solves the puzzle where the server asks for one; `puzzle` is how hard it was."""
        self.send_message(hello(**fields))
        kind, got, _, _ = self.receive()
        if kind == CHALLENGE:
            self.puzzle = got[2][0]
            self.send_message(solve(got[1][0], self.puzzle))
            self.send_message(hello(**fields))
            kind, got, _, _ = self.receive()
        if kind != WELCOME:
            raise AssertionError(f"expected a welcome, got {kind}: {got}")
        self.token = got[2][0]
        return got

    def close(self):
        self.socket.close()


def pair(server, source="127.0.0.1", **other):
    """Two welcomed lines in one conversation: (one, other, conversation id). other: options of the second one's line.
    `partner` of a line is the member id that it was told."""
    lines = []
    for name, options in (("first-bytes", {"source": source}), ("other-bytes", {"source": source, **other})):
        line = Line(server, **options)
        line.welcome(username=name)
        line.send(MEET)
        line.expect(WAITING)
        lines.append(line)
    conversations = set()
    for line in lines:
        fields, _ = line.expect(PAIRED)
        line.partner = fields[3][0]
        conversations.add(fields[1][0])
    if len(conversations) != 1:
        raise AssertionError("two people, two conversations")
    return (*lines, conversations.pop())


def begin_picture(one, other, conversation, bytes_count):
    """Of a pair other accepts a picture and one opens its stream: what the fields of all its frames begin with."""
    stream = field(1, conversation) + field(2, bytes(2) + os.urandom(14))
    other.send(ACCEPT, stream + field(3, other.partner) + field(4, 4))
    one.expect(ACCEPT)
    one.send(OPEN, stream + field(3, bytes_count))
    other.expect(OPEN)
    return stream


# ---- rooms

PROOF = bytes(range(32))


def admission(proof=PROOF):
    """What a room's opener gives the server, of what its invite lets a joiner show (Protocol.md, "Rooms")."""
    return hashlib.blake2b(b"chatmet.1 admission" + proof, digest_size=32).digest()


def join_payload(room, proof=PROOF):
    return field(1, room) + field(2, proof)


class Room:
    """So many welcomed lines in one room; ids: their member ids. The first is the host."""

    def __init__(self, server, members, **options):
        self.server, self.options = server, options
        self.lines, self.ids, self.packages = [], [], []
        line = self._welcome()
        line.send(OPEN_ROOM, field(1, admission()), body=self.packages[0])
        opened = line.expect(ROOM_OPENED)[0]
        self.id, self.members_max = opened[1][0], opened[3][0]
        self.ids.append(opened[2][0])
        while len(self.lines) < members:
            self.join()

    def _welcome(self):
        line = Line(self.server, **self.options)
        line.welcome(username=f"member-{len(self.lines)}")
        self.lines.append(line)
        self.packages.append(os.urandom(96))
        return line

    def join(self, proof=PROOF):
        """One more, told of all and all told of it."""
        before = self.lines[:]
        line = self._welcome()
        line.send(JOIN_ROOM, join_payload(self.id, proof), body=self.packages[-1])
        self.ids.append(line.expect(ROOM_JOINED)[0][2][0])
        for _ in before:
            line.expect(MEMBER_JOINED)
        for other in before:
            other.expect(MEMBER_JOINED)
        return line

    def say(self, which, number, body):
        self.lines[which].send(SEND, field(1, self.id) + field(2, number), body=body)
        self.lines[which].expect(ACCEPTED)

    def close(self):
        for line in self.lines:
            line.close()
