// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// 128-bit ids as distinct types, so that a session's id can't be passed where a member's is meant.

#include "common/base/Random.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace chatmet {

/// Which server an id belongs to: its first 16 bits, big endian. A server alone is node 0.
using NodeId = std::uint16_t;

template <class Tag> class Id
{
public:
    static constexpr std::size_t bytesCount = 16;

    constexpr Id() = default;

    /// 16 bits of node, 112 random bits (protocol.md section 2).
    [[nodiscard]] static Id random(RandomSource& source, NodeId node = 0)
    {
        Id id;
        source.fill(id.m_bytes);
        id.m_bytes[0] = static_cast<std::uint8_t>(node >> 8);
        id.m_bytes[1] = static_cast<std::uint8_t>(node & 0xff);
        return id;
    }

    /// The id in 16 raw bytes; nothing for any other length and for all zeros.
    [[nodiscard]] static std::optional<Id> fromBytes(std::string_view raw)
    {
        Id id;
        if (raw.size() != bytesCount)
            return std::nullopt;
        std::memcpy(id.m_bytes.data(), raw.data(), bytesCount);
        if (id.isNull())
            return std::nullopt;
        return id;
    }

    [[nodiscard]] NodeId node() const { return static_cast<NodeId>((m_bytes[0] << 8) | m_bytes[1]); }
    [[nodiscard]] bool isNull() const { return m_bytes == std::array<std::uint8_t, bytesCount>{}; }
    [[nodiscard]] std::span<const std::uint8_t, bytesCount> bytes() const { return m_bytes; }
    [[nodiscard]] std::string_view view() const
    {
        return {reinterpret_cast<const char*>(m_bytes.data()), m_bytes.size()};
    }

    friend constexpr auto operator<=>(const Id&, const Id&) = default;

private:
    std::array<std::uint8_t, bytesCount> m_bytes{};
};

using SessionId = Id<struct SessionTag>;
using ConversationId = Id<struct ConversationTag>;
using MemberId = Id<struct MemberTag>;
using StreamId = Id<struct StreamTag>;
/// Proves a session at resume. Compare with equalInConstantTime only.
using SessionToken = Id<struct TokenTag>;

/// True if equal; takes the same time wherever they differ.
[[nodiscard]] inline bool equalInConstantTime(const SessionToken& a, const SessionToken& b)
{
    unsigned difference = 0;
    for (std::size_t i = 0; i < SessionToken::bytesCount; ++i)
        difference |= static_cast<unsigned>(a.bytes()[i] ^ b.bytes()[i]);
    return difference == 0;
}

/// The same, for tables of tokens.
struct TokensEqual
{
    bool operator()(const SessionToken& a, const SessionToken& b) const { return equalInConstantTime(a, b); }
};

} // namespace chatmet

template <class Tag> struct std::hash<chatmet::Id<Tag>>
{
    std::size_t operator()(const chatmet::Id<Tag>& id) const noexcept
    {
        // Ids are random from byte 2 on; a peer can choose stream ids only, which are few per session.
        std::size_t value;
        std::memcpy(&value, id.bytes().data() + 2, sizeof value);
        return value;
    }
};
