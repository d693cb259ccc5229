// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// HTTP for whoever watches the server: GET /metrics, /livez, /readyz. No TLS, no names, off unless asked for.

#include "common/base/Result.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace chatmet::server {

/// One request a connection. /livez answers 200 as long as the loop turns, /readyz 503 while the server does
/// not take newcomers. On the io_context's thread.
class MetricsListener
{
public:
    struct Sources
    {
        std::function<std::string()> metrics; ///< Metrics.h
        std::function<bool()> isReady;
    };

    static constexpr std::size_t connectionsMax = 16; ///< beyond them the oldest is closed
    static constexpr std::size_t headerBytesMax = 8'192;
    static constexpr std::chrono::seconds timeMax{5}; ///< of a connection

    MetricsListener(boost::asio::io_context& io, Sources sources);
    ~MetricsListener();
    MetricsListener(const MetricsListener&) = delete;
    MetricsListener& operator=(const MetricsListener&) = delete;

    /// As Listener::open. Errors: Errc::Unavailable with words for the operator.
    [[nodiscard]] Result<Done> open(const std::string& address, std::uint16_t port);
    [[nodiscard]] boost::asio::ip::tcp::endpoint endpoint() const;
    void stop();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace chatmet::server
