// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Seven emoji that two people compare by voice or in person: the same on both sides only if nobody sits
// between.

#include "common/seal/SecretKey.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace chatmet::seal {

inline constexpr std::size_t checkEmojiCount = 7; ///< shown; 7 x 6 bits = 42
inline constexpr std::size_t checkEmojiTableSize = 64;

/// Each 0..63.
using EmojiIndices = std::array<std::uint8_t, checkEmojiCount>;

struct CheckEmoji
{
    std::string_view emoji; ///< UTF-8, one code point
    std::string_view name;  ///< English; what is read out
};

/// The table of Protocol.md, which never changes within this version of sealing. index: 0..63.
[[nodiscard]] const CheckEmoji& checkEmoji(std::uint8_t index);

/// The first 42 bits of seed, six at a time, the highest bit of its first byte first.
[[nodiscard]] EmojiIndices emojiOf(const SecretKey& seed);

} // namespace chatmet::seal
