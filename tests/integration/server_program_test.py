# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""chatmet-server as its operator meets it: options, configuration, certificates, the access log, its end."""

import datetime
import hashlib
import os
import re
import signal
import ssl
import subprocess
import time
import unittest
import warnings

from tests.support.blackbox import wire
from tests.support.blackbox.operating import Operating, run
from tests.support.blackbox.programs import Process, Server, plain_user, program
from tests.support.blackbox.wire import Line

CHUNK = 65_536
LOG_LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\dZ 127\.0\.0\.1 (ChatMet/[0-9.]+|ChatMet/other|other) "
                      r"(linux|windows|macos|other)$|^\d{4}-\d\d-\d\dT\d\d:\d\dZ 127\.0\.0\.1 refused x\d+$")


def public_key_hash(certificate):
    """By the openssl program: the one form of fingerprint, SHA-256 of the SubjectPublicKeyInfo."""
    pem = subprocess.run(["openssl", "x509", "-pubkey", "-noout"], input=certificate.encode(), capture_output=True,
                         timeout=20, check=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=pem, capture_output=True, timeout=20,
                         check=True).stdout
    return hashlib.sha256(der).hexdigest()


class ServerProgram(Operating):
    def server(self, *options, **popen):
        server = Server(*options, writable=True, **popen)
        self.addCleanup(server.kill)
        return server

    def certificate(self, *options):
        key, chain = self.path("key.pem"), self.path("chain.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", chain, "-subj", "/CN=test", *options], capture_output=True, timeout=20,
                       check=True)
        return chain, key

    # ---- start

    def test_helpAndVersion_endWithZero(self):
        for option, words in (("--help", "--listen"), ("--version", "chatmet-server")):
            status, output, errors = run(option)
            self.assertEqual((status, errors), (0, ""))
            self.assertIn(words, output)

    def test_unknownOption_isTwo(self):
        status, output, errors = run("--listne", "x")
        self.assertEqual((status, output), (2, ""))
        self.assertIn("--listne", errors)

    def test_addresses_thatAreNone_areRefused(self):
        for address in ("127.0.0.1", "127.0.0.1:99999", "127.0.0.1:x", ":", "nowhere.invalid:1", "[::1:1"):
            with self.subTest(address=address):
                status, output, errors = run("--listen", address)
                self.assertNotEqual(status, 0)
                self.assertEqual(output, "")
                self.assertTrue(errors.strip())

    def test_portInUse_isSaid(self):
        first = self.server()
        status, output, errors = run("--listen", f"127.0.0.1:{first.port}")
        self.assertNotEqual(status, 0)
        self.assertEqual(output, "")
        self.assertIn(str(first.port), errors)

    def test_readyLine_hasTheKeysFingerprint(self):
        server = self.server()
        presented = ssl.get_server_certificate(("127.0.0.1", server.port))
        self.assertEqual(server.fingerprint, public_key_hash(presented))

    def test_ipv6_isServed(self):
        with open("/proc/net/if_inet6", encoding="ascii") as addresses:
            if not addresses.read().strip():
                self.skipTest("this machine has no IPv6")
        process = Process([program("server"), "--listen", "[::1]:0"])
        self.addCleanup(process.kill)
        self.assertRegex(process.line(20), r"^ready wss://\[::1\]:\d+ sha256:[0-9a-f]{64}$")
        self.assertEqual(process.stop()[0], 0)

    # ---- configuration

    def test_config_isReadAndTheCommandLineWins(self):
        chain, key = self.certificate()
        config = self.path("server.toml", f'listen = "127.0.0.1:1"\ncertificate = "{chain}"\nkey = "{key}"\n'
                                          '[operator]\nname = "A community centre"\n')
        server = self.server("--config", config)
        with open(chain, encoding="ascii") as file:
            self.assertEqual(server.fingerprint, public_key_hash(file.read()))
        line = Line(server)
        self.addCleanup(line.close)
        self.assertEqual(line.welcome()[6], [b"A community centre"])

    def test_configMistakes_areToldWithTheirLine(self):
        cases = {'listen = "127.0.0.1:0"\n\nlisten_port = 3\n': "3", 'listen = 7\n': "1", 'listen = "x\n': "1",
                 'listen = "127.0.0.1:0"\nretention_days = 31\n': "2", '[operator]\ncolour = "red"\n': "2"}
        for content, line in cases.items():
            with self.subTest(content=content):
                status, output, errors = run("--config", self.path("bad.toml", content))
                self.assertEqual((status, output), (2, ""))
                self.assertRegex(errors, rf"\b{line}\b")

    def test_listenerBeyondLoopbackWithoutACard_isRefused(self):
        whole = 'name = "A"\ncontact = "B"\nrules = "C"\ncountry = "D"\n'
        for card, listen, status in (("", "0.0.0.0:0", 2), ("", "[::]:0", 2), ("", "203.0.113.7:0", 2),
                                     ('name = "A"\n', "0.0.0.0:0", 2), (whole, "0.0.0.0:0", 0),
                                     ("", "127.0.0.1:0", 0), ("", "localhost:0", 0)):
            with self.subTest(card=card, listen=listen):
                config = self.path("card.toml", "[operator]\n" + card)
                ended, output, errors = run("check", "--listen", listen, "--config", config)
                self.assertEqual(ended, status, output + errors)
                self.assertEqual("says who they are" in errors, status == 2, errors)

    def test_cardOfTheOperator_reachesTheClientAsWritten(self):
        config = self.path("card.toml", '[operator]\nname = " A community centre "\ncontact = "chat@example.org"\n'
                                        'rules = """\nBe kind.\r\nNo spam. \u092f\u0939\u093e\u0901\n"""\ncountry = "India"\n')
        server = self.server("--config", config)
        line = Line(server)
        self.addCleanup(line.close)
        welcome = line.welcome()
        self.assertEqual([welcome[field][0].decode() for field in (6, 7, 8, 9)],
                         ["A community centre", "chat@example.org", "Be kind.\nNo spam. \u092f\u0939\u093e\u0901", "India"])

    def test_longestCard_fitsIntoAWelcome(self):
        text = "x" * 400
        config = self.path("card.toml", f'retention_days = 3650\nlegal_basis = "{text}"\naccess_log = "{self.folder}"\n'
                                        'truncate_addresses = true\n[operator]\n'
                           + "".join(f'{name} = "{text}"\n' for name in ("name", "contact", "rules", "country")))
        os.chmod(self.folder, 0o700)
        line = Line(self.server("--config", config))
        self.addCleanup(line.close)
        welcome = line.welcome()
        self.assertEqual([welcome[field][0].decode() for field in (6, 7, 8, 9, 10)], [text] * 5)

    def test_configThatIsNotThere_isSaid(self):
        status, _, errors = run("--config", self.path("none.toml"))
        self.assertNotEqual(status, 0)
        self.assertIn("none.toml", errors)

    # ---- certificates

    def test_certificateMistakes_areSaid(self):
        chain, key = self.certificate()
        other = self.path("other")
        os.mkdir(other)
        subprocess.run(["openssl", "genpkey", "-algorithm", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-out",
                        os.path.join(other, "key.pem")], capture_output=True, timeout=20, check=True)
        cases = [("--certificate", chain), ("--key", key), ("--certificate", self.path("none.pem"), "--key", key),
                 ("--certificate", chain, "--key", os.path.join(other, "key.pem")),
                 ("--certificate", self.path("rubbish.pem", "rubbish"), "--key", key)]
        for options in cases:
            with self.subTest(options=options):
                status, output, errors = run("--listen", "127.0.0.1:0", *options)
                self.assertNotEqual(status, 0)
                self.assertEqual(output, "")
                self.assertTrue(errors.strip())

    def test_weakCertificates_areRefused(self):
        for words, options in (("weak signature (SHA1)", ("-sha1",)),
                               ("not issued for servers", ("-addext", "extendedKeyUsage=clientAuth"))):
            with self.subTest(words=words):
                chain, key = self.certificate(*options)
                for mode, prefix in (((), "chatmet-server: "), (("check",), "error: ")):
                    status, output, errors = run("--listen", "127.0.0.1:0", "--certificate", chain, "--key", key, *mode)
                    self.assertEqual(status, 1)
                    said = output if mode else errors
                    self.assertIn(f"{prefix}certificate {chain} ", said)
                    self.assertIn(words, said)

    def test_keyThatEverybodyCanRead_isWarnedOf(self):
        chain, key = self.certificate("-addext", "subjectAltName=IP:127.0.0.1")
        os.chmod(key, 0o644)
        server = self.server("--certificate", chain, "--key", key)
        status, errors = server.stop()
        self.assertEqual(status, 0)
        self.assertEqual(errors, f"chatmet-server: warning: key {key} can be read by everybody on this computer; use chmod 600\n")
        os.chmod(key, 0o600)
        self.assertEqual(self.server("--certificate", chain, "--key", key).stop(), (0, ""))

    def test_keyThatCantBeRead_isSaid(self):
        chain, key = self.certificate()
        os.chmod(key, 0o000)
        done = subprocess.run([*plain_user(), program("server"), "--listen", "127.0.0.1:0", "--certificate", chain, "--key",
                               key], capture_output=True, text=True, timeout=20, check=False)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn(f"key {key}: can't be opened (Permission denied)", done.stderr)

    def test_oldTlsAndTickets_areRefused(self):
        server = self.server()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context.minimum_version = context.maximum_version = version
            line = Line(server, context=context)
            line.welcome()
            self.assertFalse(line.socket.session.has_ticket)
            line.close()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            Line(server, context=context)

    # ---- the access log

    def test_accessLog_hasOnlyWhatItMay(self):
        log = self.path("log")
        os.mkdir(log)
        server = self.server("--access-log", log)
        for version, system in (("0.1.0", 1), ("1.2.3", 2), ("evil\nline 10.0.0.1", 3), ("x" * 500, 9)):
            line = Line(server)
            line.send_message(wire.hello(username="secretname", version=version, system=system))
            try:
                line.receive()
            except wire.Closed:
                pass
            line.close()
        self.assertEqual(server.stop()[0], 0)
        today = datetime.datetime.now(datetime.timezone.utc).date()
        files = os.listdir(log)
        self.assertTrue(files)
        for name in files:
            self.assertIn(name, {f"access-{today - datetime.timedelta(days=ago)}.log" for ago in (0, 1)})
            path = os.path.join(log, name)
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
            with open(path, encoding="utf-8") as file:
                for line in file:
                    self.assertRegex(line.rstrip("\n"), LOG_LINE)

    def test_oldLogs_areGoneBeforeTheReadyLine(self):
        log = self.path("log")
        os.mkdir(log)
        today = datetime.datetime.now(datetime.timezone.utc).date()
        old = os.path.join(log, f"access-{today - datetime.timedelta(days=40)}.log")
        kept = os.path.join(log, f"access-{today - datetime.timedelta(days=20)}.log")
        for path in (old, kept, os.path.join(log, "notes.txt")):
            with open(path, "w", encoding="utf-8") as file:
                file.write("line\n")
        server = self.server("--access-log", log)
        self.assertFalse(os.path.exists(old))
        self.assertTrue(os.path.exists(kept))
        self.assertTrue(os.path.exists(os.path.join(log, "notes.txt")))
        self.assertEqual(server.stop()[0], 0)

    def test_logFolderThatIsNotThere_stopsTheStart(self):
        status, output, errors = run("--listen", "127.0.0.1:0", "--access-log", self.path("none"))
        self.assertNotEqual(status, 0)
        self.assertEqual(output, "")
        self.assertTrue(errors.strip())

    def test_threads_shareThePortAndTheCore(self):
        server = self.server("--threads", "4")
        one, other, conversation = wire.pair(server)
        lines = [Line(server) for _ in range(30)]  # so that every thread has some
        for line in lines:
            line.welcome()
        body = b"any body"
        one.send(wire.SEND, wire.field(1, conversation) + wire.field(2, 1), body=body)
        one.expect(wire.ACCEPTED)
        self.assertEqual(other.expect(wire.MESSAGE)[1], body)
        for line in (one, other, *lines):
            line.close()

    def test_threads_outOfRange_areTwo(self):
        for count in ("0", "65", "many"):
            status, _, errors = run("--threads", count)
            self.assertEqual(status, 2)
            self.assertIn("threads", errors)

    # ---- the end

    def test_signals_tellClientsAndEndWithZero(self):
        for sig, options in ((signal.SIGTERM, ()), (signal.SIGINT, ()), (signal.SIGTERM, ("--threads", "4"))):
            server = self.server(*options)
            line = Line(server)
            line.welcome()
            server.child.send_signal(sig)
            fields, _ = line.expect(wire.FAREWELL)
            self.assertEqual(fields[1], [84])
            self.assertGreater(fields[2][0], 0, "when to come back")
            line.expect_closed()
            line.close()
            status, errors = server.stop(sig, seconds=10)
            self.assertEqual((status, errors), (0, ""))

    def picture(self, *options):
        """A server, and a pair with the first of two chunks through: (server, one, other, stream)."""
        server = self.server(*options)
        one, other, conversation = wire.pair(server)
        for line in (one, other):
            self.addCleanup(line.close)
        stream = wire.begin_picture(one, other, conversation, 2 * CHUNK)
        one.send(wire.CHUNK, stream, body=bytes(CHUNK), reliable=False)
        other.expect(wire.CHUNK)
        return server, one, other, stream

    def test_signal_withAPictureOnItsWay_endsWhenItIsThere(self):
        for options in ((), ("--threads", "4")):
            server, one, other, stream = self.picture(*options)
            idle = Line(server)
            idle.welcome()
            server.child.send_signal(signal.SIGTERM)
            idle.expect(wire.FAREWELL)
            idle.expect_closed()
            last = os.urandom(CHUNK)
            one.send(wire.CHUNK, stream + wire.field(3, 1), body=last, reliable=False)
            self.assertEqual(other.expect(wire.CHUNK)[1], last)
            other.send(wire.END, stream + wire.field(3, 1))
            one.expect(wire.END)
            for line in (one, other):
                line.expect(wire.FAREWELL)
                line.expect_closed()
            self.assertEqual(server.stop(signal.SIGTERM, seconds=10), (0, ""))

    def test_signal_withAPictureThatStands_endsAfterTheDrainWindow(self):
        config = self.path("drain.toml", "drain_window = 1\n")
        server, one, other, _ = self.picture("--config", config)
        server.child.send_signal(signal.SIGTERM)
        for line in (one, other):
            line.expect(wire.FAREWELL)
            line.expect_closed()
        self.assertEqual(server.stop(signal.SIGTERM, seconds=10), (0, ""))

    def test_signalsUntilTheEnd_endWithZero(self):
        for sig, options in ((signal.SIGTERM, ()), (signal.SIGINT, ()), (signal.SIGTERM, ("--threads", "4"))):
            for _ in range(10):
                server = self.server(*options)
                deadline = time.monotonic() + 10
                while server.child.poll() is None and time.monotonic() < deadline:
                    server.child.send_signal(sig)
                self.assertEqual(server.child.poll(), 0)


if __name__ == "__main__":
    unittest.main()
