// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/Listener.h"

#include "server/net/ListeningPort.h"

#include <cassert>
#include <chrono>

namespace chatmet::server {

namespace {

/// SO_ACCEPTCONN, socket(7): whether a socket listens. As Asio wants its options.
struct Listening
{
    int value{0};

    template <class Protocol> [[nodiscard]] int level(const Protocol&) const { return SOL_SOCKET; }
    template <class Protocol> [[nodiscard]] int name(const Protocol&) const { return SO_ACCEPTCONN; }
    template <class Protocol> [[nodiscard]] int* data(const Protocol&) { return &value; }
    template <class Protocol> [[nodiscard]] std::size_t size(const Protocol&) const { return sizeof value; }
    template <class Protocol> void resize(const Protocol&, std::size_t) {}
};

} // namespace

/// Shared with the slots and the pending accept, which may come after the listener's end.
struct Listener::State : std::enable_shared_from_this<State>
{
    State(asio::io_context& io, std::size_t limit, Accepted handler, PortUse use, LineTotals* counted)
        : acceptor(io),
          pause(io),
          connectionsMax(limit),
          accepted(std::move(handler)),
          portUse(use),
          totals(counted)
    {
    }

    void count(Total LineTotals::*what) const
    {
        if (totals != nullptr) {
            add(totals->*what);
        }
    }

    void acceptNext()
    {
        if (accepting || pausing || !acceptor.is_open()) {
            return;
        }
        if (open >= connectionsMax) {
            count(&LineTotals::listenerFull);
            return; // the next slot that is given back goes on
        }
        accepting = true;
        acceptor.async_accept([self = shared_from_this()](ErrorCode error, TcpSocket socket) {
            self->accepting = false;
            self->onAccept(error, std::move(socket));
        });
    }

    void onAccept(ErrorCode error, TcpSocket socket)
    {
        if (!acceptor.is_open()) {
            return;
        }
        if (!error) {
            ++open;
            count(&LineTotals::held);
            accepted(std::move(socket), ConnectionSlot([self = shared_from_this()] { self->onReleased(); }));
        } else if (error != asio::error::connection_aborted) {
            count(&LineTotals::listenerStarved);
            return rest();
        }
        acceptNext();
    }

    /// No descriptor or no memory: trying at once again would spin.
    void rest()
    {
        pausing = true;
        pause.expires_after(std::chrono::milliseconds(refusedPauseMs));
        pause.async_wait([self = shared_from_this()](ErrorCode) {
            self->pausing = false;
            self->acceptNext();
        });
    }

    void onReleased()
    {
        --open;
        if (totals != nullptr) {
            totals->held.fetch_sub(1, std::memory_order_relaxed);
        }
        acceptNext();
    }

    void close()
    {
        ErrorCode ignored;
        acceptor.close(ignored);
        pause.cancel();
    }

    TcpAcceptor acceptor;
    SteadyTimer pause;
    const std::size_t connectionsMax;
    const Accepted accepted;
    const PortUse portUse;
    LineTotals* const totals;
    std::size_t open{0};
    bool accepting{false};
    bool pausing{false};
};

Listener::Listener(asio::io_context& io, std::size_t connectionsMax, Accepted accepted, PortUse use,
                   LineTotals* totals)
    : m_state(std::make_shared<State>(io, connectionsMax, std::move(accepted), use, totals))
{
    assert(connectionsMax > 0);
}

Listener::~Listener()
{
    stop();
}

Result<Done> Listener::open(const std::string& address, std::uint16_t port)
{
    const auto failed = [&](const ErrorCode& error) {
        return Error{Errc::Unavailable,
                     "can't listen on " + address + " port " + std::to_string(port) + ": " + error.message()};
    };
    ErrorCode error;
    const asio::ip::address parsed = listenAddressOf(address, error);
    if (error) {
        return Error{Errc::Unavailable, "can't listen on \"" + address + "\": not a numeric address"};
    }
    listenOn(m_state->acceptor, Tcp::endpoint(parsed, port), m_state->portUse,
             asio::socket_base::max_listen_connections, error);
    if (error) {
        m_state->close();
        return failed(error);
    }
    return Done{};
}

Result<Done> Listener::adopt(int descriptor)
{
    ErrorCode error;
    TcpAcceptor& acceptor = m_state->acceptor;
    acceptor.assign(Tcp::v6(), descriptor, error); // the family that it has shows in its endpoint
    Listening listening;
    if (!error) {
        acceptor.get_option(listening, error);
    }
    const Tcp::endpoint endpoint = error ? Tcp::endpoint() : acceptor.local_endpoint(error);
    const int family = endpoint.data()->sa_family;
    if (!error && (listening.value == 0 || (family != AF_INET && family != AF_INET6))) {
        error = asio::error::invalid_argument;
    }
    if (error) {
        m_state->close();
        return Error{Errc::Unavailable,
                     "the socket of the service manager can't be used: " + error.message()};
    }
    return Done{};
}

void Listener::start()
{
    m_state->acceptNext();
}

void Listener::stop()
{
    m_state->close();
}

Tcp::endpoint Listener::endpoint() const
{
    ErrorCode ignored;
    return m_state->acceptor.local_endpoint(ignored);
}

std::size_t Listener::openConnections() const
{
    return m_state->open;
}

} // namespace chatmet::server
