// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Taking up a session whose line dropped, on another connection.

#include "common/protocol/Messages.h"
#include "server/core/Departures.h"
#include "server/core/Meetings.h"
#include "server/core/Outgoing.h"
#include "server/core/Pictures.h"
#include "server/core/ServiceState.h"

namespace chatmet::server {

/// One thread.
class Resumption
{
public:
    Resumption(ServiceState& state, Outgoing& outgoing, Departures& departures, Meetings& meetings,
               Pictures& pictures)
        : m_state(state),
          m_outgoing(outgoing),
          m_departures(departures),
          m_meetings(meetings),
          m_pictures(pictures)
    {
    }

    /// Gives a session its first token.
    void issueToken(Session& session);

    /// Goes on with the session that the hello names, on this connection, which takes it from an older one:
    /// welcomes it, sends what it lacks, tells the others, and goes on with its search. False, changing
    /// nothing, where no session waits under that token or where something that its client lacks is gone.
    [[nodiscard]] bool resume(ConnectionId connection, const protocol::Hello& hello);

    /// A frame came on the session's line: its client knows the token that it was welcomed with, and the one
    /// before, which was kept in case that welcome got lost, counts no more.
    void tokenIsKnown(Session& session);

private:
    void replaceToken(Session& session, const SessionToken& used);
    void tellOthers(Session& session);

    ServiceState& m_state;
    Outgoing& m_outgoing;
    Departures& m_departures;
    Meetings& m_meetings;
    Pictures& m_pictures;
};

} // namespace chatmet::server
