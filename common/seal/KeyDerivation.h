// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one way in which a key comes from a key, and the hash of everything that is said in the clear.

#include "common/seal/SecretKey.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace chatmet::seal {

/// What a key is derived for; the same parent gives another key for each. Protocol.md, "Sealing".
struct Purpose
{
    std::array<char, 8> context; ///< libsodium's crypto_kdf context
    std::uint64_t number;        ///< its subkey id
};

inline constexpr Purpose chainOfInitiator{{'c', 'h', 'm', '.', 'r', 'o', 'o', 't'}, 1};
inline constexpr Purpose chainOfResponder{{'c', 'h', 'm', '.', 'r', 'o', 'o', 't'}, 2};
inline constexpr Purpose emojiSeed{{'c', 'h', 'm', '.', 'r', 'o', 'o', 't'}, 3};
inline constexpr Purpose messageOfChain{{'c', 'h', 'm', '.', 's', 't', 'e', 'p'}, 1};
inline constexpr Purpose nextChain{{'c', 'h', 'm', '.', 's', 't', 'e', 'p'}, 2};
inline constexpr Purpose bodyOfMessage{{'c', 'h', 'm', '.', 'b', 'o', 'd', 'y'}, 1};
inline constexpr Purpose commitmentOfMessage{{'c', 'h', 'm', '.', 'b', 'o', 'd', 'y'}, 2};
inline constexpr Purpose pictureOfMessage{{'c', 'h', 'm', '.', 'b', 'o', 'd', 'y'}, 3};
inline constexpr Purpose proofOfInvite{{'c', 'h', 'm', '.', 'r', 'o', 'o', 'm'}, 1};
inline constexpr Purpose membersOfInvite{{'c', 'h', 'm', '.', 'r', 'o', 'o', 'm'}, 2};

/// crypto_kdf_derive_from_key: BLAKE2b of nothing with parent as its key, the number as salt and the context
/// as personalisation (libsodium, "Key derivation"), 32 bytes.
[[nodiscard]] SecretKey derive(const SecretKey& parent, const Purpose& purpose);

using Hash = std::array<std::uint8_t, 32>;

/// BLAKE2b-256 (RFC 7693) of label and parts, one after the other. Every use has parts of fixed sizes but for
/// the last, so the
/// seams need no marks. key: empty for a plain hash, else 16 to 64 bytes.
[[nodiscard]] Hash hash(std::string_view label, std::initializer_list<std::span<const std::uint8_t>> parts,
                        std::span<const std::uint8_t> key = {});

/// The same with a key, where what comes out is a key itself.
[[nodiscard]] SecretKey hashToKey(std::string_view label,
                                  std::initializer_list<std::span<const std::uint8_t>> parts,
                                  std::span<const std::uint8_t> key);

} // namespace chatmet::seal
