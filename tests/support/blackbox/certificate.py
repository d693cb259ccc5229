# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate that nobody vouches for, by the openssl program, and the fingerprint by which a client accepts it."""

import hashlib
import os
import subprocess

SECONDS = 20


def make(folder, *options):
    """(chain, key, fingerprint): two PEM files in the folder, and 64 hex digits."""
    key, chain = os.path.join(folder, "key.pem"), os.path.join(folder, "chain.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                    key, "-out", chain, "-subj", "/CN=test", *options], capture_output=True, timeout=SECONDS, check=True)
    with open(chain, encoding="ascii") as file:
        return chain, key, public_key_hash(file.read())


def public_key_hash(certificate):
    """By the openssl program: the one form of fingerprint, SHA-256 of the SubjectPublicKeyInfo."""
    pem = subprocess.run(["openssl", "x509", "-pubkey", "-noout"], input=certificate.encode(), capture_output=True,
                         timeout=SECONDS, check=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=pem, capture_output=True, timeout=SECONDS,
                         check=True).stdout
    return hashlib.sha256(der).hexdigest()
