# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Menu entry, metainfo, scripts, and both ways to Debian packages: valid, and saying the same."""

import json
import re
import unittest

from tests.packaging.tools import PACKAGING, TOP, need, run

DEBIAN = PACKAGING / "debian"
# What compiles with the sources, as opposed to fonts, formats and tools of the one who builds.
NOT_FOR_BUILDING = {"build-essential", "ccache", "git", "ca-certificates", "qt6-image-formats-plugins", "fonts-noto-core", "fonts-noto-color-emoji"}


def text_of(name):
    return (DEBIAN / name).read_text(encoding="utf-8")


def words(text):
    return re.sub(r"\s+", " ", text).strip()


def field(paragraph, name):
    found = re.search(rf"^{name}:((?:.*)(?:\n[ \t].*)*)", paragraph, re.M)
    return found[1] if found else ""


class FilesTest(unittest.TestCase):
    maxDiff = None

    def test_release_isNotStoppedByAnotherCompilersWarnings(self):
        presets = {preset["name"]: preset["cacheVariables"] for preset in
                   json.loads((TOP / "CMakePresets.json").read_text(encoding="utf-8"))["configurePresets"]}
        self.assertEqual(presets["release"]["CHATMET_WERROR"], "OFF")

    def test_menuEntry_isValid(self):
        need(self, "desktop-file-validate", "desktop-file-utils")
        self.assertEqual(run("desktop-file-validate", str(PACKAGING / "linux/chatmet.desktop")), (0, ""))

    def test_metainfo_isValid(self):
        need(self, "appstreamcli", "appstream")
        status, text = run("appstreamcli", "validate", "--no-net", str(PACKAGING / "linux/org.chatmet.ChatMet.metainfo.xml"))
        # AppStream 1.0 misses a home page: the project has no address on the web yet.
        faults = [line for line in text.splitlines() if re.match(r"\s*[EW]:", line)]
        self.assertEqual([line for line in faults if "url-homepage-missing" not in line], [], text)
        self.assertTrue(status == 0 or faults, text)

    def test_scripts_areCheckedByShellcheck(self):
        need(self, "shellcheck", "shellcheck")
        shell = re.compile(rb"#!.*\b(ba)?sh\b")
        scripts = [file for file in PACKAGING.rglob("*") if file.is_file() and shell.match(file.read_bytes()[:60])]
        scripts += [DEBIAN / "chatmet-server.postrm", DEBIAN / "chatmet-server.prerm", DEBIAN / "cpack-scripts/postinst"]
        scripts += sorted((PACKAGING / "rpm/scripts").iterdir())
        scripts += sorted((PACKAGING / "completions").glob("*.bash"))
        self.assertGreater(len(scripts), 8)
        self.assertEqual(run("shellcheck", "--severity=warning", "--external-sources", "--source-path", str(TOP), *map(str, scripts)), (0, ""))

    def test_bothWays_describeThePackagesAlike(self):
        control = {field(part, "Package").strip(): part for part in text_of("control").split("\n\n")}
        cpack = text_of("Deb.cmake")
        for package, component in (("chatmet", "CLIENT"), ("chatmet-server", "SERVER")):
            described = re.search(rf'CPACK_DEBIAN_{component}_DESCRIPTION "([^"]+)"', cpack)[1]
            self.assertEqual(words(field(control[package], "Description")), words(described))
            recommended = re.search(rf'CPACK_DEBIAN_{component}_PACKAGE_RECOMMENDS "([^"]+)"', cpack)[1]
            self.assertEqual(sorted(words(field(control[package], "Recommends")).split(", ")), sorted(recommended.split(", ")))

    def test_sourcePackage_asksForWhatBuildingNeeds(self):
        listed = words(field(text_of("control"), "Build-Depends"))
        asked = {re.sub(r"[\[(].*", "", name).strip() for entry in listed.split(",") for name in entry.split("|")}
        status, needed = run(str(PACKAGING / "install-dependencies"), "--list", "build", "server", "client")
        self.assertEqual(status, 0, needed)
        names = {name for entry in needed.split() for name in entry.split("|")} - NOT_FOR_BUILDING
        self.assertEqual(names - asked, set())

    def test_everyInstalledFile_belongsToAPackage(self):
        """dh_missing says so of a build; this, of the tree: what CMake names stands in a list."""
        cmake = (PACKAGING / "CMakeLists.txt").read_text(encoding="utf-8")
        lists = text_of("chatmet.install") + text_of("chatmet-server.install") + text_of("not-installed")
        for name in re.findall(r"linux/([\w.-]+\.(?:toml|service|socket|conf|desktop|xml))", cmake):
            self.assertIn(name.replace("journald.conf", "journald@chatmet.conf.d"), lists)
        for name in re.findall(r"chatmet_install_manual\(\w+ ([\w-][\w.-]*\.[0-9]) ", cmake):
            self.assertIn(name, lists)

    def test_offline_isSaidAsTheScriptsDoIt(self):
        script = (TOP / "tests/run").read_text(encoding="utf-8")
        groups = re.search(r'^\[ "\$install" = no \] \|\| packaging/install-dependencies (.+)$', script, re.M)[1]
        section = (PACKAGING / "README.md").read_text(encoding="utf-8").split("### Without a network")[1].split("\n###")[0]
        self.assertRegex(section, rf"packaging/install-dependencies {groups} +#")
        self.assertEqual(set(re.findall(r"packaging/install-dependencies|packaging/quickstart.*", script)),
                         {"packaging/install-dependencies", "packaging/quickstart --virtual --preset dev --no-install"})
        for file in TOP.rglob("CMakeLists.txt"):
            self.assertNotRegex(file.read_text(encoding="utf-8"), r"\b(FetchContent|ExternalProject)_|file\(DOWNLOAD", file)

    def test_lastRuns_nameScriptsThatAreThere(self):
        section = (PACKAGING / "README.md").read_text(encoding="utf-8").split("### When they last passed")[1].split("\n## ")[0]
        named = [name for row in re.findall(r"^\| (`.*?) \|", section, re.M) for name in re.findall(r"`([\w/-]+)`", row)]
        self.assertEqual(set(named), {"container/build", "test-deb", "test-rpm", "windows/cross-build", "test-appdir", "windows/test-installers", "test-reproducible"})
        self.assertEqual([name for name in named if not (PACKAGING / name).is_file()], [])


if __name__ == "__main__":
    unittest.main()
