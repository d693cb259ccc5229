# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""chatmet-server under a service manager: what it tells systemd, when it stops to, what it takes of it, and its words in the journal."""

import os
import re
import resource
import select
import signal
import socket
import subprocess
import time
import unittest

from tests.support.blackbox.operating import Operator, run
from tests.support.blackbox.programs import Server, program, sanitized
from tests.support.blackbox.stuck import stuck, threads_of

WATCHDOG_SECONDS = 0.4
# Its standard error is the journal's, by what systemd says of that.
JOURNAL = ("sh", "-c", 'JOURNAL_STREAM=$(stat -L -c %d:%i /dev/stderr) exec "$@"', "sh")


class UnderAServiceManager(Operator):
    """A stand-in for systemd, by its own protocols."""

    def notified(self):
        name = self.path("notify")
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.manager.close)
        self.manager.bind(name)
        self.manager.settimeout(20)
        return {**os.environ, "NOTIFY_SOCKET": name}

    def expect(self, word):
        while word not in (told := self.manager.recv(4096).decode()).split("\n"):
            self.assertRegex(told, r"^(STATUS|WATCHDOG|READY|RELOADING)=")
        return told

    def test_manager_isToldWhatHappens(self):
        server = self.server(env={**self.notified(), "WATCHDOG_USEC": str(int(WATCHDOG_SECONDS * 1e6))})
        self.expect("READY=1")
        self.expect("STATUS=0 sessions, 0 pairs, 0 rooms")
        for _ in range(3):
            self.expect("WATCHDOG=1")
        server.child.send_signal(signal.SIGHUP)
        self.assertRegex(self.expect("RELOADING=1"), r"(?m)^MONOTONIC_USEC=\d+$")
        self.expect("READY=1")
        self.assertEqual(server.stop()[0], 0)
        self.expect("STOPPING=1")

    def test_watchdog_ofSeveralThreads_isFed(self):
        self.server("--threads", "3", env={**self.notified(), "WATCHDOG_USEC": str(int(WATCHDOG_SECONDS * 1e6))})
        for _ in range(3):
            self.expect("WATCHDOG=1")

    def fed(self, seconds):
        """How often it gave a sign of life from now on, for so long."""
        while select.select([self.manager], [], [], 0)[0]:
            self.manager.recv(4096)  # of before
        count, deadline = 0, time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self.manager], [], [], left)[0]:
                count += "WATCHDOG=1" in self.manager.recv(4096).decode().split("\n")
        return count

    def test_watchdog_isNotFedWhileAThreadIsStuck(self):
        """Whichever it is, for three times as long as systemd would wait. It counts once more where all had turned before."""
        if sanitized():
            self.skipTest("a sanitizer has threads of its own, which serve nobody")
        for count in (1, 3):
            server = self.server("--threads", str(count), env={**self.notified(), "WATCHDOG_USEC": str(int(WATCHDOG_SECONDS * 1e6))},
                                 watched=False)
            self.expect("WATCHDOG=1")
            self.assertEqual(len(threads_of(server.pid)), count)
            for thread in threads_of(server.pid):
                with self.subTest(threads=count, first=thread == server.pid):
                    with stuck(thread):
                        self.assertLessEqual(self.fed(3 * WATCHDOG_SECONDS), 1)
                    self.expect("WATCHDOG=1")
            self.assertEqual(server.stop()[0], 0)
            self.manager.close()
            os.remove(self.path("notify"))

    def test_socketThatIsGiven_isServed(self):
        for threads in ("1", "3"):
            with self.subTest(threads=threads), socket.create_server(("127.0.0.1", 0)) as listening:
                wrapper = (os.path.abspath("tests/support/blackbox/activate.py"), str(listening.fileno()))
                server = self.server("--threads", threads, wrapper=("python3", *wrapper), pass_fds=(listening.fileno(),))
                self.assertEqual(server.port, listening.getsockname()[1])
                self.line(server).welcome()
                self.assertEqual(server.stop(), (0, ""))

    def test_socketThatIsGiven_beyondThisComputer_needsTheCard(self):
        with socket.create_server(("0.0.0.0", 0)) as listening:
            done = subprocess.run(["python3", "tests/support/blackbox/activate.py", str(listening.fileno()), program("server")],
                                  capture_output=True, text=True, timeout=20, check=False, pass_fds=(listening.fileno(),))
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("says who they are", done.stderr)

    def test_runtimeDirectory_hasTheControlSocket(self):
        server = Server(writable=True, env={**os.environ, "RUNTIME_DIRECTORY": self.folder})
        self.addCleanup(server.kill)
        self.assertEqual(self.control("health"), "serving\n")


class Journal(Operator):
    """Each line begins with the priority that journalctl -p asks for."""

    def journal(self, *options, **popen):
        return self.server(*options, wrapper=JOURNAL, **popen)

    def ended(self, *options):
        """What a program said that ended by itself."""
        done = subprocess.run([*JOURNAL, program("server"), *options], capture_output=True, text=True, timeout=20, check=False)
        return done.returncode, done.stderr

    def expect(self, server, line):
        self.assertRegex(server.error_line(30), line)

    def test_errors_areThree(self):
        self.assertRegex(self.ended("--certificate", "/nowhere", "--key", "/nowhere")[1], r"^<3>certificate /nowhere: .*\n$")
        server = self.journal("--config", self.path("r.toml", ""))
        self.path("r.toml", "listen = 7\n")
        self.control("reload", status=1)
        self.expect(server, r"^<3>reload: nothing was changed: .*r\.toml:1: ")
        self.assertEqual(self.ended("--listen", f"127.0.0.1:{server.port}")[1],
                         f"<3>can't listen on 127.0.0.1 port {server.port}: Address already in use\n")
        self.assertEqual(server.stop(), (0, ""))

    def test_settingsThatCantBeUnderstood_areThree(self):
        """The most common reason why a service does not start."""
        config = self.path("bad.toml", "listen = 7\n")
        for command in ((), ("check",)):
            for options, words in ((("--config", config), re.escape(f"{config}:1: ")), (("--listne", "x"), ".*--listne")):
                with self.subTest(command=command, options=options):
                    status, errors = self.ended(*command, *options)
                    self.assertEqual(status, 2)
                    self.assertRegex(errors, f"^<3>{words}")
                    self.assertEqual([line for line in errors.splitlines() if not line.startswith("<3>")], [])
                    self.assertTrue(errors.endswith("\n") and not errors.endswith("\n\n"), errors)

    def test_warnings_areFour(self):
        chain, key = self.path("chain.pem"), self.path("key.pem")
        run("mkcert", "--certificate", chain, "--key", key)
        os.chmod(key, 0o644)
        config = self.path("few.toml", "[limits]\nconnections_max = 3000\n")
        descriptors = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1000, 1000))
        server = self.journal("--certificate", chain, "--key", key, "--metrics", "0.0.0.0:0", "--config", config, preexec_fn=descriptors)
        self.expect(server, r"^<4>warning: key .* can be read by everybody on this computer")
        self.expect(server, r"^<4>connections_max is above what the limit of open files allows; using 936$")
        self.expect(server, r"^<4>warning: metrics can be read from other computers: 0\.0\.0\.0 port \d+$")
        self.path("few.toml", "threads = 2\n")
        self.control("reload")
        self.expect(server, r"^<4>warning: key .* can be read by everybody")
        self.expect(server, r"^<4>reload: settings were read again; a restart is needed for threads, connections_max$")
        os.chmod(key, 0o600)
        os.rename(chain, chain + ".old")
        self.path("chain.pem", "rubbish")
        self.expect(server, r"^<4>warning: the certificate has changed and the one from before is kept: ")
        self.assertEqual(server.stop(), (0, ""))

    def test_whatWasDone_isFive_andWhatIsSoIsSix(self):
        server = self.journal("--metrics", "127.0.0.1:0")
        self.expect(server, r"^<6>metrics on 127\.0\.0\.1 port \d+$")
        self.control("reload")
        self.expect(server, r"^<5>reload: settings were read again$")
        self.assertEqual(server.stop(), (0, ""))

    def test_check_saysBeforeAStartWhatIsWrong(self):
        """As ExecStartPre, which has both outputs in the journal."""
        done = subprocess.run([*JOURNAL, program("server"), "check", "--listen", "127.0.0.1:0", "--certificate", "/nowhere", "--key",
                               "/nowhere"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=20, check=False)
        self.assertEqual(done.returncode, 1)
        for line in (r"<3>error: certificate /nowhere: ", r"<6>good: listen: ", r"<4>warning: operator: ",
                     r"<3>the server would not start: 1 error$"):
            self.assertRegex(done.stdout, f"(?m)^{line}")
        self.assertNotRegex(done.stdout, r"(?m)^[^<]")
        status, output, _ = run("check", "--listen", "127.0.0.1:0")
        self.assertRegex(output, "the server would start, with 1 warning\n$")
        self.assertNotIn("<", output)

    def test_elsewhere_linesNameTheProgram(self):
        """A stream of another process, as a shell inherits it that was started by a service."""
        server = self.server("--metrics", "127.0.0.1:0", env={**os.environ, "JOURNAL_STREAM": "1:1"})
        self.assertRegex(server.error_line(20), r"^chatmet-server: metrics on 127\.0\.0\.1 port \d+$")


if __name__ == "__main__":
    unittest.main()
