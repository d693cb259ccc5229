// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Moves frames to and from one server; the tests have one without a network.

#include "client/net/ServerAddress.h"

#include <QByteArray>
#include <QObject>

namespace chatmet::client {

/// Why there is no line (any more). The view has words for each.
enum class LineProblem
{
    None,
    BadAddress, ///< the URL is no wss:// address
    HostNotFound,
    Refused, ///< nobody listens there
    TimedOut,
    Untrusted,        ///< no authority vouches for the certificate and no fingerprint was given
    WrongFingerprint, ///< another key than the expected one
    TlsFailed,        ///< no TLS, or none that is safe
    NotChatMet, ///< answers, but not as a ChatMet server (plain HTTP, no WebSocket, another subprotocol)
    ProxyFailed,
    Dropped, ///< an open line broke
    BadData, ///< the server sent what is no frame
    // Said by the server (Errc):
    PleaseUpdate, ///< this client is too old for the server
    ServerTooOld, ///< the server speaks no revision that this client knows
    NameRefused,  ///< the username; see the Errc that comes with it
    ServerFull,
    ShuttingDown,
    TooSlow,       ///< cut as a slow reader
    TooManyHere,   ///< too many people come from this network address; later there is room again
    PuzzleTooHard, ///< the server asked for a sum that no honest server asks for
    SentAway       ///< closed by the server for another reason
};

/// GUI thread (or the thread that owns it). One connection at a time.
class Transport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Starts connecting; opened() or failed() follows. No name look-up happens before this.
    virtual void open(const ServerAddress& server) = 0;
    /// A whole frame, as one binary WebSocket message. Only between opened() and closed()/failed().
    virtual void send(const QByteArray& frame) = 0;
    /// Hands to the system now what send() left for later. Where there is nothing to do it does nothing.
    virtual void flush() {}
    /// Closes after what was sent; closed() follows within two seconds.
    virtual void close() = 0;
    /// Cuts the line at once, as a broken network would; closed() follows.
    virtual void abort() = 0;

Q_SIGNALS:
    void opened();
    void received(const QByteArray& frame);
    /// Never became open, or broke. observedFingerprint: 64 hex digits where a certificate was seen, else
    /// empty.
    void failed(chatmet::client::LineProblem problem, const QByteArray& observedFingerprint);
    /// Closed as asked, or by the server.
    void closed();
};

} // namespace chatmet::client
