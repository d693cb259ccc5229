// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Conversations between the two phases of their end: erased in the core, not yet in every send queue.

#include "common/base/Ids.h"
#include "common/protocol/Messages.h"
#include "server/core/Described.h"
#include "server/core/Events.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace chatmet::server {

/// One side of a conversation that ends.
struct EndingSide
{
    SessionId session;                                        ///< whom to tell; null once the session is gone
    protocol::EndReason reason{protocol::EndReason::Unknown}; ///< what it is told

    CHATMET_DESCRIBED(EndingSide, (session, reason))
};

using EndingSides = std::array<EndingSide, 2>;

/// One thread. Times are of the steady clock.
class Endings
{
public:
    /// unconfirmed: connections whose queues may hold something of it. At least one.
    void begin(const ConversationId& conversation, const EndingSides& sides,
               std::vector<ConnectionId> unconfirmed, std::int64_t nowMs);

    /// The connection's queue holds nothing of it any more. Returns both sides where that was the last one;
    /// the conversation is then forgotten. Nothing for what it doesn't know.
    [[nodiscard]] std::optional<EndingSides> confirm(const ConversationId& conversation,
                                                     ConnectionId connection);

    /// The session asks to leave a conversation that is ending already. False if it isn't one of its own.
    [[nodiscard]] bool leave(const ConversationId& conversation, const SessionId& session);
    [[nodiscard]] bool contains(const ConversationId& conversation, const SessionId& session) const;

    /// The session is gone: nobody is left to tell on its side.
    void forget(const ConversationId& conversation, const SessionId& session);

    /// Connections that have not confirmed within limits::eraseConfirmMs, each once per call and
    /// conversation.
    [[nodiscard]] std::vector<ConnectionId> overdue(std::int64_t nowMs) const;

    [[nodiscard]] std::size_t size() const { return m_endings.size(); }

private:
    struct Ending
    {
        EndingSides sides;
        std::vector<ConnectionId> unconfirmed;
        std::int64_t sinceMs{0};

        CHATMET_DESCRIBED(Ending, (sides, unconfirmed, sinceMs))
    };
    [[nodiscard]] const EndingSide* find(const ConversationId& conversation, const SessionId& session) const;
    [[nodiscard]] EndingSide* find(const ConversationId& conversation, const SessionId& session);

    std::unordered_map<ConversationId, Ending> m_endings;

    CHATMET_DESCRIBED(Endings, (m_endings))
};

} // namespace chatmet::server
