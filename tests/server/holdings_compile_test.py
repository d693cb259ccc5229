# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A member that the list of holdings leaves out does not compile, in any structure of the server.

Compiles the files that make the list, against copies of the real headers into which a member was planted: named
nowhere, then named but without a rule. GCC's words are looked for, one complaint for each structure.
"""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["CHATMET_SOURCE"])
COMPILER = os.environ["CHATMET_CXX"]
INCLUDES = [folder for folder in os.environ["CHATMET_INCLUDES"].split("|") if folder]
SECONDS = 300
DESCRIBED = re.compile(r"CHATMET_DESCRIBED\((\w+),(\s*)\((.*?)\)\)", re.S)
# What makes the list, and so has to see every structure; structures in the files themselves count too.
MAKERS = {
    "core": ["server/core/HoldingRules.cpp"],
    "net": ["server/net/LineRules.cpp", "server/net/WebSocketSession.cpp"],
}
FOLDERS = {"core": "server/core", "net": "server/net"}


def described(part):
    """File -> names of the structures in it that say what they hold."""
    found = {}
    for path in sorted((SOURCE / FOLDERS[part]).glob("*.[hc]*")):
        names = [name for name, _, _ in DESCRIBED.findall(path.read_text()) if name != "Class"]
        if names and path.name != "Described.h":
            found[path.relative_to(SOURCE)] = names
    return found


def compiled(part, plant):
    """(status, words) of compiling part's list makers against copies in which plant changed every description."""
    with tempfile.TemporaryDirectory() as folder:
        overlay = pathlib.Path(folder)
        for path in {*described(part), *(pathlib.Path(maker) for maker in MAKERS[part])}:
            copy = overlay / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(DESCRIBED.sub(plant, (SOURCE / path).read_text()))
        status, words = 0, ""
        for maker in MAKERS[part]:
            done = subprocess.run([COMPILER, "-std=c++20", "-fsyntax-only", "-w", f"-I{overlay}",
                                   *(f"-I{include}" for include in INCLUDES), str(overlay / maker)],
                                  capture_output=True, text=True, timeout=SECONDS, check=False,
                                  env={**os.environ, "LC_ALL": "C"})
            status = status or done.returncode
            words += done.stderr
        return status, words


def nothing(match):
    return match[0]


def a_member_without_a_name(match):
    return "int m_planted{0};\n" + match[0]


def a_member_without_a_rule(match):
    return f"int m_planted{{0}};\nCHATMET_DESCRIBED({match[1]}, ({match[3]}, m_planted))"


class HoldingsCompile(unittest.TestCase):
    def structures(self, part):
        names = [name for names in described(part).values() for name in names]
        self.assertGreater(len(names), 4)
        return names

    def test_asItIs_compiles(self):
        for part in MAKERS:
            status, words = compiled(part, nothing)
            self.assertEqual(status, 0, words)

    def test_memberWithoutAName_doesNotCompile_anywhere(self):
        for part in MAKERS:
            status, words = compiled(part, a_member_without_a_name)
            self.assertNotEqual(status, 0)
            for name in self.structures(part):
                self.assertRegex(words, rf"\b{name}' decomposes into", f"{part}: {name} holds more than it names")

    def test_memberWithoutARule_doesNotCompile_anywhere(self):
        for part in MAKERS:
            status, words = compiled(part, a_member_without_a_rule)
            self.assertNotEqual(status, 0)
            for name in self.structures(part):
                self.assertRegex(words, rf"no matching function .*\brule\(.*\b{name}::m_planted",
                                 f"{part}: {name} has a member without a rule")

    def test_typeWithoutWords_doesNotCompile(self):
        source = """
            #include "server/core/HoldingsWalk.h"
            namespace chatmet::server {
            struct Secret { int number{0}; };
            struct Holder { TYPE member; CHATMET_DESCRIBED(Holder, (member)) };
            struct Rules { static constexpr auto rule(Of<&Holder::member>) { return Told{"session"}; } };
            void list(const Place& place) { walk<Rules>(place, Holder{}); }
            }
        """
        for kind, good in (("int", True), ("Secret", False)):
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder) / "holder.cpp"
                path.write_text(source.replace("TYPE", kind))
                done = subprocess.run([COMPILER, "-std=c++20", "-fsyntax-only",
                                       *(f"-I{include}" for include in INCLUDES), str(path)],
                                      capture_output=True, text=True, timeout=SECONDS, check=False)
                self.assertEqual(done.returncode == 0, good, done.stderr)


if __name__ == "__main__":
    unittest.main()
