# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server as an onion service, set up by what server/README.md says, as far as it goes without a network: Debian's tor makes
the service, and a SOCKS proxy that alone knows its name stands in for the way through Tor."""

import base64
import hashlib
import pathlib
import re
import signal
import unittest

from tests.packaging import tools
from tests.support.blackbox import services, wire
from tests.support.blackbox.balancer import through, version_one
from tests.support.blackbox.headless import Headless
from tests.support.blackbox.operating import Operating, Operator, run
from tests.support.blackbox.programs import Process, Server
from tests.support.blackbox.socks import Socks
from tests.support.blackbox.wire import Line, field, pair

TORRC, LIMITS = services.block("HiddenServiceDir"), services.block("[limits]")
CIRCUITS, PEERS = services.block("HiddenServiceExportCircuitID"), services.block("proxy_peers")
CIRCUIT = "fc00:dead:beef:4dad::"  # tor(1), HiddenServiceExportCircuitID: before the number of the circuit
TOR_SECONDS = 20
RATE_LIMITED = 83
FREE_ARRIVALS = 50  # Protocol.md, "Limits"


class Onion(Operating):
    def setUp(self):
        super().setUp()
        self.tor = services.place("/usr/bin/tor")
        tools.need(self, self.tor, "tor")

    def torrc(self):
        """The page's lines, with a folder of this test."""
        return services.replaced(TORRC, {"/var/lib/tor/chatmet/": self.path("chatmet/")})

    def command(self, *options):
        """For a tor of this folder alone, that calls nobody."""
        return [self.tor, "-f", self.path("torrc"), "--defaults-torrc", self.path("defaults", ""), "--DataDirectory",
                self.path("data"), "--DisableNetwork", "1", "--SocksPort", "0", "--Log", "notice stdout", *options]

    def until(self, tor, words):
        said = []
        while not said or words not in said[-1]:
            self.assertLess(len(said), 50, said)
            said.append(tor.line(TOR_SECONDS))

    def made(self):
        """The name that tor makes once it is told to read its file again, as systemctl reload does."""
        self.path("torrc", "")
        tor = Process(self.command(), env=services.environment())
        self.addCleanup(tor.kill)
        self.until(tor, "Delaying directory fetches: DisableNetwork is set")
        self.path("torrc", self.torrc())
        tor.child.send_signal(signal.SIGHUP)
        self.until(tor, "Received reload signal")
        self.assertEqual(tor.stop(signal.SIGINT)[0], 0)  # not before it has done that
        return pathlib.Path(self.path("chatmet/hostname")).read_text(encoding="ascii").rstrip("\n")

    def test_configuration_isValid_andPointsWhereTheServerListens(self):
        for lines in (self.torrc(), self.torrc() + CIRCUITS):
            self.path("torrc", lines)
            status, said = tools.run(*self.command("--verify-config"), env=services.environment())
            self.assertEqual(status, 0, said)
            self.assertIn("Configuration was valid", said)
        target = re.search(r"^HiddenServicePort 8443 (127\.0\.0\.1:\d+)$", TORRC, re.M)[1]
        self.assertIn(f'listen = "{target}" # default\n', run("--print-config")[1])

    def test_reload_makesTheName_ofItsKey(self):
        name = self.made()
        key = pathlib.Path(self.path("chatmet/hs_ed25519_public_key")).read_bytes()
        self.assertEqual((key[:32], len(key)), (b"== ed25519v1-public: type0 ==\0\0\0", 64))
        version = b"\x03"
        checksum = hashlib.sha3_256(b".onion checksum" + key[32:] + version).digest()[:2]
        self.assertEqual(name, base64.b32encode(key[32:] + checksum + version).decode().lower() + ".onion")
        for file in ("chatmet", "chatmet/hs_ed25519_secret_key"):
            self.assertEqual(pathlib.Path(self.path(file)).stat().st_mode & 0o077, 0, file)

    def test_invite_leadsClientsToIt_whoAllComeFromHere(self):
        name = self.made()
        files = ("--certificate", self.path("chain.pem"), "--key", self.path("key.pem"))
        self.assertEqual(run("mkcert", *files, "--host", name)[0], 0)
        status, link, _ = run("invite", "--host", f"{name}:8443", "--certificate", self.path("chain.pem"))
        host, fingerprint = re.fullmatch(r"chatmet://([^/]+)/#v1\.([0-9a-f]{64})\n", link).groups()
        self.assertEqual((status, host), (0, f"{name}:8443"))
        log = pathlib.Path(self.path("log"))
        log.mkdir(0o700)
        server = Server(*files, "--config", self.path("limits.toml", LIMITS), "--access-log", str(log), writable=True)
        self.addCleanup(server.kill)
        self.assertEqual(server.fingerprint, fingerprint)
        proxy = Socks({name: ("127.0.0.1", server.port)})
        self.addCleanup(proxy.close)
        headless = Headless()
        self.addCleanup(headless.kill)
        one, other = headless.client("lantern-fox"), headless.client("quiet-otter")
        for client in (one, other):
            client.do("connect", server=f"wss://{host}", fingerprint=fingerprint, username=client.name,
                      proxy={"kind": "socks5", "host": "127.0.0.1", "port": proxy.port})
            client.wait("welcomed")
            client.do("meet", topics=[])
        for client in (one, other):
            client.wait("paired")
        one.send("through an onion")
        self.assertEqual(other.message()["text"], "through an onion")
        self.assertEqual(headless.quit(), 0)
        self.assertEqual(proxy.asked, [("name", name, 8443)] * 2)
        server.stop()
        logged = "".join(file.read_text(encoding="utf-8") for file in log.iterdir())
        self.assertEqual(re.findall(r"Z (\S+) ChatMet", logged), ["127.0.0.1"] * 2)


class BesideABalancer(Operator):
    """What the page says of tor on the computer of a balancer that is listed, by headers as tor writes them."""

    def serve(self):
        return self.server("--config", self.path("server.toml", PEERS + "[limits]\nconnections_max = 900\n"))

    def came(self, server, source):
        line = through(server, version_one(source))
        self.addCleanup(line.close)
        line.welcome()
        return line

    def test_withoutTheLine_nobodyComesIn(self):
        server = self.serve()
        with self.assertRaises((OSError, wire.Closed)):
            Line(server)

    def test_bans_areOfACircuit_orOfTheService_andOfNobodyElse(self):
        server = self.serve()
        one, other, elsewhere = (self.came(server, source) for source in (CIRCUIT + "29", CIRCUIT + "1:2a", "203.0.113.7"))
        self.control("ban", CIRCUIT + "29/128")
        one.expect_error(RATE_LIMITED)
        one.expect_closed()
        with self.assertRaises((OSError, wire.Closed)):
            self.came(server, CIRCUIT + "29")
        self.came(server, CIRCUIT + "2b")  # the same person on a new circuit
        self.control("ban", CIRCUIT + "/64")
        other.expect_error(RATE_LIMITED)
        other.expect_closed()
        with self.assertRaises((OSError, wire.Closed)):
            self.came(server, CIRCUIT + "2c")
        elsewhere.send(wire.MEET)
        elsewhere.expect(wire.WAITING)
        self.came(server, "203.0.113.8")

    def test_limits_countAllOfThemAsOne_andApartFromTheOthers(self):
        server = self.serve()
        puzzles = [self.came(server, f"{CIRCUIT}{number:x}").puzzle > 0 for number in range(1, FREE_ARRIVALS + 3)]
        self.assertEqual(puzzles, [False] * FREE_ARRIVALS + [True] * 2)
        self.assertEqual(self.came(server, "203.0.113.7").puzzle, 0)


class Limits(Operating):
    """What the page says of limits by address where everybody has the same one; no tor is needed for that."""

    def serve(self, text):
        server = Server("--config", self.path("server.toml", text))
        self.addCleanup(server.kill)
        return server

    def puzzles(self, server, count):
        """Of so many who come and stay: who gets a puzzle."""
        lines = []
        for _ in range(count):
            lines.append(Line(server))
            self.addCleanup(lines[-1].close)
            lines[-1].welcome()
        return [line.puzzle > 0 for line in lines]

    def test_untouched_allGetAPuzzleOnceItIsBusy(self):
        self.assertEqual(self.puzzles(self.serve(""), FREE_ARRIVALS + 2), [False] * FREE_ARRIVALS + [True] * 2)

    def test_takenAway_nobodyGetsOne_untilSomebodyIsReported(self):
        server = self.serve(LIMITS)
        self.assertEqual(self.puzzles(server, FREE_ARRIVALS + 10), [False] * (FREE_ARRIVALS + 10))
        one, other, conversation = pair(server)
        for line in (one, other):
            self.addCleanup(line.close)
        one.send(wire.REPORT, field(1, conversation) + field(2, one.partner))
        one.expect(wire.REPORTED)
        self.assertEqual(self.puzzles(server, 1), [True])

    def test_page_takesAllOfThemAway(self):
        wanted = re.findall(r"^(\w+_per_address) = ", run("--print-config")[1], re.M)
        self.assertGreater(len(wanted), 1)
        self.assertEqual(re.findall(r"^(\w+) = \{ refuse_from = 0 \}$", LIMITS, re.M), wanted)

    def test_connections_areAThirdAtMost(self):
        server = self.serve("[limits]\nconnections_max = 900\n" + LIMITS.removeprefix("[limits]\n"))
        lines = [wire.connect(server) for _ in range(301)]
        for line in lines:
            self.addCleanup(line.close)
        self.assertEqual(lines.pop().recv(1), b"")
        for line in lines:
            line.setblocking(False)
            self.assertRaises(BlockingIOError, line.recv, 1)


if __name__ == "__main__":
    unittest.main()
