# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P20: a crash of either program leaves no core, no dump and no content in any log."""

import os
import resource
import secrets
import shutil
import signal
import subprocess
import time
import unittest

from tests.promises.promise import Promise, skip_or_fail
from tests.support.blackbox import residue, wire
from tests.support.blackbox.wire import field

SIGNALS = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS)


def cores_on():
    """As a person who wants cores has it: no limit; the system's core_pattern as it is."""
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def journal_since(begin):
    """The journal's words since then; empty where there is no journal."""
    if shutil.which("journalctl") is None:
        return b""
    done = subprocess.run(["journalctl", "--no-pager", "-a", "-o", "verbose", "--since", f"@{int(begin) - 1}"],
                          capture_output=True, timeout=30, check=False)
    return done.stdout


class Crashes(Promise):
    def setUp(self):
        super().setUp()
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
            self.place = self.folder()
            self.dumps = self.control()
        except (OSError, ValueError) as reason:
            skip_or_fail(self, f"core files can't be allowed here: {reason}")
        self.begin = time.time()

    def control(self):
        """Whether another program that crashes here leaves a core, or ours leaving none would mean nothing."""
        child = subprocess.Popen(["sleep", "60"], cwd=self.place, preexec_fn=cores_on)
        os.kill(child.pid, signal.SIGSEGV)
        _, status = os.waitpid(child.pid, 0)
        child.returncode = -signal.SIGSEGV
        for file in os.listdir(self.place):
            os.unlink(os.path.join(self.place, file))
        return os.WCOREDUMP(status)

    def crash(self, process, sig, needles):
        if not self.dumps:
            skip_or_fail(self, "this system writes no core of any program")
        before = set(os.listdir(self.place))
        os.kill(process.pid, sig)
        _, status = os.waitpid(process.pid, 0)
        process.child.returncode = -sig
        self.assertTrue(os.WIFSIGNALED(status) and os.WTERMSIG(status) == sig, "void: it did not die of it")
        self.assertFalse(os.WCOREDUMP(status), "a core was written or handed to the system's handler")
        self.assertEqual(set(os.listdir(self.place)), before)
        self.assert_unsaid(needles, process)
        journal = journal_since(self.begin)
        for label, needle in needles.items():
            raw = needle.encode() if isinstance(needle, str) else needle
            self.assertFalse(raw in journal, f"{label} in the journal")

    def test_server_crashesInMidConversation(self):
        """the server died of SIGSEGV, SIGABRT and SIGBUS in mid-conversation, with core files allowed: no core, no file, no content or name on its output or in the journal"""
        for sig in SIGNALS:
            with self.subTest(signal=sig.name):
                server = self.server(cwd=self.place, preexec_fn=cores_on, writable=True, watched=False)
                needles = {"name": secrets.token_hex(8), "topic": secrets.token_hex(8), "text": secrets.token_hex(40)}
                one, other = self.line(server), self.line(server)
                for line in (one, other):
                    line.welcome(username=needles["name"])
                    line.send(wire.MEET, field(1, needles["topic"]))
                    line.expect(wire.WAITING)
                conversation = one.expect(wire.PAIRED)[0][1][0]
                one.send(wire.SEND, field(1, conversation) + field(2, 1), body=needles["text"].encode())
                one.expect(wire.ACCEPTED)
                self.assert_found(server, needles, ["name", "text"])
                self.crash(server, sig, needles)

    def conversation_in_a_window(self):
        """The window with the content that it holds: a text each way and a picture on its screen."""
        server = self.server()
        partner = self.headless().client(secrets.token_hex(8))
        needles = {"own name": secrets.token_hex(8), "partner": partner.name, "text": secrets.token_hex(40),
                   "typed": secrets.token_hex(12)}
        partner.arrive(server)
        window = self.window("--server", server.url, "--fingerprint", server.fingerprint, "--username",
                             needles["own name"], "--meet", cwd=self.place, preexec_fn=cores_on, watched=False)
        partner.wait("paired")
        partner.send(needles["text"])
        partner.wait("delivered")
        window.focus()
        window.type(needles["typed"])
        window.press("Return")
        self.assertEqual(partner.message()["text"], needles["typed"])
        partner.do("picture", generate={"width": 320, "height": 240, "seed": 3})
        partner.wait("picture-sending")
        window.press("ctrl+shift+o")
        partner.wait("picture-state", own=True, state="here")
        return window, needles

    def test_window_crashesInMidConversation(self):
        """a window did so too, with a text of its own, one of its partner and a picture on its screen"""
        for sig in SIGNALS:
            with self.subTest(signal=sig.name):
                window, needles = self.conversation_in_a_window()
                self.crash(window, sig, needles)

    def test_helperAndPictureProcess_crashInMidConversation(self):
        """so did the window's helper and the process that decodes pictures"""
        if not self.dumps:
            skip_or_fail(self, "this system writes no core of any program")
        window, needles = self.conversation_in_a_window()
        children = residue.family(window.pid)[1:]
        self.assertGreaterEqual(len(children), 2, "void: the helper and a picture process were expected")
        before = set(os.listdir(self.place))
        os.kill(window.pid, signal.SIGSTOP)  # nobody fetches what became of them before we have read it
        for child in children:
            os.kill(child, signal.SIGSEGV)
            self.within(20, "its end", lambda: residue.ended(child))
            with open(f"/proc/{child}/stat", encoding="ascii", errors="replace") as stat:
                status = int(stat.read().rsplit(")", 1)[1].split()[-1])
            self.assertTrue(os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSEGV, "void: not of it")
            self.assertFalse(os.WCOREDUMP(status), "a core was written or handed to the system's handler")
        self.assertEqual(set(os.listdir(self.place)), before)
        self.assert_unsaid(needles, window)


if __name__ == "__main__":
    unittest.main()
