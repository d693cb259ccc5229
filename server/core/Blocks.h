// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who does not want to meet whom again, among the sessions that live.

#include "common/base/Ids.h"
#include "server/core/Described.h"

#include <cstddef>
#include <list>
#include <unordered_map>
#include <unordered_set>

namespace chatmet::server {

/// A block is one session's word about another; the two don't meet again, whoever said it. One thread.
class Blocks
{
public:
    /// Past limits::blocksPerSessionMax the oldest of this blocker goes.
    void add(const SessionId& blocker, const SessionId& blocked);
    /// Whether either has blocked the other. Constant work.
    [[nodiscard]] bool isBetween(const SessionId& one, const SessionId& other) const;
    /// The session ends: it is in nobody's list any more.
    void forget(const SessionId& session);

    /// How many it has blocked, and how many have blocked it.
    [[nodiscard]] std::size_t countBy(const SessionId& blocker) const;
    [[nodiscard]] std::size_t countOf(const SessionId& blocked) const;
    /// Sessions that stand in here.
    [[nodiscard]] std::size_t size() const { return m_relations.size(); }

private:
    struct Relations
    {
        std::list<SessionId> blocked; ///< by this session, the latest last
        std::unordered_set<SessionId> isBlocked;
        std::unordered_set<SessionId> blockers; ///< have blocked this session
    };
    void remove(const SessionId& blocker, const SessionId& blocked);
    void dropIfEmpty(const SessionId& session);

    /// Both ways: whoever is blocked by somebody has that one among its blockers.
    std::unordered_map<SessionId, Relations> m_relations;

    CHATMET_DESCRIBED(Blocks, (m_relations))
};

} // namespace chatmet::server
