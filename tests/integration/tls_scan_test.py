# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What testssl.sh and sslscan find on the real server: nothing above INFO but what its own certificate on loopback has to show."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml

from tests.support.blackbox.programs import Process, Server, require_all

SUITES = {"TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384"}
SUITES |= {f"ECDHE-{key}-{rest}" for key in ("ECDSA", "RSA")
           for rest in ("AES128-GCM-SHA256", "CHACHA20-POLY1305", "AES256-GCM-SHA384")}

# testssl.sh's findings above INFO that this test has to see, and why they are no fault of the server. Any other text under
# the same id is a fault.
EXCLUDED = {
    "engine_problem": (r"No engine or GOST support via engine with your ", "speaks of the scanner's own openssl program"),
    "cert_chain_of_trust": (r"failed \(self signed\)\.", "a certificate made in memory has no authority; people pin its fingerprint"),
    "cert_revocation": (r"Neither CRL nor OCSP URI provided", "nobody could revoke it but the server, by ending"),
    "HTTP_status_code": (r"Unexpected 426 Upgrade Required @ '/'", "the right answer to a browser: here is a WebSocket"),
    "HSTS": (r"not offered", "a promise to browsers about every port and page of the operator's host, which is not ours to make"),
}

# What has to be among the findings: a scan that was cut short finds nothing either.
FOUND = {
    "TLS1": "not offered", "TLS1_1": "not offered", "TLS1_2": "offered", "TLS1_3": "offered with final", "cipherlist_AVERAGE":
    "not offered", "PFS": "offered", "PFS_ECDHE_curves": "prime256v1 X25519", "cipher_order": "server", "TLS_session_ticket":
    "no -- no lifetime advertised", "SSL_sessionID_support": "no", "sessionresumption_ticket": "not supported",
    "sessionresumption_ID": "No Session ID, no resumption", "secure_renego": "supported", "secure_client_renego": "not vulnerable",
    "CRIME_TLS": "not vulnerable", "cert_signatureAlgorithm": "ECDSA with SHA256", "cert_keySize": "EC 256 bits", "cert_trust":
    "Ok via SAN", "heartbleed": "not vulnerable, no heartbeat extension", "LUCKY13": "not vulnerable", "RC4": "not vulnerable",
}


def scanner(test, *names):
    """The path of the first of them that is installed."""
    for name in names:
        path = shutil.which(name)
        if path is not None:
            return path
    if require_all():
        test.fail(f"CHATMET_REQUIRE_ALL is set and {names[0]} is not installed")
    test.skipTest(f"{names[0]} is not installed")
    return None


def above_info(findings):
    """The findings of testssl.sh that are faults."""
    return [found for found in findings if found["severity"] not in ("OK", "INFO") and not (
        found["id"] in EXCLUDED and re.match(EXCLUDED[found["id"]][0], found["finding"]))]


class TlsScan(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CHATMET_SCRATCH"))
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def serve(self, *options):
        server = Server(*options)
        self.addCleanup(server.kill)
        return server

    def certificate(self, name, *key):
        """Options for a server with a certificate for such a key."""
        chain, private = self.path(name + ".pem"), self.path(name + ".key")
        subprocess.run(["openssl", "req", "-x509", *key, "-nodes", "-keyout", private, "-out", chain, "-subj", "/CN=test",
                        "-addext", "subjectAltName=IP:127.0.0.1"], capture_output=True, timeout=60, check=True)
        return "--certificate", chain, "--key", private

    def weak_server(self):
        """Port of a server that offers what ours does not; what finds no fault there is no scan."""
        _, chain, _, private = self.certificate("weak", "-newkey", "rsa:2048")
        weak = Process(["openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", chain, "-key", private, "-cipher",
                        "ALL:@SECLEVEL=0", "-min_protocol", "TLSv1"], stdin=subprocess.DEVNULL)
        self.addCleanup(weak.kill)
        while not (accepts := re.fullmatch(r"ACCEPT .*:(\d+)", weak.line(20))):
            pass
        return int(accepts[1])

    # ---- testssl.sh

    def whole_scan(self, port, *sections):
        report = self.path("testssl.json")
        done = subprocess.run([scanner(self, "testssl", "testssl.sh"), "--quiet", "--warnings", "off", "--color", "0", "--nodns",
                               "none", *sections, "--jsonfile", report, f"127.0.0.1:{port}"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=200, check=False, cwd=self.folder,
                              env={**os.environ, "TMPDIR": self.folder})
        try:
            with open(report, encoding="utf-8") as file:
                return json.load(file)
        except (OSError, ValueError):
            self.fail(f"testssl.sh made no report (status {done.returncode}): {done.stdout[-2000:]}{done.stderr[-2000:]}")
        finally:
            if os.path.exists(report):
                os.unlink(report)

    def test_testssl_findsNothingAboveInfo(self):
        scanner(self, "testssl", "testssl.sh")
        server = self.serve()
        findings = self.whole_scan(server.port, "--protocols", "--std", "--pfs", "--server-preference", "--server-defaults",
                                "--headers", "--vulnerable")
        self.assertEqual(above_info(findings), [])
        told = {found["id"]: found["finding"] for found in findings}
        self.assertEqual({name: told.get(name) for name in FOUND}, FOUND)
        offered = " ".join(told[name] for name in ("PFS_ciphers", "cipherorder_TLSv1_2", "cipherorder_TLSv1_3")).split()
        self.assertEqual(set(offered) - SUITES, set())
        self.assertEqual(server.stop(), (0, ""))

    def test_testssl_findsTheFaultsOfAWeakServer(self):
        scanner(self, "testssl", "testssl.sh")
        faults = {found["id"] for found in above_info(self.whole_scan(self.weak_server(), "--protocols"))}
        self.assertLessEqual({"TLS1", "TLS1_1"}, faults)

    # ---- sslscan

    def sslscan(self, port):
        report = self.path("sslscan.xml")
        subprocess.run([scanner(self, "sslscan"), "--show-sigs", f"--xml={report}", f"127.0.0.1:{port}"], capture_output=True,
                       stdin=subprocess.DEVNULL, timeout=100, check=True)
        return xml.parse(report).getroot().find("ssltest")

    @staticmethod
    def faults(scan):
        """What our server must not offer."""
        for protocol in scan.iter("protocol"):
            wanted = protocol.get("type") == "tls" and protocol.get("version") in ("1.2", "1.3")
            if (protocol.get("enabled") == "1") != wanted:
                yield f"{protocol.get('type')} {protocol.get('version')} enabled={protocol.get('enabled')}"
        for cipher in scan.iter("cipher"):
            if cipher.get("cipher") not in SUITES or cipher.get("strength") not in ("acceptable", "strong"):
                yield f"{cipher.get('sslversion')} {cipher.get('cipher')} is {cipher.get('strength')}"
        for group in scan.iter("group"):
            if group.get("id") not in ("0x0017", "0x001d"):
                yield f"group {group.get('name')}"
        for signature in scan.iter("connection-signature-algorithm"):
            if re.search("sha1|md5|sha224", signature.get("name"), re.I):
                yield f"signature {signature.get('name')}"
        for name, attribute in (("renegotiation", "supported"), ("compression", "supported"), ("heartbleed", "vulnerable")):
            for found in scan.iter(name):
                if found.get(attribute) != "0":
                    yield f"{name} {attribute}"

    def test_sslscan_findsNothing_withAnyKindOfKey(self):
        scanner(self, "sslscan")
        for kind, options in (("made in memory", ()), ("P-384", self.certificate("p384", "-newkey", "ec", "-pkeyopt",
                                                                                 "ec_paramgen_curve:P-384")),
                              ("RSA", self.certificate("rsa", "-newkey", "rsa:2048")),
                              ("Ed25519", self.certificate("ed25519", "-newkey", "ed25519"))):
            with self.subTest(key=kind):
                server = self.serve(*options)
                scan = self.sslscan(server.port)
                self.assertEqual(list(self.faults(scan)), [])
                self.assertEqual({cipher.get("sslversion") for cipher in scan.iter("cipher")}, {"TLSv1.2", "TLSv1.3"})
                self.assertEqual(len(list(scan.iter("cipher"))), 6)
                self.assertEqual({group.get("id") for group in scan.iter("group")}, {"0x0017", "0x001d"})
                self.assertTrue(list(scan.iter("renegotiation")) and list(scan.iter("heartbleed")))
                self.assertEqual(server.stop(), (0, ""))

    def test_sslscan_findsTheFaultsOfAWeakServer(self):
        scanner(self, "sslscan")
        faults = " ".join(self.faults(self.sslscan(self.weak_server())))
        for fault in ("tls 1.0 enabled=1", "DHE-RSA-AES128-SHA", "group", "renegotiation"):
            self.assertIn(fault, faults)


if __name__ == "__main__":
    unittest.main()
