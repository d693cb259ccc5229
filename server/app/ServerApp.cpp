// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ServerApp.h"

#include "common/base/Random.h"
#include "server/net/SharedPort.h"
#include "server/ops/AddressBlock.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <utility>

namespace chatmet::server {

namespace {

/// Kept free for the listener, the loop, the log and the standard streams.
constexpr std::size_t descriptorsReserved = 64;
constexpr auto logTickEvery = std::chrono::seconds(5);

ServiceSettings serviceSettings(const Config& config)
{
    constexpr unsigned bytesPerMibShift = 20;
    ServiceSettings settings;
    settings.operatorName = config.operatorCard.name;
    settings.operatorContact = config.operatorCard.contact;
    settings.operatorRules = config.operatorCard.rules;
    settings.operatorCountry = config.operatorCard.country;
    settings.logRetentionDays = config.accessLogDirectory.empty() ? 0 : config.retentionDays;
    const bool needsBasis = settings.logRetentionDays > Config::retentionDaysMax;
    settings.legalBasis = needsBasis ? config.legalBasis : std::string();
    settings.logTruncated = settings.logRetentionDays > 0 && config.truncateAddresses;
    settings.resumeWindowMs = config.resumeWindowMs;
    settings.roomMembersMax = config.roomMembersMax;
    settings.sessionsMax = config.sessionsMax;
    settings.perAddress = config.perAddress;
    settings.perSession = config.perSession;
    settings.budgetBytes = config.memoryMibMax << bytesPerMibShift;
    return settings;
}

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

ServerApp::ServerApp(Config config, std::size_t openFilesMax, Say say)
    : m_config(std::move(config)), m_openFilesMax(openFilesMax), m_say(std::move(say))
{
}

ServerApp::~ServerApp() = default;

Result<Done> ServerApp::start()
{
    auto tls = tlsContext();
    if (!tls) {
        return tls.error();
    }
    m_tls.emplace(std::move(tls).value());
    auto log = AccessLog::open({m_config.accessLogDirectory, m_config.retentionDays,
                                m_config.truncateAddresses ? AddressDetail::Truncated : AddressDetail::Whole},
                               m_clock.now().utcMs, m_say);
    if (!log) {
        return log.error();
    }
    m_log.emplace(std::move(log).value());
    m_service.emplace(systemRandom(), serviceSettings(m_config), &m_outside);
    warnOfMissingCard();
    // Before anybody can have read the ready line: who acts on it may send the first signal at once.
    awaitSignal();
    return openLoops();
}

Result<Done> ServerApp::openLoops()
{
    ArrivalWitness& witness = *this;
    const std::size_t connections = connectionsMax();
    const bool mayShare = portsCanBeShared();
    if (m_config.threads > 1 && !mayShare) {
        m_say("threads: this system does not spread connections over several; using one");
    }
    if (m_config.threads <= 1 || !mayShare) {
        m_loop.emplace(m_io, m_clock, *m_tls, *m_service, witness,
                       ConnectionLoop::Options{
                           .connectionsMax = connections, .outside = &m_outside, .isBalancer = isBalancer()});
        m_loopsOpen = 1;
        return m_loop->open(m_config.listenAddress, m_config.listenPort);
    }
    m_exchange.emplace(m_io, *m_service, m_clock);
    const std::size_t workers = m_config.threads - 1;
    std::uint16_t port = m_config.listenPort;
    for (std::size_t i = 0; i < workers; ++i) {
        // The system spreads them by a hash, so nearly evenly.
        const ConnectionLoop::Options options{.connectionsMax = (connections + workers - 1) / workers,
                                              .index = i,
                                              .sharesPort = true,
                                              .outside = &m_outside,
                                              .isBalancer = isBalancer()};
        m_workers.push_back(std::make_unique<Worker>(m_io, *m_exchange, witness, m_clock, *m_tls, options));
        if (const auto opened = m_workers.back()->loop().open(m_config.listenAddress, port); !opened) {
            return opened;
        }
        port = m_workers.back()->loop().endpoint().port();
    }
    m_loopsOpen = workers;
    m_coreWork.emplace(m_io.get_executor());
    return Done{};
}

ProxyDoor::IsListed ServerApp::isBalancer() const
{
    if (m_config.proxyPeers.empty()) {
        return {};
    }
    return [peers = m_config.proxyPeers](const std::string& address) {
        const auto one = AddressBlock::parse(address);
        return one && std::any_of(peers.begin(), peers.end(),
                                  [&](const AddressBlock& peer) { return peer.contains(*one); });
    };
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
    if (m_loop) {
        m_loop->start();
        ConnectionLoop::run(m_io, [this] { return m_loop->hub().takeTouchedContent(); });
    } else {
        for (const auto& worker : m_workers) {
            worker->start([this] { asio::post(m_io, [this] { onWorkerFailed(); }); });
        }
        ConnectionLoop::run(m_io, [this] { return m_exchange->takeTouchedContent(); });
        m_exchange->release();
        m_workers.clear(); // joins
    }
    m_log->writeRefusals(m_clock.now().utcMs);
    if (m_log->linesLost() > 0) {
        m_say("access log: " + std::to_string(m_log->linesLost()) + " lines were lost since the start");
    }
    return !m_failed;
}

Result<Done> ServerApp::check() const
{
    if (const auto tls = tlsContext(); !tls) {
        return tls.error();
    }
    ErrorCode error;
    asio::ip::make_address(m_config.listenAddress == "localhost" ? "127.0.0.1" : m_config.listenAddress,
                           error);
    if (error) {
        return Error{Errc::Unavailable,
                     "listen: \"" + m_config.listenAddress + "\" is not a numeric address"};
    }
    if (!m_config.accessLogDirectory.empty()) {
        AccessLogDirectory directory;
        if (const auto opened = directory.open(m_config.accessLogDirectory); !opened) {
            return Error{opened.code(),
                         "access log " + m_config.accessLogDirectory + ": " + opened.error().text};
        }
        const auto rights = directory.checkRights();
        if (!rights) {
            return Error{rights.code(),
                         "access log " + m_config.accessLogDirectory + ": " + rights.error().text};
        }
        if (!rights->empty()) {
            m_say("access log: " + m_config.accessLogDirectory + ": " + *rights);
        }
    }
    warnOfMissingCard();
    return Done{};
}

void ServerApp::warnOfMissingCard() const
{
    const auto address = AddressBlock::parse(m_config.listenAddress);
    const bool stranger = m_config.listenAddress != "localhost" && !(address && address->isLoopback());
    const bool named = !m_config.operatorCard.name.empty() && !m_config.operatorCard.contact.empty();
    if (stranger && !named) {
        m_say(
            "warning: listening beyond this computer, and nobody is told who runs this server; set name and "
            "contact in [operator]");
    }
}

void ServerApp::arrived(const std::string& address, const std::string& clientVersion, protocol::System system)
{
    m_log->accepted(address, clientVersion, logSystem(system), m_clock.now().utcMs);
}

void ServerApp::turnedAway(const std::string& address)
{
    m_log->refused(address, m_clock.now().utcMs);
}

Result<TlsContext> ServerApp::tlsContext() const
{
    const std::int64_t utcMs = m_clock.now().utcMs;
    const auto certificate = m_config.certificateFile.empty()
                                 ? makeSelfSignedCertificate(m_config.listenAddress, utcMs)
                                 : loadCertificate(m_config.certificateFile, m_config.keyFile, utcMs);
    if (!certificate) {
        return certificate.error();
    }
    for (const std::string& remark : certificate->remarks) {
        m_say("warning: " + remark);
    }
    return TlsContext::create(certificate.value());
}

std::size_t ServerApp::connectionsMax() const
{
    const std::size_t possible = m_openFilesMax > 2 * descriptorsReserved
                                     ? m_openFilesMax - descriptorsReserved
                                     : std::max<std::size_t>(m_openFilesMax / 2, 1);
    if (m_config.connectionsMax > possible) {
        m_say("connections_max is above what the limit of open files allows; using " +
              std::to_string(possible));
    }
    return m_config.connectionsMax == 0 ? possible : std::min(m_config.connectionsMax, possible);
}

void ServerApp::awaitSignal()
{
    ErrorCode error;
    m_signals.add(SIGTERM, error);
    m_signals.add(SIGINT, error);
    m_signals.async_wait([this](ErrorCode failed, int) {
        if (!failed) {
            onSignal();
        }
    });
}

void ServerApp::onSignal()
{
    const bool again = std::exchange(m_ending, true);
    if (!again) {
        awaitSignal();
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
    asio::dispatch(io, [this, &loop] {
        loop.drain(m_config.drainWindowMs, [this] { asio::dispatch(m_io, [this] { onLoopDrained(); }); });
    });
}

void ServerApp::armLogTimer()
{
    if (m_config.accessLogDirectory.empty()) {
        return;
    }
    m_logTimer.expires_after(logTickEvery);
    m_logTimer.async_wait([this](ErrorCode error) {
        if (!error) {
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
    m_signals.cancel();
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
