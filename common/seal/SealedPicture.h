// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A picture in chunks, sealed under the key that came with its offer: each opens in its own place only, and
// the last one says that it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
// 2015).

#include "common/base/Ids.h"
#include "common/base/Result.h"
#include "common/memory/WipedBytes.h"
#include "common/seal/SealContext.h"
#include "common/seal/SecretKey.h"

#include <cstdint>
#include <span>

namespace chatmet::seal {

/// What sealing adds to each chunk.
inline constexpr std::size_t chunkTagBytes = 16;

/// Both sides: seals with the sending direction's context, opens with the receiving one's. A chunk that is
/// sealed again, for a picture that is fetched twice, gives the same bytes. One thread.
class PictureSeal
{
public:
    /// Without a key: nothing is sealed or opened.
    PictureSeal() = default;
    PictureSeal(SecretKey key, const SealContext& context) : m_key(std::move(key)), m_context(context) {}

    [[nodiscard]] bool hasKey() const { return !m_key.empty(); }

    // Only where hasKey(). number: of the chunk, from 0.
    [[nodiscard]] WipedBytes seal(std::span<const std::uint8_t> chunk, std::uint32_t number,
                                  bool isLast) const;
    /// Errc::SealSize where it is shorter than a tag, SealBroken where it is not chunk `number` of this
    /// picture, or is the last one and isLast is false, or the other way round.
    [[nodiscard]] Result<WipedBytes> open(std::span<const std::uint8_t> sealed, std::uint32_t number,
                                          bool isLast) const;

private:
    SecretKey m_key;
    SealContext m_context;
};

} // namespace chatmet::seal
