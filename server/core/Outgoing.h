// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Frames on their way out: numbered, kept until acknowledged, with the acknowledgement of what came in.

#include "common/memory/SharedBytes.h"
#include "common/protocol/Limits.h"
#include "common/protocol/Messages.h"
#include "server/core/ServiceState.h"

namespace chatmet::server {

/// One thread.
class Outgoing
{
public:
    explicit Outgoing(ServiceState& state) : m_state(state) {}

    /// A frame that the client acknowledges. conversation: null if it survives every erasure. A session whose
    /// outbox passes its limit gets nothing any more and stands in ServiceState::overflowed.
    /// author: as SendFrame says.
    void reliable(Session& session, const ConversationId& conversation, const protocol::ServerKind& kind,
                  const SharedBytes& body = {}, const MemberId& author = {});
    /// The same to every other member, written by this one; encoded once.
    void toOthers(const Session& session, const Conversation& conversation, const protocol::ServerKind& kind,
                  const SharedBytes& body = {});
    /// The same to every member, written by nobody.
    void toAll(const Conversation& conversation, const protocol::ServerKind& kind);

    /// Puts Unsent into the place of a message that still waits for this session, in its outbox and in the
    /// queue of its line. Nothing where it waits no more, or was written by somebody else.
    void takeBack(Session& session, const protocol::Unsent& unsent);

    /// A frame without a number: an answer, credit, a chunk, a hint.
    void unnumbered(Session& session, Lane lane, const ConversationId& conversation,
                    const protocol::ServerKind& kind, const SharedBytes& body = {},
                    const StreamId& stream = {}, const MemberId& author = {});
    /// The same to every other member, written by this one; encoded once.
    void unnumberedToOthers(const Session& session, Lane lane, const Conversation& conversation,
                            const protocol::ServerKind& kind);

    /// The answer to a good hello. resumed: the session goes on.
    void welcome(Session& session, std::uint32_t revision, bool resumed);

    /// How many people are online, in round numbers, where the session was last told another one.
    void counts(Session& session);

    /// What the operator says, while it is said.
    void announcement(Session& session);
    /// The same to a session that goes on, also that nothing is said any more.
    void announcementAgain(Session& session);

    /// Everything that the outbox keeps, once more, in order.
    void resend(Session& session);

    /// Tells one member of a conversation that another's line is gone.
    void away(Session& session, const Conversation& conversation, const Session& partner);
    /// Tells all others that this one's line is gone; back: that it is there again.
    void awayToOthers(const Session& session, const Conversation& conversation);
    void backToOthers(const Session& session, const Conversation& conversation);

    /// Tells all members who is host and whether the room is locked.
    void roomChanged(const Conversation& room);

    /// A frame to a connection that has no session (yet).
    void greeting(ConnectionId connection, const protocol::ServerKind& kind);

    /// Whether a partner may put one more frame into this session's outbox. Where not, the frame is refused
    /// with Errc::RateLimited and changes nothing.
    [[nodiscard]] bool hasRoomForPartner(const Session& receiver) const;

    /// Whether those in a room with a session that has no room for them wait until it has: its line is there,
    /// and what it owes an acknowledgement for is not older than limits::acknowledgeWithinMs and the time in
    /// which it may have been away.
    [[nodiscard]] bool isWorthWaitingFor(const Session& receiver) const;

    /// Whether so many of this kind are within the session's limits; they count then. Where not, the frame is
    /// refused with Errc::RateLimited and changes nothing else.
    [[nodiscard]] bool allows(Session& session, SessionKind kind, std::uint64_t regarding,
                              const ConversationId& conversation = {}, const StreamId& stream = {});

    /// Words for the client's log are describe(code); regarding: the frame's number, 0 for none.
    /// Errc::RateLimited says to wait: rateLimitedMs.
    void refuse(Session& session, Errc code, std::uint64_t regarding, const ConversationId& conversation = {},
                const StreamId& stream = {}, std::uint32_t rateLimitedMs = limits::rateLimitedRetryMs);

    /// Tells the client what was taken, if nothing has told it by now: after acknowledgeAfterFrames ...
    void acknowledgeIfMany(Session& session);
    /// ... or, for all sessions, after acknowledgeAfterMs.
    void acknowledgeDue();

private:
    [[nodiscard]] protocol::MemberAway awayOf(const Conversation& conversation, const Session& member) const;
    /// Into the outbox, and on its way.
    /// message: its number in the conversation; 0 for what is no message.
    void keepAndSend(Session& session, SendFrame frame, std::uint64_t message);
    void send(Session& session, SendFrame frame);

    ServiceState& m_state;
};

} // namespace chatmet::server
