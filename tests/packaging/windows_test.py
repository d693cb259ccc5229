# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Windows installers of a stand-in, opened again; packaging/windows/test-installers installs them under wine."""
import importlib.machinery
import importlib.util
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

TOP = pathlib.Path(__file__).resolve().parents[2]
WINDOWS = TOP / "packaging/windows"
COMPILER = "x86_64-w64-mingw32-gcc-posix"
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"

# packaging/windows/Windows.cmake with a stand-in for the client.
TOY_PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(ChatMet VERSION 1.2.3 LANGUAGES C RC)
add_executable(chatmet "{windows}/stand-in.c")
install(TARGETS chatmet RUNTIME DESTINATION bin COMPONENT client)
set(CPACK_PACKAGE_NAME chatmet)
include("{windows}/Windows.cmake")
include(CPack)
"""


def load_maker():
    loader = importlib.machinery.SourceFileLoader("make_installers", str(WINDOWS / "make-installers"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("make_installers", loader))
    loader.exec_module(module)
    return module


def run(*command, **more):
    return subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100, **more)


class PayloadTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.payload = pathlib.Path(folder.name, "payload")
        for name in ("bin/chatmet.exe", "bin/Qt6Core.dll", "plugins/platforms/qwindows.dll", "a & b.txt"):
            (self.payload / name).parent.mkdir(parents=True, exist_ok=True)
            (self.payload / name).write_bytes(b"MZ")

    def test_removal_namesEachFileBeforeItsFolder(self):
        lines = load_maker().removal(self.payload).splitlines()
        self.assertEqual(len(lines), 7)
        self.assertLess(lines.index('Delete "$INSTDIR\\plugins\\platforms\\qwindows.dll"'), lines.index('RMDir "$INSTDIR\\plugins\\platforms"'))
        self.assertLess(lines.index('RMDir "$INSTDIR\\plugins\\platforms"'), lines.index('RMDir "$INSTDIR\\plugins"'))
        self.assertFalse([line for line in lines if "/r" in line], "removes what it does not know")

    def test_wixSource_hasEachFileOnceAndRefersToIt(self):
        tree = xml.etree.ElementTree.fromstring(load_maker().wix_source(self.payload))
        names = [element.get("Name") for element in tree.iter(f"{WIX}File")]
        self.assertEqual(sorted(names), ["Qt6Core.dll", "a & b.txt", "chatmet.exe", "qwindows.dll"])
        components = {element.get("Id") for element in tree.iter(f"{WIX}Component")}
        self.assertEqual(components, {element.get("Id") for element in tree.iter(f"{WIX}ComponentRef")})

    def test_wixSource_isTheSameEachTime(self):
        self.assertEqual(load_maker().wix_source(self.payload), load_maker().wix_source(self.payload))

    def test_payloadWithoutTheProgram_isRefused(self):
        (self.payload / "bin/chatmet.exe").unlink()
        made = run(WINDOWS / "make-installers", self.payload, self.payload.parent / "out")
        self.assertEqual((made.returncode, "0 files chatmet.exe" in made.stderr), (1, True), made.stderr)


class SourcesTest(unittest.TestCase):
    def test_nsis_isForOnesOwnAccountAnd64Bits(self):
        text = (WINDOWS / "chatmet.nsi").read_text()
        self.assertIn("Target amd64-unicode", text)
        self.assertIn("RequestExecutionLevel user", text)
        self.assertNotIn("HKLM", text)
        written = set(re.findall(r'WriteReg\w+ HKCU "([^"\\]+\\[^"\\]+(?:\\chatmet)?)', text))
        self.assertEqual(written, {"Software\\ChatMet", "Software\\Classes\\chatmet"})

    def test_icon_hasTheSizesThatWindowsAsksFor(self):
        data = (WINDOWS / "chatmet.ico").read_bytes()
        _, kind, count = struct.unpack_from("<HHH", data)
        sizes = [data[6 + 16 * index] or 256 for index in range(count)]
        self.assertEqual((kind, sizes), (1, [16, 24, 32, 48, 64, 256]))
        for index in range(count):
            length, place = struct.unpack_from("<II", data, 6 + 16 * index + 8)
            self.assertEqual(data[place:place + 8], b"\x89PNG\r\n\x1a\n")
            self.assertLessEqual(place + length, len(data))


@unittest.skipUnless(all(map(shutil.which, [COMPILER, "makensis", "wixl", "cmake"])),
                     "mingw-w64, nsis or wixl is missing (packaging/install-dependencies more-packages)")
class CpackTest(unittest.TestCase):
    """What cpack would do on Windows, with the stand-in made by mingw-w64."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.build = pathlib.Path(folder.name, "build")
        pathlib.Path(folder.name, "CMakeLists.txt").write_text(TOY_PROJECT.format(windows=WINDOWS))
        tools = [f"-DCMAKE_C_COMPILER={COMPILER}", "-DCMAKE_RC_COMPILER=x86_64-w64-mingw32-windres", "-DCMAKE_SYSTEM_NAME=Windows"]
        for command in (["cmake", "-G", "Ninja", "-S", folder.name, "-B", cls.build, *tools], ["cmake", "--build", cls.build]):
            made = run(*command)
            if made.returncode != 0:
                raise AssertionError(made.stdout + made.stderr)
        cls.packed = run("cpack", "-B", cls.build / "packages", cwd=cls.build)

    def test_cpack_makesBothInstallers(self):
        self.assertEqual(self.packed.returncode, 0, self.packed.stdout + self.packed.stderr)
        made = sorted(path.name for path in (self.build / "packages").glob("chatmet-1.2.3-x64.*"))
        self.assertEqual(made, ["chatmet-1.2.3-x64.exe", "chatmet-1.2.3-x64.msi"])

    def test_program_hasVersionAndIcon(self):
        data = (self.build / "chatmet.exe").read_bytes()
        self.assertIn("Anonymous chat that forgets".encode("utf-16-le"), data)
        self.assertIn((WINDOWS / "chatmet.ico").read_bytes()[-64:], data)

    @unittest.skipUnless(shutil.which("msiinfo"), "msiinfo is missing")
    def test_msi_registersTheLinkWithTheProgram(self):
        answer = run("msiinfo", "export", self.build / "packages/chatmet-1.2.3-x64.msi", "Registry").stdout
        self.assertIn('Software\\Classes\\chatmet\\shell\\open\\command\t\t"[INSTALLDIR]bin\\chatmet.exe" "%1"', answer)
        self.assertIn("Software\\Classes\\chatmet\tURL Protocol", answer)


if __name__ == "__main__":
    unittest.main()
