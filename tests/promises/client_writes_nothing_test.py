# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P5, the client's half: a conversation leaves no file and no folder behind, and the program ends in order."""

import os
import signal
import subprocess
import tempfile
import unittest

from tests.support.blackbox import tracing
from tests.support.blackbox.headless import Headless
from tests.support.blackbox.programs import Server, program


class ClientWritesNothing(unittest.TestCase):
    def setUp(self):
        tracing.require_strace(self)
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        self.trace = os.path.join(folder.name, "trace")
        self.home = os.path.join(folder.name, "home")
        os.mkdir(self.home, 0o700)
        self.server = Server()
        self.addCleanup(self.server.kill)
        headless = Headless()
        self.addCleanup(headless.kill)
        self.partner = headless.client("partner-heron")
        self.partner.connect(self.server, self.partner.name)
        self.partner.wait("welcomed")

    def window(self):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": self.home, "XDG_RUNTIME_DIR": self.home}
        child = subprocess.Popen([*tracing.wrapper(self.trace), program("client"), "--server", self.server.url,
                                  "--fingerprint", self.server.fingerprint, "--username", "traced-otter", "--meet"],
                                 env=environment, stderr=subprocess.PIPE)
        self.addCleanup(child.stderr.close)
        self.addCleanup(child.wait)
        self.addCleanup(child.kill)
        return child

    def test_conversation_writesNothing_andSigtermEndsInOrder(self):
        window = self.window()
        self.partner.do("meet", topics=[])
        self.assertEqual(self.partner.wait("paired")["partner"], "traced-otter")
        self.partner.send("a line for a window that is looked at from below")
        self.partner.wait("delivered")
        self.partner.do("picture", generate={"width": 800, "height": 600, "seed": 3})
        self.partner.wait("picture-sending")
        window.send_signal(signal.SIGTERM)
        # The server was told: the partner left, its line was not lost.
        self.assertEqual(self.partner.wait("ended")["cause"], "partner-left")
        self.assertEqual(window.wait(15), 0)
        self.assertTrue(tracing.calls(self.trace), "the trace sees files being opened")
        self.assertEqual(tracing.writes(self.trace), [])
        self.assertEqual(os.listdir(self.home), [])
        self.assertNotIn(b"a line for a window", window.stderr.read())


if __name__ == "__main__":
    unittest.main()
