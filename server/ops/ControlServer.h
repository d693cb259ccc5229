// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The socket on which an operator of this computer talks to the running server.

#include "common/base/Result.h"
#include "server/ops/ControlRequest.h"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace chatmet::server {

/// On the wire: "ok" or "failed", a line feed, then the text.
struct ControlReply
{
    bool done{false};
    std::string text; ///< for the operator, lines with their ends; where not done, the reason
};

/// A local stream socket that only the server's user may open. One request a connection, in a time. On the
/// io_context's thread.
class ControlServer
{
public:
    using Answer = std::function<ControlReply(const ControlRequest&)>;

    static constexpr std::size_t pathBytesMax = 107; ///< sockaddr_un, without its final zero
    static constexpr std::size_t connectionsMax = 8; ///< who comes beyond them waits for one to end
    static constexpr std::chrono::seconds timeMax{5};

    ControlServer(boost::asio::io_context& io, Answer answer);
    /// Takes the socket's file away.
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

    /// path: of the socket's file; one that nobody listens on any more is replaced. Errors: Errc::Unavailable
    /// with words, also where another server listens there.
    [[nodiscard]] Result<Done> open(const std::string& path);
    /// Nobody is answered any more, so that io may run out of work.
    void stop();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// Asks the server at path, and waits for its answer, ControlServer::timeMax at most. Errors:
/// Errc::Unavailable, with words for the operator, where none answers.
[[nodiscard]] Result<ControlReply> askServer(const std::string& path, const ControlRequest& request);

} // namespace chatmet::server
