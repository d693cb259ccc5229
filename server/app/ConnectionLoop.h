// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Everything that serves connections on one event loop: listener, hub, deadlines.

#include "common/base/Result.h"
#include "server/net/ConnectionShares.h"
#include "server/net/HandshakePacer.h"
#include "server/net/Listener.h"
#include "server/net/ProxyDoor.h"
#include "server/net/SessionHub.h"
#include "server/net/TlsContext.h"
#include "server/net/WheelTimer.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace chatmet::server {

/// On the thread that runs io, but for the constructor and open(), which come before it runs.
class ConnectionLoop
{
public:
    struct Options
    {
        std::size_t connectionsMax{1};
        std::size_t index{0};             ///< of this loop's hub
        PortUse portUse{PortUse::Alone};  ///< of several loops the first is First, the others are Joined
        OutsideBytes* outside{nullptr};   ///< told what connections hold
        ProxyDoor::IsListed isBalancer{}; ///< whose connections begin with a PROXY header; empty: nobody's
        LineTotals* totals{nullptr};      ///< told what happens
        /// Whose connections are closed at once: asked with a numeric address. Empty: nobody's.
        std::function<bool(const std::string&)> isBanned{};
    };

    /// All outlive it. core: gives effects at once, or later to hub().take().
    ConnectionLoop(asio::io_context& io, const Clock& clock, const TlsContext& tls, EventHandler& core,
                   ArrivalWitness& witness, const Options& options);

    [[nodiscard]] Result<Done> open(const std::string& address, std::uint16_t port);
    /// Instead of open(): a socket that listens already, which is taken.
    [[nodiscard]] Result<Done> adopt(int descriptor) { return m_listener.adopt(descriptor); }
    [[nodiscard]] Tcp::endpoint endpoint() const { return m_listener.endpoint(); }
    [[nodiscard]] SessionHub& hub() { return m_hub; }

    void start() { m_listener.start(); }
    /// Refuses newcomers, tells everybody, calls drained once nobody is left: as SessionHub::drain().
    void drain(std::int64_t windowMs, std::function<void()> drained);
    /// Lets io run out of work, once drained.
    void stop() { m_timer.stop(); }

    /// Runs io until it has no more work, and wipes this thread's stack after handlers that touched content.
    static void run(asio::io_context& io, const std::function<bool()>& takeTouchedContent);

private:
    /// A connection whose address is known: on to the hub, or refused.
    void admit(TcpSocket socket, ConnectionSlot slot, std::string address);
    void refuse(const std::string& address, Total LineTotals::*kind);
    /// The place, counted for its address until it is given back; nothing where that has too many.
    [[nodiscard]] std::optional<ConnectionSlot> share(ConnectionSlot slot, const std::string& address);

    ArrivalWitness& m_witness;
    LineTotals* m_totals;
    const std::function<bool(const std::string&)> m_isBanned;
    WheelTimer m_timer;
    HandshakePacer m_pacer;
    const std::size_t m_connectionsMax;
    /// Shared with the places, of which some are given back after this loop's end.
    std::shared_ptr<ConnectionShares> m_shares{std::make_shared<ConnectionShares>()};
    SessionHub m_hub;
    ProxyDoor m_door;
    Listener m_listener;
};

} // namespace chatmet::server
