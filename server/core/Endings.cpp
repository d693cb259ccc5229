// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Endings.h"

#include "common/protocol/Limits.h"
#include "server/core/GiveBack.h"

#include <algorithm>
#include <utility>

namespace chatmet::server {

void Endings::begin(const ConversationId& conversation, Ending ending)
{
    m_endings[conversation].push_back(std::move(ending));
}

std::optional<Ending> Endings::confirm(const ConversationId& conversation, const MemberId& leaver,
                                       ConnectionId connection)
{
    const auto found = m_endings.find(conversation);
    if (found == m_endings.end())
        return std::nullopt;
    std::list<Ending>& endings = found->second;
    const auto ending =
        std::find_if(endings.begin(), endings.end(), [&](const Ending& one) { return one.leaver == leaver; });
    if (ending == endings.end())
        return std::nullopt;
    eraseAndGiveBack(ending->unconfirmed, connection);
    if (!ending->unconfirmed.empty())
        return std::nullopt;
    Ending told = std::move(*ending);
    endings.erase(ending);
    if (endings.empty())
        m_endings.erase(found);
    return told;
}

bool Endings::leave(const ConversationId& conversation, const SessionId& session)
{
    EndingSide* side = find(conversation, session);
    if (side == nullptr)
        return false;
    side->reason = protocol::EndReason::YouLeft;
    return true;
}

bool Endings::contains(const ConversationId& conversation, const SessionId& session) const
{
    return find(conversation, session) != nullptr;
}

void Endings::forget(const ConversationId& conversation, const SessionId& session)
{
    if (EndingSide* side = find(conversation, session))
        side->session = SessionId{};
}

std::vector<ConnectionId> Endings::overdue(std::int64_t nowMs) const
{
    std::vector<ConnectionId> connections;
    for (const auto& [conversation, endings] : m_endings) {
        for (const Ending& ending : endings) {
            if (nowMs - ending.sinceMs >= limits::eraseConfirmMs)
                connections.insert(connections.end(), ending.unconfirmed.begin(), ending.unconfirmed.end());
        }
    }
    std::sort(connections.begin(), connections.end()); // in an order that does not hang on the table's
    return connections;
}

const EndingSide* Endings::find(const ConversationId& conversation, const SessionId& session) const
{
    const auto found = m_endings.find(conversation);
    if (found == m_endings.end())
        return nullptr;
    for (const Ending& ending : found->second) {
        for (const EndingSide& side : ending.sides) {
            if (side.session == session)
                return &side;
        }
    }
    return nullptr;
}

EndingSide* Endings::find(const ConversationId& conversation, const SessionId& session)
{
    return const_cast<EndingSide*>(static_cast<const Endings*>(this)->find(conversation, session));
}

} // namespace chatmet::server
