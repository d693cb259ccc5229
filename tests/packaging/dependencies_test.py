# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What packaging/README.md says is needed, against what CMake asks for: the same names, and the same least versions."""

import re
import unittest

from tests.packaging.tools import PACKAGING, TOP

# As the page calls them. What is not here it calls as CMake does.
NAMES = {"Protobuf": "protobuf", "Qt6": "Qt", "Python3": "Python", "GTest": "GoogleTest", "benchmark": "Google Benchmark"}
PARTS = {"LinguistTools": "Linguist tools"}
# Of the compiler's own, or only how the others are found.
NOT_NEEDED = {"Threads", "PkgConfig"}
NOT_OF_QT = {"Core", "Gui", "Test", "DBus"}  # with qtbase, which all of them come with


def cmake():
    """All that our CMake says, without its comments."""
    files = [TOP / "CMakeLists.txt"]
    for folder in ("cmake", "client", "common", "packaging", "resources", "server", "tests"):
        files += [file for name in ("CMakeLists.txt", "*.cmake") for file in sorted((TOP / folder).rglob(name))]
    return re.sub(r"#[^\n]*", "", "\n".join(file.read_text(encoding="utf-8") for file in files))


def asked():
    """Name as the page has it -> versions that are asked for; an empty one: any."""
    found = {}
    for name, version in re.findall(r"find_package\(\s*(\w+)(?:\s+([\d.]+))?", cmake()):
        if name not in NOT_NEEDED:
            found.setdefault(NAMES.get(name, name), set()).add(version)
    for module, version in re.findall(r"pkg_check_modules\([^)]*?\s([a-z][\w+-]*?)(?:>=([\d.]+))?\s*\)", cmake()):
        found.setdefault(module, set()).add(version)
    found["CMake"] = set(re.findall(r"cmake_minimum_required\(VERSION ([\d.]+)", cmake()))
    return found


def section():
    page = (PACKAGING / "README.md").read_text(encoding="utf-8")
    return page.split("## What it needs\n")[1].split("\n## ")[0]


class DependenciesTest(unittest.TestCase):
    maxDiff = None

    def test_versions_areThoseThatCMakeAsksFor(self):
        text = section()
        said = {}
        for name, version in re.findall(r"([A-Za-z][\w+]*(?: [A-Z][a-z]+)?) (\d+(?:\.\d+)*)\b", text):
            said.setdefault(name, set()).add(version)
        said.pop("GCC")  # "is tested": CMake asks what the compiler can
        self.assertEqual(said, {name: versions for name, versions in asked().items() if versions != {""}})

    def test_everythingThatCMakeAsksFor_isNamed(self):
        text = section()
        names = set(asked())
        self.assertGreater(len(names), 10)
        self.assertEqual([name for name in sorted(names) if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)], [])
        self.assertIn("toml++", text)  # found by its header
        parts = set(" ".join(re.findall(r"find_package\(Qt6 [\d.]+ REQUIRED COMPONENTS ([^)]+)", cmake())).split()) - NOT_OF_QT
        self.assertEqual([part for part in sorted(parts) if PARTS.get(part, part) not in text], [])


if __name__ == "__main__":
    unittest.main()
