// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The keys of one membership of a room, made fresh for it, and the package in which the others get their
// public halves.

#include "common/base/Result.h"
#include "common/memory/WipedBytes.h"
#include "common/seal/KeyDerivation.h"
#include "common/seal/RoomSecret.h"
#include "common/seal/SecretKey.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace chatmet::seal {

using PublicKey = std::array<std::uint8_t, keyBytes>;
using Signature = std::array<std::uint8_t, 64>;

inline constexpr std::size_t signatureBytes = 64;
/// X25519 key (32) | Ed25519 key (32) | MAC (32): body of OpenRoom and JoinRoom, and what members get of it.
inline constexpr std::size_t keyPackageBytes = 96;

struct KeyPackage
{
    PublicKey exchange{}; ///< X25519
    PublicKey signing{};  ///< Ed25519
    Hash mac{};           ///< by whoever held the room's secret when it was made
};

/// Errc::SealSize for any size but keyPackageBytes.
[[nodiscard]] Result<KeyPackage> parseKeyPackage(std::span<const std::uint8_t> bytes);

/// What everything of a member is bound to: its keys and the name that it goes by, so that a server can swap
/// neither. username: as the server tells it, UTF-8.
[[nodiscard]] Hash identityOf(const PublicKey& exchange, const PublicKey& signing, std::string_view username);

/// The MAC of a package. memberKey: of the room's secret.
[[nodiscard]] Hash packageMac(const SecretKey& memberKey, const Hash& identity);

/// The private halves die with it. One thread.
class MemberKeys
{
public:
    MemberKeys();
    /// With keys that a test chose. exchange: X25519 private key. signingSeed: of Ed25519 (RFC 8032).
    MemberKeys(SecretKey exchange, SecretKey signingSeed);

    [[nodiscard]] const PublicKey& exchangeKey() const { return m_exchangePublic; }
    [[nodiscard]] const PublicKey& signingKey() const { return m_signingPublic; }
    [[nodiscard]] Hash identity(std::string_view username) const
    {
        return identityOf(m_exchangePublic, m_signingPublic, username);
    }
    /// keyPackageBytes. username: as it was said in hello.
    [[nodiscard]] WipedBytes package(const RoomSecret& secret, std::string_view username) const;

    /// Errc::ExchangeKey for a public key that gives no secret (a point of low order).
    [[nodiscard]] Result<SecretKey> sharedWith(const PublicKey& exchange) const;
    [[nodiscard]] Signature sign(const Hash& digest) const;

private:
    SecretKey m_exchange;
    SecretKey m_signingSeed;
    PublicKey m_exchangePublic{};
    PublicKey m_signingPublic{};
};

/// signature: signatureBytes. False for a wrong one and for keys that are none.
[[nodiscard]] bool isSigned(const PublicKey& signing, const Hash& digest,
                            std::span<const std::uint8_t, signatureBytes> signature);

} // namespace chatmet::seal
