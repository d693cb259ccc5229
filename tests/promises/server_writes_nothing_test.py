# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P5, the server's half: without an access log it opens no file for writing, whatever happens."""

import os
import re
import shutil
import signal
import tempfile
import unittest

from tests.support.blackbox import wire
from tests.support.blackbox.programs import Server, require_all
from tests.support.blackbox.wire import Line, field, pair

# open, openat, openat2 with a right to write; and the calls that make something without opening it.
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^\d*\s*(creat|mkdir|mkdirat|rename|renameat|renameat2|link|linkat|symlink"
                    r"|symlinkat|mknod|mknodat|truncate|memfd_create)\(")
CALLS = "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat," \
        "truncate,memfd_create"


class ServerWritesNothing(unittest.TestCase):
    def setUp(self):
        if shutil.which("strace") is None:
            if require_all():
                self.fail("CHATMET_REQUIRE_ALL is set and strace is not installed")
            self.skipTest("strace is not installed")
        self.folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(self.folder.cleanup)
        self.trace = os.path.join(self.folder.name, "trace")

    def calls(self, *options):
        # -D: the server is our child and strace looks on, so that signals reach the server.
        server = Server(*options, wrapper=("strace", "-D", "-f", "-qq", "-e", f"trace={CALLS}", "-o", self.trace),
                        writable=True)
        self.conversation(server)
        status, errors = server.stop(signal.SIGTERM)
        self.assertEqual((status, errors.count("rror")), (0, 0), errors)
        with open(self.trace, encoding="utf-8") as lines:
            return lines.read().splitlines()

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
        calls = self.calls()
        self.assertTrue(any("openat(" in call for call in calls), "the trace sees files being opened")
        self.assertEqual([call for call in calls if WRITES.search(call) and "/dev/null" not in call], [])

    def test_accessLog_isTheOnlyFile(self):
        log = os.path.join(self.folder.name, "log")
        os.mkdir(log)
        written = [call for call in self.calls("--access-log", log) if WRITES.search(call) and "/dev/null" not in call]
        self.assertTrue(written, "this search finds a file that is written")
        self.assertEqual([call for call in written if "access-" not in call], [])


if __name__ == "__main__":
    unittest.main()
