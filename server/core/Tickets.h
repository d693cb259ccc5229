// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What makes it possible to report and to block somebody for two minutes after a pair has ended.

#include "common/base/Ids.h"
#include "server/core/Described.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>

namespace chatmet::server {

/// One side's, about the other: worth one report and one block. Nothing of what was said.
struct Ticket
{
    SessionId owner;
    ConversationId conversation;
    MemberId member;             ///< by which its owner knew the other
    SessionId other;             ///< null once that session is gone
    std::uint64_t otherNumber{}; ///< in the place of the other's session, for strikes; see numberOf
    std::uint64_t otherTag{};    ///< in the place of the other's address
    std::int64_t sinceMs{0};     ///< of the end, steady clock
    bool reported{false};
    bool blocked{false};

    CHATMET_DESCRIBED(Ticket,
                      (owner, conversation, member, other, otherNumber, otherTag, sinceMs, reported, blocked))
};

/// Tells sessions apart after they are gone, and leads to none: 64 of the random bits of an id that never
/// leaves the server.
[[nodiscard]] std::uint64_t numberOf(const SessionId& session);

/// One thread. Times are of the steady clock.
class Tickets
{
public:
    /// Past limits::ticketsPerSessionMax the owner's oldest goes.
    void issue(const Ticket& ticket);
    /// Null where there is none (any more). Valid until the next call of another function.
    [[nodiscard]] Ticket* find(const SessionId& owner, const ConversationId& conversation);
    /// Milliseconds that the ticket still has; 0: there is none, or it is used up.
    [[nodiscard]] std::int64_t leftMs(const SessionId& owner, const ConversationId& conversation,
                                      std::int64_t nowMs) const;
    /// Takes away a ticket that was used for both of what it is worth.
    void dropIfUsedUp(const SessionId& owner, const ConversationId& conversation);
    /// The session is gone: so are its tickets, and those about it lead nowhere.
    void forget(const SessionId& session);
    /// Takes away those that are older than limits::ticketMs. Work: those, and one more.
    void expire(std::int64_t nowMs);

    /// How many it has, and how many others have about it.
    [[nodiscard]] std::size_t countBy(const SessionId& owner) const;
    [[nodiscard]] std::size_t countOf(const SessionId& session) const;
    [[nodiscard]] std::size_t size() const { return m_byAge.size(); }

private:
    using Place = std::list<Ticket>::iterator;

    void remove(Place place);
    static void takeOut(std::unordered_map<SessionId, std::list<Place>>& from, const SessionId& key,
                        Place place);

    std::list<Ticket> m_byAge;                                ///< the oldest first
    std::unordered_map<SessionId, std::list<Place>> m_owned;  ///< by owner, the oldest first
    std::unordered_map<SessionId, std::list<Place>> m_others; ///< by Ticket::other

    CHATMET_DESCRIBED(Tickets, (m_byAge, m_owned, m_others))
};

} // namespace chatmet::server
