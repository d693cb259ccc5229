// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Looking for a partner, finding one, leaving.

#include "common/protocol/Messages.h"
#include "server/core/Departures.h"
#include "server/core/Outgoing.h"
#include "server/core/ServiceState.h"

#include <string>
#include <vector>

namespace chatmet::server {

/// One thread. regarding: the number of the client's frame.
class Meetings
{
public:
    Meetings(ServiceState& state, Outgoing& outgoing, Departures& departures)
        : m_state(state), m_outgoing(outgoing), m_departures(departures)
    {
    }

    /// Answers Waiting, and Paired to both in the same batch where there is somebody.
    void meet(Session& session, const protocol::Meet& wish, std::uint64_t regarding);
    /// Begins a search, or takes up one that stood still while its session was away. topics: normalised.
    void goOn(Session& session, std::vector<std::string> topics);
    void cancel(Session& session, std::uint64_t regarding);
    void leave(Session& session, const ConversationId& conversation, std::uint64_t regarding);

    /// Pairs those whose time of preferring topics is over.
    void advance();

private:
    void pair(const Match& match);
    void tellPaired(Session& session, const Conversation& conversation, const Match& match);

    ServiceState& m_state;
    Outgoing& m_outgoing;
    Departures& m_departures;
};

} // namespace chatmet::server
