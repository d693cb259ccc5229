// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Meetings.h"

#include "common/base/Result.h"
#include "common/protocol/Limits.h"
#include "common/protocol/Names.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace chatmet::server {

namespace {

/// Each topic once, in the form that is compared. Errc::TooManyTopics, TopicInvalid.
Result<std::vector<std::string>> normalise(const std::vector<std::string>& topics)
{
    if (topics.size() > limits::topicsMax)
        return Errc::TooManyTopics;
    std::vector<std::string> normalised;
    for (const std::string& topic : topics) {
        auto one = protocol::normaliseTopic(topic);
        if (!one)
            return one.code();
        if (std::find(normalised.begin(), normalised.end(), *one) == normalised.end())
            normalised.push_back(std::move(one).value());
    }
    return normalised;
}

} // namespace

void Meetings::meet(Session& session, const protocol::Meet& wish, std::uint64_t regarding)
{
    if (!session.pair().isNull()) {
        m_outgoing.refuse(session, Errc::AlreadyPaired, regarding);
        return;
    }
    if (m_state.matchmaker.contains(session.id())) {
        m_outgoing.refuse(session, Errc::AlreadyWaiting, regarding);
        return;
    }
    if (!m_outgoing.allows(session, SessionKind::Meet, regarding))
        return;
    const AddressVerdict verdict =
        m_state.addresses.take(session.from().prefix, AddressKind::Meet, m_state.now.steadyMs);
    if (verdict.is == AddressVerdict::Is::Refused) {
        m_state.totals.hit(verdict.limit);
        m_outgoing.refuse(session, Errc::RateLimited, regarding, {}, {}, verdict.waitMs);
        return;
    }
    auto topics = normalise(wish.topics);
    if (!topics) {
        m_outgoing.refuse(session, topics.code(), regarding);
        return;
    }
    m_outgoing.reliable(session, {}, protocol::Waiting{});
    m_outgoing.counts(session);
    goOn(session, std::move(topics).value());
}

void Meetings::goOn(Session& session, std::vector<std::string> topics)
{
    advance(); // who is due since the last tick comes first
    if (const auto match = m_state.matchmaker.add(session.id(), std::move(topics), m_state.now.steadyMs))
        pair(*match);
}

void Meetings::cancel(Session& session, std::uint64_t regarding)
{
    if (!m_outgoing.allows(session, SessionKind::Frame, regarding))
        return;
    if (m_state.matchmaker.remove(session.id())) {
        m_outgoing.reliable(session, {}, protocol::MeetCancelled{});
        m_outgoing.counts(session);
    } else if (session.pair().isNull())
        m_outgoing.refuse(session, Errc::NotWaiting, regarding);
    // Else a partner was found in the same moment and wins: the answer, Paired, is on its way already.
}

void Meetings::leave(Session& session, const ConversationId& conversation, std::uint64_t regarding)
{
    Conversation* left = m_state.conversationOf(session, conversation);
    if (left != nullptr && left->isRoom())
        m_departures.leaveRoom(session, *left, protocol::EndReason::Left, protocol::EndReason::YouLeft);
    else if (left != nullptr)
        m_departures.endConversation(session, protocol::EndReason::Left);
    else if (!m_state.endings.leave(conversation, session.id())) // both leaving at once is fine
        m_outgoing.refuse(session, Errc::NotInConversation, regarding, conversation);
}

void Meetings::advance()
{
    while (const auto match = m_state.matchmaker.advance(m_state.now.steadyMs))
        pair(*match);
}

void Meetings::pair(const Match& match)
{
    Session& first = *m_state.findSession(match.first);
    Session& second = *m_state.findSession(match.second);
    Conversation made(m_state.random, first.id(), second.id(), m_state.now.steadyMs);
    const ConversationId id = made.id();
    const Conversation& conversation = m_state.conversations.emplace(id, std::move(made)).first->second;
    m_state.recentPartners.met(first.id(), second.id());
    first.setPair(id);
    second.setPair(id);
    ++m_state.totals.pairs;
    tellPaired(first, conversation, match);
    tellPaired(second, conversation, match);
}

void Meetings::tellPaired(Session& session, const Conversation& conversation, const Match& match)
{
    const Conversation::Side& partner = conversation.partnerOf(session.id());
    protocol::Paired paired;
    paired.conversation = conversation.id();
    paired.ownMember = conversation.sideOf(session.id()).member;
    paired.partnerMember = partner.member;
    paired.partnerUsername = m_state.findSession(partner.session)->username();
    paired.sharedTopics = match.sharedTopics;
    paired.initiator = session.id() == match.first;
    paired.timeMs = m_state.now.utcMs;
    m_outgoing.reliable(session, conversation.id(), paired);
}

} // namespace chatmet::server
