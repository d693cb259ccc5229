# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access log of a running server, and the commands that look at it, hand it out and preserve it beside that server."""

import csv
import datetime
import io
import json
import os
import re
import subprocess
import tempfile
import threading
import unittest

from tests.support.blackbox import wire
from tests.support.blackbox.programs import Server, plain_user, program, require_all
from tests.support.blackbox.wire import Line, field, pair

# The whole language of the log.
LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\dZ (unknown|[0-9a-f.:]{2,45}(/24|/48)?) "
                  r"(ChatMet/(other|\d{1,5}(\.\d{1,5}){0,3}) (linux|windows|macos|other)|refused x[1-9]\d*)$")
FULL_DISK = 'mount -t tmpfs -o mode=0700,size=8k tmpfs "$0" && head -c 8192 /dev/zero >"$0/filler" && exec "$@"'


def log(*arguments, stdin=None):
    """Status and both outputs of a command."""
    done = subprocess.run([program("server"), "log", *arguments], capture_output=True, text=True, timeout=30, check=False,
                          stdin=stdin)
    return done.returncode, done.stdout, done.stderr


def today(ago=0):
    return datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=ago)


class AccessLog(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        self.folder = os.path.join(folder.name, "log")
        os.mkdir(self.folder, 0o700)
        self.config = os.path.join(folder.name, "server.toml")

    def configure(self, text):
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(text)

    def put(self, name, *lines):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        return path

    def serve(self, *options, **popen):
        server = Server("--access-log", self.folder, *options, writable=True, **popen)
        self.addCleanup(server.kill)
        return server

    def arrive(self, server, **fields):
        """The welcome of somebody who came and went."""
        line = Line(server)
        self.addCleanup(line.close)
        return line.welcome(**fields)

    def lines(self):
        found = []
        for name in sorted(os.listdir(self.folder)):
            with open(os.path.join(self.folder, name), encoding="utf-8") as file:
                found += [line.rstrip("\n") for line in file if not line.startswith("#")]
        return found

    # ---- what a server writes

    def test_hostileHellos_leaveLinesOfOneForm(self):
        server = self.serve()
        hostile = ["", "0.1.0", "1\n2026-11-23T00:00Z 10.0.0.1 ChatMet/1 linux", "\x1b[2J", '"', "1.2.3.4.5", "%s%n", "1 linux",
                   "9" * 32, "x" * 3000, "\u202e1", "1.0\x00"]
        for version in hostile:
            for system in (0, 1, 3, 77):
                line = Line(server)
                line.send_message(wire.hello(version=version, system=system))
                line.receive()
                line.close()
        bad = Line(server)
        bad.send_message(b"\x00")
        bad.expect_closed()
        bad.close()
        self.assertEqual(server.stop(), (0, ""))
        lines = self.lines()
        self.assertGreaterEqual(len(lines), 3 * len(hostile))
        for line in lines:
            self.assertRegex(line, LINE)
        self.assertTrue(any("ChatMet/0.1.0 linux" in line for line in lines))

    def test_truncated_isWrittenAndToldToClients(self):
        self.configure("truncate_addresses = true\n")
        welcome = self.arrive(server := self.serve("--config", self.config))
        self.assertEqual((welcome[5], welcome[11], 10 in welcome), ([30], [1], False))
        self.assertEqual(server.stop(), (0, ""))
        self.assertTrue(all(" 127.0.0.0/24 " in line for line in self.lines()), self.lines())

    def test_longRetention_needsALegalBasis_whichClientsAreTold(self):
        old = self.put(f"access-{today(60)}.log", f"{today(60)}T10:00Z 203.0.113.7 ChatMet/0.1.0 linux")
        self.configure("retention_days = 90\n")
        done = subprocess.run([program("server"), "--config", self.config], capture_output=True, text=True, timeout=20,
                              check=False)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, r"server\.toml:1: .*legal_basis")
        self.assertTrue(os.path.exists(old), "a server that does not start deletes nothing")
        self.configure('retention_days = 90\nlegal_basis = "Telecommunications Act, section 7"\n')
        welcome = self.arrive(self.serve("--config", self.config))
        self.assertEqual(welcome[5], [90])
        self.assertEqual(welcome[10], [b"Telecommunications Act, section 7"])
        self.assertTrue(os.path.exists(old))

    def test_shortRetention_needsNoLegalBasis_soNoneIsTold(self):
        self.configure('legal_basis = "a law"\n')
        welcome = self.arrive(self.serve("--config", self.config))
        self.assertEqual((welcome[5], 10 in welcome), ([30], False))

    def test_withoutALog_clientsAreToldSo(self):
        self.configure('legal_basis = "a law"\ntruncate_addresses = true\n')
        server = Server("--config", self.config)
        self.addCleanup(server.kill)
        welcome = self.arrive(server)
        self.assertFalse({5, 10, 11} & welcome.keys(), welcome)

    # ---- what stops a start, and what does not stop a conversation

    def refused(self, *options):
        command = [*plain_user(), program("server"), "--listen", "127.0.0.1:0", "--access-log", self.folder, *options]
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
        self.assertEqual((done.returncode, done.stdout), (1, ""), "no ready line, so nobody is accepted")
        self.assertIn(self.folder, done.stderr)
        return done.stderr

    def test_purgeThatFails_stopsTheStart(self):
        os.mkdir(os.path.join(self.folder, "access-2020-01-01.log"))
        self.assertIn("can't delete access-2020-01-01.log", self.refused())

    def test_folderThatEverybodyCanWrite_stopsTheStart(self):
        os.chmod(self.folder, 0o777)
        self.assertIn("everybody can write there", self.refused())
        done = subprocess.run([program("server"), "check", "--listen", "127.0.0.1:0", "--access-log", self.folder],
                              capture_output=True, text=True, timeout=20, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("everybody can write there", done.stdout)

    def test_folderThatOthersCanList_isWarnedOf(self):
        os.chmod(self.folder, 0o755)
        status, errors = self.serve().stop()
        self.assertEqual(status, 0)
        self.assertIn(f"access log: {self.folder}: others can see its files' names or add some; use chmod 700", errors)

    def test_folderThatCantBeWritten_stopsTheStart(self):
        os.chmod(self.folder, 0o500)
        self.addCleanup(os.chmod, self.folder, 0o700)
        self.assertIn("Permission denied", self.refused())

    def test_folderRemoved_conversationsGoOn(self):
        server = self.serve()
        os.rename(self.folder, self.folder + ".gone")
        for name in os.listdir(self.folder + ".gone"):
            os.unlink(os.path.join(self.folder + ".gone", name))
        os.rmdir(self.folder + ".gone")
        one, other, conversation = pair(server)
        self.talk(one, other, conversation)
        os.mkdir(self.folder, 0o700)
        self.arrive(server)
        status, errors = server.stop()
        self.assertEqual(status, 0)
        self.assertIn("access log: can't write: No such file or directory (lines lost: 1)", errors)
        self.assertIn("access log: writing works again (lines lost: 2)", errors)
        self.assertEqual(len(self.lines()), 1, "the folder is taken up again")

    def test_fullDisk_conversationsGoOn(self):
        wrapper = ("unshare", "--mount", "--propagation", "private", "sh", "-c", FULL_DISK, self.folder)
        try:
            possible = subprocess.run([*wrapper, "true"], capture_output=True, timeout=10, check=False).returncode == 0
        except OSError:
            possible = False
        if not possible:
            if require_all():
                self.fail("CHATMET_REQUIRE_ALL is set and a mount namespace can't be had")
            self.skipTest("a mount namespace can't be had here")
        server = self.serve(wrapper=wrapper)
        one, other, conversation = pair(server)
        self.talk(one, other, conversation)
        status, errors = server.stop()
        self.assertEqual(status, 0)
        self.assertIn("access log: can't write: No space left on device (lines lost: 1)", errors)
        self.assertIn("access log: 2 lines were lost", errors)
        self.assertNotIn("127.0.0.1", errors)

    def talk(self, one, other, conversation):
        self.addCleanup(one.close)
        self.addCleanup(other.close)
        one.send(wire.SEND, field(1, conversation) + field(2, 1), body=b"still here")
        one.expect(wire.ACCEPTED)
        self.assertEqual(other.expect(wire.MESSAGE)[1], b"still here")

    # ---- the commands

    def test_export_disclosesFourFieldsAndNothingElse(self):
        server = self.serve()
        self.arrive(server, username="nobody-knows", version="0.1.0", system=1)
        self.arrive(server, username="nobody-knows", version="strange", system=2)
        bad = Line(server)
        bad.send_message(b"\x00")
        bad.expect_closed()
        bad.close()
        self.assertEqual(server.stop(), (0, ""))
        time = r"\d{4}-\d\d-\d\dT\d\d:\d\dZ"
        status, output, errors = log("export", "--access-log", self.folder, "--address", "127.0.0.1")
        self.assertEqual(status, 0)
        self.assertIn("refusals are not exported", errors)
        rows = list(csv.reader(io.StringIO(output)))
        self.assertEqual(rows[0], ["time", "address", "version", "system"])
        self.assertEqual([row[1:] for row in rows[1:]], [["127.0.0.1", "0.1.0", "linux"], ["127.0.0.1", "other", "windows"]])
        status, output, _ = log("export", "--access-log", self.folder, "--format", "json")
        self.assertEqual(status, 0)
        told = json.loads(output)
        self.assertEqual(len(told), 2)
        for entry in told:
            self.assertEqual(list(entry), ["time", "address", "version", "system"])
            self.assertRegex(entry["time"], rf"^{time}$")
        self.assertEqual(json.loads(log("export", "--access-log", self.folder, "--format", "json", "--address", "::1")[1]), [])

    def test_preserved_outlivesTheRetention_untilReleased(self):
        old = f"{today(29)}T10:00Z 203.0.113.7 ChatMet/0.1.0 linux"
        self.put(f"access-{today(29)}.log", old, f"{today(29)}T10:00Z 203.0.113.8 ChatMet/0.1.0 macos")
        self.configure(f'access_log = "{self.folder}"\n')
        where = ("--config", self.config)
        status, output, errors = log("preserve", *where, "--since", str(today(40)), "--until", str(today(1)), "--address",
                                     "203.0.113.7", "--reason", "court order 7/26")
        self.assertEqual((status, errors), (0, ""))
        preserved = output.split()[0]
        self.assertEqual(os.stat(os.path.join(self.folder, f"preserved-{preserved}.log")).st_mode & 0o777, 0o600)
        # With a shorter retention the day itself goes at the start; what is preserved does not.
        server = self.serve("--retention-days", "14")
        self.assertNotIn(f"access-{today(29)}.log", os.listdir(self.folder))
        status, output, errors = log("show", *where)
        self.assertEqual((status, errors), (0, ""))
        self.assertRegex(output, rf"{preserved}  1 lines, \d+ bytes; since .* address 203\.0\.113\.7; preserved "
                                 r"\S+: court order 7/26\n")
        self.assertEqual(log("export", *where, "--until", str(today(2)))[1],
                         f"time,address,version,system\n{today(29)}T10:00Z,203.0.113.7,0.1.0,linux\n")
        self.arrive(server)
        self.assertEqual(log("release", preserved, *where)[0], 0)
        self.assertEqual(log("release", preserved, *where)[0], 1)
        self.assertNotIn("203.0.113.7", "".join(self.lines()))
        self.assertEqual(server.stop(), (0, ""))

    def test_commandsBesideAServer_disturbNobody(self):
        server = self.serve()
        where = ("--access-log", self.folder)
        stop = threading.Event()
        failures = []

        def work():
            while not stop.is_set():
                for command in (("show",), ("export",), ("preserve", "--since", str(today(1)), "--until", str(today()),
                                                         "--reason", "drill")):
                    status, output, errors = log(*command, *where)
                    if status != 0 and "nothing is preserved" not in errors:
                        failures.append((command, status, errors))
                    if command[0] == "preserve" and status == 0:
                        status, _, errors = log("release", output.split()[0], *where)
                        if status != 0:
                            failures.append(("release", status, errors))

        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for _ in range(60):
            self.arrive(server)
        stop.set()
        for worker in workers:
            worker.join()
        self.assertEqual(failures, [])
        self.assertEqual(server.stop(), (0, ""))
        lines = self.lines()
        self.assertEqual(len(lines), 60, "no line is lost or told twice, and nothing is left behind")
        self.assertEqual(log("export", *where)[1].count("\n"), 61)

    def test_mistakes_areSaidWithTheirStatus(self):
        for status, words, arguments in (
                (2, "needs one of show", ()), (2, "shew", ("shew",)), (2, "--until", ("export", "--until", "soon")),
                (2, "--reason", ("preserve", "--since", "2026-11-01", "--until", "2026-11-02")),
                (2, "is no ID", ("release", "../../etc/passwd")), (1, "nothing is preserved as", ("release", "2026-11-01-1")),
                (1, "nothing is preserved", ("preserve", "--since", "2026-11-01", "--until", "2026-11-02", "--reason", "x"))):
            with self.subTest(arguments=arguments):
                got, output, errors = log(*arguments, "--access-log", self.folder)
                self.assertEqual((got, output), (status, ""))
                self.assertTrue(errors.startswith("chatmet-server: "), errors)
                self.assertIn(words, errors)
        self.assertEqual(log("show")[0], 1)
        self.assertEqual(log("show", "--access-log", self.folder + "/none")[0], 1)

    def test_export_intoAFullDevice_isAFailure(self):
        self.put(f"access-{today(1)}.log", *[f"{today(1)}T10:00Z 203.0.113.7 ChatMet/0.1.0 linux"] * 5_000)
        with open("/dev/full", "w", encoding="ascii") as full:
            done = subprocess.run([program("server"), "log", "export", "--access-log", self.folder], stdout=full,
                                  stderr=subprocess.PIPE, text=True, timeout=20, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("it is not whole", done.stderr)


if __name__ == "__main__":
    unittest.main()
