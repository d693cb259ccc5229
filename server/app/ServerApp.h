// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Builds the server from its configuration, runs it, and ends it in order.

#include "common/base/Result.h"
#include "server/app/ConnectionLoop.h"
#include "server/app/SystemClock.h"
#include "server/app/Worker.h"
#include "server/core/ChatService.h"
#include "server/ops/AccessLog.h"
#include "server/ops/Config.h"

#include <boost/asio/signal_set.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chatmet::server {

/// One thread, or one for the core and the rest for connections. Nothing here writes content, names, tokens
/// or addresses anywhere but arrivals to the access log.
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
    /// Serves until SIGTERM or SIGINT, tells everybody and returns once pictures on their way have arrived,
    /// limits::drainMs after the drain window at the latest; at once after a second signal.
    /// False where a thread failed for lack of memory.
    [[nodiscard]] bool run();

    /// For --check-config: what start() would refuse, without listening and without touching a file.
    [[nodiscard]] Result<Done> check() const;

private:
    void arrived(const std::string& address, const std::string& clientVersion,
                 protocol::System system) override;
    void turnedAway(const std::string& address) override;

    void warnOfMissingCard() const;
    [[nodiscard]] Result<TlsContext> tlsContext() const;
    [[nodiscard]] std::size_t connectionsMax() const;
    [[nodiscard]] ProxyDoor::IsListed isBalancer() const;
    [[nodiscard]] Result<Done> openLoops();
    [[nodiscard]] const ConnectionLoop& anyLoop() const
    {
        return m_loop ? *m_loop : m_workers.front()->loop();
    }
    void awaitSignal();
    void onSignal();
    void drain(ConnectionLoop& loop, asio::io_context& io);
    void armLogTimer();
    void onLoopDrained();
    void onWorkerFailed();

    const Config m_config;
    const std::size_t m_openFilesMax;
    const Say m_say;
    SystemClock m_clock;
    OutsideBytes m_outside; ///< what connections hold, for the service's budget; some end with m_io only
    asio::io_context m_io{1};
    asio::signal_set m_signals{m_io};
    SteadyTimer m_logTimer{m_io};
    std::optional<TlsContext> m_tls;
    std::optional<AccessLog> m_log;
    std::optional<ChatService> m_service;
    std::optional<ConnectionLoop> m_loop;           ///< on this thread, where it is the only one
    std::optional<CoreExchange> m_exchange;         ///< else, and ...
    std::vector<std::unique_ptr<Worker>> m_workers; ///< ... these; they end before the exchange
    /// The core has work as long as a worker may still ask it, also while nothing is due on its own thread.
    std::optional<asio::executor_work_guard<IoExecutor>> m_coreWork;
    std::size_t m_loopsOpen{0};
    bool m_ending{false};
    bool m_failed{false};
};

} // namespace chatmet::server
