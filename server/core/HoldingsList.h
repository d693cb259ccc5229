// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Rows of the list of holdings as they come together: what is told of a value, and what only by its size.

#include "common/base/ByteBudget.h"
#include "common/base/Error.h"
#include "common/base/Ids.h"
#include "common/memory/SharedBytes.h"
#include "common/protocol/Holdings.h"
#include "common/protocol/Messages.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace chatmet::server {

enum class ConnectionId : std::uint64_t;

/// One field, of one structure or of several of the same kind at once.
class Tally
{
public:
    void words(std::string_view words); ///< not told twice; nothing for an empty text
    void number(std::uint64_t number);  ///< of several the smallest and the largest are told
    void size(std::size_t bytes);       ///< something that is not told; nothing for 0
    void since(std::int64_t steadyMs);  ///< the oldest counts

    /// How many things it has been told of.
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] protocol::Holding row(std::string field, std::string_view gone, std::int64_t nowMs) const;

private:
    std::uint64_t m_count{0};
    std::string m_words;
    bool m_hasNumber{false};
    std::uint64_t m_lowest{0};
    std::uint64_t m_highest{0};
    std::size_t m_bytes{0};
    std::int64_t m_sinceMs{std::numeric_limits<std::int64_t>::max()};
};

// What is told of a value by its type. A type without one of these does not compile. Nothing is told of a
// value that holds nothing: zero, false, empty, a null id.

inline void tell(Tally& tally, std::string_view text)
{
    tally.words(text);
}
inline void tell(Tally& tally, const std::string& text)
{
    tally.words(text);
}
inline void tell(Tally& tally, const std::vector<std::string>& texts)
{
    for (const std::string& text : texts)
        tally.words(text);
}
/// Never the value of a token, of a session's id, or of a connection's.
inline void tell(Tally& tally, const SessionToken& token)
{
    tally.size(token.isNull() ? 0 : SessionToken::bytesCount);
}
inline void tell(Tally& tally, const SessionId& id)
{
    tally.size(id.isNull() ? 0 : SessionId::bytesCount);
}
inline void tell(Tally& tally, ConnectionId)
{
    tally.size(sizeof(ConnectionId));
}
void tell(Tally& tally, const ConversationId& id);
void tell(Tally& tally, const MemberId& id);
void tell(Tally& tally, const StreamId& id);
inline void tell(Tally& tally, const SharedBytes& bytes)
{
    tally.size(bytes.size());
}
inline void tell(Tally& tally, const ByteBudget::Charge& charge)
{
    if (charge.bytes() != 0)
        tally.number(charge.bytes());
}
void tell(Tally& tally, protocol::EndReason reason);
void tell(Tally& tally, Errc code);
template <class Number>
requires std::is_integral_v<Number>
void tell(Tally& tally, Number number)
{
    if (number == 0)
        return;
    if constexpr (std::is_same_v<Number, bool>)
        tally.words("yes");
    else
        tally.number(static_cast<std::uint64_t>(number));
}

/// The rows as they come together. Times are of the steady clock, milliseconds.
class HoldingsList
{
public:
    explicit HoldingsList(std::int64_t nowMs) : m_nowMs(nowMs) {}

    [[nodiscard]] std::int64_t nowMs() const { return m_nowMs; }
    /// The row of a field, made at the first call. Valid until the next call.
    [[nodiscard]] Tally& at(std::string_view field, std::string_view gone);
    /// What holds something, in the order in which it was asked for.
    [[nodiscard]] std::vector<protocol::Holding> rows() const;

private:
    struct Row
    {
        std::string field;
        std::string gone;
        Tally tally;
    };

    std::int64_t m_nowMs;
    std::vector<Row> m_rows;
};

} // namespace chatmet::server
