// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A client's connection as the hub sees it, whatever carries its frames.

#include "common/base/Error.h"
#include "common/memory/SharedBytes.h"
#include "server/core/Events.h"
#include "server/core/HoldingsWalk.h"
#include "server/net/SendQueue.h"

namespace chatmet::server {

/// Called by a connection, on its io_context's thread, never from inside a call into it.
class ConnectionEvents
{
public:
    virtual ~ConnectionEvents() = default;
    /// TLS and the upgrade are done; only now frames go either way.
    virtual void connectionOpened(ConnectionId connection) = 0;
    /// One binary message, whole: at most limits::frameBytesMax bytes, possibly empty.
    virtual void connectionReceived(ConnectionId connection, SharedBytes message) = 0;
    /// A text message came, which this protocol doesn't have.
    virtual void connectionReceivedText(ConnectionId connection) = 0;
    /// The frame given to write() is with the system, and the connection holds nothing of it any more.
    virtual void connectionWritten(ConnectionId connection) = 0;
    /// Once, last: the socket is gone, and the connection holds no content any more. Also where it never
    /// opened.
    virtual void connectionClosed(ConnectionId connection) = 0;
};

class ClientConnection
{
public:
    virtual ~ClientConnection() = default;
    /// One frame at a time: the next one after connectionWritten.
    virtual void write(QueuedFrame frame) = 0;
    /// Says goodbye and closes; with a peer that doesn't answer this takes until cut(). No write() after it.
    virtual void close(Errc code) = 0;
    /// Closes at once. connectionClosed follows.
    virtual void cut() = 0;
    /// Bytes that the system has taken of it so far, TLS included: whether a frame under way still moves.
    [[nodiscard]] virtual std::uint64_t sentBytes() const = 0;
    /// Lists what it keeps of its client, below place. May be called from a ConnectionEvents function.
    virtual void listHoldings(const Place& place) const = 0;
};

} // namespace chatmet::server
