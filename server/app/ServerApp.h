// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Builds the server from its configuration, runs it, and ends it in order.

#include "common/base/Result.h"
#include "server/app/ConnectionLoop.h"
#include "server/app/MeteredHandler.h"
#include "server/app/Operations.h"
#include "server/app/SystemClock.h"
#include "server/app/Worker.h"
#include "server/core/ChatService.h"
#include "server/ops/AccessLog.h"
#include "server/ops/Bans.h"
#include "server/ops/Config.h"
#include "server/ops/OperatorLog.h"
#include "server/ops/ServiceManager.h"

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
    /// openFilesMax: descriptors that this process may hold. manager: outlives it. readAgain: what was asked
    /// for, by command line and file as they are then.
    ServerApp(Config config, std::size_t openFilesMax, Say say, ServiceManager& manager,
              std::function<ConfigOutcome()> readAgain);
    ~ServerApp() override;

    /// Certificate, access log (old files go first), socket. Errors carry words for the operator.
    [[nodiscard]] Result<Done> start();
    /// "ready wss://ADDRESS:PORT sha256:FINGERPRINT", after start().
    [[nodiscard]] std::string readyLine() const;
    /// Serves until SIGTERM or SIGINT, tells everybody and returns once pictures on their way have arrived,
    /// limits::drainMs after the drain window at the latest; at once after a second signal.
    /// False where a thread failed for lack of memory.
    [[nodiscard]] bool run();

private:
    void arrived(const std::string& address, const std::string& clientVersion,
                 protocol::System system) override;
    void turnedAway(const std::string& address) override;

    /// Until every thread has ended, also by an exception on this one.
    void runWithWorkers();
    [[nodiscard]] std::size_t connectionsMax() const;
    [[nodiscard]] ConnectionLoop::Options loopOptions();
    [[nodiscard]] Result<Done> openLoops();
    /// socket: one that the service manager gave; none: it listens where the settings say, or on port.
    [[nodiscard]] Result<Done> openLoop(ConnectionLoop& loop, std::optional<int> socket, std::uint16_t port);
    [[nodiscard]] Result<Done> openOperations();
    /// Where the service manager chose the address, whoever listens beyond this computer says who they are.
    [[nodiscard]] Result<Done> checkCardOfGivenSocket() const;
    void onEachLoop(const std::function<void(ConnectionLoop&)>& act);
    [[nodiscard]] const ConnectionLoop& anyLoop() const
    {
        return m_loop ? *m_loop : m_workers.front()->loop();
    }
    void awaitSignal();
    void onSignal();
    void awaitReload();
    void drain(ConnectionLoop& loop, asio::io_context& io);
    void armLogTimer();
    void onLoopDrained();
    void onWorkerFailed();

    Config m_config; ///< as it holds: a reload changes it
    const std::size_t m_openFilesMax;
    const Say m_say;
    ServiceManager& m_manager;
    const std::function<ConfigOutcome()> m_readAgain;
    SystemClock m_clock;
    LineTotals m_lines;
    Bans m_bans;
    OutsideBytes m_outside; ///< what connections hold, for the service's budget; some end with m_io only
    asio::io_context m_io{1};
    asio::signal_set m_signals{m_io};
    asio::signal_set m_reloadSignal{m_io};
    SteadyTimer m_logTimer{m_io};
    std::optional<TlsContext> m_tls;
    std::optional<AccessLog> m_log;
    std::optional<ChatService> m_service;
    std::optional<MeteredHandler> m_core;           ///< the service, as the loops see it
    std::optional<ConnectionLoop> m_loop;           ///< on this thread, where it is the only one
    std::optional<CoreExchange> m_exchange;         ///< else, and ...
    std::vector<std::unique_ptr<Worker>> m_workers; ///< ... these; they end before the exchange
    /// The core has work as long as a worker may still ask it, also while nothing is due on its own thread.
    std::optional<asio::executor_work_guard<IoExecutor>> m_coreWork;
    std::optional<Operations> m_operations; ///< before the loops end
    std::size_t m_loopsOpen{0};
    std::size_t m_connectionsMax{0};
    bool m_ending{false};
    bool m_ended{false}; ///< the loops are drained
    bool m_failed{false};
};

} // namespace chatmet::server
