// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ConnectionLoop.h"

#include "common/memory/StackWipe.h"
#include "server/net/AddressTag.h"
#include "server/net/WebSocketSession.h"

#include <cstddef>
#include <memory>
#include <utility>

namespace chatmet::server {

namespace {

/// Handlers that run before the stack is wiped once for all of them.
constexpr int handlersPerWipe = 32;
/// Twice what the deepest handler was seen to use, handshakes included (16.2 KiB, release build, the
/// integration tests). The residue tests of the promises look whether anything is left below it.
constexpr std::size_t handlersStackBytes = 32 * 1024;
/// What starting up may have used before, bytes.
constexpr std::size_t startStackBytes = 256 * 1024;

} // namespace

ConnectionLoop::ConnectionLoop(asio::io_context& io, const Clock& clock, const TlsContext& tls,
                               EventHandler& core, ArrivalWitness& witness, const Options& options)
    : m_witness(witness),
      m_totals(options.totals),
      m_isBanned(options.isBanned),
      m_timer(io, clock),
      m_pacer(io),
      m_connectionsMax(options.connectionsMax),
      m_hub(
          io, m_timer, core, witness,
          [this, &tls, outside = options.outside](ConnectionId id, TcpSocket socket, ConnectionSlot slot,
                                                  ConnectionEvents& events) {
              return startWebSocketSession(id, std::move(socket), std::move(slot), tls, m_timer, events,
                                           outside, &m_pacer);
          },
          options.index, options.outside, options.totals),
      m_door(
          m_timer, options.isBalancer,
          [this](TcpSocket socket, ConnectionSlot slot, std::string address) {
              admit(std::move(socket), std::move(slot), std::move(address));
          },
          [this](const std::string& address) { refuse(address, &LineTotals::refusedNoHeader); }),
      m_listener(
          io, options.connectionsMax,
          [this](TcpSocket socket, ConnectionSlot slot) { m_door.take(std::move(socket), std::move(slot)); },
          options.portUse, options.totals)
{
}

void ConnectionLoop::admit(TcpSocket socket, ConnectionSlot slot, std::string address)
{
    if (m_isBanned && m_isBanned(address)) {
        return refuse(address, &LineTotals::refusedBanned);
    }
    auto counted = share(std::move(slot), address);
    if (!counted) {
        return refuse(address, &LineTotals::refusedCrowded);
    }
    if (m_totals != nullptr) {
        add(m_totals->accepted);
    }
    m_hub.accept(std::move(socket), std::move(*counted), std::move(address));
}

void ConnectionLoop::refuse(const std::string& address, Total LineTotals::*kind)
{
    if (m_totals != nullptr) {
        add(m_totals->*kind);
    }
    m_witness.turnedAway(address);
}

std::optional<ConnectionSlot> ConnectionLoop::share(ConnectionSlot slot, const std::string& address)
{
    const std::uint64_t tag = addressTags(address).prefix;
    // This one has its place already.
    if (!m_shares->mayEnter(tag, m_listener.openConnections() - 1, m_connectionsMax))
        return std::nullopt;
    m_shares->enter(tag);
    // A function has to be copyable, and a place is not.
    return ConnectionSlot(
        [shares = m_shares, tag, place = std::make_shared<ConnectionSlot>(std::move(slot))] {
            shares->leave(tag);
            place->release();
        });
}

Result<Done> ConnectionLoop::open(const std::string& address, std::uint16_t port)
{
    return m_listener.open(address, port);
}

void ConnectionLoop::drain(std::int64_t windowMs, std::function<void()> drained)
{
    m_listener.stop();
    m_door.close();
    m_hub.drain(windowMs, std::move(drained));
}

void ConnectionLoop::run(asio::io_context& io, const std::function<bool()>& takeTouchedContent)
{
    wipeStack(startStackBytes);
    while (io.run_one() > 0) {
        for (int more = 1; more < handlersPerWipe && io.poll_one() > 0; ++more) {
        }
        if (takeTouchedContent()) {
            wipeStack(handlersStackBytes);
        }
    }
}

} // namespace chatmet::server
