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
        m_state.totals.hit(verdict.limit);
        m_outgoing.refuse(session, Errc::RateLimited, regarding, {}, {}, verdict.waitMs);
        return;
    }
    const auto other = find(session, report.conversation, report.member, &Ticket::reported, regarding);
    if (!other)
        return;
    // Whoever reports the same session again, from anywhere behind the same prefix, says nothing new.
    const std::uint64_t by = session.from().prefix ^ other->number;
    m_state.totals.strikes += m_state.addresses.strike(other->tag, by, m_state.now.steadyMs) ? 1 : 0;
    ++m_state.totals.reports;
    m_outgoing.reliable(session, {}, protocol::Reported{report.conversation, report.member});
    m_state.tickets.dropIfUsedUp(session.id(), report.conversation);
}

void Reports::block(Session& session, const protocol::Block& block, std::uint64_t regarding)
{
    if (!m_outgoing.allows(session, SessionKind::Frame, regarding))
        return;
    const auto other = find(session, block.conversation, block.member, &Ticket::blocked, regarding);
    if (!other)
        return;
    if (!other->session.isNull()) // else there is nobody left to meet again
        m_state.blocks.add(session.id(), other->session);
    m_outgoing.reliable(session, {}, protocol::Blocked{block.conversation, block.member});
    m_state.tickets.dropIfUsedUp(session.id(), block.conversation);
}

std::optional<Reports::Other> Reports::find(Session& session, const ConversationId& conversation,
                                            const MemberId& member, bool Ticket::*said,
                                            std::uint64_t regarding)
{
    const Conversation* in = m_state.conversationOf(session, conversation);
    if (in != nullptr && in->isRoom())
        return findInRoom(session, *in, member, regarding);
    if (in != nullptr && in->partnerOf(session.id()).member == member)
        m_departures.endConversation(session, protocol::EndReason::Left);
    Ticket* ticket = m_state.tickets.find(session.id(), conversation);
    const Errc refusal = ticket == nullptr || ticket->member != member ? Errc::MemberUnknown
                         : ticket->*said                               ? Errc::SaidBefore
                                                                       : Errc::Ok;
    if (refusal != Errc::Ok) {
        m_outgoing.refuse(session, refusal, regarding, conversation);
        return std::nullopt;
    }
    ticket->*said = true;
    return Other{ticket->other, ticket->otherNumber, ticket->otherTag};
}

std::optional<Reports::Other> Reports::findInRoom(Session& session, const Conversation& room,
                                                  const MemberId& member, std::uint64_t regarding)
{
    const Conversation::Side* side = room.find(member);
    if (side == nullptr || side->session == session.id()) {
        m_outgoing.refuse(session, Errc::MemberUnknown, regarding, room.id());
        return std::nullopt;
    }
    return Other{side->session, numberOf(side->session), m_state.findSession(side->session)->from().prefix};
}

} // namespace chatmet::server
