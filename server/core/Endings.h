// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Conversations, and members of rooms, between the two phases of their end: erased in the core, not yet in
// every send queue.

#include "common/base/Ids.h"
#include "common/protocol/Messages.h"
#include "server/core/Described.h"
#include "server/core/Events.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>
#include <vector>

namespace chatmet::server {

/// Who is told that a conversation has ended.
struct EndingSide
{
    SessionId session;                                        ///< whom to tell; null once the session is gone
    protocol::EndReason reason{protocol::EndReason::Unknown}; ///< what it is told

    CHATMET_DESCRIBED(EndingSide, (session, reason))
};

using EndingSides = std::vector<EndingSide>;

struct Ending
{
    MemberId leaver; ///< of a room who leaves it; null: a pair ends
    protocol::EndReason reasonForOthers{protocol::EndReason::Unknown}; ///< in a room
    EndingSides sides;                     ///< both sides of a pair; of a room the leaver's alone
    std::vector<ConnectionId> unconfirmed; ///< their queues may hold something of it
    std::int64_t sinceMs{0};

    CHATMET_DESCRIBED(Ending, (leaver, reasonForOthers, sides, unconfirmed, sinceMs))
};

/// One thread. Times are of the steady clock.
class Endings
{
public:
    /// With at least one connection that is unconfirmed. A room has one for each who is leaving it.
    void begin(const ConversationId& conversation, Ending ending);

    /// The connection's queue holds nothing of it any more. Returns what ends where that was the last one; it
    /// is then forgotten. Nothing for what it doesn't know. leaver: as in Ending.
    [[nodiscard]] std::optional<Ending> confirm(const ConversationId& conversation, const MemberId& leaver,
                                                ConnectionId connection);

    /// The session asks to leave a conversation that is ending already. False if it isn't one of its own.
    [[nodiscard]] bool leave(const ConversationId& conversation, const SessionId& session);
    [[nodiscard]] bool contains(const ConversationId& conversation, const SessionId& session) const;

    /// The session is gone: nobody is left to tell on its side.
    void forget(const ConversationId& conversation, const SessionId& session);

    /// Connections that have not confirmed within limits::eraseConfirmMs, each once per call and
    /// conversation.
    [[nodiscard]] std::vector<ConnectionId> overdue(std::int64_t nowMs) const;

    /// Conversations in which something ends.
    [[nodiscard]] std::size_t size() const { return m_endings.size(); }

private:
    [[nodiscard]] const EndingSide* find(const ConversationId& conversation, const SessionId& session) const;
    [[nodiscard]] EndingSide* find(const ConversationId& conversation, const SessionId& session);

    /// Lists, and none that is empty, give back, and so wipe, what they are done with.
    std::unordered_map<ConversationId, std::list<Ending>> m_endings;

    CHATMET_DESCRIBED(Endings, (m_endings))
};

} // namespace chatmet::server
