// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From a connection to a session: hello and everything that can be wrong with it.

#include "common/protocol/Messages.h"
#include "server/core/Departures.h"
#include "server/core/Outgoing.h"
#include "server/core/Resumption.h"
#include "server/core/ServiceState.h"

namespace chatmet::server {

/// One thread.
class Arrivals
{
public:
    Arrivals(ServiceState& state, Outgoing& outgoing, Departures& departures, Resumption& resumption)
        : m_state(state), m_outgoing(outgoing), m_departures(departures), m_resumption(resumption)
    {
    }

    void connected(const Connected& event);

    /// A frame on a connection in Phase::Greeting.
    void frame(ConnectionId connection, const protocol::ClientFrame& frame);

    /// Closes the connections whose time for an accepted hello, limits::helloMs, is over; a puzzle gives
    /// limits::puzzleMs more.
    void closeLate();

private:
    void puzzle(ConnectionId connection, const protocol::Puzzle& answer);
    void challenge(ConnectionId connection, std::uint32_t difficultyBits);
    /// Whether its address and the server have room for one more; answers where not.
    [[nodiscard]] bool mayCome(ConnectionId connection);
    void hello(ConnectionId connection, const protocol::Hello& hello);
    void welcome(ConnectionId connection, const protocol::Hello& hello, std::string username);
    void resumed(ConnectionId connection, const protocol::Hello& hello);
    void log(ConnectionId connection, const protocol::Hello& hello);
    void refuse(ConnectionId connection, Errc code);

    ServiceState& m_state;
    Outgoing& m_outgoing;
    Departures& m_departures;
    Resumption& m_resumption;
};

} // namespace chatmet::server
