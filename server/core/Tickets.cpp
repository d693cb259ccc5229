// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Tickets.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <cstring>

namespace chatmet::server {

std::uint64_t numberOf(const SessionId& session)
{
    std::uint64_t number = 0;
    // The last bytes: the first two are the node's.
    std::memcpy(&number, session.bytes().data() + SessionId::bytesCount - sizeof number, sizeof number);
    return number;
}

void Tickets::issue(const Ticket& ticket)
{
    const Place place = m_byAge.insert(m_byAge.end(), ticket);
    auto& owned = m_owned[ticket.owner];
    owned.push_back(place);
    if (!ticket.other.isNull())
        m_others[ticket.other].push_back(place);
    if (owned.size() > limits::ticketsPerSessionMax)
        remove(owned.front());
}

Ticket* Tickets::find(const SessionId& owner, const ConversationId& conversation)
{
    const auto found = m_owned.find(owner);
    if (found == m_owned.end())
        return nullptr;
    for (const Place place : found->second) {
        if (place->conversation == conversation)
            return &*place;
    }
    return nullptr;
}

std::int64_t Tickets::leftMs(const SessionId& owner, const ConversationId& conversation,
                             std::int64_t nowMs) const
{
    const Ticket* ticket = const_cast<Tickets*>(this)->find(owner, conversation);
    return ticket == nullptr ? 0 : std::max<std::int64_t>(ticket->sinceMs + limits::ticketMs - nowMs, 0);
}

void Tickets::dropIfUsedUp(const SessionId& owner, const ConversationId& conversation)
{
    const auto found = m_owned.find(owner);
    if (found == m_owned.end())
        return;
    for (const Place place : found->second) {
        const Ticket& ticket = *place;
        if (ticket.conversation == conversation && ticket.reported && ticket.blocked)
            return remove(place);
    }
}

void Tickets::forget(const SessionId& session)
{
    while (countBy(session) > 0)
        remove(m_owned.at(session).front());
    const auto about = m_others.find(session);
    if (about == m_others.end())
        return;
    for (const Place place : about->second)
        place->other = {};
    m_others.erase(about);
}

void Tickets::expire(std::int64_t nowMs)
{
    while (!m_byAge.empty() && nowMs - m_byAge.front().sinceMs >= limits::ticketMs)
        remove(m_byAge.begin());
}

std::size_t Tickets::countBy(const SessionId& owner) const
{
    const auto found = m_owned.find(owner);
    return found == m_owned.end() ? 0 : found->second.size();
}

std::size_t Tickets::countOf(const SessionId& session) const
{
    const auto found = m_others.find(session);
    return found == m_others.end() ? 0 : found->second.size();
}

void Tickets::remove(Place place)
{
    takeOut(m_owned, place->owner, place);
    if (!place->other.isNull())
        takeOut(m_others, place->other, place);
    m_byAge.erase(place);
}

void Tickets::takeOut(std::unordered_map<SessionId, std::list<Place>>& from, const SessionId& key,
                      Place place)
{
    const auto found = from.find(key);
    found->second.remove(place);
    if (found->second.empty())
        from.erase(found);
}

} // namespace chatmet::server
