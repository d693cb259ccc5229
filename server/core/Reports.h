// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reporting and blocking somebody: in a pair, which ends by it, for two minutes after it, and in a room.

#include "common/protocol/Messages.h"
#include "server/core/Departures.h"
#include "server/core/Outgoing.h"
#include "server/core/ServiceState.h"

#include <cstdint>
#include <optional>

namespace chatmet::server {

/// One thread. regarding: the number of the client's frame. Whom it is about hears of it no more than, in a
/// pair, that it was left.
class Reports
{
public:
    Reports(ServiceState& state, Outgoing& outgoing, Departures& departures)
        : m_state(state), m_outgoing(outgoing), m_departures(departures)
    {
    }

    void report(Session& session, const protocol::Report& report, std::uint64_t regarding);
    void block(Session& session, const protocol::Block& block, std::uint64_t regarding);

private:
    /// Whom it is about.
    struct Other
    {
        SessionId session;       ///< null once it is gone
        std::uint64_t number{0}; ///< numberOf its session
        std::uint64_t tag{0};    ///< in the place of its address
    };
    /// Ends the pair if it is about one. said: what a ticket notes of it. Nothing after a refusal.
    [[nodiscard]] std::optional<Other> find(Session& session, const ConversationId& conversation,
                                            const MemberId& member, bool Ticket::*said,
                                            std::uint64_t regarding);
    [[nodiscard]] std::optional<Other> findInRoom(Session& session, const Conversation& room,
                                                  const MemberId& member, std::uint64_t regarding);

    ServiceState& m_state;
    Outgoing& m_outgoing;
    Departures& m_departures;
};

} // namespace chatmet::server
