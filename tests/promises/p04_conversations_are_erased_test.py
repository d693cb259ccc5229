# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P4: when a pair ends, no message, sealed or not, and no key of it is found in the server's memory, nor in the clients'."""

import unittest

from tests.promises.erasure_in_clients import ErasureInClients
from tests.promises.erasure_in_windows import ErasureInWindows
from tests.promises.erasure_of_keys import ErasureOfKeys
from tests.promises.erasure_on_the_server import ErasureOnTheServer

__all__ = ["ErasureOnTheServer", "ErasureWithFourThreads", "ErasureAfterTheWindow", "ErasureInClients", "ErasureInWindows", "ErasureOfKeys"]


class ErasureWithFourThreads(ErasureOnTheServer):
    OPTIONS = ("--threads", "4")

class ErasureAfterTheWindow(ErasureOnTheServer):
    RESUME_WINDOW = 1

    def test_bothDrop_andNobodyElseComes(self):
        """server: after both lines were cut and the window was over, with nobody connected at all: nothing, though it was there while the window ran"""
        self.RESUME_WINDOW = 5  # time enough to look into a process meanwhile, also where others keep the machine busy
        one, other = self.begin()
        for line in (one, other):
            line.close()
        self.assertTrue(self.search(self.one_server, self.content), "void: it was not kept for who might come back")
        self.within(20, "the content to go", lambda: not self.search(self.one_server, self.content))


if __name__ == "__main__":
    unittest.main()
