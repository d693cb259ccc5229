// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/ServiceState.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace chatmet::server {

namespace {

constexpr std::size_t budgetBytesDefault = std::size_t{1} << 30;

ServiceSettings withDefaults(ServiceSettings settings)
{
    const std::size_t textBytes = settings.operatorName.size() + settings.operatorContact.size() +
                                  settings.operatorRules.size() + settings.operatorCountry.size() +
                                  settings.legalBasis.size();
    if (textBytes > operatorTextBytesMax)
        throw std::length_error("the operator's texts are too long for a welcome");
    if (settings.sessionsMax == 0)
        settings.sessionsMax = limits::sessionsMax;
    if (settings.roomMembersMax == 0)
        settings.roomMembersMax = limits::roomMembersMax;
    settings.roomMembersMax = std::min(settings.roomMembersMax, limits::roomMembersMaxMost);
    if (settings.budgetBytes == 0)
        settings.budgetBytes = budgetBytesDefault;
    return settings;
}

} // namespace

ServiceState::ServiceState(RandomSource& randomSource, ServiceSettings serviceSettings,
                           const OutsideBytes* outside)
    : random(randomSource),
      settings(withDefaults(std::move(serviceSettings))),
      budget(settings.budgetBytes, outside),
      matchmaker(randomSource, recentPartners, blocks),
      addresses(settings.perAddress),
      puzzles(randomSource)
{
}

void ServiceState::reconfigure(ServiceSettings next)
{
    next.resumeWindowMs = settings.resumeWindowMs;
    next.logRetentionDays = settings.logRetentionDays;
    next.logTruncated = settings.logTruncated;
    next.legalBasis = settings.legalBasis;
    settings = withDefaults(std::move(next));
    budget.setLimit(settings.budgetBytes);
    addresses.setSettings(settings.perAddress);
}

Session* ServiceState::findSession(const SessionId& id)
{
    const auto found = sessions.find(id);
    return found == sessions.end() ? nullptr : found->second.get();
}

Connection* ServiceState::findConnection(ConnectionId id)
{
    const auto found = connections.find(id);
    return found == connections.end() ? nullptr : &found->second;
}

Conversation* ServiceState::conversationOf(const Session& session, const ConversationId& id)
{
    if (id.isNull() || !session.isIn(id))
        return nullptr;
    return &conversations.at(id);
}

std::uint32_t ServiceState::busyBits() const
{
    // From seven eighths on; a bit more with each half of what is left.
    std::uint32_t bits = 0;
    for (std::size_t left = settings.sessionsMax / 8;
         left > 0 && sessions.size() + left >= settings.sessionsMax; left /= 2)
        ++bits;
    return bits;
}

std::vector<Conversation*> ServiceState::conversationsOf(const Session& session)
{
    std::vector<Conversation*> all;
    if (!session.pair().isNull())
        all.push_back(&conversations.at(session.pair()));
    for (const ConversationId& room : session.rooms())
        all.push_back(&conversations.at(room));
    return all;
}

std::vector<Session*> ServiceState::othersIn(const Conversation& conversation, const Session& session)
{
    std::vector<Session*> others;
    for (const Conversation::Side& side : conversation.sides()) {
        if (side.session != session.id())
            others.push_back(findSession(side.session));
    }
    return others;
}

std::uint32_t ServiceState::jittered(std::uint32_t baseMs)
{
    std::array<std::uint8_t, 4> bytes{};
    random.get().fill(bytes);
    std::uint32_t value = 0;
    for (const std::uint8_t byte : bytes)
        value = (value << 8) | byte;
    return baseMs + value % (baseMs + 1);
}

} // namespace chatmet::server
