# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's haproxy and nginx in front of the server, as server/README.md says, where they are installed (they are not asked for:
nginx's package would serve port 80 of the machine that tests)."""

import os
import re
import shutil
import socket
import tempfile
import time
import unittest

from tests.support.blackbox.headless import Headless, meet
from tests.support.blackbox.programs import Process, Server
from tests.support.blackbox.wire import Line

FAR = "127.0.7.7"  # any address of 127.0.0.0/8 is this computer's
NGINX_STREAM = "/usr/lib/nginx/modules/ngx_stream_module.so"

HAPROXY = """
defaults
  mode tcp
  timeout connect 5s
  timeout client 60s
  timeout server 60s
listen chat
  bind 127.0.0.1:{port}
  server chat 127.0.0.1:{server} {send}
"""
NGINX = """
load_module {module};
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
stream {{ server {{ listen 127.0.0.1:{port}; proxy_pass 127.0.0.1:{server}; proxy_protocol on; }} }}
"""


class Front:
    """A server's address as it is reached through the program in front of it."""

    def __init__(self, server, port):
        self.port, self.fingerprint, self.url = port, server.fingerprint, f"wss://127.0.0.1:{port}"


class Balancers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.log = self.path("log")
        os.mkdir(self.log, 0o700)
        with open(self.path("server.toml"), "w", encoding="utf-8") as file:
            file.write('proxy_peers = ["127.0.0.1"]\n')
        self.server = Server("--config", self.path("server.toml"), "--access-log", self.log, writable=True)
        self.addCleanup(self.server.kill)

    def path(self, name):
        return os.path.join(self.folder, name)

    def begin(self, program, config, *options, **values):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        with open(self.path("front"), "w", encoding="utf-8") as file:
            file.write(config.format(port=port, server=self.server.port, folder=self.folder, **values))
        front = Process([program, *options, self.path("front")])
        self.addCleanup(front.stop)
        deadline = time.monotonic() + 20
        while front.child.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                return Front(self.server, port)
            except ConnectionRefusedError:
                time.sleep(0.05)  # there is nothing of theirs to wait for
        self.fail(f"{program} does not serve: {front.stop()[1]}")

    def try_it(self, front):
        far = Line(front, source=FAR)
        self.addCleanup(far.close)
        far.welcome()
        headless = Headless()
        self.addCleanup(headless.kill)
        one, other = headless.client("lantern-fox"), headless.client("quiet-otter")
        meet(one, other, front)
        one.send("through a balancer")
        self.assertEqual(other.message()["text"], "through a balancer")
        self.server.stop()
        text = ""
        for name in os.listdir(self.log):
            with open(os.path.join(self.log, name), encoding="utf-8") as file:
                text += file.read()
        self.assertEqual(sorted(re.findall(r"Z (\S+) ChatMet", text)), ["127.0.0.1", "127.0.0.1", FAR])

    def test_haproxy(self):
        haproxy = shutil.which("haproxy", path="/usr/sbin:/usr/bin")
        if haproxy is None:
            self.skipTest("haproxy is not installed")
        for send in ("send-proxy", "send-proxy-v2"):
            with self.subTest(send=send):
                self.doCleanups()
                self.setUp()
                self.try_it(self.begin(haproxy, HAPROXY, "-db", "-f", send=send))

    def test_nginx(self):
        nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
        if nginx is None or not os.path.exists(NGINX_STREAM):
            self.skipTest("nginx with its stream module (libnginx-mod-stream) is not installed")
        self.try_it(self.begin(nginx, NGINX, "-c", module=NGINX_STREAM))


if __name__ == "__main__":
    unittest.main()
