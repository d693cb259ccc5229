# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What chatmet-server says at its start could not be locked or hidden: each against what the kernel says of the process."""

import os
import re
import resource
import unittest

from tests.packaging.tools import need
from tests.support.blackbox.operating import Operating
from tests.support.blackbox.programs import Server, sanitized

SWAPPED = "chatmet-server: memory can be swapped out: "
LIMITED = SWAPPED + "locked memory is limited on this system\n"
# Root without what lets it lock what it likes is limited as everybody is.
NO_RIGHT = ("setpriv", "--bounding-set", "-ipc_lock") if os.geteuid() == 0 else ()


def refusing(call, what="error=EPERM"):
    """The system refuses this call: strace answers in its place. -D: the program stays our child."""
    return ("strace", "-D", "-f", "-qq", "-e", f"trace={call}", "-e", f"inject={call}:{what}", "-o", "/dev/null")


class StartWords(Operating):
    def server(self, *wrapper, **popen):
        server = Server(writable=True, wrapper=wrapper, watched=False, **popen)
        self.addCleanup(server.kill)
        return server

    def said(self, server):
        """All that it said; it does so before it is ready."""
        status, errors = server.stop()
        self.assertEqual(status, 0)
        return errors

    def of_the_kernel(self, server):
        """KiB of locked memory, and the limit of core files in bytes."""
        with open(f"/proc/{server.pid}/status", encoding="ascii", errors="replace") as status:
            locked = int(re.search(r"^VmLck:\s+(\d+) kB$", status.read(), re.M)[1])
        with open(f"/proc/{server.pid}/limits", encoding="ascii") as limits:
            core = re.search(r"^Max core file size\s+(\w+)", limits.read(), re.M)[1]
        return locked, core

    # ---- swap

    def test_lockedMemory_isSaidWhereItIsLimited_andReallyIsNot(self):
        limited = self.server(*NO_RIGHT, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0)))
        self.assertEqual(self.of_the_kernel(limited)[0], 0)
        self.assertEqual(self.said(limited), LIMITED)

    def test_lockedMemory_underAnyLimit_isNotTaken(self):
        """A limit that is met later would end the server in the middle of a conversation."""
        hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)[1]
        most = hard if hard != resource.RLIM_INFINITY else 1 << 30
        limited = self.server(*NO_RIGHT, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_MEMLOCK, (most, most)))
        self.assertEqual(self.of_the_kernel(limited)[0], 0)
        self.assertEqual(self.said(limited), LIMITED)

    def test_lockedMemory_thatWasHad_isNotSpokenOf(self):
        if sanitized():
            self.skipTest("AddressSanitizer takes the call and locks nothing")
        if os.geteuid() != 0 and resource.getrlimit(resource.RLIMIT_MEMLOCK)[1] != resource.RLIM_INFINITY:
            self.skipTest("neither root nor without a limit of locked memory")
        server = self.server()
        self.assertGreater(self.of_the_kernel(server)[0], 0)
        self.assertEqual(self.said(server), "")

    def test_lockedMemory_thatTheSystemRefuses_isSaidWithItsWords(self):
        need(self, "strace", "strace")
        if os.geteuid() != 0 or sanitized():
            self.skipTest("who is limited does not ask, and AddressSanitizer does not hand it on")
        refused = self.server(*refusing("mlockall", "error=ENOMEM"))
        self.assertEqual(self.of_the_kernel(refused)[0], 0)
        self.assertEqual(self.said(refused), SWAPPED + "Cannot allocate memory\n")

    # ---- dumps, and other programs

    def test_coreFiles_thatCouldNotBeTurnedOff_areSaid(self):
        need(self, "strace", "strace")
        soft = resource.getrlimit(resource.RLIMIT_CORE)
        if soft[1] == 0:
            self.skipTest("core files are off here for everybody")
        server = self.server(*refusing("prlimit64"), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (soft[1], soft[1])))
        self.assertNotEqual(self.of_the_kernel(server)[1], "0")
        self.assertIn("chatmet-server: core files could not be turned off: Operation not permitted\n", self.said(server))

    def test_coreFiles_areOff_withoutAWord(self):
        soft = resource.getrlimit(resource.RLIMIT_CORE)
        server = self.server(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (soft[1], soft[1])))
        self.assertEqual(self.of_the_kernel(server)[1], "0")
        self.assertNotIn("core", self.said(server))

    def test_memoryThatOthersCanRead_isSaid(self):
        need(self, "strace", "strace")
        server = self.server(*refusing("prctl"))
        self.assertIn("chatmet-server: other programs of this user can read the memory: Operation not permitted\n", self.said(server))


if __name__ == "__main__":
    unittest.main()
