// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What an invite carries after its #: it lets its holder in and proves to the members that the holder was
// invited. The server never gets it.

#include "common/base/RoomAdmission.h"
#include "common/seal/SecretKey.h"

#include <cstdint>
#include <span>

namespace chatmet::seal {

inline constexpr std::size_t roomSecretBytes = 16;

/// In memory of its own, as a SecretKey. One thread.
class RoomSecret
{
public:
    /// No secret, until a move fills it.
    RoomSecret() = default;

    [[nodiscard]] static RoomSecret random();
    /// A copy of bytes, which the caller wipes.
    [[nodiscard]] static RoomSecret copyOf(std::span<const std::uint8_t, roomSecretBytes> bytes);

    [[nodiscard]] bool empty() const { return m_bytes.empty(); }

    // Only where not empty.

    /// As it stands in an invite.
    [[nodiscard]] std::span<const std::uint8_t, roomSecretBytes> bytes() const
    {
        return m_bytes.bytes().first<roomSecretBytes>();
    }
    /// What a joiner shows the server; tells nothing about memberKey().
    [[nodiscard]] SecretKey proof() const;
    /// What the opener gives the server to check proofs against.
    [[nodiscard]] Admission admission() const;
    /// Key of the MACs by which members show each other that they were invited.
    [[nodiscard]] SecretKey memberKey() const;

private:
    SecretKey m_bytes; ///< the secret, then zeros
};

} // namespace chatmet::seal
