// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Pictures.h"

#include "common/protocol/Limits.h"

namespace chatmet::server {

using Verdict = PictureRelay::Verdict;

void Pictures::accept(Session& session, protocol::StreamAccept frame, std::uint64_t regarding)
{
    Conversation* conversation = conversationOf(session, frame, regarding);
    if (conversation == nullptr)
        return;
    const Conversation::Side* offerer = conversation->find(frame.member);
    // In a room many accept one offer, so each names a stream of its own beside it.
    if (offerer == nullptr || offerer->session == session.id() ||
        frame.offered.isNull() == conversation->isRoom()) {
        m_outgoing.refuse(session, Errc::StreamUnknown, regarding, frame.conversation, frame.stream);
        return;
    }
    if (m_state.isDraining()) { // what is on its way may arrive, and no more
        m_outgoing.refuse(session, Errc::ShuttingDown, regarding, frame.conversation, frame.stream);
        return;
    }
    Session& sender = *m_state.findSession(offerer->session);
    // Every other reliable frame of a stream follows from this one, so it is enough to hold back here.
    if (!m_outgoing.allows(session, SessionKind::Frame, regarding, frame.conversation, frame.stream))
        return;
    if (!m_outgoing.hasRoomForPartner(sender)) {
        m_state.totals.hit(Limit::Outbox);
        m_outgoing.refuse(session, Errc::RateLimited, regarding, frame.conversation, frame.stream);
        return;
    }
    const MemberId own = conversation->sideOf(session.id()).member;
    const auto judgement = hasTooMany(session) || hasTooMany(sender)
                               ? PictureRelay::Judgement{Verdict::Refuse, Errc::StreamsTooMany}
                               : conversation->pictures().accept(frame.stream, offerer->member, own,
                                                                 frame.credit, m_state.now.steadyMs);
    if (!passes(session, judgement, frame, regarding))
        return;
    frame.member = own;
    m_outgoing.reliable(sender, frame.conversation, frame, {}, own);
}

void Pictures::open(Session& session, const protocol::StreamOpen& frame, std::uint64_t regarding)
{
    Conversation* conversation = conversationOf(session, frame, regarding);
    if (conversation == nullptr)
        return;
    const MemberId own = conversation->sideOf(session.id()).member;
    const auto judgement = conversation->pictures().open(frame.stream, own, frame.bytesCount, m_state.budget,
                                                         m_state.picturesMarkBytes());
    const bool refused = judgement.code == Errc::StreamTooLarge || judgement.code == Errc::OverBudget;
    if (passes(session, judgement, frame, regarding)) {
        ++m_state.totals.pictures;
        m_outgoing.reliable(partnerOf(*conversation, frame.stream, own), frame.conversation, frame, {}, own);
    } else if (refused)
        refuseStream(session, *conversation, frame.stream);
}

void Pictures::chunk(Session& session, const protocol::StreamChunk& frame, const SharedBytes& body)
{
    Conversation* conversation = conversationOf(session, frame, 0);
    if (conversation == nullptr)
        return;
    const MemberId own = conversation->sideOf(session.id()).member;
    const auto judgement = conversation->pictures().chunk(frame.stream, own, frame.number, body.size());
    if (passes(session, judgement, frame, 0)) {
        m_state.totals.pictureBytes += body.size();
        m_outgoing.unnumbered(partnerOf(*conversation, frame.stream, own), Lane::Picture, frame.conversation,
                              frame, body, frame.stream, own);
    }
}

void Pictures::credit(Session& session, protocol::StreamCredit frame)
{
    Conversation* conversation = conversationOf(session, frame, 0);
    if (conversation == nullptr)
        return;
    const MemberId own = conversation->sideOf(session.id()).member;
    const auto judgement = conversation->pictures().credit(own, frame);
    if (passes(session, judgement, frame, 0))
        // In the chat lane although it has no number: a hint may be dropped, and then the picture would
        // stand.
        m_outgoing.unnumbered(partnerOf(*conversation, frame.stream, own), Lane::Chat, frame.conversation,
                              frame, {}, {}, own);
}

void Pictures::end(Session& session, const protocol::StreamEnd& frame, std::uint64_t regarding)
{
    Conversation* conversation = conversationOf(session, frame, regarding);
    if (conversation == nullptr)
        return;
    PictureRelay& pictures = conversation->pictures();
    const MemberId own = conversation->sideOf(session.id()).member;
    if (!passes(session, pictures.judgeEnd(frame.stream, own, frame.outcome), frame, regarding))
        return;
    Session& partner = partnerOf(*conversation, frame.stream, own);
    Session& receiver = pictures.find(frame.stream)->receiver == own ? session : partner;
    pictures.end(frame.stream, m_state.now.steadyMs);
    if (!receiver.isAway())
        m_state.emit(DropStream{receiver.connection(), frame.stream});
    m_outgoing.reliable(partner, frame.conversation, frame, {}, own);
}

void Pictures::goOn(Session& session)
{
    for (Conversation* conversation : m_state.conversationsOf(session)) {
        const MemberId own = conversation->sideOf(session.id()).member;
        for (const protocol::StreamCredit& credit : conversation->pictures().goOn(own, conversation->id()))
            m_outgoing.unnumbered(session, Lane::Chat, conversation->id(), credit);
    }
}

bool Pictures::hasTooMany(const Session& session)
{
    std::size_t streams = 0;
    for (const Conversation* conversation : m_state.conversationsOf(session))
        streams += conversation->pictures().countOf(conversation->sideOf(session.id()).member);
    return streams >= limits::streamsPerSessionMax;
}

template <class Frame>
Conversation* Pictures::conversationOf(Session& session, const Frame& frame, std::uint64_t regarding)
{
    Conversation* conversation = m_state.conversationOf(session, frame.conversation);
    // A picture's frames go on for a moment when the conversation ends: both are about to be told.
    if (conversation == nullptr && !m_state.endings.contains(frame.conversation, session.id()))
        m_outgoing.refuse(session, Errc::NotInConversation, regarding, frame.conversation, frame.stream);
    return conversation;
}

template <class Frame>
bool Pictures::passes(Session& session, const PictureRelay::Judgement& judgement, const Frame& frame,
                      std::uint64_t regarding)
{
    switch (judgement.verdict) {
    case Verdict::Forward: return true;
    case Verdict::Ignore: return false;
    case Verdict::Refuse:
        m_outgoing.refuse(session, judgement.code, regarding, frame.conversation, frame.stream);
        return false;
    case Verdict::Break:
        m_departures.closeWithError(session.connection(), judgement.code, regarding);
        return false;
    }
    return false;
}

Session& Pictures::partnerOf(const Conversation& conversation, const StreamId& stream, const MemberId& own)
{
    const MemberId& partner = conversation.pictures().find(stream)->partnerOf(own);
    return *m_state.findSession(conversation.find(partner)->session);
}

void Pictures::refuseStream(Session& session, Conversation& conversation, const StreamId& stream)
{
    Session& partner = partnerOf(conversation, stream, conversation.sideOf(session.id()).member);
    conversation.pictures().end(stream, m_state.now.steadyMs);
    const protocol::StreamEnd end{conversation.id(), stream, protocol::StreamOutcome::Refused};
    m_outgoing.reliable(session, conversation.id(), end);
    m_outgoing.reliable(partner, conversation.id(), end);
}

} // namespace chatmet::server
