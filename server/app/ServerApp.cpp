// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ServerApp.h"

#include "common/base/Random.h"
#include "server/app/HostSystem.h"
#include "server/net/SharedPort.h"
#include "server/ops/AddressBlock.h"
#include "server/ops/ConfigValues.h"
#include "server/ops/OpenFilesLimit.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace chatmet::server {

namespace {

constexpr auto logTickEvery = std::chrono::seconds(5);

ClientSystem logSystem(protocol::System system)
{
    switch (system) {
    case protocol::System::Linux: return ClientSystem::Linux;
    case protocol::System::Windows: return ClientSystem::Windows;
    case protocol::System::MacOs: return ClientSystem::MacOs;
    case protocol::System::Other: break;
    }
    return ClientSystem::Other;
}

} // namespace

ServerApp::ServerApp(Config config, std::size_t openFilesMax, Say say, ServiceManager& manager,
                     std::function<ConfigOutcome()> readAgain)
    : m_config(std::move(config)),
      m_openFilesMax(openFilesMax),
      m_say(std::move(say)),
      m_manager(manager),
      m_readAgain(std::move(readAgain))
{
}

ServerApp::~ServerApp() = default;

Result<Done> ServerApp::start()
{
    auto tls = makeTlsContext(m_config, m_clock.now().utcMs, m_say);
    if (!tls) {
        return tls.error();
    }
    m_tls.emplace(std::move(tls).value());
    auto log = AccessLog::open({m_config.accessLogDirectory, m_config.retentionDays,
                                m_config.truncateAddresses ? AddressDetail::Truncated : AddressDetail::Whole},
                               m_clock.now().utcMs,
                               [this](const std::string& words) { m_say(Severity::Warning, words); });
    if (!log) {
        return log.error();
    }
    m_log.emplace(std::move(log).value());
    m_service.emplace(systemRandom(), serviceSettings(m_config), &m_outside);
    m_core.emplace(*m_service, m_lines.events);
    // Before anybody can have read the ready line: who acts on it may send the first signal at once.
    awaitSignal();
    awaitReload();
    if (const auto opened = openLoops(); !opened) {
        return opened;
    }
    return openOperations();
}

ConnectionLoop::Options ServerApp::loopOptions()
{
    ConnectionLoop::Options options;
    options.connectionsMax = m_connectionsMax;
    options.outside = &m_outside;
    options.totals = &m_lines;
    options.isBanned = [this](const std::string& address) { return m_bans.isBanned(address, m_clock.now()); };
    if (!m_config.proxyPeers.empty()) {
        options.isBalancer = [peers = m_config.proxyPeers](const std::string& address) {
            const auto one = AddressBlock::parse(address);
            return one && std::any_of(peers.begin(), peers.end(),
                                      [&](const AddressBlock& peer) { return peer.contains(*one); });
        };
    }
    return options;
}

Result<Done> ServerApp::openLoop(ConnectionLoop& loop, std::optional<int> socket, std::uint16_t port)
{
    return socket ? loop.adopt(*socket) : loop.open(m_config.listenAddress, port);
}

Result<Done> ServerApp::openLoops()
{
    ArrivalWitness& witness = *this;
    m_connectionsMax = connectionsMax();
    ConnectionLoop::Options options = loopOptions();
    const bool mayShare = portsCanBeShared();
    if (m_config.threads > 1 && !mayShare) {
        m_say(Severity::Warning, "threads: this system does not spread connections over several; using one");
    }
    const std::size_t workers = m_config.threads > 1 && mayShare ? m_config.threads - 1 : 0;
    m_loopsOpen = std::max<std::size_t>(workers, 1);
    if (m_manager.hasTooManySockets()) {
        return Error{Errc::Unavailable, "the service manager gave several sockets; one is taken, no more"};
    }
    const std::vector<int> sockets = m_manager.takeListeningSocket(m_loopsOpen);
    const auto socketOf = [&sockets](std::size_t loop) {
        return loop < sockets.size() ? std::optional(sockets[loop]) : std::nullopt;
    };
    if (workers == 0) {
        m_loop.emplace(m_io, m_clock, *m_tls, *m_core, witness, options);
        const auto opened = openLoop(*m_loop, socketOf(0), m_config.listenPort);
        return opened && !sockets.empty() ? checkCardOfGivenSocket() : opened;
    }
    m_exchange.emplace(m_io, *m_core, m_clock);
    std::uint16_t port = m_config.listenPort;
    // The system spreads them by a hash, so nearly evenly.
    options.connectionsMax = (options.connectionsMax + workers - 1) / workers;
    for (options.index = 0; options.index < workers; ++options.index) {
        options.portUse = !sockets.empty()     ? PortUse::Alone
                          : options.index == 0 ? PortUse::First
                                               : PortUse::Joined;
        m_workers.push_back(std::make_unique<Worker>(m_io, *m_exchange, witness, m_clock, *m_tls, options));
        ConnectionLoop& loop = m_workers.back()->loop();
        if (const auto opened = openLoop(loop, socketOf(options.index), port); !opened) {
            return opened;
        }
        port = loop.endpoint().port();
    }
    m_coreWork.emplace(m_io.get_executor());
    return sockets.empty() ? Result<Done>(Done{}) : checkCardOfGivenSocket();
}

Result<Done> ServerApp::checkCardOfGivenSocket() const
{
    const Complaint complaint = checkCardAt(m_config, anyLoop().endpoint().address().to_string());
    return complaint ? Result<Done>(Error{Errc::Unavailable, *complaint}) : Done{};
}

Result<Done> ServerApp::openOperations()
{
    m_operations.emplace(Operations::Parts{
        .io = m_io,
        .clock = m_clock,
        .config = m_config,
        .service = *m_service,
        .tls = *m_tls,
        .lines = m_lines,
        .bans = m_bans,
        .log = *m_log,
        .manager = m_manager,
        .say = m_say,
        .readAgain = m_readAgain,
        .onEachLoop = [this](const std::function<void(ConnectionLoop&)>& act) { onEachLoop(act); },
        .loops = m_loopsOpen,
        .connectionsMax = m_connectionsMax,
        .listensAt = anyLoop().endpoint().address().to_string()});
    return m_operations->open();
}

void ServerApp::onEachLoop(const std::function<void(ConnectionLoop&)>& act)
{
    if (m_loop) {
        return asio::post(m_io, [this, act] { act(*m_loop); });
    }
    for (const auto& worker : m_workers) {
        asio::post(worker->io(), [&loop = worker->loop(), act] { act(loop); });
    }
}

std::string ServerApp::readyLine() const
{
    const Tcp::endpoint endpoint = anyLoop().endpoint();
    const std::string address = endpoint.address().to_string();
    return "ready wss://" + (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" +
           std::to_string(endpoint.port()) + " sha256:" + m_tls->fingerprint();
}

bool ServerApp::run()
{
    armLogTimer();
    m_operations->start();
    if (m_loop) {
        m_loop->start();
        ConnectionLoop::run(m_io, [this] { return m_loop->hub().takeTouchedContent(); });
    } else {
        runWithWorkers();
    }
    m_log->writeRefusals(m_clock.now().utcMs);
    if (m_log->linesLost() > 0) {
        m_say(Severity::Warning,
              "access log: " + std::to_string(m_log->linesLost()) + " lines were lost since the start");
    }
    return !m_failed;
}

void ServerApp::runWithWorkers()
{
    const auto join = [this] {
        m_exchange->release();
        m_workers.clear();
    };
    try {
        for (const auto& worker : m_workers) {
            worker->start([this] { asio::post(m_io, [this] { onWorkerFailed(); }); });
        }
        ConnectionLoop::run(m_io, [this] { return m_exchange->takeTouchedContent(); });
    } catch (...) {
        // They wait for a core that is no more, and their end wipes what they held.
        for (const auto& worker : m_workers) {
            worker->abandon();
        }
        join();
        throw;
    }
    join();
}

void ServerApp::arrived(const std::string& address, const std::string& clientVersion, protocol::System system)
{
    m_log->accepted(address, clientVersion, logSystem(system), m_clock.now().utcMs);
}

void ServerApp::turnedAway(const std::string& address)
{
    m_log->refused(address, m_clock.now().utcMs);
}

std::size_t ServerApp::connectionsMax() const
{
    const std::size_t possible = m_openFilesMax > 2 * descriptorsReserved
                                     ? m_openFilesMax - descriptorsReserved
                                     : std::max<std::size_t>(m_openFilesMax / 2, 1);
    if (m_config.connectionsMax > possible) {
        m_say(Severity::Warning, "connections_max is above what the limit of open files allows; using " +
                                     std::to_string(possible));
    }
    return m_config.connectionsMax == 0 ? possible : std::min(m_config.connectionsMax, possible);
}

void ServerApp::awaitSignal()
{
    ErrorCode error;
    for (const int signal : endSignals()) {
        m_signals.add(signal, error);
    }
    m_signals.async_wait([this](ErrorCode failed, int) {
        if (!failed) {
            onSignal();
        }
    });
}

void ServerApp::awaitReload()
{
    const std::vector<int> signals = reloadSignals();
    if (signals.empty()) {
        return;
    }
    ErrorCode error;
    for (const int signal : signals) {
        m_reloadSignal.add(signal, error);
    }
    m_reloadSignal.async_wait([this](ErrorCode failed, int) {
        if (!failed && !m_ended) {
            m_operations->reload();
            awaitReload();
        }
    });
}

void ServerApp::onSignal()
{
    const bool again = std::exchange(m_ending, true);
    if (!again) {
        awaitSignal();
        m_operations->draining();
    }
    const auto end = [this, again](ConnectionLoop& loop, asio::io_context& io) {
        if (!again) {
            return drain(loop, io);
        }
        asio::dispatch(io, [&loop] { loop.hub().cutAll(); });
    };
    if (m_loop) {
        return end(*m_loop, m_io);
    }
    for (const auto& worker : m_workers) {
        end(worker->loop(), worker->io());
    }
}

void ServerApp::drain(ConnectionLoop& loop, asio::io_context& io)
{
    // A reload may change it on this thread while the loop's own reads it.
    asio::dispatch(io, [this, &loop, windowMs = m_config.drainWindowMs] {
        loop.drain(windowMs, [this] { asio::dispatch(m_io, [this] { onLoopDrained(); }); });
    });
}

void ServerApp::armLogTimer()
{
    if (m_config.accessLogDirectory.empty()) {
        return;
    }
    m_logTimer.expires_after(logTickEvery);
    m_logTimer.async_wait([this](ErrorCode error) {
        if (!error && !m_ended) {
            m_log->tick(m_clock.now().utcMs);
            armLogTimer();
        }
    });
}

void ServerApp::onLoopDrained()
{
    if (--m_loopsOpen > 0) {
        return;
    }
    m_ended = true; // what is due already can't be cancelled, and must not begin anew
    m_signals.cancel();
    m_reloadSignal.cancel();
    m_operations->stop();
    m_logTimer.cancel();
    if (m_loop) {
        m_loop->stop();
    }
    for (const auto& worker : m_workers) {
        worker->stop();
    }
    m_coreWork.reset();
}

/// Without one of its threads the server can't keep its word to anybody: it ends, and wipes what it held.
void ServerApp::onWorkerFailed()
{
    m_failed = true;
    for (const auto& worker : m_workers) {
        worker->abandon();
    }
    m_io.stop();
}

} // namespace chatmet::server
