# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests share that meet chatmet-server as its operator does: commands that end, and files in a folder of their own."""

import http.client
import os
import re
import subprocess
import tempfile
import time
import unittest

from tests.support.blackbox.programs import Server, program
from tests.support.blackbox.wire import Line


def run(*options):
    """Status and both outputs of a server that is expected to end by itself."""
    done = subprocess.run([program("server"), *options], capture_output=True, text=True, timeout=20, check=False)
    return done.returncode, done.stdout, done.stderr


class Operating(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name, content=None):
        """Of a file in the test's folder, written where there is a content."""
        path = os.path.join(self.folder, name)
        if content is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
        return path


class Operator(Operating):
    """With a control socket at the server, and often metrics."""

    def server(self, *options, **popen):
        server = Server("--control", self.path("control"), *options, writable=True, **popen)
        self.addCleanup(server.kill)
        return server

    def control(self, *words, status=0):
        ended, output, errors = run(*words, "--control", self.path("control"))
        self.assertEqual(ended, status, output + errors)
        return output if status == 0 else errors

    def line(self, server):
        line = Line(server)
        self.addCleanup(line.close)
        return line

    def metrics(self, server):
        """Address of the metrics, from the line that tells it."""
        words = server.error_line(20)
        port = re.fullmatch(r"chatmet-server: metrics on 127\.0\.0\.1 port (\d+)", words)
        self.assertIsNotNone(port, words)
        return int(port[1])

    def get(self, port, path, method="GET"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def value(self, port, series):
        status, text = self.get(port, "/metrics")
        self.assertEqual(status, 200)
        return float(re.search(rf"^{re.escape(series)} (\S+)$", text, re.M)[1])

    def value_within(self, seconds, port, series, wanted):
        """The figure once it is the wanted one, or what it was at last: figures are up to a second old."""
        deadline = time.monotonic() + seconds
        while (value := self.value(port, series)) != wanted and time.monotonic() < deadline:
            time.sleep(0.1)
        return value
