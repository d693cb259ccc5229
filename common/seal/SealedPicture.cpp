// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/SealedPicture.h"

#include <sodium.h>

namespace chatmet::seal {

static_assert(crypto_aead_xchacha20poly1305_ietf_ABYTES == chunkTagBytes);

namespace {

SealedKind kindOf(bool isLast)
{
    return isLast ? SealedKind::LastPictureChunk : SealedKind::PictureChunk;
}

/// The last chunk's nonce differs from that of a chunk with the same number that is not the last.
std::array<std::uint8_t, 24> chunkNonce(std::uint32_t number, bool isLast)
{
    auto nonce = nonceOf(number);
    nonce[0] = isLast ? 1 : 0;
    return nonce;
}

} // namespace

WipedBytes PictureSeal::seal(std::span<const std::uint8_t> chunk, std::uint32_t number, bool isLast) const
{
    const auto associated = m_context.associatedData(kindOf(isLast), number);
    WipedBytes sealed(chunk.size() + chunkTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, chunk.data(), chunk.size(),
                                               associated.data(), associated.size(), nullptr,
                                               chunkNonce(number, isLast).data(), m_key.data());
    return sealed;
}

Result<WipedBytes> PictureSeal::open(std::span<const std::uint8_t> sealed, std::uint32_t number,
                                     bool isLast) const
{
    if (sealed.size() < chunkTagBytes)
        return Errc::SealSize;
    const auto associated = m_context.associatedData(kindOf(isLast), number);
    WipedBytes chunk(sealed.size() - chunkTagBytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(chunk.data(), nullptr, nullptr, sealed.data(),
                                                   sealed.size(), associated.data(), associated.size(),
                                                   chunkNonce(number, isLast).data(), m_key.data()) != 0)
        return Errc::SealBroken;
    return chunk;
}

} // namespace chatmet::seal
