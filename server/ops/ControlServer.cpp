// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ControlServer.h"

#include "server/ops/BriefConnections.h"
#include "server/ops/ControlPlace.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <filesystem>
#include <utility>

namespace chatmet::server {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;
using Local = asio::local::stream_protocol;

struct ControlServer::State : std::enable_shared_from_this<State>
{
    using Connections = BriefConnections<Local, std::string>; ///< the request, then the reply

    State(asio::io_context& io, Answer toAnswer)
        : answer(std::move(toAnswer)),
          connections(std::make_shared<Connections>(
              io, Connections::Rules{connectionsMax, timeMax, Connections::WhenFull::KeepWaiting},
              [this](const Connections::Pointer& made) { read(made); }))
    {
    }

    void read(const Connections::Pointer& made)
    {
        asio::async_read_until(made->socket, asio::dynamic_buffer(made->talk, ControlRequest::lineBytesMax),
                               '\n', [self = shared_from_this(), made](ErrorCode error, std::size_t size) {
                                   if (error || !self->connections->acceptor().is_open()) {
                                       return self->connections->end(made);
                                   }
                                   self->reply(made, size);
                               });
    }

    void reply(const Connections::Pointer& made, std::size_t size)
    {
        const auto request = parseControlRequest(std::string_view(made->talk).substr(0, size - 1));
        const ControlReply said =
            request ? answer(*request)
                    : ControlReply{false, "the server does not understand this; is it of another version?\n"};
        made->talk = (said.done ? "ok\n" : "failed\n") + said.text;
        asio::async_write(made->socket, asio::buffer(made->talk),
                          [all = connections, made](ErrorCode, std::size_t) { all->end(made); });
    }

    const Answer answer;
    const std::shared_ptr<Connections> connections;
    std::string path;
};

namespace {

/// Does not wait: a server that is stuck has a full queue of those who want to talk to it.
ErrorCode connectTo(Local::socket& socket, const std::string& path)
{
    ErrorCode error;
    if (path.size() > ControlServer::pathBytesMax) {
        return asio::error::name_too_long;
    }
    socket.open(Local(), error);
    if (!error) {
        socket.non_blocking(true, error);
    }
    if (!error) {
        socket.connect(Local::endpoint(path), error);
    }
    return error;
}

/// Nothing where there is none, or one that nobody listens on.
Result<Done> clearPlace(const std::string& path)
{
    const ControlPlace place = lookAtControlPlace(path);
    if (place == ControlPlace::Free) {
        return Done{};
    }
    if (place != ControlPlace::Socket) {
        return Error{Errc::Unavailable, "control " + path + ": there is something else than a socket"};
    }
    asio::io_context io;
    Local::socket other(io);
    if (const ErrorCode asked = connectTo(other, path); asked != asio::error::connection_refused) {
        return Error{Errc::Unavailable, "control " + path + ": another server listens there" +
                                            (asked ? " (" + asked.message() + ")" : "")};
    }
    std::error_code error;
    std::filesystem::remove(path, error);
    return Done{}; // where it could not be removed, binding says so
}

} // namespace

ControlServer::ControlServer(asio::io_context& io, Answer answer)
    : m_state(std::make_shared<State>(io, std::move(answer)))
{
}

ControlServer::~ControlServer()
{
    stop();
}

Result<Done> ControlServer::open(const std::string& path)
{
    if (path.size() > ControlServer::pathBytesMax) {
        return Error{Errc::Unavailable, "control " + path + ": is longer than " +
                                            std::to_string(ControlServer::pathBytesMax) + " bytes"};
    }
    if (const auto cleared = clearPlace(path); !cleared) {
        return cleared;
    }
    ErrorCode error;
    Local::acceptor& acceptor = m_state->connections->acceptor();
    acceptor.open(Local(), error);
    if (!error) {
        acceptor.bind(Local::endpoint(path), error);
    }
    if (!error) {
        m_state->path = path;
        // Before it listens: until then everybody is refused.
        error = keepToOwner(path);
    }
    if (!error) {
        acceptor.listen(static_cast<int>(connectionsMax), error);
    }
    if (error) {
        stop();
        return Error{Errc::Unavailable, "control " + path + ": " + error.message()};
    }
    m_state->connections->start();
    return Done{};
}

void ControlServer::stop()
{
    m_state->connections->stop();
    if (!m_state->path.empty()) {
        std::error_code gone;
        std::filesystem::remove(std::exchange(m_state->path, {}), gone);
    }
}

Result<ControlReply> askServer(const std::string& path, const ControlRequest& request)
{
    asio::io_context io;
    Local::socket socket(io);
    if (const ErrorCode error = connectTo(socket, path)) {
        return Error{Errc::Unavailable, "no server answers at " + path + " (" + error.message() +
                                            "); --control or --config names the socket of another one"};
    }
    const std::string line = writeControlRequest(request) + '\n';
    std::string text;
    bool whole = false;
    asio::async_write(socket, asio::buffer(line), [&](ErrorCode failed, std::size_t) {
        if (failed) {
            return;
        }
        constexpr std::size_t bytesMax = std::size_t{4} << 20;
        asio::async_read(socket, asio::dynamic_buffer(text, bytesMax),
                         [&](ErrorCode end, std::size_t) { whole = end == asio::error::eof; });
    });
    io.run_for(ControlServer::timeMax);
    const std::size_t first = text.find('\n');
    if (!whole || first == std::string::npos) {
        return Error{Errc::Unavailable, "the server at " + path + " did not answer in time"};
    }
    return ControlReply{text.substr(0, first) == "ok", text.substr(first + 1)};
}

} // namespace chatmet::server
