# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P7: the access log holds time, address, version, system, and nothing older than the retention."""

import datetime
import os
import re
import subprocess
import unittest

from tests.promises.promise import Promise
from tests.support.blackbox import wire
from tests.support.blackbox.programs import program
from tests.support.blackbox.wire import Line

ARRIVAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ 127\.0\.0\.\d+ ChatMet/(?:other|\d{1,5}(?:\.\d{1,5}){0,3}) "
                     r"(?:linux|windows|macos|other)")
REFUSALS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ 127\.0\.0\.\d+ refused x\d+")
HOSTILE = ("0.1.0\n2020-01-01T00:00Z 10.0.0.1 ChatMet/9 linux", "\x1b[2J", '"; DROP', "1.2.3.4.5", "x" * 400, "", "१.२",
           "1.2.3\0", "999999", "0.1.0 ")


def today():
    return datetime.datetime.now(datetime.timezone.utc).date()


class AccessLog(Promise):
    def day(self, log, ago):
        day = today() - datetime.timedelta(days=ago)
        path = os.path.join(log, f"access-{day}.log")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{day}T00:00Z 203.0.113.9 ChatMet/0.1.0 linux\n")
        return path

    def lines(self, log):
        """Of all files that have the name of today or of a day that just ended."""
        found = []
        for name in sorted(os.listdir(log)):
            self.assertIn(name, {f"access-{today() - datetime.timedelta(days=ago)}.log" for ago in (0, 1)})
            self.assertEqual(os.stat(os.path.join(log, name)).st_mode & 0o777, 0o600)
            with open(os.path.join(log, name), encoding="utf-8", newline="") as file:
                found += file.read().splitlines()
        return found

    def test_hostileHellos_leaveLinesOfFourFields(self):
        """50 arrivals and refusals with hostile versions and systems left only lines of time to the minute, address, version, system"""
        log = self.folder()
        server = self.server("--access-log", log, writable=True)
        arrived = 0
        for system in range(5):
            for version in HOSTILE:
                line = Line(server)
                line.send_message(wire.hello(username="secretname", version=version, system=system))
                try:
                    arrived += line.receive()[0] == wire.WELCOME
                except wire.Closed:
                    pass
                line.close()
        self.assertEqual(server.stop()[0], 0)
        lines = self.lines(log)
        for text in lines:
            self.assertTrue(ARRIVAL.fullmatch(text) or REFUSALS.fullmatch(text), text)
        self.assertGreater(arrived, 20)
        self.assertEqual(sum(bool(ARRIVAL.fullmatch(text)) for text in lines), arrived)

    def test_departures_leaveNoLine(self):
        """who goes, and when, leaves no line"""
        log = self.folder()
        server = self.server("--access-log", log, writable=True)
        one, other, conversation = wire.pair(server)
        before = self.lines(log)
        one.send(wire.LEAVE, wire.field(1, conversation))
        one.send(wire.GOODBYE)
        one.expect_closed()
        other.socket.close()
        self.settle(server)
        self.assertEqual(len(before), 2)
        self.assertEqual(len(self.lines(log)), 3, "only the one who came to see")

    def test_retention_isKeptBeforeAnybodyArrives(self):
        """for 1, 14 and 30 days: what was older was gone before the server was ready, what was younger was kept"""
        for days in (1, 14, 30):
            with self.subTest(days=days):
                log = self.folder()
                old = [self.day(log, ago) for ago in (days, days + 1, 400)]
                young = [self.day(log, ago) for ago in range(1, days)]
                server = self.server("--access-log", log, "--retention-days", str(days), writable=True)
                self.assertEqual([path for path in old if os.path.exists(path)], [])
                self.assertEqual([path for path in young if not os.path.exists(path)], [])
                self.assertEqual(server.stop()[0], 0)

    def test_retentionOfNone_keepsNothing(self):
        """with a retention of 0 days nothing is written, and what lay there is gone"""
        log = self.folder()
        old = self.day(log, 0)
        server = self.server("--access-log", log, "--retention-days", "0", writable=True)
        self.line(server).welcome()
        self.assertEqual(server.stop()[0], 0)
        self.assertFalse(os.path.exists(old))
        self.assertEqual(os.listdir(log), [])

    def test_retentionAbove30_isRefused(self):
        """without a legal basis a retention of more than 30 days was refused at start"""
        done = subprocess.run([program("server"), "--listen", "127.0.0.1:0", "--access-log", self.folder(),
                               "--retention-days", "31"], capture_output=True, timeout=20, check=False)
        self.assertEqual((done.returncode, done.stdout), (2, b""))

    def test_retentionAbove30_needsALegalBasis_thatEveryClientIsTold(self):
        """31 days were taken only with a legal basis in the configuration, which the server then told every client"""
        config = os.path.join(self.folder(), "server.toml")
        log = self.folder()
        with open(config, "w", encoding="utf-8") as file:
            file.write(f'access_log = "{log}"\nretention_days = 31\nlegal_basis = "Act 12, section 3"\n')
        server = self.server("--config", config, writable=True)
        fields = self.line(server).welcome()
        self.assertEqual(fields[5], [31])
        self.assertIn(b"Act 12, section 3", [value for values in fields.values() for value in values])

    def test_purgeThatFails_stopsTheStart(self):
        """where something too old could not be deleted the server did not start"""
        log = self.folder()
        stuck = os.path.join(log, f"access-{today() - datetime.timedelta(days=40)}.log")
        os.makedirs(os.path.join(stuck, "a folder in its place"))
        done = subprocess.run([program("server"), "--listen", "127.0.0.1:0", "--access-log", log], capture_output=True,
                              timeout=20, check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stdout, b"")

    def test_preservedLines_areKeptAndListed_untilReleased(self):
        """lines preserved under a legal order outlived the retention, were listed with their reason, and were gone once released"""
        log = self.folder()
        kept = f"{today() - datetime.timedelta(days=29)}T10:00Z 203.0.113.7 ChatMet/0.1.0 linux"
        day = self.day(log, 29)
        with open(day, "w", encoding="utf-8") as file:
            file.write(kept + "\n")

        def command(*arguments):
            return subprocess.run([program("server"), "log", *arguments, "--access-log", log], capture_output=True, text=True,
                                  timeout=20, check=True).stdout

        preserved = command("preserve", "--since", "2000-01-01", "--until", str(today()), "--reason", "order 7").split()[0]
        server = self.server("--access-log", log, "--retention-days", "7", writable=True)
        self.assertFalse(os.path.exists(day))
        self.assertRegex(command("show"), rf"(?m)^{preserved} .*: order 7$")
        self.assertIn(f"{kept.split()[0]},203.0.113.7,", command("export"))
        command("release", preserved)
        self.assertNotIn("203.0.113.7", command("export"))
        self.assertNotIn(preserved, command("show"))
        self.assertEqual(server.stop()[0], 0)
        self.lines(log)


if __name__ == "__main__":
    unittest.main()
