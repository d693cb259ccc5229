// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One person's stay, from the accepted hello to its end, and everything that the server knows of it.

#include "common/base/ByteBudget.h"
#include "common/base/Ids.h"
#include "server/core/Described.h"
#include "server/core/Events.h"
#include "server/core/Outbox.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace chatmet::server {

/// What a session is charged for, whatever it does: its structures here and OpenSSL's 14 KiB per connection,
/// with the kernel's 4.8 KiB (measured on the idle connections of several servers; tests/bench repeats it).
inline constexpr std::size_t sessionCostBytes = 24 * 1024;

/// What a client's number on a frame means.
enum class Taken : std::uint8_t
{
    New,    ///< the next one; it counts as taken from here on, whatever the frame is answered with
    Repeat, ///< taken before
    Gap     ///< one is missing
};

/// One thread. The token that its welcome named is not kept: without resume nothing asks for it.
class Session
{
public:
    /// username: as protocol::normaliseUsername gave it. charge: sessionCostBytes of the same budget. nowMs:
    /// of the steady clock.
    Session(SessionId id, ConnectionId connection, std::string username, ByteBudget& budget,
            ByteBudget::Charge charge, std::int64_t nowMs);

    [[nodiscard]] const SessionId& id() const { return m_id; }
    [[nodiscard]] ConnectionId connection() const { return m_connection; }
    [[nodiscard]] const std::string& username() const { return m_username; }
    [[nodiscard]] Outbox& outbox() { return m_outbox; }
    [[nodiscard]] const Outbox& outbox() const { return m_outbox; }

    /// The pair that it is in; null for none.
    [[nodiscard]] const ConversationId& conversation() const { return m_conversation; }
    void setConversation(const ConversationId& conversation) { m_conversation = conversation; }

    /// Judges the number of a client's frame, from 1, and takes it where it is the next one.
    [[nodiscard]] Taken take(std::uint64_t sequence, std::int64_t steadyMs);
    /// The highest number taken: what every frame to the client acknowledges.
    [[nodiscard]] std::uint64_t lastTaken() const { return m_lastTaken; }

    /// Frames taken since the client was last told of it.
    [[nodiscard]] std::uint32_t untold() const { return m_untold; }
    /// When the first of them came, by the steady clock; only where untold() is not 0.
    [[nodiscard]] std::int64_t untoldSinceMs() const { return m_untoldSinceMs; }
    void markTold() { m_untold = 0; }

    /// When it was welcomed, by the steady clock.
    [[nodiscard]] std::int64_t sinceMs() const { return m_sinceMs; }

    /// Milliseconds until the list of holdings may be asked for; 0: now, and the next limits::holdingsEveryMs
    /// begin.
    [[nodiscard]] std::int64_t holdingsInMs(std::int64_t steadyMs);

private:
    SessionId m_id;
    ConnectionId m_connection;
    std::string m_username;
    ByteBudget::Charge m_charge;
    Outbox m_outbox;
    ConversationId m_conversation;
    std::uint64_t m_lastTaken{0};
    std::uint32_t m_untold{0};
    std::int64_t m_untoldSinceMs{0};
    std::int64_t m_sinceMs;
    std::int64_t m_holdingsToldMs{0}; ///< 0: not yet

    CHATMET_DESCRIBED(Session, (m_id, m_connection, m_username, m_charge, m_outbox, m_conversation,
                                m_lastTaken, m_untold, m_untoldSinceMs, m_sinceMs, m_holdingsToldMs))
};

} // namespace chatmet::server
