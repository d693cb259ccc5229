// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Endings.h"

#include "common/protocol/Limits.h"

#include <algorithm>

namespace chatmet::server {

void Endings::begin(const ConversationId& conversation, const EndingSides& sides, std::int64_t nowMs)
{
    m_endings.emplace(conversation, Ending{sides, nowMs});
}

std::optional<EndingSides> Endings::confirm(const ConversationId& conversation, ConnectionId connection)
{
    const auto found = m_endings.find(conversation);
    if (found == m_endings.end())
        return std::nullopt;
    EndingSides& sides = found->second.sides;
    for (EndingSide& side : sides)
        side.confirmed = side.confirmed || side.connection == connection;
    if (!std::all_of(sides.begin(), sides.end(), [](const EndingSide& side) { return side.confirmed; }))
        return std::nullopt;
    const EndingSides told = sides;
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
        for (const EndingSide& side : ending.sides) {
            if (!side.confirmed)
                connections.push_back(side.connection);
        }
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
