// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Frames about picture streams, from one member of a conversation to another.

#include "common/memory/SharedBytes.h"
#include "common/protocol/Messages.h"
#include "server/core/Departures.h"
#include "server/core/Outgoing.h"
#include "server/core/PictureRelay.h"
#include "server/core/ServiceState.h"

namespace chatmet::server {

/// The rules are PictureRelay's; here they become frames. One thread. regarding: the number of the client's
/// frame.
class Pictures
{
public:
    Pictures(ServiceState& state, Outgoing& outgoing, Departures& departures)
        : m_state(state), m_outgoing(outgoing), m_departures(departures)
    {
    }

    void accept(Session& session, protocol::StreamAccept frame, std::uint64_t regarding);
    void open(Session& session, const protocol::StreamOpen& frame, std::uint64_t regarding);
    void chunk(Session& session, const protocol::StreamChunk& frame, const SharedBytes& body);
    void credit(Session& session, protocol::StreamCredit frame);
    void end(Session& session, const protocol::StreamEnd& frame, std::uint64_t regarding);
    /// The session's line is there again: tells it where the pictures that it sends have come to.
    void goOn(Session& session);

private:
    /// The conversation that a frame names; null, and answered, if the session is not in it.
    template <class Frame>
    [[nodiscard]] Conversation* conversationOf(Session& session, const Frame& frame, std::uint64_t regarding);
    /// True if the frame is to go on; else it was answered, or is to be ignored.
    template <class Frame>
    [[nodiscard]] bool passes(Session& session, const PictureRelay::Judgement& judgement, const Frame& frame,
                              std::uint64_t regarding);
    /// Whether the session sends and receives as many streams as it may, over all of its conversations.
    [[nodiscard]] bool hasTooMany(const Session& session);
    /// The other end of a stream that is there; own: one of its two.
    [[nodiscard]] Session& partnerOf(const Conversation& conversation, const StreamId& stream,
                                     const MemberId& own);
    void refuseStream(Session& session, Conversation& conversation, const StreamId& stream);

    ServiceState& m_state;
    Outgoing& m_outgoing;
    Departures& m_departures;
};

} // namespace chatmet::server
