// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/ChainKey.h"

#include <sodium.h>

#include <algorithm>

namespace chatmet::seal {

namespace {

constexpr std::size_t plainBytes = epochBytes + 8 + 2 * keyBytes;
constexpr std::size_t nonceBytes = std::tuple_size_v<ChainNonce>;
constexpr std::size_t sealedBytes = plainBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(nonceBytes + sealedBytes + signatureBytes == chainKeyBytes);

SecretKey sealingKey(const ChainPlace& place, const SecretKey& shared)
{
    return hashToKey(
        "chatmet.1 chain key",
        {place.room.bytes(), place.from.bytes(), place.to.bytes(), place.fromIdentity, place.toIdentity},
        shared.bytes());
}

/// version (1) | room (16) | from (16) | to (16)
std::array<std::uint8_t, 1 + 3 * MemberId::bytesCount> associatedWith(const ChainPlace& place)
{
    std::array<std::uint8_t, 1 + 3 * MemberId::bytesCount> data{};
    auto out = data.begin();
    *out++ = sealVersion;
    out = std::ranges::copy(place.room.bytes(), out).out;
    out = std::ranges::copy(place.from.bytes(), out).out;
    std::ranges::copy(place.to.bytes(), out);
    return data;
}

/// sealed: nonce and ciphertext.
Hash signedDigest(const ChainPlace& place, std::span<const std::uint8_t> sealed)
{
    return hash("chatmet.1 chain signature",
                {associatedWith(place), place.fromIdentity, place.toIdentity, sealed});
}

} // namespace

Hash presenceMac(const SecretKey& memberKey, const ChainPlace& place)
{
    return hash(
        "chatmet.1 presence",
        {place.room.bytes(), place.from.bytes(), place.to.bytes(), place.fromIdentity, place.toIdentity},
        memberKey.bytes());
}

WipedBytes sealChain(const ChainPlace& place, const SecretKey& shared, const MemberKeys& keys,
                     const ChainState& chain, const ChainNonce& nonce)
{
    WipedBytes plain(plainBytes);
    auto out = std::ranges::copy(epochInBytes(chain.epoch), plain.begin()).out;
    out = std::ranges::copy(bigEndian(chain.counter), out).out;
    out = std::ranges::copy(chain.key.bytes(), out).out;
    std::ranges::copy(chain.presence, out);

    const auto associated = associatedWith(place);
    WipedBytes body(chainKeyBytes);
    std::ranges::copy(nonce, body.begin());
    crypto_aead_xchacha20poly1305_ietf_encrypt(body.data() + nonceBytes, nullptr, plain.data(), plain.size(),
                                               associated.data(), associated.size(), nullptr, nonce.data(),
                                               sealingKey(place, shared).data());
    const Signature signature =
        keys.sign(signedDigest(place, std::span(body).first(nonceBytes + sealedBytes)));
    std::ranges::copy(signature, body.end() - signatureBytes);
    return body;
}

Result<ChainState> openChain(const ChainPlace& place, const SecretKey& shared, const PublicKey& signing,
                             std::span<const std::uint8_t> body)
{
    if (body.size() != chainKeyBytes)
        return Errc::SealSize;
    const auto sealed = body.first(nonceBytes + sealedBytes);
    if (!isSigned(signing, signedDigest(place, sealed), body.last<signatureBytes>()))
        return Errc::SealSignature;
    const auto associated = associatedWith(place);
    WipedBytes plain(plainBytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data() + nonceBytes,
                                                   sealedBytes, associated.data(), associated.size(),
                                                   sealed.data(), sealingKey(place, shared).data()) != 0)
        return Errc::SealBroken;
    const std::span<const std::uint8_t> bytes(plain);
    ChainState chain;
    chain.epoch = epochFromBytes(bytes.first<epochBytes>());
    chain.counter = fromBigEndian(bytes.subspan<epochBytes, 8>());
    chain.key = SecretKey::copyOf(bytes.subspan<epochBytes + 8, keyBytes>());
    std::ranges::copy(bytes.last<keyBytes>(), chain.presence.begin());
    return chain;
}

} // namespace chatmet::seal
