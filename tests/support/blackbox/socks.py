# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A SOCKS5 proxy (RFC 1928, no authentication, CONNECT only) that keeps a list of what it was asked for."""

import select
import socket
import struct
import threading

POLL_SECONDS = 0.1


class Socks:
    """names: what the proxy, and nobody else, knows the address of: name -> (host, port)."""

    def __init__(self, names=()):
        self.names = dict(names)
        self.asked = []
        self.open = True
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.threads = [threading.Thread(target=self._accept, daemon=True)]
        self.threads[0].start()

    def close(self):
        self.open = False
        for thread in self.threads:
            thread.join(10)
        self.listener.close()

    def _accept(self):
        while self.open:
            if select.select([self.listener], [], [], POLL_SECONDS)[0]:
                client, _ = self.listener.accept()
                thread = threading.Thread(target=self._serve, args=(client,), daemon=True)
                self.threads.append(thread)
                thread.start()

    @staticmethod
    def _exactly(client, count):
        data = b""
        while len(data) < count:
            piece = client.recv(count - len(data))
            if not piece:
                raise OSError("ended")
            data += piece
        return data

    def _serve(self, client):
        with client:
            client.settimeout(10)
            try:
                _, methods = self._exactly(client, 2)
                self._exactly(client, methods)
                client.sendall(b"\x05\x00")
                with self._connect(client) as server:
                    client.sendall(b"\x05\x00\x00\x01" + bytes(6))
                    self._pump(client, server)
            except OSError:
                pass  # either side ended

    def _connect(self, client):
        _, command, _, kind = self._exactly(client, 4)
        if kind == 3:
            host = self._exactly(client, self._exactly(client, 1)[0]).decode()
        elif kind == 1:
            host = socket.inet_ntop(socket.AF_INET, self._exactly(client, 4))
        else:
            host = socket.inet_ntop(socket.AF_INET6, self._exactly(client, 16))
        port, = struct.unpack(">H", self._exactly(client, 2))
        self.asked.append(({1: "address", 3: "name", 4: "address"}[kind], host, port))
        target = self.names.get(host, (host, port))
        if command != 1 or target[0] != "127.0.0.1":
            client.sendall(b"\x05\x04\x00\x01" + bytes(6))
            raise OSError("refused")
        return socket.create_connection(target, timeout=10)

    def _pump(self, client, server):
        other = {client: server, server: client}
        while self.open:
            for one in select.select(list(other), [], [], POLL_SECONDS)[0]:
                data = one.recv(65_536)
                if not data:
                    return
                other[one].sendall(data)
