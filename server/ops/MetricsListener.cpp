// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/MetricsListener.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <list>
#include <utility>

namespace chatmet::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using ErrorCode = boost::system::error_code;
using Tcp = asio::ip::tcp;

struct MetricsListener::State : std::enable_shared_from_this<State>
{
    struct Connection
    {
        Connection(Tcp::socket accepted, asio::io_context& io) : socket(std::move(accepted)), timer(io) {}

        Tcp::socket socket;
        asio::steady_timer timer;
        boost::beast::flat_buffer buffer{headerBytesMax};
        http::request_parser<http::empty_body> parser;
        http::response<http::string_body> response;
    };
    using ConnectionPointer = std::shared_ptr<Connection>;

    State(asio::io_context& context, Sources from)
        : io(context), sources(std::move(from)), acceptor(context), pause(context)
    {
    }

    void acceptNext()
    {
        acceptor.async_accept([self = shared_from_this()](ErrorCode error, Tcp::socket socket) {
            if (!self->acceptor.is_open()) {
                return;
            }
            if (error) {
                return self->rest();
            }
            if (self->connections.size() >= connectionsMax) {
                self->end(self->connections.front()); // whoever says nothing keeps nobody from asking
            }
            self->serve(std::move(socket));
            self->acceptNext();
        });
    }

    /// No descriptor is left, say: trying at once again would spin.
    void rest()
    {
        pause.expires_after(std::chrono::milliseconds(250));
        pause.async_wait([self = shared_from_this()](ErrorCode stopped) {
            if (!stopped && self->acceptor.is_open()) {
                self->acceptNext();
            }
        });
    }

    void serve(Tcp::socket socket)
    {
        const auto made = std::make_shared<Connection>(std::move(socket), io);
        connections.push_back(made);
        made->timer.expires_after(timeMax);
        made->timer.async_wait([made](ErrorCode) {
            ErrorCode ignored;
            made->socket.close(ignored);
        });
        made->parser.header_limit(headerBytesMax);
        made->parser.body_limit(0);
        http::async_read(made->socket, made->buffer, made->parser,
                         [self = shared_from_this(), made](ErrorCode error, std::size_t) {
                             error ? self->end(made) : self->reply(made);
                         });
    }

    void reply(const ConnectionPointer& made)
    {
        made->response = answer(made->parser.get());
        http::async_write(made->socket, made->response,
                          [self = shared_from_this(), made](ErrorCode, std::size_t) { self->end(made); });
    }

    [[nodiscard]] http::response<http::string_body> answer(const http::request<http::empty_body>& asked) const
    {
        const auto path = asked.target().substr(0, asked.target().find('?'));
        const bool reads = asked.method() == http::verb::get || asked.method() == http::verb::head;
        http::response<http::string_body> said(http::status::ok, asked.version());
        said.set(http::field::content_type, "text/plain; charset=utf-8");
        said.set(http::field::cache_control, "no-store");
        if (!reads) {
            said.result(http::status::method_not_allowed);
            said.set(http::field::allow, "GET, HEAD");
            said.body() = "only GET and HEAD\n";
        } else if (path == "/metrics") {
            said.set(http::field::content_type, "text/plain; version=0.0.4; charset=utf-8");
            said.body() = sources.metrics();
        } else if (path == "/livez") {
            said.body() = "ok\n";
        } else if (path == "/readyz") {
            const bool ready = sources.isReady();
            said.result(ready ? http::status::ok : http::status::service_unavailable);
            said.body() = ready ? "ok\n" : "draining\n";
        } else {
            said.result(http::status::not_found);
            said.body() = "there are /metrics, /livez and /readyz\n";
        }
        said.keep_alive(false);
        said.content_length(said.body().size());
        if (asked.method() == http::verb::head) {
            said.body().clear(); // its length stands in the header
        }
        return said;
    }

    void end(ConnectionPointer made) // not by reference: it may be of the list
    {
        connections.remove(made);
        ErrorCode ignored;
        made->socket.shutdown(Tcp::socket::shutdown_send, ignored);
        made->timer.cancel(); // which closes it
    }

    asio::io_context& io;
    const Sources sources;
    Tcp::acceptor acceptor;
    asio::steady_timer pause;                 ///< after an accept that failed
    std::list<ConnectionPointer> connections; ///< the oldest first
};

MetricsListener::MetricsListener(asio::io_context& io, Sources sources)
    : m_state(std::make_shared<State>(io, std::move(sources)))
{
}

MetricsListener::~MetricsListener()
{
    stop();
}

Result<Done> MetricsListener::open(const std::string& address, std::uint16_t port)
{
    ErrorCode error;
    const auto parsed = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
    Tcp::acceptor& acceptor = m_state->acceptor;
    const Tcp::endpoint endpoint(parsed, port);
    if (!error) {
        acceptor.open(endpoint.protocol(), error);
    }
    if (!error) {
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    }
    if (!error) {
        acceptor.bind(endpoint, error);
    }
    if (!error) {
        acceptor.listen(static_cast<int>(connectionsMax), error);
    }
    if (error) {
        stop();
        return Error{Errc::Unavailable, "metrics: can't listen on " + address + " port " +
                                            std::to_string(port) + ": " + error.message()};
    }
    m_state->acceptNext();
    return Done{};
}

Tcp::endpoint MetricsListener::endpoint() const
{
    ErrorCode ignored;
    return m_state->acceptor.local_endpoint(ignored);
}

void MetricsListener::stop()
{
    ErrorCode ignored;
    m_state->acceptor.close(ignored);
    m_state->pause.cancel();
    for (const auto& made : std::exchange(m_state->connections, {})) {
        made->timer.cancel(); // which closes it
    }
}

} // namespace chatmet::server
