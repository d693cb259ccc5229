// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/RecentPartners.h"

#include <algorithm>

namespace chatmet::server {

void RecentPartners::met(const SessionId& one, const SessionId& other)
{
    for (const auto& [from, to] : {std::pair(one, other), std::pair(other, one)}) {
        remove(from, to); // it is the latest again
        auto& partners = m_partners[from];
        partners.push_back(to);
        if (partners.size() <= keptMax)
            continue;
        const SessionId oldest = partners.front();
        partners.pop_front();
        remove(oldest, from);
    }
}

bool RecentPartners::contains(const SessionId& one, const SessionId& other) const
{
    const auto found = m_partners.find(one);
    return found != m_partners.end() &&
           std::find(found->second.begin(), found->second.end(), other) != found->second.end();
}

std::size_t RecentPartners::countOf(const SessionId& session) const
{
    const auto found = m_partners.find(session);
    return found == m_partners.end() ? 0 : found->second.size();
}

void RecentPartners::forget(const SessionId& session)
{
    const auto found = m_partners.find(session);
    if (found == m_partners.end())
        return;
    const std::list<SessionId> partners = std::move(found->second);
    m_partners.erase(found);
    for (const SessionId& partner : partners)
        remove(partner, session);
}

void RecentPartners::remove(const SessionId& from, const SessionId& other)
{
    const auto found = m_partners.find(from);
    if (found == m_partners.end())
        return;
    found->second.remove(other);
    if (found->second.empty())
        m_partners.erase(found);
}

} // namespace chatmet::server
