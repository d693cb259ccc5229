// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Reports.h"

namespace chatmet::server {

void Reports::report(Session& session, const protocol::Report& report, std::uint64_t regarding)
{
    if (!m_outgoing.allows(session, SessionKind::Frame, regarding))
        return;
    const AddressVerdict verdict =
        m_state.addresses.take(session.from().prefix, AddressKind::Report, m_state.now.steadyMs);
    if (verdict.is == AddressVerdict::Is::Refused) {
        m_outgoing.refuse(session, Errc::RateLimited, regarding, {}, {}, verdict.waitMs);
        return;
    }
    Ticket* ticket = ticketAbout(session, report.conversation, report.member, &Ticket::reported, regarding);
    if (ticket == nullptr)
        return;
    ticket->reported = true;
    // Whoever reports the same session again, from anywhere behind the same prefix, says nothing new.
    const std::uint64_t by = session.from().prefix ^ ticket->otherNumber;
    m_state.addresses.strike(ticket->otherTag, by, m_state.now.steadyMs);
    m_outgoing.reliable(session, {}, protocol::Reported{report.conversation, report.member});
    m_state.tickets.dropIfUsedUp(session.id(), report.conversation);
}

void Reports::block(Session& session, const protocol::Block& block, std::uint64_t regarding)
{
    if (!m_outgoing.allows(session, SessionKind::Frame, regarding))
        return;
    Ticket* ticket = ticketAbout(session, block.conversation, block.member, &Ticket::blocked, regarding);
    if (ticket == nullptr)
        return;
    ticket->blocked = true;
    if (!ticket->other.isNull()) // else there is nobody left to meet again
        m_state.blocks.add(session.id(), ticket->other);
    m_outgoing.reliable(session, {}, protocol::Blocked{block.conversation, block.member});
    m_state.tickets.dropIfUsedUp(session.id(), block.conversation);
}

Ticket* Reports::ticketAbout(Session& session, const ConversationId& conversation, const MemberId& member,
                             bool Ticket::*said, std::uint64_t regarding)
{
    const Conversation* pair = m_state.conversationOf(session, conversation);
    if (pair != nullptr && pair->partnerOf(session.id()).member == member)
        m_departures.endConversation(session, protocol::EndReason::Left);
    Ticket* ticket = m_state.tickets.find(session.id(), conversation);
    const Errc refusal = ticket == nullptr || ticket->member != member ? Errc::MemberUnknown
                         : ticket->*said                               ? Errc::SaidBefore
                                                                       : Errc::Ok;
    if (refusal == Errc::Ok)
        return ticket;
    m_outgoing.refuse(session, refusal, regarding, conversation);
    return nullptr;
}

} // namespace chatmet::server
