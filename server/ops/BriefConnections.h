// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Connections of an operator's tools: each asks once, and is closed after a time whatever becomes of it.

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <utility>

namespace chatmet::server {

/// Protocol: of Asio. Talk: what a connection reads and writes, made anew for each. On the io_context's
/// thread; lives in a shared_ptr, which pending handlers hold as well.
template <class Protocol, class Talk>
class BriefConnections : public std::enable_shared_from_this<BriefConnections<Protocol, Talk>>
{
public:
    using ErrorCode = boost::system::error_code;

    struct Connection
    {
        Connection(typename Protocol::socket accepted, boost::asio::io_context& io)
            : socket(std::move(accepted)), timer(io)
        {
        }

        typename Protocol::socket socket;
        boost::asio::steady_timer timer;
        Talk talk;
    };
    using Pointer = std::shared_ptr<Connection>;

    enum class WhenFull
    {
        KeepWaiting, ///< the newest, until another has ended
        EndOldest    ///< whoever says nothing keeps nobody from asking
    };
    struct Rules
    {
        std::size_t connectionsMax;
        std::chrono::seconds timeMax;
        WhenFull whenFull;
    };

    /// serve: begins to read; end() follows, whatever happens, or the time is over.
    BriefConnections(boost::asio::io_context& io, Rules rules, std::function<void(const Pointer&)> serve)
        : m_io(io), m_rules(rules), m_serve(std::move(serve)), m_acceptor(io), m_pause(io)
    {
    }

    [[nodiscard]] typename Protocol::acceptor& acceptor() { return m_acceptor; }
    [[nodiscard]] const typename Protocol::acceptor& acceptor() const { return m_acceptor; }

    /// Once the acceptor listens.
    void start()
    {
        m_acceptor.async_accept(
            [self = this->shared_from_this()](ErrorCode error, typename Protocol::socket socket) {
                if (!self->m_acceptor.is_open()) {
                    return;
                }
                error ? self->rest() : self->take(std::move(socket));
            });
    }

    /// Not by reference: it may be of the list.
    void end(Pointer connection)
    {
        m_connections.remove(connection);
        if (std::exchange(m_keepsWaiting, false) && m_acceptor.is_open()) {
            start();
        }
        ErrorCode ignored;
        connection->socket.shutdown(boost::asio::socket_base::shutdown_send, ignored);
        connection->timer.cancel(); // which closes it
    }

    /// Nobody is served any more, so that io may run out of work.
    void stop()
    {
        ErrorCode ignored;
        m_acceptor.close(ignored);
        m_pause.cancel();
        while (!m_connections.empty()) {
            end(m_connections.front());
        }
    }

private:
    void take(typename Protocol::socket socket)
    {
        if (m_connections.size() >= m_rules.connectionsMax) {
            end(m_connections.front());
        }
        const auto made = std::make_shared<Connection>(std::move(socket), m_io);
        m_connections.push_back(made);
        made->timer.expires_after(m_rules.timeMax);
        made->timer.async_wait([made](ErrorCode) {
            ErrorCode ignored;
            made->socket.close(ignored);
        });
        m_serve(made);
        m_keepsWaiting =
            m_rules.whenFull == WhenFull::KeepWaiting && m_connections.size() >= m_rules.connectionsMax;
        if (!m_keepsWaiting) {
            start();
        }
    }

    /// No descriptor is left, say: trying at once again would spin.
    void rest()
    {
        m_pause.expires_after(std::chrono::milliseconds(250));
        m_pause.async_wait([self = this->shared_from_this()](ErrorCode stopped) {
            if (!stopped && self->m_acceptor.is_open()) {
                self->start();
            }
        });
    }

    boost::asio::io_context& m_io;
    const Rules m_rules;
    const std::function<void(const Pointer&)> m_serve;
    typename Protocol::acceptor m_acceptor;
    boost::asio::steady_timer m_pause; ///< after an accept that failed
    std::list<Pointer> m_connections;  ///< the oldest first
    bool m_keepsWaiting{false};        ///< nobody more is accepted before one has ended
};

} // namespace chatmet::server
