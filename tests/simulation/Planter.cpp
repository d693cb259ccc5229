// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/Planter.h"

#include "tests/simulation/FrameKind.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;

bool Planter::passes(Event& event)
{
    const bool isTheirs = (m_fault == Fault::TicksStop && std::holds_alternative<Tick>(event)) ||
                          (m_fault == Fault::TurnedAwayUnheard && std::holds_alternative<TurnedAway>(event));
    const bool isKept = isTheirs && m_events > m_after;
    m_isPlanted = m_isPlanted || isKept;
    auto* received = std::get_if<FrameReceived>(&event);
    auto* sent = received == nullptr ? nullptr : std::get_if<protocol::Send>(&received->frame.kind);
    if (m_fault == Fault::TakingBackUnheard && m_events > m_after && sent != nullptr &&
        sent->takesBack != 0) {
        sent->takesBack = 0;
        m_isPlanted = true;
    }
    return !isKept;
}

void Planter::plant(const Event& event, Effects& effects)
{
    ++m_events;
    if (m_isPlanted)
        return;
    if (m_events >= m_after)
        m_isPlanted = plantEffect(effects) || plantStructure(event) || plantInRooms(event, effects) ||
                      plantInReports(event) || plantInLimits(event, effects);
    if (!m_isPlanted) {
        remember();
        rememberTalk(effects);
    }
}

template <class Kind> Effects::iterator Planter::findKind(Effects& effects)
{
    return std::find_if(effects.begin(), effects.end(), [](const Effect& effect) {
        const auto* frame = std::get_if<SendFrame>(&effect);
        return frame != nullptr && std::holds_alternative<Kind>(kindOf(*frame));
    });
}

bool Planter::plantEffect(Effects& effects)
{
    auto found = effects.end();
    switch (m_fault) {
    case Fault::AcceptedDropped: found = findKind<protocol::Accepted>(effects); break;
    case Fault::EndedDropped: found = findKind<protocol::Ended>(effects); break;
    case Fault::PairedDropped: found = findKind<protocol::Paired>(effects); break;
    case Fault::MemberNotIntroduced: found = findKind<protocol::MemberJoined>(effects); break;
    case Fault::RoomChangedDropped: found = findKind<protocol::RoomChanged>(effects); break;
    case Fault::ReportedDropped: found = findKind<protocol::Reported>(effects); break;
    case Fault::NoticeDropped: found = findKind<protocol::Notice>(effects); break;
    case Fault::ReplaceDropped:
        found = std::find_if(effects.begin(), effects.end(),
                             [](const Effect& one) { return std::holds_alternative<ReplaceQueued>(one); });
        break;
    case Fault::LeaverNotErased:
        found = std::find_if(effects.begin(), effects.end(), [](const Effect& one) {
            const auto* erase = std::get_if<EraseQueued>(&one);
            return erase != nullptr && !erase->author.isNull();
        });
        break;
    case Fault::MessageTwice:
    case Fault::MessageSwapped: found = findKind<protocol::Message>(effects); break;
    case Fault::EraseDropped:
        found = std::find_if(effects.begin(), effects.end(),
                             [](const Effect& one) { return std::holds_alternative<EraseQueued>(one); });
        break;
    default: break;
    }
    if (found == effects.end())
        return false;
    if (m_fault == Fault::MessageTwice) {
        SendFrame again = std::get<SendFrame>(*found);
        Outbox& outbox = m_state.findSession(m_state.connections.at(again.connection).session)->outbox();
        again.sequence = outbox.push(again.conversation, again.kind, again.body, m_state.now.steadyMs);
        effects.push_back(std::move(again));
    } else if (m_fault == Fault::MessageSwapped) {
        std::get<SendFrame>(*found).body = SharedBytes(WipedBytes(40, 'x'));
    } else {
        effects.erase(found);
    }
    return true;
}

bool Planter::plantStructure(const Event& event)
{
    Session* remembered = m_state.findSession(m_session);
    switch (m_fault) {
    case Fault::OutboxEraseSkipped:
        if (!m_frame || remembered == nullptr || m_state.conversations.contains(m_frame->conversation))
            return false;
        remembered->outbox().push(m_frame->conversation, m_frame->kind, m_frame->body, m_state.now.steadyMs);
        return true;
    case Fault::TokenKept:
        return remembered == nullptr && !m_session.isNull() &&
               m_state.tokens.emplace(m_token, m_session).second;
    case Fault::TokenLost:
        return remembered != nullptr && m_state.tokens.erase(m_token) != 0 && remembered->token() == m_token;
    case Fault::SearchForgotten: return m_state.matchmaker.remove(m_session);
    case Fault::PartnerKept:
        if (remembered != nullptr || m_session.isNull() || m_state.sessions.empty())
            return false;
        m_state.recentPartners.met(m_session, m_state.sessions.begin()->first);
        return true;
    case Fault::ConnectionKept:
        if (const auto* gone = std::get_if<Disconnected>(&event)) {
            Connection kept;
            kept.phase = Connection::Phase::Cut;
            return m_state.connections.emplace(gone->connection, kept).second;
        }
        return false;
    case Fault::ChargeLeaked: m_leaked = m_state.budget.chargeAlways(100); return true;
    default: return false;
    }
}

/// Somebody, and a frame that waits for them, as they are before the event in which they go.
void Planter::remember()
{
    const bool wantsFrame = m_fault == Fault::OutboxEraseSkipped;
    const bool wantsSearch = m_fault == Fault::SearchForgotten;
    if (m_state.findSession(m_session) != nullptr && !wantsSearch && (!wantsFrame || m_frame))
        return;
    const Session* chosen = nullptr; // the least id: the table's order is not the same everywhere
    for (const auto& [id, session] : m_state.sessions) {
        if ((!wantsSearch || m_state.matchmaker.contains(id)) && (chosen == nullptr || id < chosen->id()))
            chosen = session.get();
    }
    if (chosen == nullptr)
        return;
    m_session = chosen->id();
    m_token = chosen->token();
    for (const Outbox::Kept& kept : chosen->outbox().kept()) {
        if (!kept.conversation.isNull())
            m_frame = SendFrame{{},        Lane::Chat,        kept.sequence, 0, kept.kind,
                                kept.body, kept.conversation, kept.author,   {}};
    }
}

} // namespace chatmet::simulation
