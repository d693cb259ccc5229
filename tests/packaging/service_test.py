# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files for systemd: how little the service may, and that their numbers and paths fit the rest of the tree."""

import pathlib
import re
import tempfile
import unittest

from tests.packaging.tools import PACKAGING, TOP, need, run
from tests.support.blackbox.programs import Server, program

LINUX = PACKAGING / "linux"
EXPOSURE_MOST = 15  # tenths
MANAGER_PATHS = r"Command '?(/usr/bin/chatmet-server|man [^ ]+)\b.*"  # neither is installed where the tests run


def settings(file):
    """Name -> values, in their order; an empty value forgets those before it, as systemd has it."""
    found = {}
    for name, value in re.findall(r"^([A-Za-z]+)=(.*)$", (LINUX / file).read_text(encoding="utf-8"), re.M):
        found.setdefault(name, []).append(value)
    return found


def constant(name):
    text = (TOP / "common/protocol/Limits.h").read_text(encoding="utf-8")
    return int(re.search(rf"\b{name} = ([0-9']+);", text)[1].replace("'", ""))


class ServiceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.unit = settings("chatmet-server.service")

    def only(self, name):
        self.assertEqual(len(self.unit.get(name, [])), 1, name)
        return self.unit[name][0]

    def test_exposure_staysBelowTheLimit(self):
        need(self, "systemd-analyze", "systemd")
        status, text = run("systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={EXPOSURE_MOST}",
                           str(LINUX / "chatmet-server.service"))
        self.assertEqual(status, 0, text)
        self.assertIn("Overall exposure level", text)

    def test_units_areUnderstood(self):
        need(self, "systemd-analyze", "systemd")
        _, text = run("systemd-analyze", "verify", "--man=no", str(LINUX / "chatmet-server.service"), str(LINUX / "chatmet-server.socket"))
        faults = [line for line in text.splitlines() if not re.search(MANAGER_PATHS, line)]
        self.assertEqual([line for line in faults if "chatmet" in line or "journald" in line], [])

    def test_memory_reachesNoDisk(self):
        for name, value in (("LimitCORE", "0"), ("MemorySwapMax", "0"), ("LimitMEMLOCK", "infinity")):
            self.assertEqual(self.only(name), value)

    def test_timeToStop_isAboveTheLongestEnd(self):
        self.assertGreater(int(self.only("TimeoutStopSec")) * 1000, constant("drainWindowMsMax") + constant("drainMs"))

    def test_descriptors_areEnoughForTheDefaultOfSessions(self):
        self.assertGreater(int(self.only("LimitNOFILE")), 2 * constant("sessionsMax"))

    def test_settings_standWhereTheyAreInstalled(self):
        command = self.only("ExecStart")
        self.assertEqual(command, "/usr/bin/chatmet-server --config /etc/chatmet/chatmet-server.toml")
        self.assertEqual(self.only("ConfigurationDirectory"), "chatmet")
        self.assertIn("chatmet-server.toml DESTINATION \"${CMAKE_INSTALL_SYSCONFDIR}/chatmet\"",
                      (PACKAGING / "CMakeLists.txt").read_text(encoding="utf-8"))
        # With the file, which may name another control socket.
        self.assertEqual(self.only("ExecReload"), command.replace("chatmet-server ", "chatmet-server reload ", 1))
        # Port 0, since the socket may hold the other one.
        self.assertEqual(self.only("ExecStartPre"), command.replace("chatmet-server ", "chatmet-server check ", 1) + " --listen 127.0.0.1:0")

    def test_reload_asksAtTheSocketThatTheFileNames(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "server.toml")
            file.write_text(f'control = "{folder}/elsewhere"\n', encoding="utf-8")
            server = Server("--config", str(file), writable=True)
            self.addCleanup(server.kill)
            words = self.only("ExecReload").replace("/etc/chatmet/chatmet-server.toml", str(file)).split()
            self.assertEqual(run(program("server"), *words[1:]), (0, "settings were read again\n"))

    def test_folders_areThoseOfTheExampleAndThePage(self):
        example = (LINUX / "chatmet-server.toml").read_text(encoding="utf-8")
        self.assertIn(f'#access_log = "/var/log/{self.only("LogsDirectory")}"', example)
        page = (PACKAGING / "man/chatmet-server.8").read_text(encoding="utf-8")
        self.assertIn(f"/run/{self.only('RuntimeDirectory')}/control", page)
        self.assertIn(f"journalctl \\-\\-namespace={self.only('LogNamespace')}", page)

    def test_journal_isKeptForAMonthAtMost(self):
        journal = settings("journald.conf")
        self.assertEqual(journal["MaxRetentionSec"], ["30day"])
        self.assertEqual(journal["MaxFileSec"], ["1day"])
        self.assertIn(f"journald@{self.only('LogNamespace')}.conf.d", (PACKAGING / "CMakeLists.txt").read_text(encoding="utf-8"))

    def test_certificateExample_addsTheCertificateAlone(self):
        example = settings("certificate.conf")
        names = {value.split(":")[0] for value in example["LoadCredential"]}
        self.assertEqual(names, {"chain.pem", "key.pem"})
        for name in ("ExecStart", "ExecStartPre"):
            before, command = example[name]
            self.assertEqual(before, "")
            self.assertEqual(command.replace(" --certificate %d/chain.pem --key %d/key.pem", ""), self.only(name))

    def test_stop_isSaidAndTriedWithTheSocket(self):
        """The service alone is started again by the next one to connect; packaging/test-deb runs these words."""
        for file in ("server/README.md", "packaging/man/chatmet-server.8", "packaging/linux/chatmet-server.socket", "packaging/lib/deb-trials.sh"):
            self.assertIn("systemctl stop chatmet-server.socket chatmet-server", (TOP / file).read_text(encoding="utf-8"), file)

    def test_minutes_openThePortOfEachRenewalAndTheKeyToTheService(self):
        """packaging/test-deb runs these lines, with stand-ins that need neither."""
        text = (TOP / "server/README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"(?s)^```sh\n(.*?)^```", text.split("## A public server in ten minutes")[1].split("\n## ")[0], re.M)
        first, _, own = blocks
        self.assertIn("certbot certonly --standalone", first)
        self.assertLess(first.index("ufw allow 443/tcp && ufw allow 80/tcp"), first.index("certbot certonly"))
        self.assertRegex(own, r"(?s) mkcert .* --key (\S+)/key\.pem .*\nchgrp chatmet-tls \1/\*\.pem && chmod 640 \1/\*\.pem")
        self.assertIn("SupplementaryGroups=chatmet-tls", (LINUX / "certificate-reload.conf").read_text(encoding="utf-8"))

    def test_socket_isOneStream(self):
        self.assertEqual(settings("chatmet-server.socket")["ListenStream"], ["127.0.0.1:8443"])


if __name__ == "__main__":
    unittest.main()
