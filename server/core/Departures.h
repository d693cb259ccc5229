// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Ends: of conversations, in two phases, of sessions, of connections.

#include "common/base/Error.h"
#include "server/core/Outgoing.h"
#include "server/core/ServiceState.h"

#include <vector>

namespace chatmet::server {

/// One thread. A session or connection handed in may be gone when a function returns.
class Departures
{
public:
    Departures(ServiceState& state, Outgoing& outgoing) : m_state(state), m_outgoing(outgoing) {}

    /// First phase: erases the session's conversation from every structure here and has the queues of both
    /// sides erased. The second, telling them, follows when both have confirmed.
    void endConversation(Session& leaver, protocol::EndReason forPartner);

    /// The same for one member of a room, and what it wrote there: of its own line everything of the room is
    /// erased, of the others' what is its. The room itself ends with its last member. forLeaver: what its
    /// Ended says, forOthers: their MemberLeft.
    void leaveRoom(Session& leaver, Conversation& room, protocol::EndReason forOthers,
                   protocol::EndReason forLeaver);

    /// Whether every other member's outbox takes one more frame of this one; if not, it is to be refused with
    /// Errc::RateLimited. A member of a room for whom nothing more can be kept leaves it, unless it is
    /// worth waiting for.
    [[nodiscard]] bool othersCanTake(Conversation& conversation, const Session& sender);

    /// A queue holds nothing of it any more. Everybody is told when that was the last one.
    void confirmErased(ConnectionId connection, const Erasure& erasure);

    /// Ends the session and forgets everything about it; its connection stays.
    void endSession(Session& session, protocol::EndReason forPartner);

    /// Answers with an error, ends the session if there is one, closes. regarding: the frame's number or 0.
    void closeWithError(ConnectionId connection, Errc code, std::uint64_t regarding = 0,
                        std::uint32_t retryAfterMs = 0);

    /// The session's line is gone, or is taken from it: it waits for its client. Where this server doesn't
    /// wait it ends.
    void loseLine(Session& session);

    /// Whether the session is away and its client can't come back any more.
    [[nodiscard]] bool isOverdue(const Session& session) const;

    /// Ends the sessions whose client did not come back in time; all of them once the server drains.
    void endOverdueSessions();

    /// While the server drains: closes everybody who has no picture on its way, and everybody once the drain
    /// window is over.
    void drain();
    /// Says that the server ends and when to come back, ends the session if there is one, closes.
    void sendAway(ConnectionId connection);

    /// Ends the session if there is one and closes without a word.
    void close(ConnectionId connection, Errc code, protocol::EndReason forPartner);

    /// Takes the line from its session and cuts it, leaving what is queued unsent.
    void cut(ConnectionId connection);

    /// The socket is gone, and its queue with it.
    void disconnected(ConnectionId connection);

    /// Cuts the connections that have not confirmed an erasure in time.
    void cutOverdue();

    /// Closes the sessions whose outbox passed its limit in this event.
    void closeOverflowed();

private:
    [[nodiscard]] bool hasPictureOnItsWay(const SessionId& session);
    void issueTicket(const Session& owner, const Conversation& conversation, const Session& other);
    /// In the session's outbox and the queues of its lines, which are then among ending.unconfirmed.
    void erase(Session& session, const Erasure& erasure, Ending& ending);
    /// Has it told at once where no queue holds anything, else once all have confirmed.
    void begin(const ConversationId& conversation, Ending ending);
    void isErased(ConnectionId connection, const Erasing& erased);
    void tell(const ConversationId& conversation, const Ending& ending);

    ServiceState& m_state;
    Outgoing& m_outgoing;
};

} // namespace chatmet::server
