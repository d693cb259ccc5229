// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ServerApp.h"

#include "common/base/Random.h"
#include "common/memory/StackWipe.h"
#include "server/net/WebSocketSession.h"
#include "server/ops/AddressBlock.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <utility>

namespace chatmet::server {

namespace {

/// Kept free for the listener, the loop, the log and the standard streams.
constexpr std::size_t descriptorsReserved = 64;
constexpr auto logTickEvery = std::chrono::seconds(5);
/// Handlers that run before the stack is wiped once for all of them.
constexpr int handlersPerWipe = 32;

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
    settings.sessionsMax = config.sessionsMax;
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
    m_service.emplace(systemRandom(), serviceSettings(m_config));
    m_hub.emplace(m_io, m_timer, *m_service, static_cast<ArrivalWitness&>(*this),
                  [this](ConnectionId id, TcpSocket socket, ConnectionSlot slot, ConnectionEvents& events) {
                      return startWebSocketSession(id, std::move(socket), std::move(slot), *m_tls, m_timer,
                                                   events);
                  });
    m_listener.emplace(m_io, connectionsMax(), [this](TcpSocket socket, ConnectionSlot slot) {
        m_hub->accept(std::move(socket), std::move(slot));
    });
    warnOfMissingCard();
    // Before anybody can have read the ready line: who acts on it may send the first signal at once.
    awaitSignal();
    return m_listener->open(m_config.listenAddress, m_config.listenPort);
}

std::string ServerApp::readyLine() const
{
    const Tcp::endpoint endpoint = m_listener->endpoint();
    const std::string address = endpoint.address().to_string();
    return "ready wss://" + (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" +
           std::to_string(endpoint.port()) + " sha256:" + m_tls->fingerprint();
}

void ServerApp::run()
{
    armLogTimer();
    m_listener->start();
    while (m_io.run_one() > 0) {
        for (int more = 1; more < handlersPerWipe && m_io.poll_one() > 0; ++more) {
        }
        if (m_hub->takeTouchedContent()) {
            wipeStack();
        }
    }
    m_log->writeRefusals(m_clock.now().utcMs);
    if (m_log->linesLost() > 0) {
        m_say("access log: " + std::to_string(m_log->linesLost()) + " lines were lost since the start");
    }
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
    if (std::exchange(m_ending, true)) {
        return m_hub->cutAll();
    }
    awaitSignal();
    m_listener->stop();
    m_hub->drain([this] { onDrained(); });
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

void ServerApp::onDrained()
{
    m_signals.cancel();
    m_logTimer.cancel();
    m_timer.stop();
}

} // namespace chatmet::server
