// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/MetricsListener.h"

#include "server/net/ListeningPort.h"
#include "server/ops/BriefConnections.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <utility>

namespace chatmet::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using ErrorCode = boost::system::error_code;
using Tcp = asio::ip::tcp;

struct MetricsListener::State : std::enable_shared_from_this<State>
{
    struct Talk
    {
        boost::beast::flat_buffer buffer{headerBytesMax};
        http::request_parser<http::empty_body> parser;
        http::response<http::string_body> response;
    };
    using Connections = BriefConnections<Tcp, Talk>;

    State(asio::io_context& io, Sources from)
        : sources(std::move(from)),
          connections(std::make_shared<Connections>(
              io, Connections::Rules{connectionsMax, timeMax, Connections::WhenFull::EndOldest},
              [this](const Connections::Pointer& made) { read(made); }))
    {
    }

    void read(const Connections::Pointer& made)
    {
        Talk& talk = made->talk;
        talk.parser.header_limit(headerBytesMax);
        talk.parser.body_limit(0);
        http::async_read(made->socket, talk.buffer, talk.parser,
                         [self = shared_from_this(), made](ErrorCode error, std::size_t) {
                             if (error || !self->connections->acceptor().is_open()) {
                                 return self->connections->end(made);
                             }
                             self->reply(made);
                         });
    }

    void reply(const Connections::Pointer& made)
    {
        made->talk.response = answer(made->talk.parser.get());
        http::async_write(made->socket, made->talk.response,
                          [all = connections, made](ErrorCode, std::size_t) { all->end(made); });
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

    const Sources sources;
    const std::shared_ptr<Connections> connections;
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
    const asio::ip::address parsed = listenAddressOf(address, error);
    if (!error) {
        listenOn(m_state->connections->acceptor(), Tcp::endpoint(parsed, port), PortUse::Alone,
                 static_cast<int>(connectionsMax), error);
    }
    if (error) {
        stop();
        return Error{Errc::Unavailable, "metrics: can't listen on " + address + " port " +
                                            std::to_string(port) + ": " + error.message()};
    }
    m_state->connections->start();
    return Done{};
}

Tcp::endpoint MetricsListener::endpoint() const
{
    ErrorCode ignored;
    return m_state->connections->acceptor().local_endpoint(ignored);
}

void MetricsListener::stop()
{
    m_state->connections->stop();
}

} // namespace chatmet::server
