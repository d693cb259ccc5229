# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cross-build for Windows: what its script says, what its toolchain finds, and that the libraries which need nothing else compile.
packaging/windows/cross-build itself takes an hour and is for by hand."""
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
WINDOWS = TOP / "packaging/windows"
SCRIPT = WINDOWS / "cross-build"
TOOLCHAIN = WINDOWS / "mingw-w64.cmake"
COMPILER = "x86_64-w64-mingw32-g++-posix"
OWN_LIBRARY = "sodium"  # this machine has it, for itself

# Two folders of the tree as they are, with our flags, and a program that takes them.
TOY_PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(ChatMet VERSION 1.2.3 LANGUAGES C CXX)
option(CHATMET_WIPE_ON_FREE "" ON)
option(CHATMET_WERROR "" ON)
list(APPEND CMAKE_MODULE_PATH "{top}/cmake")
include(ChatMetOptions)
include(ChatMetPlatform)
target_include_directories(chatmet_options INTERFACE "{top}")
add_subdirectory("{top}/common/memory" memory)
add_subdirectory("{top}/client/process" process)
add_executable(toy toy.cpp)
target_link_libraries(toy PRIVATE chatmet_client_process)
find_package(PkgConfig REQUIRED)
pkg_check_modules(OWN lib{own})
find_library(OWN_FILE {own})
find_path(OWN_HEADER {own}.h)
message(STATUS "found: [${{OWN_FOUND}}] [${{OWN_FILE}}] [${{OWN_HEADER}}]")
"""
TOY_PROGRAM = """
#include "client/process/ChildProcess.h"
#include "common/memory/StackWipe.h"
#include "common/memory/WipeOnFree.h"
int main() { return chatmet::wipeOnFreeActive() && !chatmet::client::ChildProcess::isAvailable() ? 0 : 1; }
"""


def run(*command, **more):
    return subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100, **more)


class ScriptTest(unittest.TestCase):
    def test_help_namesEveryOption(self):
        said = run(SCRIPT, "--help")
        self.assertEqual(said.returncode, 0, said.stderr)
        taken = set(re.findall(r"^    (?:-h\|)?(--[a-z]+)\)", SCRIPT.read_text(), re.M)) - {"--help"}
        self.assertTrue(taken)
        self.assertFalse([option for option in taken if option not in said.stdout])

    def test_withoutFolderOrWithAnOptionItDoesNotKnow_isRefused(self):
        for words in ([], ["--nonsense", "x"], ["one", "two"]):
            refused = run(SCRIPT, *words)
            self.assertEqual((refused.returncode, refused.stdout), (2, ""), words)
            self.assertIn("usage:", refused.stderr)

    def test_toolsThatItNeeds_areInstalledByTheGroupThatItNames(self):
        packages = set(run(TOP / "packaging/install-dependencies", "--list", "build", "server", "more-packages").stdout.split())
        self.assertLessEqual({"gcc-mingw-w64-x86-64-posix", "g++-mingw-w64-x86-64-posix", "autoconf", "automake", "libtool"}, packages)


@unittest.skipUnless(all(map(shutil.which, [COMPILER, "cmake", "ninja", "pkg-config"])),
                     "mingw-w64's C++ is missing (packaging/install-dependencies more-packages)")
class ToolchainTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        top = pathlib.Path(folder.name)
        cls.build = top / "build"
        (top / "CMakeLists.txt").write_text(TOY_PROJECT.format(top=TOP, own=OWN_LIBRARY))
        (top / "toy.cpp").write_text(TOY_PROGRAM)
        (top / "libraries").mkdir()
        cls.configured = run("cmake", "-G", "Ninja", "-S", top, "-B", cls.build, f"-DCMAKE_TOOLCHAIN_FILE={TOOLCHAIN}",
                             f"-DCHATMET_WINDOWS_LIBRARIES={top / 'libraries'}")

    def test_configuring_findsNothingOfThisMachine(self):
        self.assertEqual(self.configured.returncode, 0, self.configured.stdout + self.configured.stderr)
        self.assertIn("found: [] [OWN_FILE-NOTFOUND] [OWN_HEADER-NOTFOUND]", self.configured.stdout)

    def test_librariesWithoutDependencies_compileWithoutAWarningAndLink(self):
        built = run("cmake", "--build", self.build)
        self.assertEqual(built.returncode, 0, built.stdout + built.stderr)
        program = (self.build / "toy.exe").read_bytes()
        self.assertEqual(program[:2], b"MZ")
        self.assertNotIn(b"libstdc++-6.dll", program, "needs the compiler's libraries beside it")


if __name__ == "__main__":
    unittest.main()
