// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Builds the server from its configuration, runs it, and ends it in order.

#include "common/base/Result.h"
#include "server/app/SystemClock.h"
#include "server/core/ChatService.h"
#include "server/net/Listener.h"
#include "server/net/SessionHub.h"
#include "server/net/TlsContext.h"
#include "server/net/WheelTimer.h"
#include "server/ops/AccessLog.h"
#include "server/ops/Config.h"

#include <boost/asio/signal_set.hpp>

#include <functional>
#include <optional>
#include <string>

namespace chatmet::server {

/// One thread. Nothing here writes content, names, tokens or addresses anywhere but arrivals to the access
/// log.
class ServerApp final : private ArrivalWitness
{
public:
    /// Words for the operator, one line without its end; never about a person.
    using Say = std::function<void(const std::string&)>;

    /// openFilesMax: descriptors that this process may hold.
    ServerApp(Config config, std::size_t openFilesMax, Say say);
    ~ServerApp() override;

    /// Certificate, access log (old files go first), socket. Errors carry words for the operator.
    [[nodiscard]] Result<Done> start();
    /// "ready wss://ADDRESS:PORT sha256:FINGERPRINT", after start().
    [[nodiscard]] std::string readyLine() const;
    /// Serves until SIGTERM or SIGINT, tells everybody and returns in limits::drainMs or little more; at once
    /// after a second signal.
    void run();

    /// For --check-config: what start() would refuse, without listening and without touching a file.
    [[nodiscard]] Result<Done> check() const;

private:
    void arrived(const std::string& address, const std::string& clientVersion,
                 protocol::System system) override;
    void turnedAway(const std::string& address) override;

    void warnOfMissingCard() const;
    [[nodiscard]] Result<TlsContext> tlsContext() const;
    [[nodiscard]] std::size_t connectionsMax() const;
    void awaitSignal();
    void onSignal();
    void armLogTimer();
    void onDrained();

    const Config m_config;
    const std::size_t m_openFilesMax;
    const Say m_say;
    SystemClock m_clock;
    asio::io_context m_io{1};
    asio::signal_set m_signals{m_io};
    SteadyTimer m_logTimer{m_io};
    WheelTimer m_timer{m_io, m_clock};
    std::optional<TlsContext> m_tls;
    std::optional<AccessLog> m_log;
    std::optional<ChatService> m_service;
    std::optional<SessionHub> m_hub;
    std::optional<Listener> m_listener;
    bool m_ending{false};
};

} // namespace chatmet::server
