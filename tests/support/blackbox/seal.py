# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second client's sealing, written from Protocol.md alone: BLAKE2b by Python, the rest by libsodium."""

import ctypes
import ctypes.util
import hashlib
import os

COMMIT, SHARE, REVEAL = 1, 2, 3
MESSAGE, CHUNK, LAST_CHUNK = 1, 2, 3
TAG = 16
CHUNK_BYTES = 65_520
SIZES = tuple(256 << step for step in range(7))


class Broken(Exception):
    """Not what the partner sealed for this place."""


def _sodium():
    library = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
    if library.sodium_init() < 0:
        raise RuntimeError("libsodium does not start")
    return library


SODIUM = _sodium()


def public_key(private):
    out = ctypes.create_string_buffer(32)
    SODIUM.crypto_scalarmult_base(out, private)
    return out.raw


def shared_secret(private, public):
    out = ctypes.create_string_buffer(32)
    if SODIUM.crypto_scalarmult(out, private, public) != 0:
        raise Broken("a public key that gives no secret")
    return out.raw


def encrypt(key, nonce, plain, associated):
    out = ctypes.create_string_buffer(len(plain) + TAG)
    SODIUM.crypto_aead_xchacha20poly1305_ietf_encrypt(
        out, None, plain, ctypes.c_ulonglong(len(plain)), associated, ctypes.c_ulonglong(len(associated)), None, nonce, key)
    return out.raw


def decrypt(key, nonce, sealed, associated):
    if len(sealed) < TAG:
        raise Broken("shorter than a tag")
    out = ctypes.create_string_buffer(max(len(sealed) - TAG, 1))
    if SODIUM.crypto_aead_xchacha20poly1305_ietf_decrypt(
            out, None, None, sealed, ctypes.c_ulonglong(len(sealed)), associated, ctypes.c_ulonglong(len(associated)),
            nonce, key) != 0:
        raise Broken("the tag does not fit")
    return out.raw[:len(sealed) - TAG]


def signing_key(seed):
    """(public key, private key as libsodium takes it)"""
    public, private = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
    SODIUM.crypto_sign_seed_keypair(public, private, seed)
    return public.raw, private.raw


def sign(private, message):
    out = ctypes.create_string_buffer(64)
    SODIUM.crypto_sign_detached(out, None, message, ctypes.c_ulonglong(len(message)), private)
    return out.raw


def check_signature(public, message, signature):
    if SODIUM.crypto_sign_verify_detached(signature, message, ctypes.c_ulonglong(len(message)), public) != 0:
        raise Broken("the signature does not fit")


def digest(label, *parts, key=b""):
    return hashlib.blake2b(label + b"".join(parts), digest_size=32, key=key).digest()


def derive(key, context, number):
    return hashlib.blake2b(b"", digest_size=32, key=key, salt=number.to_bytes(16, "little"), person=context + bytes(8)).digest()


class Chain:
    """One direction of a pair, or of a room's member in one epoch."""

    def __init__(self, key, transcript, sender, counter=0):
        self.key, self.transcript, self.sender, self.counter = key, transcript, sender, counter

    def associated(self, kind, counter):
        return b"\1" + self.transcript + self.sender + bytes([kind]) + counter.to_bytes(8, "big")

    def step(self):
        message = derive(self.key, b"chm.step", 1)
        self.key = derive(self.key, b"chm.step", 2)
        self.counter += 1
        return message

    def commitment(self, message, associated, padded):
        return digest(b"chatmet.1 message", associated, padded, key=derive(message, b"chm.body", 2))

    def seal(self, content):
        """(body, picture key)"""
        counter, message = self.counter, self.step()
        size = next(size for size in SIZES if size > len(content))
        padded = content + b"\x80" + bytes(size - len(content) - 1)
        associated = self.associated(MESSAGE, counter)
        sealed = encrypt(derive(message, b"chm.body", 1), bytes(16) + counter.to_bytes(8, "big"), padded, associated)
        body = counter.to_bytes(8, "big") + self.commitment(message, associated, padded) + sealed
        return body, derive(message, b"chm.body", 3)

    def open(self, body):
        """(content, picture key)"""
        if len(body) - 8 - 32 - TAG not in SIZES or int.from_bytes(body[:8], "big") != self.counter:
            raise Broken("no body that is due")
        counter, message = self.counter, self.step()
        associated = self.associated(MESSAGE, counter)
        padded = decrypt(derive(message, b"chm.body", 1), bytes(16) + body[:8], body[40:], associated)
        if self.commitment(message, associated, padded) != body[8:40]:
            raise Broken("the commitment does not fit")
        content = padded.rstrip(b"\0")
        if not content.endswith(b"\x80"):
            raise Broken("padding")
        return content[:-1], derive(message, b"chm.body", 3)

    def chunk(self, picture_key, number, last):
        """(nonce, associated data) of a picture's chunk in this direction."""
        nonce = bytes([1 if last else 0]) + bytes(15) + number.to_bytes(8, "big")
        return nonce, self.associated(LAST_CHUNK if last else CHUNK, number)

    def seal_chunk(self, picture_key, plain, number, last):
        nonce, associated = self.chunk(picture_key, number, last)
        return encrypt(picture_key, nonce, plain, associated)

    def open_chunk(self, picture_key, sealed, number, last):
        nonce, associated = self.chunk(picture_key, number, last)
        return decrypt(picture_key, nonce, sealed, associated)


class Exchange:
    """The keys of a pair. `say` sends a step: say(step, body); `hear` waits for one: hear(step) -> body."""

    def __init__(self, conversation, own, partner, initiator, private=None, nonce=None):
        self.conversation, self.own, self.partner, self.initiator = conversation, own, partner, initiator
        self.private, self.nonce = private or os.urandom(32), nonce or os.urandom(32)
        self.public = public_key(self.private)

    def committed(self, public, nonce):
        first, second = (self.own, self.partner) if self.initiator else (self.partner, self.own)
        return digest(b"chatmet.1 commitment", self.conversation, first, second, public, nonce)

    def run(self, say, hear):
        if self.initiator:
            commitment = self.committed(self.public, self.nonce)
            say(COMMIT, commitment)
            theirs = hear(SHARE)
            say(REVEAL, self.public + self.nonce)
            self.finish(commitment, self.public, theirs, self.nonce)
        else:
            commitment = hear(COMMIT)
            say(SHARE, self.public)
            reveal = hear(REVEAL)
            theirs, nonce = reveal[:32], reveal[32:]
            if self.committed(theirs, nonce) != commitment:
                raise Broken("another key than was committed to")
            self.finish(commitment, theirs, self.public, nonce)

    def finish(self, commitment, first_public, second_public, nonce):
        first, second = (self.own, self.partner) if self.initiator else (self.partner, self.own)
        self.transcript = digest(b"chatmet.1 transcript", self.conversation, first, second, commitment, second_public,
                                 first_public, nonce)
        secret = shared_secret(self.private, second_public if self.initiator else first_public)
        root = digest(b"chatmet.1 root", self.transcript, key=secret)
        self.secrets = {"shared secret": secret, "root key": root}
        chains = derive(root, b"chm.root", 1), derive(root, b"chm.root", 2)
        self.sending = Chain(chains[0 if self.initiator else 1], self.transcript, self.own)
        self.receiving = Chain(chains[1 if self.initiator else 0], self.transcript, self.partner)
        bits = int.from_bytes(derive(root, b"chm.root", 3)[:6], "big") >> 6
        self.emoji = [bits >> shift & 63 for shift in range(36, -1, -6)]


class Secret:
    """What an invite carries: 16 bytes."""

    def __init__(self, secret):
        key = digest(b"chatmet.1 invite", key=secret)
        self.proof, self.member_key = derive(key, b"chm.room", 1), derive(key, b"chm.room", 2)
        self.admission = digest(b"chatmet.1 admission", self.proof)


class Member:
    """Somebody else in a room, as the server told of it."""

    def __init__(self, member, username, package):
        if len(package) != 96:
            raise Broken("no key package")
        self.member, self.exchange, self.signing, self.mac = member, package[:32], package[32:64], package[64:]
        self.identity = digest(b"chatmet.1 member", self.exchange, self.signing, username.encode())
        self.epoch, self.chain = 0, None

    def is_proven_by(self, secret):
        return self.mac == digest(b"chatmet.1 package", self.identity, key=secret.member_key)


class Membership:
    """Oneself in a room. The id of the room is known after it was opened; `enter` tells it."""

    def __init__(self, username, secret, private=None, seed=None, chain=None):
        self.secret, self.private = secret, private or os.urandom(32)
        self.exchange = public_key(self.private)
        self.signing, self.signing_private = signing_key(seed or os.urandom(32))
        self.identity = digest(b"chatmet.1 member", self.exchange, self.signing, username.encode())
        self.package = self.exchange + self.signing + digest(b"chatmet.1 package", self.identity, key=secret.member_key)
        self.epoch, self.first = 0, chain

    def enter(self, room, member):
        self.room, self.member = room, member
        self.renew(self.first)

    def renew(self, chain=None):
        self.epoch += 1
        self.chain = Chain(chain or os.urandom(32), self.transcript(self.member, self.identity, self.epoch), self.member)

    def transcript(self, member, identity, epoch):
        return digest(b"chatmet.1 room chain", self.room, member, identity, epoch.to_bytes(4, "big"))

    def chain_for(self, other, nonce=None):
        place = self.room + self.member + other.member + self.identity + other.identity
        associated = b"\1" + self.room + self.member + other.member
        plain = (self.epoch.to_bytes(4, "big") + self.chain.counter.to_bytes(8, "big") + self.chain.key +
                 digest(b"chatmet.1 presence", place, key=self.secret.member_key))
        nonce = nonce or os.urandom(24)
        key = digest(b"chatmet.1 chain key", place, key=shared_secret(self.private, other.exchange))
        sealed = nonce + encrypt(key, nonce, plain, associated)
        return sealed + sign(self.signing_private, digest(b"chatmet.1 chain signature", associated, self.identity,
                                                          other.identity, sealed))

    def take_chain(self, other, body):
        """True where it shows that the other has our secret."""
        if len(body) != 180:
            raise Broken("no chain")
        place = self.room + other.member + self.member + other.identity + self.identity
        associated = b"\1" + self.room + other.member + self.member
        sealed = body[:-64]
        check_signature(other.signing, digest(b"chatmet.1 chain signature", associated, other.identity, self.identity,
                                              sealed), body[-64:])
        key = digest(b"chatmet.1 chain key", place, key=shared_secret(self.private, other.exchange))
        plain = decrypt(key, sealed[:24], sealed[24:], associated)
        epoch = int.from_bytes(plain[:4], "big")
        if epoch <= other.epoch:
            raise Broken("an epoch that was here")
        other.epoch = epoch
        other.chain = Chain(plain[12:44], self.transcript(other.member, other.identity, epoch), other.member,
                            int.from_bytes(plain[4:12], "big"))
        return plain[44:] == digest(b"chatmet.1 presence", place, key=self.secret.member_key)

    def seal(self, content):
        """(body, picture key)"""
        associated = self.chain.associated(MESSAGE, self.chain.counter)
        sealed, key = self.chain.seal(content)
        unsigned = self.epoch.to_bytes(4, "big") + sealed
        return unsigned + sign(self.signing_private, digest(b"chatmet.1 room message", associated, unsigned)), key

    def open(self, other, body):
        """(content, picture key)"""
        if int.from_bytes(body[:4], "big") != other.epoch:
            raise Broken("a chain that is not here")
        unsigned = body[:-64]
        associated = other.chain.associated(MESSAGE, int.from_bytes(body[4:12], "big"))
        check_signature(other.signing, digest(b"chatmet.1 room message", associated, unsigned), body[-64:])
        return other.chain.open(unsigned[4:])
