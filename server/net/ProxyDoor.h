// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Connections that come from a listed balancer say first whose they are; all others come in as they are.

#include "server/net/AsioTypes.h"
#include "server/net/Listener.h"
#include "server/net/WheelTimer.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>

namespace chatmet::server {

/// The numeric address of the other end, IPv4 also where it came over an IPv6 socket, without a zone. Empty
/// where the system does not say it any more.
[[nodiscard]] std::string numericAddress(const TcpSocket& socket);

/// On its io_context's thread.
class ProxyDoor
{
public:
    /// Whether this address is a balancer's: then a PROXY header is required. Any address otherwise.
    using IsListed = std::function<bool(const std::string& address)>;
    /// address: whose connection it is.
    using Enter = std::function<void(TcpSocket, ConnectionSlot, std::string address)>;
    /// A listed balancer sent no good header within limits::tlsHandshakeMs; the connection is closed.
    using TurnedAway = std::function<void(const std::string& address)>;

    /// isListed: empty where nobody is. timer outlives it.
    ProxyDoor(WheelTimer& timer, IsListed isListed, Enter enter, TurnedAway turnedAway);
    ~ProxyDoor();
    ProxyDoor(const ProxyDoor&) = delete;
    ProxyDoor& operator=(const ProxyDoor&) = delete;

    void take(TcpSocket socket, ConnectionSlot slot);
    /// Closes who has not come in yet.
    void close();

private:
    class Visitor;

    void leave(Visitor& visitor);

    WheelTimer& m_timer;
    const IsListed m_isListed;
    const Enter m_enter;
    const TurnedAway m_turnedAway;
    std::unordered_set<std::shared_ptr<Visitor>> m_visitors;
};

} // namespace chatmet::server
