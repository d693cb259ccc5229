// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Blocks.h"

#include "common/protocol/Limits.h"

namespace chatmet::server {

void Blocks::add(const SessionId& blocker, const SessionId& blocked)
{
    Relations& own = m_relations[blocker];
    if (!own.isBlocked.insert(blocked).second)
        return;
    own.blocked.push_back(blocked);
    m_relations[blocked].blockers.insert(blocker);
    if (countBy(blocker) > limits::blocksPerSessionMax) {
        const SessionId oldest = m_relations.at(blocker).blocked.front();
        remove(blocker, oldest);
    }
}

bool Blocks::isBetween(const SessionId& one, const SessionId& other) const
{
    const auto found = m_relations.find(one);
    return found != m_relations.end() &&
           (found->second.isBlocked.contains(other) || found->second.blockers.contains(other));
}

void Blocks::forget(const SessionId& session)
{
    const auto found = m_relations.find(session);
    if (found == m_relations.end())
        return;
    const Relations own = std::move(found->second);
    m_relations.erase(found);
    for (const SessionId& blocked : own.blocked) {
        m_relations.at(blocked).blockers.erase(session);
        dropIfEmpty(blocked);
    }
    for (const SessionId& blocker : own.blockers) {
        Relations& others = m_relations.at(blocker);
        others.isBlocked.erase(session);
        others.blocked.remove(session);
        dropIfEmpty(blocker);
    }
}

std::size_t Blocks::countBy(const SessionId& blocker) const
{
    const auto found = m_relations.find(blocker);
    return found == m_relations.end() ? 0 : found->second.blocked.size();
}

std::size_t Blocks::countOf(const SessionId& blocked) const
{
    const auto found = m_relations.find(blocked);
    return found == m_relations.end() ? 0 : found->second.blockers.size();
}

void Blocks::remove(const SessionId& blocker, const SessionId& blocked)
{
    Relations& own = m_relations.at(blocker);
    own.isBlocked.erase(blocked);
    own.blocked.remove(blocked);
    m_relations.at(blocked).blockers.erase(blocker);
    dropIfEmpty(blocker);
    dropIfEmpty(blocked);
}

void Blocks::dropIfEmpty(const SessionId& session)
{
    const auto found = m_relations.find(session);
    if (found != m_relations.end() && found->second.blocked.empty() && found->second.blockers.empty())
        m_relations.erase(found);
}

} // namespace chatmet::server
