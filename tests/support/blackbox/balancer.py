# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a balancer says before it hands a connection on: PROXY protocol 1 and 2, written byte by byte or at once."""

import socket
import ssl
import struct

from tests.support.blackbox import wire

SIGNATURE = b"\r\n\r\n\x00\r\nQUIT\n"


def version_one(source, port=40_000):
    family = "TCP6" if ":" in source else "TCP4"
    own = "::1" if ":" in source else "127.0.0.1"
    return f"PROXY {family} {source} {own} {port} 443\r\n".encode()


def version_two(source, port=40_000, extra=b"", command=1):
    sixth = ":" in source
    family = socket.AF_INET6 if sixth else socket.AF_INET
    own = "::1" if sixth else "127.0.0.1"
    body = socket.inet_pton(family, source) + socket.inet_pton(family, own) + struct.pack(">HH", port, 443) + extra
    return SIGNATURE + bytes([0x20 | command, 0x21 if sixth else 0x11]) + struct.pack(">H", len(body)) + body


def through(server, header, source="127.0.0.1", piece=None):
    """A line whose first bytes are this header, sent in pieces of so many bytes; then TLS and the upgrade as ever."""
    raw = wire.connect(server, source=source)
    try:
        for at in range(0, len(header), piece or max(len(header), 1)):
            raw.sendall(header[at:at + (piece or len(header))])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return wire.Line(server, over=context.wrap_socket(raw))
    except (OSError, wire.Closed):
        raw.close()
        raise
