# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's haproxy and nginx in front of the server, set up by what server/README.md says."""

import os
import pathlib
import re
import socket
import time
import unittest

from tests.packaging.tools import need
from tests.support.blackbox import services, wire
from tests.support.blackbox.headless import Headless, meet
from tests.support.blackbox.operating import Operating
from tests.support.blackbox.programs import Process, Server
from tests.support.blackbox.wire import Line

FAR = "127.0.7.7"  # any address of 127.0.0.0/8 is this computer's
PEERS = services.block("proxy_peers")
HAPROXY, NGINX = services.block("listen chatmet"), services.block("stream {")
NGINX_STREAM = services.place("/usr/lib/nginx/modules/ngx_stream_module.so")
# Before the page's lines, in place of Debian's own: what it writes comes to this test, and nothing into the system's folders.
NGINX_ABOVE = "load_module {module}; daemon off; master_process off; pid {folder}/nginx.pid; error_log stderr; events {{}}\n"


class Front:
    """A server's address as it is reached through the program in front of it."""

    def __init__(self, server, port, process):
        self.port, self.fingerprint, self.url = port, server.fingerprint, f"wss://127.0.0.1:{port}"
        self.process = process


class Balancers(Operating):
    def serve(self, peers):
        self.log = self.path(f"log-{len(os.listdir(self.folder))}")
        os.mkdir(self.log, 0o700)
        self.server = Server("--config", self.path("server.toml", peers), "--access-log", self.log, writable=True)
        self.addCleanup(self.server.kill)

    def logged(self):
        """The access log, of a server that has ended."""
        self.assertEqual(self.server.stop()[0], 0)
        return "".join(file.read_text(encoding="utf-8") for file in pathlib.Path(self.log).iterdir())

    def begin(self, config, port, command):
        """Starts what serves this port with this configuration, whose path ends the command."""
        process = Process([*command, self.path("front", config)], env=services.environment())
        self.addCleanup(process.kill)
        deadline = time.monotonic() + 20
        while process.child.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                return Front(self.server, port, process)
            except ConnectionRefusedError:
                time.sleep(0.05)  # there is nothing of theirs to wait for
        self.fail(f"{command[0]} does not serve: {process.stop()[1]}")

    def haproxy(self, send="send-proxy-v2"):
        """Below Debian's own defaults, which are for HTTP; what it logs goes to its stdout."""
        program = services.place("/usr/sbin/haproxy")
        need(self, program, "haproxy")
        debians = pathlib.Path(services.place("/etc/haproxy/haproxy.cfg")).read_text(encoding="utf-8")
        defaults = re.search(r"^defaults\n(?:[ \t].*\n)+", debians, re.M)
        above = "global\n\tlog stdout format raw local0\n" + re.sub(r"\terrorfile .*\n", "", defaults[0])
        port = free_port()
        config = services.replaced(HAPROXY, {" :443": f" 127.0.0.1:{port}", "127.0.0.1:8443": f"127.0.0.1:{self.server.port}",
                                             "send-proxy-v2": send})
        return self.begin(above + config, port, [program, "-db", "-f"])

    def nginx(self):
        program = services.place("/usr/sbin/nginx")
        need(self, program, "nginx")
        need(self, NGINX_STREAM, "libnginx-mod-stream", there=os.path.exists)
        port = free_port()
        config = services.replaced(NGINX, {"listen 443;": f"listen 127.0.0.1:{port};",
                                           "127.0.0.1:8443": f"127.0.0.1:{self.server.port}"})
        return self.begin(NGINX_ABOVE.format(module=NGINX_STREAM, folder=self.folder) + config, port,
                          [program, "-e", "stderr", "-c"])

    def line(self, server, **options):
        line = Line(server, **options)
        self.addCleanup(line.close)
        return line

    def talk(self, front):
        """Two people through it, and one who comes from far away; the server knows where everybody comes from."""
        far = self.line(front, source=FAR)
        far.welcome()
        far.close()
        headless = Headless()
        self.addCleanup(headless.kill)
        one, other = headless.client("lantern-fox"), headless.client("quiet-otter")
        meet(one, other, front)
        one.send("through a balancer")
        self.assertEqual(other.message()["text"], "through a balancer")
        other.send("and back")
        self.assertEqual(one.message()["text"], "and back")
        self.assertEqual(headless.quit(), 0)
        self.assertEqual(sorted(re.findall(r"Z (\S+) ChatMet", self.logged())), ["127.0.0.1", "127.0.0.1", FAR])

    def refuse(self, front):
        """A balancer that the server does not list gets nobody in, and nobody's address into the log."""
        with self.assertRaises((OSError, wire.Closed)):
            self.line(front, source=FAR)
        self.line(self.server).welcome()
        self.assertEqual(re.findall(r"Z (\S+) (ChatMet|refused)", self.logged()), [("127.0.0.1", "ChatMet")])

    def test_haproxy_handsOnWhoseConnectionItIs_andWritesItNowhere(self):
        for send in ("send-proxy-v2", "send-proxy"):
            with self.subTest(send=send):
                self.serve(PEERS)
                front = self.haproxy(send)
                self.talk(front)
                front.process.stop()
                self.assertEqual(front.process.rest[0], b"")

    def test_haproxy_thatIsNotListed_isRefused(self):
        self.serve('proxy_peers = ["10.0.0.5"]\n')
        self.refuse(self.haproxy())

    def test_nginx_handsOnWhoseConnectionItIs_andWritesItWhereTheServerIsGone(self):
        self.serve(PEERS)
        front = self.nginx()
        self.talk(front)
        late = wire.connect(front, source="127.0.7.8")
        self.addCleanup(late.close)
        self.assertEqual(late.recv(1), b"")
        front.process.stop()
        said = str(front.process.rest)
        self.assertNotIn(FAR, said)
        self.assertIn("client: 127.0.7.8", said)

    def test_nginx_thatIsNotListed_isRefused(self):
        self.serve('proxy_peers = ["10.0.0.5"]\n')
        self.refuse(self.nginx())


def free_port():
    """One that was free a moment ago; neither of them can be asked which one it took."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


if __name__ == "__main__":
    unittest.main()
