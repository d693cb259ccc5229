// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What goes to the server: numbered, kept while the server may lack it, waiting while the line is held, and
// acknowledging what came (Protocol.md, "Numbers and acknowledgements").

#include "client/net/LineSettings.h"
#include "common/protocol/Messages.h"

#include <QTimer>

#include <functional>

namespace chatmet::client {

class CurrentLine;
class HeldFrames;
class KeptFrames;
class ResumableSession;

/// GUI thread.
class OutgoingFrames
{
public:
    /// isOnline: welcomed on the line of now. The others outlive this.
    OutgoingFrames(CurrentLine& line, ResumableSession& session, HeldFrames& held,
                   const LineSettings& settings, std::function<bool()> isOnline);

    /// See ChatConnection::send(), whose caller knows that there is a session.
    [[nodiscard]] bool send(protocol::ClientKind kind, const SharedBytes& body = {});
    /// Outside the session's numbers: what is said before a welcome. Only where there is a line.
    void sendUnnumbered(protocol::ClientKind kind);
    /// The session was taken up again: what the server lacks; an acknowledgement where that is nothing, since
    /// any frame tells the server that the new token is known, and makes the one before void.
    void sendAgain();
    /// What waited while the line was held.
    void sendHeld();

    /// A frame came. What counts is acknowledged with the next frame that goes, in a while, or at once where
    /// many wait for that.
    void acknowledgeSoon();
    /// No timer of it runs any more: the line is over.
    void stop() { m_acknowledging.stop(); }

private:
    [[nodiscard]] bool isWritable() const;
    void write(const protocol::ClientFrame& frame);
    void writeAgain(const KeptFrames& frames);
    void acknowledge();

    CurrentLine& m_line;
    ResumableSession& m_session;
    HeldFrames& m_held;
    int m_acknowledgeAfterMs;
    std::uint32_t m_acknowledgeAfterFrames;
    std::function<bool()> m_isOnline;
    QTimer m_acknowledging;
};

} // namespace chatmet::client
