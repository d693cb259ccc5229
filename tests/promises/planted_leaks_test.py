# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests of the promises, run against programs with a leak planted in them: they fail, and the page says so.

Each is run against the honest program as well, so that nothing but the leak makes the difference."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from tests.support.blackbox.programs import program, require_all

SECONDS = 100
SKIPPED = 77


class PlantedLeaks(unittest.TestCase):
    found = []

    @classmethod
    def tearDownClass(cls):
        if folder := os.environ.get("CHATMET_RESULTS"):
            os.makedirs(folder, exist_ok=True)
            pathlib.Path(folder, "planted.json").write_text(json.dumps(cls.found, indent=1), encoding="utf-8")

    def run_promise(self, number, test, results, **programs):
        """(status, what came of the one test)"""
        (file,) = pathlib.Path("tests/promises").glob(f"p{number:02}_*_test.py")
        done = subprocess.run([sys.executable, "-m", "tests.promises.record", str(file), test], capture_output=True,
                              env={**os.environ, **programs, "CHATMET_RESULTS": results}, timeout=SECONDS, check=False)
        try:
            (entry,) = json.loads(pathlib.Path(results, f"p{number:02}.json").read_text(encoding="utf-8"))["tests"]
        except (OSError, ValueError):
            self.fail(f"not exactly one test {test}: {done.stderr.decode()[-2_000:]}")
        return done.returncode, entry

    def check(self, leak, variable, planted, number, test, reason):
        """reason: what the failure has to say, so that it failed for the leak and not for something else."""
        with tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH")) as results:
            status, honest = self.run_promise(number, test, results)
            if status == SKIPPED and not require_all():
                self.skipTest(honest["reason"])
            self.assertEqual((status, honest["outcome"]), (0, "passed"), honest["reason"])
            status, entry = self.run_promise(number, test, results, **{variable: program(planted)})
            self.assertEqual((status, entry["outcome"]), (1, "failed"), f"{leak} is not seen")
            self.assertRegex(entry["reason"], reason)
            page = subprocess.run([sys.executable, "-m", "tests.promises.report", results], capture_output=True, text=True,
                                  timeout=60, check=False)
            self.assertEqual(page.returncode, 1, page.stdout)
            text = pathlib.Path(results, "report.md").read_text(encoding="utf-8")
        row = next(line for line in text.splitlines() if line.startswith(f"| P{number} "))
        self.assertIn("| FAILED |", row)
        self.found.append({"leak": leak, "promise": number})

    def test_bufferNotWiped_inTheServer(self):
        self.check("the server keeps one message in a buffer that is not wiped", "CHATMET_SERVER",
                   "unwiped-server-buffer", 4, "ErasureOnTheServer.test_leave_whileBothStay", "unacknowledged.* left in memory")

    def test_nameInADebugLine_ofTheServer(self):
        self.check("the server has one debug line with a username", "CHATMET_SERVER", "username-in-debug-line", 2,
                   "Usernames.test_session_isOver_serverAndItsLogHaveNoName", "stands in the output of")

    def test_pictureInAFile_ofTheServer(self):
        self.check("the server puts a picture into a file for a moment", "CHATMET_SERVER", "pictures-spooled", 5,
                   "test_server_withoutALog_opensNothingForWriting", "O_RDWR|O_WRONLY|O_TMPFILE")

    def test_bufferNotWiped_inTheClient(self):
        self.check("the client keeps one text in a buffer that is not wiped", "CHATMET_HEADLESS",
                   "unwiped-client-buffer", 4, "ErasureInClients.test_leave", "left in memory")

    def test_textInADebugLine_ofTheClient(self):
        self.check("the window has one debug line with a text", "CHATMET_CLIENT", "text-in-debug-line", 5,
                   "test_window_writesNothing_andEndsInOrder", "stands in the output of")


if __name__ == "__main__":
    unittest.main()
