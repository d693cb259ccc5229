// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How one member of a room hands another its chain: sealed to the other's key, signed with its own, and with
// a word that only somebody who was invited can say.

#include "common/base/Ids.h"
#include "common/base/Result.h"
#include "common/memory/WipedBytes.h"
#include "common/seal/MemberKeys.h"
#include "common/seal/SealContext.h"

#include <array>
#include <cstdint>
#include <span>

namespace chatmet::seal {

/// nonce (24) | ciphertext (76 and a tag of 16) | signature (64).
inline constexpr std::size_t chainKeyBytes = 24 + 76 + 16 + signatureBytes;

/// From whom to whom, in which room.
struct ChainPlace
{
    ConversationId room;
    MemberId from;
    MemberId to;
    Hash fromIdentity{};
    Hash toIdentity{};
};

/// A sender's chain as it stands: opens the message with this counter and those after it, none before.
struct ChainState
{
    std::uint32_t epoch{0};   ///< from 1
    std::uint64_t counter{0}; ///< of the next message
    SecretKey key;
    Hash presence{}; ///< presenceMac of this place, by the secret that the sender has
};

using ChainNonce = std::array<std::uint8_t, 24>;

/// Shows a newcomer that who was there before knows the room's secret as it is now. memberKey: of that
/// secret.
[[nodiscard]] Hash presenceMac(const SecretKey& memberKey, const ChainPlace& place);

/// shared: X25519 of the two. keys: of from. nonce: random. chainKeyBytes.
[[nodiscard]] WipedBytes sealChain(const ChainPlace& place, const SecretKey& shared, const MemberKeys& keys,
                                   const ChainState& chain, const ChainNonce& nonce);

/// shared: X25519 of the two. signing: the public key of from. Errc::SealSize, SealSignature, SealBroken for
/// what was not sealed by from, for to, in this room. presence is not looked at here.
[[nodiscard]] Result<ChainState> openChain(const ChainPlace& place, const SecretKey& shared,
                                           const PublicKey& signing, std::span<const std::uint8_t> body);

} // namespace chatmet::seal
