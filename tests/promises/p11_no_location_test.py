# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P11: no location: no such library linked, no outgoing connection by the server but to its own cluster."""

import os
import re
import subprocess
import unittest

from tests.promises.promise import Promise, require_strace
from tests.support.blackbox import tracing, wire
from tests.support.blackbox.headless import meet
from tests.support.blackbox.programs import program

# What finds places on the systems that ChatMet is built for, or asks others for them.
LOCATION = re.compile(r"geoclue|geoip|maxmind|libgps|gpsd|positioning|qtlocation|qt6location|gypsy|geocode|wlan|libnm|"
                      r"libcurl|modem", re.I)
NOT_OFFERED = ["a cluster is not offered yet: the server may connect to nobody"]


class Location(Promise):
    def test_programs_areLinkedWithNoLibraryOfPlaces(self):
        """neither program is linked with a library that knows or asks for places"""
        for name in ("server", "client"):
            done = subprocess.run(["ldd", program(name)], capture_output=True, text=True, timeout=30, check=True)
            self.assertIn("libc.so", done.stdout)
            self.assertEqual([line for line in done.stdout.splitlines() if LOCATION.search(line)], [])

    def test_runningPrograms_haveLoadedNone(self):
        """in the middle of a conversation neither had loaded one, plugins included"""
        server = self.server()
        window = self.window("--server", server.url, "--fingerprint", server.fingerprint, "--username", "quiet-otter",
                             "--meet")
        partner = self.headless().client("partner-heron")
        partner.arrive(server)
        partner.wait("paired")
        partner.send("where are you?")
        partner.wait("delivered")
        for process in (server, window):
            with open(f"/proc/{process.pid}/maps", encoding="utf-8", errors="replace") as maps:
                files = {line.split()[-1] for line in maps if "/" in line}
            self.assertTrue(any("libcrypto" in file or "libQt6Network" in file for file in files))
            self.assertEqual([file for file in files if LOCATION.search(os.path.basename(file))], [])

    def test_server_connectsToNobody(self):
        """from its start through a conversation with a picture to its end the server made no outgoing connection and sent no datagram"""
        require_strace(self)
        trace = os.path.join(self.folder(), "trace")
        server = self.server(wrapper=tracing.network_wrapper(trace), writable=True)
        headless = self.headless()
        one, other = headless.client("one"), headless.client("other")
        meet(one, other, server)
        other.do("accept", auto=True)
        one.send("http://198.51.100.7/ and example.org")
        other.message()
        one.do("picture", generate={"width": 640, "height": 480, "seed": 3})
        other.wait("picture-here")
        self.line(server).send_message(wire.hello(username="example.org"))
        self.assertEqual(headless.quit(), 0)
        self.assertEqual(server.stop()[0], 0)
        self.assertTrue(tracing.named(trace, ("bind", "listen", "accept4")), "void: the trace sees nothing")
        self.assertEqual(tracing.named(trace, ("connect",)), [])
        self.assertEqual([call for call in tracing.named(trace, ("socket",)) if "SOCK_STREAM" not in call], [])


if __name__ == "__main__":
    unittest.main()
