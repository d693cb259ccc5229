# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests share that meet chatmet-server as its operator does: commands that end, and files in a folder of their own."""

import os
import subprocess
import tempfile
import unittest

from tests.support.blackbox.programs import program


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
