// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/SealedMessage.h"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cassert>

namespace chatmet::seal {

static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == keyBytes &&
              crypto_aead_xchacha20poly1305_ietf_ABYTES == tagBytes);

namespace {

/// To key and content: keyed BLAKE2b over what the tag covers as well. The key comes from the message's key,
/// so who opens it later, in a report, shows that key and the content, and no other pair of them fits.
Hash commitmentTo(const SecretKey& messageKey, std::span<const std::uint8_t> associated,
                  std::span<const std::uint8_t> padded)
{
    return hash("chatmet.1 message", {associated, padded}, derive(messageKey, commitmentOfMessage).bytes());
}

WipedBytes pad(std::span<const std::uint8_t> content)
{
    WipedBytes padded(paddedBytes(content.size()));
    std::ranges::copy(content, padded.begin());
    padded[content.size()] = 0x80;
    return padded;
}

bool isPaddedSize(std::size_t bytes)
{
    return bytes >= paddedBytesMin && bytes <= paddedBytesMax && std::has_single_bit(bytes);
}

} // namespace

std::size_t paddedBytes(std::size_t contentBytes)
{
    assert(contentBytes <= contentBytesMax);
    return std::max(paddedBytesMin, std::bit_ceil(contentBytes + 1));
}

Result<SealedMessage> MessageSealer::seal(std::span<const std::uint8_t> content)
{
    if (content.size() > contentBytesMax)
        return Errc::BodyTooLong;
    const SecretKey messageKey = derive(m_chain, messageOfChain);
    m_chain = derive(m_chain, nextChain);
    const std::uint64_t counter = m_counter++;

    const WipedBytes padded = pad(content);
    const auto associated = m_context.associatedData(SealedKind::Message, counter);
    const Hash commitment = commitmentTo(messageKey, associated, padded);
    SealedMessage sealed{WipedBytes(sealedOverheadBytes + padded.size()),
                         derive(messageKey, pictureOfMessage)};
    auto out = std::ranges::copy(bigEndian(counter), sealed.body.begin()).out;
    out = std::ranges::copy(commitment, out).out;
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        &*out, nullptr, padded.data(), padded.size(), associated.data(), associated.size(), nullptr,
        nonceOf(counter).data(), derive(messageKey, bodyOfMessage).data());
    return sealed;
}

Result<OpenedMessage> MessageOpener::open(std::span<const std::uint8_t> body)
{
    if (body.size() < sealedOverheadBytes || !isPaddedSize(body.size() - sealedOverheadBytes))
        return Errc::SealSize;
    const std::uint64_t counter = fromBigEndian(body.first<counterBytes>());
    if (counter != m_counter)
        return counter < m_counter ? Errc::SealReplay : Errc::SealGap;
    auto opened =
        openWith(derive(m_chain, messageOfChain), counter, body.subspan(counterBytes, commitmentBytes),
                 body.subspan(counterBytes + commitmentBytes));
    if (opened)
        skip();
    return opened;
}

void MessageOpener::skip()
{
    m_chain = derive(m_chain, nextChain);
    ++m_counter;
}

Result<OpenedMessage> MessageOpener::openWith(const SecretKey& messageKey, std::uint64_t counter,
                                              std::span<const std::uint8_t> commitment,
                                              std::span<const std::uint8_t> ciphertext) const
{
    const auto associated = m_context.associatedData(SealedKind::Message, counter);
    WipedBytes padded(ciphertext.size() - tagBytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            padded.data(), nullptr, nullptr, ciphertext.data(), ciphertext.size(), associated.data(),
            associated.size(), nonceOf(counter).data(), derive(messageKey, bodyOfMessage).data()) != 0)
        return Errc::SealBroken;
    const Hash expected = commitmentTo(messageKey, associated, padded);
    if (sodium_memcmp(expected.data(), commitment.data(), expected.size()) != 0)
        return Errc::SealCommitment;
    // One form only: the shortest padding that holds the content.
    std::size_t size = padded.size();
    while (size > 0 && padded[size - 1] == 0)
        --size;
    if (size == 0 || padded[size - 1] != 0x80 || paddedBytes(size - 1) != padded.size())
        return Errc::SealPadding;
    OpenedMessage opened{WipedBytes(padded.begin(), padded.begin() + static_cast<std::ptrdiff_t>(size - 1)),
                         derive(messageKey, pictureOfMessage)};
    return opened;
}

} // namespace chatmet::seal
