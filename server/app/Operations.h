// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What an operator does with a running server: looks at it, reads its settings again, bans, says something.

#include "common/base/Clock.h"
#include "common/base/Result.h"
#include "server/app/ConnectionLoop.h"
#include "server/core/ChatService.h"
#include "server/ops/AccessLog.h"
#include "server/ops/Bans.h"
#include "server/ops/CertificateWatch.h"
#include "server/ops/Config.h"
#include "server/ops/ControlServer.h"
#include "server/ops/MetricsListener.h"
#include "server/ops/OperatorLog.h"
#include "server/ops/ServiceManager.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace chatmet::server {

/// As the rules and the welcome need it.
[[nodiscard]] ServiceSettings serviceSettings(const Config& config);

/// On the thread of io, which is the core's.
class Operations
{
public:
    /// All outlive it.
    struct Parts
    {
        asio::io_context& io;
        const Clock& clock;
        Config& config; ///< as it is now: a reload changes it
        ChatService& service;
        TlsContext& tls;
        LineTotals& lines;
        Bans& bans;
        AccessLog& log;
        ServiceManager& manager;
        Say say;
        /// Reads command line and file once more.
        std::function<ConfigOutcome()> readAgain;
        /// Runs it on the thread of each loop, soon.
        std::function<void(const std::function<void(ConnectionLoop&)>&)> onEachLoop;
        std::size_t loops{1};
        std::size_t connectionsMax{0};
        std::string listensAt; ///< the address, numeric, which the service manager may have chosen
    };

    /// How often files and the loops are looked at.
    static constexpr std::chrono::seconds lookEvery{5};

    explicit Operations(Parts parts);

    /// Bans of the file, control socket, metrics, as the settings say. Errors: with words for the operator.
    [[nodiscard]] Result<Done> open();
    /// The server takes connections from now on.
    void start();
    /// Certificate, limits, rules and bans as they stand in the files now: all of it or, where anything is
    /// wrong, nothing. Who is connected stays. What else has changed takes a restart, which is said.
    ControlReply reload();
    /// The server ends: newcomers are refused.
    void draining();
    /// Lets io run out of work.
    void stop();

private:
    [[nodiscard]] ControlReply answer(const ControlRequest& request);
    [[nodiscard]] ControlReply ban(const ControlRequest& request);
    [[nodiscard]] ControlReply unban(const ControlRequest& request);
    [[nodiscard]] ControlReply bans() const;
    [[nodiscard]] std::string metrics();
    [[nodiscard]] std::string metricsNow() const;
    void cutFrom(const std::function<bool(const std::string&)>& isMeant);
    void look();
    void watchRoom();
    void feedWatchdog();

    Parts m_parts;
    ControlServer m_control;
    MetricsListener m_metrics;
    SteadyTimer m_lookTimer;
    SteadyTimer m_watchdogTimer;
    CertificateWatch m_certificate;
    std::int64_t m_startedAt;
    std::uint64_t m_reloads{0};
    std::uint64_t m_reloadsFailed{0};
    /// How many loops have turned since the watchdog asked; outlives what was posted to them.
    std::shared_ptr<std::atomic<std::size_t>> m_turned{std::make_shared<std::atomic<std::size_t>>(0)};
    /// How often newcomers found no room, as of the look before, and whether it was said since it began.
    struct Shortage
    {
        std::uint64_t times{0};
        bool isSaid{false};
    };
    Shortage m_full;
    Shortage m_starved;
    std::string m_metricsText;
    std::int64_t m_metricsAtMs{0};
    bool m_draining{false};
    bool m_stopped{false};
};

} // namespace chatmet::server
