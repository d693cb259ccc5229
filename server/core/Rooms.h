// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Opening a room, joining it, and what its host may do. Leaving is Meetings'.

#include "common/memory/SharedBytes.h"
#include "common/protocol/Messages.h"
#include "server/core/Departures.h"
#include "server/core/Outgoing.h"
#include "server/core/ServiceState.h"

#include <cstddef>
#include <cstdint>

namespace chatmet::server {

/// What a membership of a room is charged for: its place there, its key package, its place in the session.
inline constexpr std::size_t membershipCostBytes = 1'024;

/// One thread. regarding: the number of the client's frame.
class Rooms
{
public:
    Rooms(ServiceState& state, Outgoing& outgoing, Departures& departures)
        : m_state(state), m_outgoing(outgoing), m_departures(departures)
    {
    }

    /// package: the opener's keys, which are told to whoever joins.
    void open(Session& session, const protocol::OpenRoom& wish, const SharedBytes& package,
              std::uint64_t regarding);
    /// Why somebody is not let in is not told: a room that is not there, a wrong proof, a full or locked room
    /// and one that the session is in are one answer.
    void join(Session& session, const protocol::JoinRoom& wish, const SharedBytes& package,
              std::uint64_t regarding);
    void lock(Session& session, const protocol::LockRoom& wish, std::uint64_t regarding);
    void remove(Session& session, const protocol::RemoveMember& wish, std::uint64_t regarding);

private:
    /// What is wrong before any room is looked at.
    [[nodiscard]] Errc judgeEntry(const Session& session, const SharedBytes& package) const;
    /// The room that the session may enter with this proof; null: none, whatever the reason.
    [[nodiscard]] Conversation* roomToEnter(const Session& session, const protocol::JoinRoom& wish);
    const Conversation::Side& enter(Session& session, Conversation& room, const SharedBytes& package);
    void tellPresent(Session& session, const Conversation& room);
    /// The room where the session is host; null, and answered, if it is not.
    [[nodiscard]] Conversation* hostedBy(Session& session, const ConversationId& room,
                                         std::uint64_t regarding);

    ServiceState& m_state;
    Outgoing& m_outgoing;
    Departures& m_departures;
};

} // namespace chatmet::server
