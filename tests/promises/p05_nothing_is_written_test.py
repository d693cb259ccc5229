# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P5: neither program writes a byte of content to any file; the server runs its whole suite without the right to write."""

import os
import secrets
import signal
import subprocess
import unittest

from tests.promises.promise import Promise, require_strace, skip_or_fail
from tests.support.blackbox import tracing, wire
from tests.support.blackbox.programs import read_only_wrapper
from tests.support.blackbox.wire import Line, field, pair


class NothingIsWritten(Promise):
    def setUp(self):
        super().setUp()
        require_strace(self)
        self.place = self.folder()
        self.trace = os.path.join(self.place, "trace")

    # ---- the server

    def serve(self, *options):
        server = self.server(*options, wrapper=tracing.wrapper(self.trace), writable=True)
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
        status, errors = server.stop(signal.SIGTERM)
        self.assertEqual((status, errors.count("rror")), (0, 0), errors)

    def test_server_withoutALog_opensNothingForWriting(self):
        """without an access log the server opened no file for writing, from its start through a conversation and bad input to its end"""
        self.serve()
        self.assertTrue(any("openat(" in call for call in tracing.calls(self.trace)), "void: the trace sees nothing")
        self.assertEqual(tracing.writes(self.trace), [])

    def test_server_withALog_writesThatAlone(self):
        """with an access log that was the only file"""
        log = os.path.join(self.place, "log")
        os.mkdir(log)
        self.serve("--access-log", log)
        written = tracing.writes(self.trace)
        self.assertTrue(written, "void: a file that is written is not seen")
        self.assertEqual([call for call in written if "access-" not in call], [])

    def test_server_hasNoRightToWrite(self):
        """the suite runs the server with its folder and /tmp mounted read-only (but where a test needs its access log, a trace of it or its core); it could not write there"""
        if not read_only_wrapper():
            skip_or_fail(self, "this system gives no mount namespace of one's own")
        done = subprocess.run([*read_only_wrapper(), "sh", "-c", 'touch /tmp/probe "$PWD/probe" || echo refused'],
                              capture_output=True, timeout=20, check=False)
        self.assertEqual(done.stdout, b"refused\n")
        server = self.server()
        with open(f"/proc/{server.pid}/mountinfo", encoding="utf-8") as mounts:
            options = {line.split()[4]: line.split()[5].split(",") for line in mounts}
        for place in ("/tmp", os.getcwd()):
            self.assertIn("ro", options[place])
        one, other, conversation = pair(server)
        one.send(wire.SEND, field(1, conversation) + field(2, 1), body=os.urandom(300))
        other.expect(wire.MESSAGE)
        one.close()
        other.close()

    # ---- the client

    def test_window_writesNothing_andEndsInOrder(self):
        """a window that received, showed, wrote and drew opened no file for writing, made no folder, left its home empty, said nothing of it on stderr, and told its partner when it was ended"""
        server = self.server()
        partner = self.headless().client("partner-heron")
        words = {"received": secrets.token_hex(20), "typed": secrets.token_hex(12), "draft": secrets.token_hex(12)}
        window = self.window("--server", server.url, "--fingerprint", server.fingerprint, "--username", "traced-otter",
                             "--meet", wrapper=tracing.wrapper(self.trace))
        partner.arrive(server)
        self.assertEqual(partner.wait("paired")["partner"], "traced-otter")
        window.await_title("with partner-heron")
        window.focus()
        partner.send(words["received"])
        partner.wait("delivered")
        window.type(words["typed"])
        window.press("Return")
        self.assertEqual(partner.message()["text"], words["typed"])
        partner.do("picture", generate={"width": 800, "height": 600, "seed": 3})
        partner.wait("picture-sending")
        window.press("ctrl+shift+o")
        partner.wait("picture-state", own=True, state="here")
        window.type(words["draft"])
        window.child.send_signal(signal.SIGTERM)
        # The server was told: the partner left, its line was not lost.
        self.assertEqual(partner.wait("ended")["cause"], "partner-left")
        self.assertEqual(window.child.wait(15), 0)
        self.assertTrue(tracing.calls(self.trace), "void: the trace sees nothing")
        self.assertEqual(tracing.writes(self.trace), [])
        self.assertEqual(os.listdir(window.home), [])
        self.assert_unsaid({**words, "partner": "partner-heron", "name": "traced-otter"}, window)


if __name__ == "__main__":
    unittest.main()
