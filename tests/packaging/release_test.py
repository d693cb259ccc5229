# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""packaging/release in a small checkout that is made for it: what it refuses, and that it gives the same bytes again."""
import os
import pathlib
import shutil
import subprocess
import tarfile
import tempfile
import unittest

from tests.packaging.tools import needs

TOP = pathlib.Path(__file__).resolve().parents[2]
FILES = {
    "CMakeLists.txt": "project(ChatMet VERSION 1.2.3 LANGUAGES CXX)\n",
    "CHANGELOG.md": "# Changes\n\n## 1.2.3 (2026-11-28)\n\n- Something new.\n" + "- More.\n" * 20000 + "\n## 1.2.2\n\n- Something old.\n",
    "packaging/debian/changelog": "chatmet (1.2.3-1) unstable; urgency=medium\n",
    "packaging/linux/org.chatmet.ChatMet.metainfo.xml": '<component><releases><release version="1.2.3"/></releases></component>\n',
}


@needs("git, xz-utils", "git", "xz")
class ReleaseTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)
        self.tree = self.place / "tree"
        for name, text in FILES.items():
            (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
            (self.tree / name).write_text(text)
        (self.tree / "packaging/lib").mkdir()
        for name in ("packaging/release", "packaging/lib/run.sh"):
            shutil.copy(TOP / name, self.tree / name)
        self.git("init", "-q")
        self.commit()

    def git(self, *words):
        environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_AUTHOR_NAME="Test", GIT_AUTHOR_EMAIL="test@example.org",
                           GIT_COMMITTER_NAME="Test", GIT_COMMITTER_EMAIL="test@example.org", GIT_COMMITTER_DATE="2026-11-28T12:00:00Z",
                           GIT_AUTHOR_DATE="2026-11-28T12:00:00Z")
        subprocess.run(["git", "-C", self.tree, *words], check=True, capture_output=True, timeout=30, env=environment)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "TEST: a tree")

    def release(self, output, *options):
        return subprocess.run([self.tree / "packaging/release", "--kinds", "none", *options, self.place / output], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=60)

    def assertRefused(self, words, *options):
        done = self.release("refused", *options)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(words, done.stderr)
        self.assertFalse((self.place / "refused/SHA256SUMS").exists())

    def test_taggedTree_givesTheSameBytesAgain(self):
        self.git("tag", "v1.2.3")
        for output in ("first", "second"):
            done = self.release(output)
            self.assertEqual(done.returncode, 0, done.stderr)
            for path in self.tree.rglob("*"):
                if ".git" not in path.parts and path.is_file():
                    os.utime(path)
        names = sorted(path.name for path in (self.place / "first").iterdir())
        self.assertEqual(names, ["CHANGES.md", "SHA256SUMS", "chatmet-1.2.3.tar.xz"])
        for name in names:
            self.assertEqual((self.place / "first" / name).read_bytes(), (self.place / "second" / name).read_bytes(), name)

    def test_source_isTheTreeInOneFolder(self):
        self.release("out", "--draft")
        with tarfile.open(self.place / "out/chatmet-1.2.3.tar.xz") as archive:
            members = archive.getmembers()
        self.assertTrue(all(member.name.split("/")[0] == "chatmet-1.2.3" for member in members))
        self.assertFalse([member.name for member in members if ".git/" in member.name])
        self.assertEqual({member.mtime for member in members}, {1795867200})
        script = next(member for member in members if member.name.endswith("packaging/release"))
        self.assertEqual(script.mode & 0o777, 0o755)

    def test_changes_areThoseOfTheVersion(self):
        self.release("out", "--draft")
        self.assertEqual((self.place / "out/CHANGES.md").read_text(), "## 1.2.3 (2026-11-28)\n\n- Something new.\n" + "- More.\n" * 20000 + "\n")

    def test_sums_fit(self):
        self.release("out", "--draft")
        subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=self.place / "out", check=True, capture_output=True, timeout=30)

    def test_withoutTag_isRefused(self):
        self.assertRefused("no tag v1.2.3")

    def test_uncleanTree_isRefused(self):
        (self.tree / "stray").write_text("x")
        self.assertRefused("not clean", "--draft")

    def test_changelogThatSaysNotReleased_isRefusedUnlessDraft(self):
        (self.tree / "CHANGELOG.md").write_text("## 1.2.3 (not released)\n")
        self.commit()
        self.git("tag", "v1.2.3")
        self.assertRefused("not released")
        self.assertEqual(self.release("draft", "--draft").returncode, 0)

    def test_versionThatIsNotToldEverywhere_isRefused(self):
        (self.tree / "packaging/debian/changelog").write_text("chatmet (1.2.2-1) unstable\n")
        self.commit()
        self.assertRefused("packaging/debian/changelog says nothing of 1.2.3", "--draft")

    def test_fullOutput_isRefused(self):
        (self.place / "refused").mkdir()
        (self.place / "refused/old").write_text("x")
        self.assertRefused("is not empty", "--draft")

    def test_unknownKind_isRefused(self):
        self.assertRefused('no kind "msi"', "--draft", "--kinds", "msi")


if __name__ == "__main__":
    unittest.main()
