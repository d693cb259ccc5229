// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One person's stay, from the accepted hello to its end, and everything that the server knows of it.

#include "common/base/ByteBudget.h"
#include "common/base/Ids.h"
#include "server/core/Described.h"
#include "server/core/Events.h"
#include "server/core/Outbox.h"
#include "server/core/SessionLimits.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chatmet::server {

/// What a session is charged for, whatever it does: its structures here. Its connection's share is told from
/// outside (connectionCostBytes). Together 24 KiB, which tests/bench measures.
inline constexpr std::size_t sessionCostBytes = 4 * 1024;

/// What a client's number on a frame means.
enum class Taken : std::uint8_t
{
    New,    ///< the next one; it counts as taken from here on, whatever the frame is answered with
    Repeat, ///< taken before
    Gap     ///< one is missing
};

/// "No connection", of a session that is away; connections are numbered from 1.
inline constexpr ConnectionId noConnection{0};

/// One thread. The tokens that lead to it stand in ServiceState::tokens as well: whoever changes one changes
/// both.
class Session
{
public:
    /// username: as protocol::normaliseUsername gave it. charge: sessionCostBytes of the same budget. nowMs:
    /// of the steady clock.
    Session(SessionId id, ConnectionId connection, std::string username, ByteBudget& budget,
            ByteBudget::Charge charge, std::int64_t nowMs);

    [[nodiscard]] const SessionId& id() const { return m_id; }
    /// noConnection while it is away.
    [[nodiscard]] ConnectionId connection() const { return m_connection; }
    [[nodiscard]] const std::string& username() const { return m_username; }
    [[nodiscard]] Outbox& outbox() { return m_outbox; }
    [[nodiscard]] const Outbox& outbox() const { return m_outbox; }

    /// The pair that it is in; null for none.
    [[nodiscard]] const ConversationId& pair() const { return m_pair; }
    void setPair(const ConversationId& pair) { m_pair = pair; }

    /// The rooms that it is in, at most limits::roomsPerSessionMax.
    [[nodiscard]] const std::vector<ConversationId>& rooms() const { return m_rooms; }
    void joinRoom(const ConversationId& room) { m_rooms.push_back(room); }
    void leaveRoom(const ConversationId& room);
    /// Whether the pair or a room is this one.
    [[nodiscard]] bool isIn(const ConversationId& conversation) const;

    /// Of the connection that the access log was last told of; its prefix is where the session is counted, 0:
    /// nowhere.
    [[nodiscard]] const AddressTags& from() const { return m_from; }
    void setFrom(const AddressTags& from) { m_from = from; }

    /// The number of people online that it was last told, rounded; 0: none.
    [[nodiscard]] std::uint32_t toldOnline() const { return m_toldOnline; }
    void setToldOnline(std::uint32_t about) { m_toldOnline = about; }

    // ---- a line that dropped, and its taking up

    /// Its line is gone and the resume window runs.
    [[nodiscard]] bool isAway() const { return m_connection == noConnection; }
    /// By the steady clock; only while away.
    [[nodiscard]] std::int64_t awaySinceMs() const { return m_awaySinceMs; }
    /// From here on nothing is sent; what is reliable waits in the outbox.
    void leaveLine(std::int64_t steadyMs);
    /// From here on frames go to this connection.
    void takeLine(ConnectionId connection);

    /// Connections that were its own and whose queues may still hold frames of it: cut, and not gone yet.
    [[nodiscard]] const std::vector<ConnectionId>& formerLines() const { return m_formerLines; }
    void addFormerLine(ConnectionId connection) { m_formerLines.push_back(connection); }
    void forgetFormerLine(ConnectionId connection);

    /// Conversations that it has left, or that ended under it, between the two phases of that.
    [[nodiscard]] const std::vector<ConversationId>& endings() const { return m_endings; }
    void addEnding(const ConversationId& conversation) { m_endings.push_back(conversation); }
    void forgetEnding(const ConversationId& conversation);

    /// What its client resumes with; and the one before, while it may be that the client doesn't know the
    /// newer.
    [[nodiscard]] const SessionToken& token() const { return m_token; }
    [[nodiscard]] const SessionToken& tokenBefore() const { return m_tokenBefore; }
    void setTokens(const SessionToken& token, const SessionToken& before);

    /// The search that waits for it to come back, with its topics.
    [[nodiscard]] const std::optional<std::vector<std::string>>& searchToGoOn() const
    {
        return m_searchToGoOn;
    }
    void setSearchToGoOn(std::optional<std::vector<std::string>> topics)
    {
        m_searchToGoOn = std::move(topics);
    }

    // ---- numbers

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

    /// What it has sent of late.
    [[nodiscard]] SessionLimits& limits() { return m_limits; }

    /// Milliseconds until the list of holdings may be asked for; 0: now, and the next limits::holdingsEveryMs
    /// begin.
    [[nodiscard]] std::int64_t holdingsInMs(std::int64_t steadyMs);

private:
    SessionId m_id;
    ConnectionId m_connection;
    std::string m_username;
    ByteBudget::Charge m_charge;
    Outbox m_outbox;
    ConversationId m_pair;
    std::vector<ConversationId> m_rooms;
    std::uint64_t m_lastTaken{0};
    std::uint32_t m_untold{0};
    std::int64_t m_untoldSinceMs{0};
    std::int64_t m_sinceMs;
    std::int64_t m_holdingsToldMs{0}; ///< 0: not yet
    std::int64_t m_awaySinceMs{0};    ///< 0: it is not
    AddressTags m_from;
    std::uint32_t m_toldOnline{0};
    std::vector<ConnectionId> m_formerLines;
    std::vector<ConversationId> m_endings;
    SessionToken m_token;
    SessionToken m_tokenBefore; ///< null: the client has shown that it knows the newer one
    std::optional<std::vector<std::string>> m_searchToGoOn;
    SessionLimits m_limits;

    CHATMET_DESCRIBED(Session, (m_id, m_connection, m_username, m_charge, m_outbox, m_pair, m_rooms,
                                m_lastTaken, m_untold, m_untoldSinceMs, m_sinceMs, m_holdingsToldMs,
                                m_awaySinceMs, m_from, m_toldOnline, m_formerLines, m_endings, m_token,
                                m_tokenBefore, m_searchToGoOn, m_limits))
};

} // namespace chatmet::server
