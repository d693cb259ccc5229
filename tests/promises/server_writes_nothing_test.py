# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P5, the server's half: without an access log it opens no file for writing, whatever happens."""

import os
import signal
import tempfile
import unittest

from tests.support.blackbox import tracing, wire
from tests.support.blackbox.programs import Server
from tests.support.blackbox.wire import Line, field, pair


class ServerWritesNothing(unittest.TestCase):
    def setUp(self):
        tracing.require_strace(self)
        self.folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(self.folder.cleanup)
        self.trace = os.path.join(self.folder.name, "trace")

    def serve(self, *options):
        server = Server(*options, wrapper=tracing.wrapper(self.trace), writable=True)
        self.conversation(server)
        status, errors = server.stop(signal.SIGTERM)
        self.assertEqual((status, errors.count("rror")), (0, 0), errors)

    @staticmethod
    def conversation(server):
        one, other, conversation = pair(server)
        for number in range(1, 20):
            one.send(wire.SEND, field(1, conversation) + field(2, number), body=os.urandom(20_000))
            one.expect(wire.ACCEPTED)
            other.expect(wire.MESSAGE)
        bad = Line(server)
        bad.send_message(b"\x00")
        bad.expect_closed()
        one.send(wire.LEAVE, field(1, conversation))
        for line in (one, other, bad):
            line.close()

    def test_conversation_opensNothingForWriting(self):
        self.serve()
        self.assertTrue(any("openat(" in call for call in tracing.calls(self.trace)), "the trace sees files being opened")
        self.assertEqual(tracing.writes(self.trace), [])

    def test_accessLog_isTheOnlyFile(self):
        log = os.path.join(self.folder.name, "log")
        os.mkdir(log)
        self.serve("--access-log", log)
        written = tracing.writes(self.trace)
        self.assertTrue(written, "this search finds a file that is written")
        self.assertEqual([call for call in written if "access-" not in call], [])


if __name__ == "__main__":
    unittest.main()
