// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Endings.h"

#include "common/protocol/Limits.h"

#include <utility>

namespace chatmet::server {

void Endings::begin(const ConversationId& conversation, const EndingSides& sides,
                    std::vector<ConnectionId> unconfirmed, std::int64_t nowMs)
{
    m_endings.emplace(conversation, Ending{sides, std::move(unconfirmed), nowMs});
}

std::optional<EndingSides> Endings::confirm(const ConversationId& conversation, ConnectionId connection)
{
    const auto found = m_endings.find(conversation);
    if (found == m_endings.end())
        return std::nullopt;
    std::erase(found->second.unconfirmed, connection);
    if (!found->second.unconfirmed.empty())
        return std::nullopt;
    const EndingSides told = found->second.sides;
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
    for (const auto& [conversation, ending] : m_endings) {
        if (nowMs - ending.sinceMs < limits::eraseConfirmMs)
            continue;
        connections.insert(connections.end(), ending.unconfirmed.begin(), ending.unconfirmed.end());
    }
    return connections;
}

const EndingSide* Endings::find(const ConversationId& conversation, const SessionId& session) const
{
    const auto found = m_endings.find(conversation);
    if (found == m_endings.end())
        return nullptr;
    for (const EndingSide& side : found->second.sides) {
        if (side.session == session)
            return &side;
    }
    return nullptr;
}

EndingSide* Endings::find(const ConversationId& conversation, const SessionId& session)
{
    return const_cast<EndingSide*>(static_cast<const Endings*>(this)->find(conversation, session));
}

} // namespace chatmet::server
