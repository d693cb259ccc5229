# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an operator does with chatmet-server: checks, makes a certificate, watches, reloads, bans, says something."""

import os
import re
import resource
import signal
import socket
import stat
import subprocess
import time
import unittest

from tests.packaging.tools import need
from tests.support.blackbox import wire
from tests.support.blackbox.headless import Headless, meet
from tests.support.blackbox.operating import Operator, run
from tests.support.blackbox.programs import Process, program, sanitized

NOT_WAITING, SERVER_FULL = 43, 80
CARD = '[operator]\nname = "A"\ncontact = "B"\nrules = "{rules}"\ncountry = "D"\n'


class Operations(Operator):
    # ---- before it runs

    def test_mkcertAndInvite_areWhatAClientComesInWith(self):
        chain, key = self.path("chain.pem"), self.path("key.pem")
        files = ("--certificate", chain, "--key", key)
        status, output, errors = run("mkcert", *files, "--host", "chat.example.org")
        self.assertEqual((status, errors), (0, ""))
        fingerprint = re.fullmatch(r"sha256:([0-9a-f]{64})\n", output)[1]
        self.assertEqual(stat.S_IMODE(os.stat(key).st_mode), 0o600)
        before = open(key, "rb").read()
        status, output, errors = run("mkcert", *files)
        self.assertEqual((status, output), (1, ""))
        self.assertIn("is there already and is not overwritten", errors)
        self.assertEqual(open(key, "rb").read(), before)
        self.assertEqual(run("invite", "--host", "chat.example.org", "--certificate", chain)[1],
                         f"chatmet://chat.example.org/#v1.{fingerprint}\n")
        self.assertEqual(run("invite", "--host", "[::1]:8443")[1], "chatmet://[::1]:8443/#v1\n")
        self.assertEqual(run("invite", "--host", "no host")[0], 2)
        self.assertEqual(run("invite", "--host", "a.example", "--certificate", "/nowhere")[0], 1)
        server = self.server(*files)
        self.assertEqual(server.fingerprint, fingerprint)
        self.assertEqual(server.stop(), (0, ""))

    def test_check_saysAllThatIsWrong(self):
        taken = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(taken.close)
        bans = self.path("bans", "someone\n")
        status, output, errors = run("check", "--listen", f"127.0.0.1:{taken.getsockname()[1]}",
                                     "--certificate", "/nowhere.pem", "--key", "/nowhere.key",
                                     "--config", self.path("c.toml", f'bans_file = "{bans}"\n'),
                                     "--control", "/nowhere/control", "--metrics", "127.0.0.1:0")
        self.assertEqual((status, errors), (1, ""))
        for words in ("error: certificate /nowhere.pem: can't be opened", "is in use; that is right only where it is this server",
                      f"error: {bans}:1: ", "error: control /nowhere/control: there is no folder /nowhere",
                      "good: metrics", "the server would not start: 3 errors"):
            self.assertIn(words, output)

    def test_check_whatWouldStopTheStart_isAnError(self):
        """Each is what the start itself refuses, in the same circumstances."""
        readonly = "/proc"  # where nobody, root either, makes a file
        cases = {("--control", readonly + "/control"): f"error: control {readonly}/control: {readonly} can't be written",
                 ("--access-log", readonly): f"error: access log {readonly}: "}
        for options, words in cases.items():
            with self.subTest(options=options):
                status, output, _ = run("check", "--listen", "127.0.0.1:0", *options)
                self.assertEqual(status, 1, output)
                self.assertIn(words, output)
                self.assertEqual(run("--listen", "127.0.0.1:0", *options)[0], 1)
        folder = self.path("log")
        os.mkdir(folder, 0o700)
        self.assertEqual(run("check", "--listen", "127.0.0.1:0", "--access-log", folder)[0], 0)
        self.assertEqual(os.listdir(folder), [])  # the look leaves nothing behind

    def test_check_metricsOnThePortOfListen_isAnErrorHoweverItIsWritten(self):
        card = self.path("card.toml", CARD.format(rules="B"))
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        for listen, metrics, status in (("127.0.0.1", "localhost", 1), ("0.0.0.0", "127.0.0.1", 1), ("[::]", "127.0.0.1", 1),
                                        ("127.0.0.1", "0.0.0.0", 1), ("127.0.0.1", "[::1]", 0), ("0.0.0.0", "[::1]", 0)):
            with self.subTest(listen=listen, metrics=metrics):
                ended, output, _ = run("check", "--config", card, "--listen", f"{listen}:{port}", "--metrics", f"{metrics}:{port}")
                self.assertEqual(ended, status, output)
                self.assertEqual("error: metrics: the same port as listen" in output, status == 1, output)

    def test_check_moreSessionsThanDescriptors_areWarnedOf(self):
        config = self.path("many.toml", "[limits]\nsessions_max = 10000\n")
        for descriptors, warned in ((4096, True), (20000, False)):
            with self.subTest(descriptors=descriptors):
                limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
                done = subprocess.run([program("server"), "check", "--listen", "127.0.0.1:0", "--config", config],
                                      capture_output=True, text=True, timeout=20, check=False, preexec_fn=limit)
                self.assertEqual(done.returncode, 0, done.stdout)
                self.assertEqual("warning: sessions_max: 10000 is more than the limit of 4096 open files" in done.stdout, warned,
                                 done.stdout)

    def test_aSecondServerOnThePort_isRefused_alsoWithThreads(self):
        for threads in ("1", "3"):
            with self.subTest(threads=threads):
                server = self.server("--threads", threads)
                status, output, errors = run("--threads", threads, "--listen", f"127.0.0.1:{server.port}")
                self.assertEqual((status, output), (1, ""))
                self.assertIn("Address already in use", errors)
                self.assertEqual(server.stop(), (0, ""))

    def test_serversThatStartTogether_neverShareAPort(self):
        """Each slowed down at every socket that it makes, so that whatever it does about the port happens while the others do it."""
        need(self, "strace", "strace")
        slow = ("strace", "-D", "-f", "-qq", "-e", "trace=socket", "-e", "inject=socket:delay_enter=200000", "-o", "/dev/null")
        with socket.socket() as kept:  # from everybody but those who want just this port
            kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            kept.bind(("127.0.0.1", 0))
            command = [*slow, program("server"), "--threads", "3", "--listen", f"127.0.0.1:{kept.getsockname()[1]}"]
            servers = [Process(command, watched=False) for _ in range(3)]
            for server in servers:
                self.addCleanup(server.kill)
            ready = [server for server in servers if self.is_ready(server)]
            ends = {server: server.stop() for server in servers}
        self.assertEqual(len(ready), 1, ends)
        for server, (status, errors) in ends.items():
            self.assertEqual((status, "Address already in use" in errors), (0, False) if server in ready else (1, True))

    def is_ready(self, server):
        try:
            return server.line(20).startswith("ready ")
        except AssertionError:
            return False

    def test_threadThatCantBeMade_endsTheServer(self):
        """Each wants a stack of 1 GiB, and the server may have 2: its first thread serves when the next can't be made."""
        if sanitized():
            self.skipTest("a sanitizer takes more of the address space than this leaves")

        def limit():
            resource.setrlimit(resource.RLIMIT_STACK, (1 << 30, resource.getrlimit(resource.RLIMIT_STACK)[1]))
            resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

        done = subprocess.run([program("server"), "--listen", "127.0.0.1:0", "--threads", "4"], capture_output=True,
                              text=True, timeout=30, check=False, preexec_fn=limit)
        self.assertEqual(done.returncode, 1, done)
        self.assertIn("chatmet-server: ", done.stderr)

    def test_printConfig_canBeUsedAsTheFile(self):
        config = self.path("c.toml", 'resume_window = 7\n' + CARD.format(rules='Be \\"kind\\".'))
        first = run("--print-config", "--config", config, "--listen", "0.0.0.0:1")[1]
        self.assertIn(f"resume_window = 7 # {config}:1\n", first)
        self.assertIn('listen = "0.0.0.0:1" # command line\n', first)
        second = run("--print-config", "--config", self.path("again.toml", first))[1]
        self.assertEqual(re.sub(" # .*", "", second), re.sub(" # .*", "", first))

    # ---- watching

    def test_everySeriesThatIsSpokenOf_isThere(self):
        """By the dashboard and by the operators' page."""
        text = self.get(self.metrics(self.server("--metrics", "127.0.0.1:0")), "/metrics")[1]
        there = set(re.findall(r"^# TYPE (\S+)", text, re.M))
        top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        for file in ("packaging/linux/grafana-dashboard.json", "server/README.md"):
            with open(os.path.join(top, file), encoding="utf-8") as page:
                named = set(re.findall(r"\bchatmet_[a-z_]*[a-z]\b(?!\.)", page.read()))
            self.assertTrue(named, file)
            self.assertEqual({name for name in named if re.sub("_(bucket|sum|count)$", "", name) not in there}, set(), file)

    def test_fullServer_saysItOnce_andCountsIt(self):
        server = self.server("--metrics", "127.0.0.1:0", "--config", self.path("few.toml", "[limits]\nconnections_max = 2\n"))
        port = self.metrics(server)
        lines = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(3)]
        self.addCleanup(lambda: [line.close() for line in lines])
        self.assertEqual(self.value_within(4, port, "chatmet_connections_held", 2), 2)  # silent ones are cut after 5 s
        self.assertGreaterEqual(self.value(port, "chatmet_listener_full_total"), 1)
        self.assertEqual(server.error_line(20), "chatmet-server: warning: newcomers wait: as many connections are open as "
                                                "may be (2, connections_max)")

    def test_metrics_countAConversation_andNameNobody(self):
        server = self.server("--metrics", "127.0.0.1:0")
        port = self.metrics(server)
        headless = Headless()
        self.addCleanup(headless.kill)
        one, other = headless.client("lantern-fox"), headless.client("quiet-otter")
        meet(one, other, server)
        one.send("of which no trace is in the metrics")
        other.message()
        one.wait("delivered")
        for series, value in (("chatmet_sessions", 2), ("chatmet_pairs", 1), ("chatmet_pairs_total", 1),
                              ("chatmet_sessions_total", 2), ("chatmet_connections_total", 2),
                              ("chatmet_handshake_seconds_count", 2)):
            self.assertEqual(self.value(port, series), value, series)
        self.assertGreaterEqual(self.value(port, "chatmet_messages_total"), 1)
        text = self.get(port, "/metrics")[1]
        for word in ("lantern", "otter", "127.0.0.1", "of which no trace"):
            self.assertNotIn(word, text)
        labels = set(re.findall(r"[{,]([a-z]+)=", text))
        self.assertLessEqual(labels, {"le", "why", "code", "what", "limit"})
        top = self.control("top")
        self.assertRegex(top, r"(?m)^pairs +1 ")
        one.do("leave")
        other.wait("ended")

    def test_refusals_areCountedByTheirCode(self):
        server = self.server("--metrics", "127.0.0.1:0")
        port = self.metrics(server)
        line = self.line(server)
        line.welcome()
        line.send(wire.CANCEL)
        line.expect_error(NOT_WAITING)
        self.assertIn(f'chatmet_refusals_total{{code="{NOT_WAITING}",what="not waiting"}} 1\n', self.get(port, "/metrics")[1])

    def test_health_isToldByPathAndByCommand(self):
        server = self.server("--metrics", "127.0.0.1:0")
        port = self.metrics(server)
        self.assertEqual(self.get(port, "/livez"), (200, "ok\n"))
        self.assertEqual(self.get(port, "/readyz"), (200, "ok\n"))
        self.assertEqual(self.get(port, "/readyz", "HEAD"), (200, ""))
        self.assertEqual(self.get(port, "/secret")[0], 404)
        self.assertEqual(self.get(port, "/metrics", "POST")[0], 405)
        self.assertEqual(self.control("health"), "serving\n")
        self.assertEqual(server.stop()[0], 0)
        self.assertIn("no server answers", self.control("health", status=1))
        self.assertFalse(os.path.exists(self.path("control")))

    def test_silentAskers_keepNobodyFromAsking(self):
        server = self.server("--metrics", "127.0.0.1:0")
        port = self.metrics(server)
        silent = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(40)]
        for one in silent:
            self.addCleanup(one.close)
        self.assertEqual(self.get(port, "/readyz"), (200, "ok\n"))
        silent[-1].sendall(b"GET /metrics HTTP/1.1\r\nX: " + b"x" * 9_000)
        try:
            self.assertEqual(silent[-1].recv(1), b"")
        except ConnectionResetError:
            pass  # closed with what it had not read
        self.assertEqual(self.get(port, "/livez")[0], 200)

    def test_commandsAboveTheLimit_waitForTheirTurn(self):
        port = self.metrics(self.server("--metrics", "127.0.0.1:0"))
        silent = [self.ask(b"") for _ in range(8)]
        late = self.ask(b"health\n")
        late.settimeout(20)
        for _ in range(4):  # until the server has seen them all
            self.get(port, "/readyz")
        silent[3].close()
        self.assertEqual(late.recv(64), b"ok\nserving\n")
        self.assertEqual(self.control("health"), "serving\n")

    def ask(self, words):
        asker = socket.socket(socket.AF_UNIX)
        self.addCleanup(asker.close)
        asker.connect(self.path("control"))
        asker.sendall(words)
        return asker

    def test_health_ofAServerThatIsStuck_doesNotWait(self):
        with socket.socket(socket.AF_UNIX) as stuck:
            stuck.bind(self.path("control"))
            stuck.listen(0)
            waiting = [socket.socket(socket.AF_UNIX) for _ in range(4)]
            for one in waiting:
                self.addCleanup(one.close)
                one.setblocking(False)
                one.connect_ex(self.path("control"))
            words = self.control("health", status=1)
        self.assertRegex(words, "did not answer in time|no server answers")

    def test_draining_isNotReady(self):
        server = self.server("--metrics", "127.0.0.1:0", "--config", self.path("d.toml", "drain_window = 20\n"))
        port = self.metrics(server)
        one, other, conversation = wire.pair(server)
        self.addCleanup(one.close)
        self.addCleanup(other.close)
        wire.begin_picture(one, other, conversation, 131_072)
        server.child.send_signal(signal.SIGTERM)
        self.line_is_refused(server)
        self.assertEqual(self.get(port, "/readyz"), (503, "draining\n"))
        self.assertEqual(self.get(port, "/livez")[0], 200)
        self.assertIn("draining", self.control("health", status=1))
        server.child.send_signal(signal.SIGTERM)
        self.assertEqual(server.stop()[0], 0)

    def line_is_refused(self, server):
        """Waits, by trying, until the server takes nobody any more."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", server.port), timeout=10).close()
            except (ConnectionRefusedError, ConnectionResetError):  # reset: it waited to be accepted
                return
        self.fail("the server goes on accepting")

    # ---- defending

    def test_control_isForItsUserAlone(self):
        server = self.server()
        self.assertEqual(stat.S_IMODE(os.stat(self.path("control")).st_mode), 0o600)
        status, _, errors = run("--listen", "127.0.0.1:0", "--control", self.path("control"))
        self.assertEqual(status, 1)
        self.assertIn("another server listens there", errors)
        self.assertEqual(self.control("health"), "serving\n")
        with socket.socket(socket.AF_UNIX) as foreign:
            foreign.settimeout(10)
            foreign.connect(self.path("control"))
            foreign.sendall(b"halt and catch fire\n")
            self.assertTrue(foreign.recv(100).startswith(b"failed\n"))
        server.kill()  # leaves its socket behind, which the next one replaces
        self.server()
        self.assertEqual(self.control("health"), "serving\n")

    def test_ban_cutsAndRefuses_untilItIsTakenBack(self):
        for threads in ("1", "4"):
            with self.subTest(threads=threads):
                server = self.server("--threads", threads)
                line = self.line(server)
                line.welcome()
                self.assertIn("127.0.0.0/24 is banned for 2h", self.control("ban", "127.0.0.1/24", "--for", "2h",
                                                                            "--why", "a test"))
                line.expect_closed()
                with socket.create_connection(("127.0.0.1", server.port), timeout=10) as refused:
                    self.assertEqual(refused.recv(1), b"")
                self.assertRegex(self.control("bans"), r"^127\.0\.0\.0/24  until \d{4}-\d\d-\d\dT\d\d:\d\dZ  a test\n$")
                self.assertIn("no ban of just 127.0.0.1", self.control("unban", "127.0.0.1", status=1))
                self.control("unban", "127.0.0.1/24")
                self.assertEqual(self.control("bans"), "nobody is banned\n")
                self.line(server).welcome()
                self.assertEqual(server.stop(), (0, ""))

    def test_ban_endsTheSession_alsoForThePartner(self):
        server = self.server(resume_window=20)
        one, other, _ = wire.pair(server)
        self.addCleanup(one.close)
        self.addCleanup(other.close)
        # Both are from here; what matters is that no 20 s of waiting follow.
        self.control("ban", "127.0.0.1")
        one.expect_closed()
        other.expect_closed()
        self.assertRegex(self.control("top"), r"(?m)^sessions +0 ")

    def test_ban_ofAnIpv6Address_isOfItsNetwork(self):
        self.server()
        self.assertIn("2001:db8:0:7::/64 is banned for 1h", self.control("ban", "2001:db8:0:7::9"))
        self.assertIn("2001:db8:1::9/128 is banned for 1h", self.control("ban", "2001:db8:1::9/128"))
        self.assertIn("\n2001:db8:1::9/128  until", self.control("bans"))
        self.assertIn("no ban of just 2001:db8:1::/64\n", self.control("unban", "2001:db8:1::9", status=1))
        self.assertIn("no ban of just 2001:db8:0:7::9/128; it is within 2001:db8:0:7::/64, which is banned\n",
                      self.control("unban", "2001:db8:0:7::9/128", status=1))
        self.control("unban", "2001:db8:1::9/128")  # as "bans" writes it
        self.control("unban", "2001:db8:0:7::/64")
        self.assertEqual(self.control("bans"), "nobody is banned\n")

    def test_notice_thatIsNoUtf8_endsNobody(self):
        server = self.server()
        line = self.line(server)
        line.welcome()
        status = subprocess.run([program("server"), "notice", b"\xfc\xe0\xa4", "--control", self.path("control")],
                                capture_output=True, timeout=20, check=False).returncode
        self.assertEqual(status, 2)
        with socket.socket(socket.AF_UNIX) as foreign:
            foreign.settimeout(10)
            foreign.connect(self.path("control"))
            foreign.sendall(b"notice\t60\t\xfc\n")
            self.assertTrue(foreign.recv(100).startswith(b"failed\n"))
        line.send(wire.MEET)
        line.expect(wire.WAITING)

    def test_bansOfTheFile_comeWithTheStartAndWithReload(self):
        bans = self.path("bans", "127.0.0.1 the tests\n")
        server = self.server("--config", self.path("b.toml", f'bans_file = "{bans}"\n'))
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as refused:
            self.assertEqual(refused.recv(1), b"")
        self.path("bans", "")
        self.control("reload")
        self.line(server).welcome()

    def test_notice_reachesWhoIsThereAndWhoComes(self):
        for threads in ("1", "4"):
            with self.subTest(threads=threads):
                server = self.server("--threads", threads)
                headless = Headless()
                self.addCleanup(headless.kill)
                one = headless.client("lantern-fox")
                one.connect(server, one.name)
                one.wait("welcomed")
                self.control("notice", "restart at 18:00")
                self.assertEqual(one.wait("operator-notice")["text"], "restart at 18:00")
                other = headless.client("quiet-otter")
                other.connect(server, other.name)
                self.assertEqual(other.wait("operator-notice")["text"], "restart at 18:00")
                self.control("notice", "")
                self.assertEqual(one.wait("operator-notice")["text"], "")
                third = self.line(server)
                third.welcome()
                third.send(wire.MEET)
                third.expect(wire.WAITING)  # and no notice before it
                self.assertEqual(server.stop()[0], 0)

    # ---- reading its settings again

    def test_reload_takesRulesAndLimits_andLiveSessionsStay(self):
        config = self.path("r.toml", CARD.format(rules="old"))
        server = self.server("--config", config)
        line = self.line(server)
        self.assertEqual(line.welcome()[8], [b"old"])
        self.path("r.toml", CARD.format(rules="new") + "[limits]\nsessions_max = 1\n")
        server.child.send_signal(signal.SIGHUP)
        self.assertEqual(server.error_line(20), "chatmet-server: reload: settings were read again")
        other = self.line(server)
        other.send_message(wire.hello())
        other.expect_error(SERVER_FULL)
        line.close()
        self.path("r.toml", CARD.format(rules="new"))
        self.assertEqual(self.control("reload"), "settings were read again\n")
        self.assertEqual(self.line(server).welcome()[8], [b"new"])

    def test_reload_mistake_changesNothing(self):
        config = self.path("r.toml", CARD.format(rules="old"))
        server = self.server("--config", config, "--metrics", "127.0.0.1:0")
        port = self.metrics(server)
        line = self.line(server)
        line.welcome()
        new = CARD.format(rules="new")
        for content in ("listen = 7\n", "[operator]\ncolour = 1\n", 'bans_file = "/nowhere/bans"\n' + new):
            self.path("r.toml", content)
            self.assertIn("nothing was changed: ", self.control("reload", status=1))
            self.assertIn("reload: nothing was changed: ", server.error_line(20))
        self.assertEqual(self.line(server).welcome()[8], [b"old"])
        self.assertEqual(self.value(port, "chatmet_reloads_failed_total"), 3)
        self.assertEqual(self.value(port, "chatmet_sessions"), 2)

    def test_reload_withABadCertificate_changesNothing(self):
        chain, key, other = self.path("chain.pem"), self.path("key.pem"), self.path("other.pem")
        run("mkcert", "--certificate", chain, "--key", key)
        run("mkcert", "--certificate", self.path("unused.pem"), "--key", other)
        files = f'certificate = "{chain}"\nkey = "{{key}}"\n'
        server = self.server("--config", self.path("r.toml", files.format(key=key) + CARD.format(rules="old")))
        self.path("r.toml", files.format(key=other) + CARD.format(rules="new"))
        self.assertIn("does not belong to certificate", self.control("reload", status=1))
        self.assertEqual(self.line(server).welcome()[8], [b"old"])

    def test_reload_certificateFromMemoryToFile_waitsForTheRestart(self):
        config = self.path("r.toml", "")
        server = self.server("--config", config)
        chain, key = self.path("chain.pem"), self.path("key.pem")
        run("mkcert", "--certificate", chain, "--key", key)
        self.path("r.toml", f'certificate = "{chain}"\nkey = "{key}"\n')
        for _ in range(2):
            self.assertIn("a restart is needed for certificate", self.control("reload"))
        self.line(server).welcome()  # by the fingerprint of the start

    def test_reload_doesNotTakeTheCardFromAServerThatIsOpen(self):
        config = self.path("r.toml", CARD.format(rules="old"))
        with socket.create_server(("0.0.0.0", 0)) as listening:
            wrapper = ("python3", os.path.abspath("tests/support/blackbox/activate.py"), str(listening.fileno()))
            server = self.server("--config", config, wrapper=wrapper, pass_fds=(listening.fileno(),), ready_at="0.0.0.0")
        self.path("r.toml", "")
        self.assertIn("says who they are", self.control("reload", status=1))
        self.assertEqual(self.line(server).welcome()[8], [b"old"])

    def test_reload_whileDraining_isRefused(self):
        server = self.server("--threads", "4", "--config", self.path("d.toml", "drain_window = 20\n"))
        one, other, conversation = wire.pair(server)
        self.addCleanup(one.close)
        self.addCleanup(other.close)
        wire.begin_picture(one, other, conversation, 131_072)
        server.child.send_signal(signal.SIGTERM)
        self.line_is_refused(server)
        server.child.send_signal(signal.SIGHUP)
        self.assertIn("the server is ending", self.control("reload", status=1))
        server.child.send_signal(signal.SIGTERM)
        self.assertEqual(server.stop()[0], 0)

    def test_reload_whatNeedsARestart_isSaid(self):
        config = self.path("r.toml", "resume_window = 5\nthreads = 1\n")
        self.server("--config", config)
        self.path("r.toml", 'resume_window = 6\nthreads = 2\naccess_log = "/nowhere"\nretention_days = 3\n')
        self.assertIn("a restart is needed for access_log, retention_days, threads", self.control("reload"))

    def test_changedCertificate_isTakenByItself(self):
        chain, key = self.path("chain.pem"), self.path("key.pem")
        run("mkcert", "--certificate", chain, "--key", key)
        server = self.server("--certificate", chain, "--key", key)
        line = self.line(server)
        line.welcome()
        for file in (chain, key):
            os.rename(file, file + ".old")
        new = run("mkcert", "--certificate", chain, "--key", key)[1].strip()
        words = server.error_line(30)
        while words.startswith("chatmet-server: warning: the certificate has changed and the one from before is kept"):
            words = server.error_line(30)  # looked at between the two files
        self.assertEqual(words, f"chatmet-server: the certificate has changed; new connections get {new}")
        server.fingerprint = new.removeprefix("sha256:")
        self.line(server).welcome()
        line.send(wire.MEET)
        line.expect(wire.WAITING)

    def test_changedCertificateThatIsBad_isSaidEachTime_andTheOldOneKept(self):
        chain, key, foreign = self.path("chain.pem"), self.path("key.pem"), self.path("foreign.pem")
        run("mkcert", "--certificate", chain, "--key", key)
        run("mkcert", "--certificate", self.path("foreign-chain.pem"), "--key", foreign)
        server = self.server("--certificate", chain, "--key", key, "--metrics", "127.0.0.1:0")
        port = self.metrics(server)
        with open(key, "rb") as own:
            good = own.read()
        with open(foreign, "rb") as other:
            bad = other.read()

        def put(content):  # whole at once, and never with the time of before
            with open(key + ".new", "wb") as file:
                file.write(content)
            os.chmod(key + ".new", 0o600)
            os.rename(key + ".new", key)

        for _ in range(2):
            put(bad)
            self.assertIn("the certificate has changed and the one from before is kept", server.error_line(30))
            self.assertEqual(self.value_within(20, port, "chatmet_certificate_refused", 1), 1)
            self.line(server).welcome()
            put(good)
            self.control("reload")
            while "settings were read again" not in server.error_line(20):
                pass  # a look came first and took it
            self.assertEqual(self.value_within(20, port, "chatmet_certificate_refused", 0), 0)


if __name__ == "__main__":
    unittest.main()
