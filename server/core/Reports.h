// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reporting and blocking somebody, in a pair and for two minutes after it.

#include "common/protocol/Messages.h"
#include "server/core/Departures.h"
#include "server/core/Outgoing.h"
#include "server/core/ServiceState.h"

#include <cstdint>

namespace chatmet::server {

/// One thread. regarding: the number of the client's frame. Both end the pair, and tell the other side no
/// more than that it was left.
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
    /// Ends the pair if that is what is meant, and gives back what it left; null after a refusal.
    [[nodiscard]] Ticket* ticketAbout(Session& session, const ConversationId& conversation,
                                      const MemberId& member, bool Ticket::*said, std::uint64_t regarding);

    ServiceState& m_state;
    Outgoing& m_outgoing;
    Departures& m_departures;
};

} // namespace chatmet::server
