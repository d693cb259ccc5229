// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/MemberKeys.h"

#include "common/memory/Wipe.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace chatmet::seal {

static_assert(crypto_sign_SEEDBYTES == keyBytes && crypto_sign_PUBLICKEYBYTES == keyBytes &&
              crypto_sign_BYTES == signatureBytes);

namespace {

/// Ed25519's private key as libsodium takes it: seed | public key. Overwritten when it dies.
struct SigningKey
{
    SigningKey() = default;
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;
    ~SigningKey() { wipe(bytes.data(), bytes.size()); }

    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> bytes{};
};

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

Result<KeyPackage> parseKeyPackage(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() != keyPackageBytes)
        return Errc::SealSize;
    KeyPackage package;
    std::ranges::copy(bytes.first(keyBytes), package.exchange.begin());
    std::ranges::copy(bytes.subspan(keyBytes, keyBytes), package.signing.begin());
    std::ranges::copy(bytes.last(keyBytes), package.mac.begin());
    return package;
}

Hash identityOf(const PublicKey& exchange, const PublicKey& signing, std::string_view username)
{
    return hash("chatmet.1 member", {exchange, signing, bytesOf(username)});
}

Hash packageMac(const SecretKey& memberKey, const Hash& identity)
{
    return hash("chatmet.1 package", {identity}, memberKey.bytes());
}

MemberKeys::MemberKeys() : MemberKeys(SecretKey::random(), SecretKey::random()) {}

MemberKeys::MemberKeys(SecretKey exchange, SecretKey signingSeed)
    : m_exchange(std::move(exchange)), m_signingSeed(std::move(signingSeed))
{
    crypto_scalarmult_base(m_exchangePublic.data(), m_exchange.data());
    SigningKey whole;
    crypto_sign_seed_keypair(m_signingPublic.data(), whole.bytes.data(), m_signingSeed.data());
}

WipedBytes MemberKeys::package(const RoomSecret& secret, std::string_view username) const
{
    const Hash mac = packageMac(secret.memberKey(), identity(username));
    WipedBytes bytes(keyPackageBytes);
    auto out = std::ranges::copy(m_exchangePublic, bytes.begin()).out;
    out = std::ranges::copy(m_signingPublic, out).out;
    std::ranges::copy(mac, out);
    return bytes;
}

Result<SecretKey> MemberKeys::sharedWith(const PublicKey& exchange) const
{
    SecretKey shared = SecretKey::create();
    // Not 0 for a point of low order, whose secret everybody knows (RFC 7748, section 6.1).
    if (crypto_scalarmult(shared.data(), m_exchange.data(), exchange.data()) != 0)
        return Errc::ExchangeKey;
    return shared;
}

Signature MemberKeys::sign(const Hash& digest) const
{
    SigningKey whole;
    std::ranges::copy(m_signingPublic, std::ranges::copy(m_signingSeed.bytes(), whole.bytes.begin()).out);
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, digest.data(), digest.size(), whole.bytes.data());
    return signature;
}

bool isSigned(const PublicKey& signing, const Hash& digest,
              std::span<const std::uint8_t, signatureBytes> signature)
{
    return crypto_sign_verify_detached(signature.data(), digest.data(), digest.size(), signing.data()) == 0;
}

} // namespace chatmet::seal
