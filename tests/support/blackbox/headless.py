# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations through chatmet-headless: the client's own network and state, without windows."""

import collections
import json
import os
import queue
import select
import subprocess
import threading
import time

from tests.support.blackbox import written
from tests.support.blackbox.programs import END_SECONDS, Process, program

EVENT_SECONDS = 30
# ThreadSanitizer does not see how Qt hands things from one thread to another, and would report each time.
ENVIRONMENT = {**os.environ, "TSAN_OPTIONS": os.environ.get("TSAN_OPTIONS", "") + ":report_bugs=0"}


class Headless(Process):
    """One chatmet-headless process with any number of clients in it."""

    def __init__(self, *options, wrapper=(), watched=True):
        super().__init__([*wrapper, program("headless"), *options], watched, stdin=subprocess.PIPE, env=ENVIRONMENT)
        self.events = collections.defaultdict(queue.Queue)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.child.stdout:
            event = json.loads(line)
            self.events[event.get("client", "")].put(event)

    def do(self, client, what, **arguments):
        if what == "save":
            written.told(arguments["file"])
        line = json.dumps({"client": client, "do": what, **arguments})
        self.child.stdin.write(line.encode() + b"\n")
        self.child.stdin.flush()

    def client(self, name):
        return Client(self, name)

    def quit(self):
        self.child.stdin.close()
        try:
            self.child.wait(15)
        finally:
            self.kill()
        return self.child.returncode

    def _errors(self):
        """What it wrote on stderr; what looks on may hold that open a little longer than it, and no longer."""
        said = b""
        deadline = time.monotonic() + END_SECONDS
        while time.monotonic() < deadline and select.select([self.child.stderr], [], [], max(deadline - time.monotonic(), 0))[0]:
            piece = os.read(self.child.stderr.fileno(), 65_536)
            if not piece:
                return said
            said += piece
        for pipe in (self.child.stdin, self.child.stdout, self.child.stderr):
            pipe.close()
        raise AssertionError(f"{self.name} has ended, and something that it started still holds its stderr: {said!r}")

    def kill(self):
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()
        self.reader.join(5)
        if not self.child.stderr.closed:
            self.rest[1] = self._errors()
        for pipe in (self.child.stdin, self.child.stdout, self.child.stderr):
            try:
                pipe.close()
            except BrokenPipeError:
                pass  # commands that nobody will read any more


class Client:
    """One client by name; every wait is limited."""

    def __init__(self, headless, name):
        self.headless = headless
        self.name = name
        self.seen = []

    def do(self, what, **arguments):
        self.headless.do(self.name, what, **arguments)

    def wait(self, event, seconds=EVENT_SECONDS, **fields):
        """The next event of this kind with these fields; others before it are kept in `seen`."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                got = self.headless.events[self.name].get(timeout=max(deadline - time.monotonic(), 0.001))
            except queue.Empty:
                raise AssertionError(f"{self.name}: no {event} {fields} within {seconds} s; last {self.seen[-5:]}") from None
            self.seen.append(got)
            if got["event"] == event and all(got.get(name) == value for name, value in fields.items()):
                return got

    def connect(self, server, username, fingerprint=None):
        self.do("connect", server=server.url, fingerprint=server.fingerprint if fingerprint is None else fingerprint,
                username=username)

    def arrive(self, server, username=None, topics=()):
        """Comes and looks for a partner."""
        self.connect(server, username or self.name)
        self.wait("welcomed")
        self.do("meet", topics=list(topics))

    def send(self, text):
        self.do("send", text=text)

    def message(self, **fields):
        """The next message of the partner."""
        return self.wait("message", own=False, **fields)


def meet(one, other, server):
    for client in (one, other):
        client.connect(server, client.name)
        client.wait("welcomed")
        client.do("meet", topics=[])
    for client in (one, other):
        client.wait("paired")
