// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who met whom of late, among the sessions that live: so that two who have parted don't meet again at once.

#include "common/base/Ids.h"
#include "server/core/Described.h"

#include <cstddef>
#include <list>
#include <unordered_map>

namespace chatmet::server {

/// Both ways: whoever is in somebody's list has that one in its own. One thread.
class RecentPartners
{
public:
    /// The latest partners of a session that are remembered.
    static constexpr std::size_t keptMax = 8;

    void met(const SessionId& one, const SessionId& other);
    /// Looks at keptMax entries at most.
    [[nodiscard]] bool contains(const SessionId& one, const SessionId& other) const;
    [[nodiscard]] std::size_t countOf(const SessionId& session) const;
    /// The session ends: it is in nobody's list any more.
    void forget(const SessionId& session);

    /// Sessions that have a list.
    [[nodiscard]] std::size_t size() const { return m_partners.size(); }

private:
    void remove(const SessionId& from, const SessionId& other);

    /// The latest last. Lists, and none that is empty, give back, and so wipe, what they are done with.
    std::unordered_map<SessionId, std::list<SessionId>> m_partners;

    CHATMET_DESCRIBED(RecentPartners, (m_partners))
};

} // namespace chatmet::server
