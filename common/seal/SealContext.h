// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What every sealed thing is bound to besides its key, so that it opens in its place and nowhere
// else.

#include "common/base/Ids.h"
#include "common/seal/KeyDerivation.h"

#include <array>
#include <cstdint>
#include <span>

namespace chatmet::seal {

enum class SealedKind : std::uint8_t
{
    Message = 1,
    PictureChunk = 2,
    LastPictureChunk = 3
};

inline constexpr std::uint8_t sealVersion = 1;

/// The associated data: version (1 byte) | transcript (32) | sender (16) | kind (1) | counter (8, big
/// endian).
inline constexpr std::size_t associatedBytes = 1 + 32 + MemberId::bytesCount + 1 + 8;

/// Public values; one for each direction of a pair, and for each chain of a room's member.
struct SealContext
{
    Hash transcript{}; ///< of a pair's key exchange; in a room a hash of room, member and epoch
    MemberId sender;

    /// counter: of the message in its direction, or of the chunk in its picture.
    [[nodiscard]] std::array<std::uint8_t, associatedBytes> associatedData(SealedKind kind,
                                                                           std::uint64_t counter) const;
};

/// Eight bytes, big endian.
[[nodiscard]] std::array<std::uint8_t, 8> bigEndian(std::uint64_t number);
[[nodiscard]] std::uint64_t fromBigEndian(std::span<const std::uint8_t, 8> bytes);

/// Which chain of a room's member, from 1; four bytes, big endian.
inline constexpr std::size_t epochBytes = 4;
[[nodiscard]] std::array<std::uint8_t, epochBytes> epochInBytes(std::uint32_t epoch);
[[nodiscard]] std::uint32_t epochFromBytes(std::span<const std::uint8_t, epochBytes> bytes);

/// 16 zero bytes | counter (8, big endian): XChaCha20's nonce. No key here seals two things under one
/// counter.
[[nodiscard]] std::array<std::uint8_t, 24> nonceOf(std::uint64_t counter);

} // namespace chatmet::seal
