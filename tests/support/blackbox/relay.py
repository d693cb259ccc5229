# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A wire between clients and a server that breaks when a test wants it to. It sees TLS records and no more."""

import selectors
import socket
import threading

POLL_SECONDS = 0.05
PIECE = 65_536


class Relay:
    """Hands bytes on between whoever connects to it and the server; its own fingerprint is the server's."""

    def __init__(self, server):
        self.server = server
        self.fingerprint = server.fingerprint
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = f"wss://127.0.0.1:{self.port}"
        self.lock = threading.Lock()
        self.pairs = []  # (client's socket, server's)
        self.held = []  # ends of lines that broke for their client only
        self.refusing = False
        self.connections = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def cut(self):
        """Every line breaks, on both sides at once."""
        with self.lock:
            for one in (end for pair in self.pairs for end in pair):
                self._break(one)

    def cut_unnoticed(self):
        """Every line breaks for its client; the server notices nothing."""
        with self.lock:
            for client, server in self.pairs:
                self._break(client)
                self.held += [client, server]
            self.pairs = []

    def let_go(self):
        """What was cut unnoticed breaks for the server as well."""
        with self.lock:
            for one in self.held:
                one.close()
            self.held = []

    def refuse(self, refusing=True):
        """Whoever comes is turned away, until told otherwise."""
        self.refusing = refusing

    def close(self):
        self.ended.set()
        self.thread.join(5)
        for one in [self.listener, *self.held, *(end for pair in self.pairs for end in pair)]:
            one.close()

    @staticmethod
    def _break(end):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it is broken already

    def _run(self):
        self.listener.settimeout(0)
        while not self.ended.is_set():
            with selectors.DefaultSelector() as selector, self.lock:
                selector.register(self.listener, selectors.EVENT_READ)
                others = {}
                for client, server in self.pairs:
                    others[client], others[server] = server, client
                    selector.register(client, selectors.EVENT_READ)
                    selector.register(server, selectors.EVENT_READ)
                self.lock.release()
                try:
                    ready = [key.fileobj for key, _ in selector.select(POLL_SECONDS)]
                finally:
                    self.lock.acquire()
                for end in ready:
                    self._accept() if end is self.listener else self._pass(end, others[end])

    def _accept(self):
        try:
            client, _ = self.listener.accept()
        except OSError:
            return
        self.connections += 1
        if self.refusing:
            client.close()
            return
        client.settimeout(10)
        server = socket.create_connection(("127.0.0.1", self.server.port), timeout=10)
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.pairs.append((client, server))

    def _pass(self, end, other):
        if not any(end in pair for pair in self.pairs):
            return  # cut while we waited
        try:
            data = end.recv(PIECE)
            if data:
                other.sendall(data)
                return
        except OSError:
            pass
        self.pairs = [pair for pair in self.pairs if end not in pair]
        end.close()
        other.close()
