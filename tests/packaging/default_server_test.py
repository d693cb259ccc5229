# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""CHATMET_DEFAULT_SERVER as a packager sets it: what it is in the program, by the compiler's own command, without building it."""
import json
import pathlib
import shlex
import subprocess
import tempfile
import unittest

from tests.packaging.tools import TOP, needs

LINK = "chatmet://chat.example.org/#v1." + "0123456789abcdef" * 4
PRINT = "int puts(const char *);\nint main(void) { return puts(CHATMET_DEFAULT_SERVER) < 0; }\n"


@needs("cmake, ninja-build, gcc", "cmake", "ninja", "cc")
class DefaultServerTest(unittest.TestCase):
    def done(self, *command):
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=100, check=False)
        self.assertEqual(ended.returncode, 0, ended.stdout)
        return ended.stdout

    def test_everyForm_reachesTheProgram(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "print.c").write_text(PRINT, encoding="utf-8")
            for server in ("", "wss://chat.example.org:8443", LINK):
                self.done("cmake", "-S", str(TOP), "-B", str(folder / "build"), "-G", "Ninja", "-DCHATMET_SERVER=OFF", "-DCHATMET_TESTS=OFF",
                          "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", f"-DCHATMET_DEFAULT_SERVER={server}")
                entries = json.loads((folder / "build/compile_commands.json").read_text(encoding="utf-8"))
                command, = [entry["command"] for entry in entries if entry["file"].endswith("/client/app/main.cpp")]
                definitions = [word for word in shlex.split(command) if word.startswith("-DCHATMET_DEFAULT_SERVER=")]
                self.done("cc", *definitions, str(folder / "print.c"), "-o", str(folder / "print"))
                self.assertEqual(self.done(str(folder / "print")), server + "\n")


if __name__ == "__main__":
    unittest.main()
