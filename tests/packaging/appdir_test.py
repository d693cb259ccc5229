# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes into an AppDir and how an AppImage is put together; packaging/test-appdir starts one in a bare root."""
import importlib.machinery
import importlib.util
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from tests.packaging.tools import needs

TOP = pathlib.Path(__file__).resolve().parents[2]
TOOLS = TOP / "packaging/appdir"


def load_make():
    loader = importlib.machinery.SourceFileLoader("appdir_make", str(TOOLS / "make"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("appdir_make", loader))
    loader.exec_module(module)
    return module


class LibraryChoiceTest(unittest.TestCase):
    def test_systemLibraries_stayOut(self):
        of_the_system = load_make().OF_THE_SYSTEM
        for name in ("libc.so.6", "libstdc++.so.6", "libGL.so.1", "libxcb.so.1", "ld-linux-x86-64.so.2", "libfontconfig.so.1"):
            self.assertTrue(of_the_system.fullmatch(name), name)

    def test_ownLibraries_comeAlong(self):
        of_the_system = load_make().OF_THE_SYSTEM
        for name in ("libQt6Core.so.6", "libcrypto.so.3", "libxcb-xkb.so.1", "libicudata.so.72", "libcrypt.so.1", "libsodium.so.23"):
            self.assertFalse(of_the_system.fullmatch(name), name)


@needs("patchelf", "patchelf")
class LayoutTest(unittest.TestCase):
    """With /bin/true as the program and as every plugin."""

    def make(self, leave_out=None):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        tree, self.app = pathlib.Path(folder.name, "tree"), pathlib.Path(folder.name, "app")
        for name in ("usr/bin/chatmet", "usr/share/applications/chatmet.desktop", "usr/share/icons/hicolor/scalable/apps/chatmet.svg"):
            if name != leave_out:
                (tree / name).parent.mkdir(parents=True)
                shutil.copy("/bin/true", tree / name)
        plugins = pathlib.Path(folder.name, "plugins")
        for name in load_make().NEEDED_PLUGINS:
            if name != leave_out:
                (plugins / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy("/bin/true", plugins / name)
        return subprocess.run([TOOLS / "make", tree, self.app, "--plugins", plugins], capture_output=True, text=True, timeout=100)

    def test_appdir_isWhole(self):
        made = self.make()
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertEqual(os.readlink(self.app / "AppRun"), "usr/bin/chatmet")
        self.assertTrue((self.app / "chatmet.desktop").is_file() and (self.app / ".DirIcon").is_file())
        self.assertIn("Plugins = plugins", (self.app / "usr/bin/qt.conf").read_text())
        self.assertTrue((self.app / "usr/lib/libcrypto.so.3").is_file(), "Qt opens it by name")
        self.assertFalse((self.app / "usr/lib/libc.so.6").exists())
        wanted = {"usr/bin/chatmet": "$ORIGIN/../lib", "usr/lib/libcrypto.so.3": "$ORIGIN", "usr/plugins/tls/libqopensslbackend.so": "$ORIGIN/../../lib"}
        for name, path in wanted.items():
            found = subprocess.run(["patchelf", "--print-rpath", self.app / name], capture_output=True, text=True, timeout=30, check=True)
            self.assertEqual(found.stdout.strip(), path, name)

    def test_withoutTheTlsPlugin_isRefused(self):
        made = self.make(leave_out="tls/libqopensslbackend.so")
        self.assertNotEqual(made.returncode, 0)
        self.assertIn("lacks tls/libqopensslbackend.so", made.stderr)

    def test_withoutDesktopFile_isRefused(self):
        made = self.make(leave_out="usr/share/applications/chatmet.desktop")
        self.assertNotEqual(made.returncode, 0)
        self.assertIn("chatmet.desktop", made.stderr)


@needs("squashfs-tools", "mksquashfs", "unsquashfs")
class AppImageTest(unittest.TestCase):
    def test_file_isTheRuntimeWithTheTreeBehindIt_theSameEachTime(self):
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            (place / "app").mkdir()
            shutil.copy("/bin/true", place / "app/AppRun")
            runtime = pathlib.Path("/bin/false").read_bytes()
            for name in ("first", "second"):
                os.utime(place / "app/AppRun")
                subprocess.run([TOOLS / "appimage", place / "app", "/bin/false", place / name], check=True, timeout=60)
            image = (place / "first").read_bytes()
            self.assertTrue(image.startswith(runtime))
            listing = subprocess.run(["unsquashfs", "-o", str(len(runtime)), "-ls", place / "first"], capture_output=True, text=True, timeout=60, check=True)
            self.assertIn("AppRun", listing.stdout)
            self.assertEqual(image, (place / "second").read_bytes())


if __name__ == "__main__":
    unittest.main()
