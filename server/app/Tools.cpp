// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/Tools.h"

#include "common/protocol/Invite.h"
#include "common/protocol/Limits.h"
#include "server/net/CertificateChecks.h"
#include "server/net/ListeningPort.h"
#include "server/ops/AccessLogDirectory.h"
#include "server/ops/Bans.h"
#include "server/ops/ConfigValues.h"
#include "server/ops/ControlPlace.h"
#include "server/ops/ControlServer.h"
#include "server/ops/OpenFilesLimit.h"
#include "server/ops/OperatorLog.h"
#include "server/ops/UtcDate.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>

namespace chatmet::server {

namespace {

/// What was found: lines, and whether the server would start.
class Findings
{
public:
    Findings(std::ostream& out, bool journal) : m_out(out), m_journal(journal) {}

    void good(const std::string& words) { say(Severity::Info, "good: " + words); }
    void warn(const std::string& words)
    {
        ++m_warnings;
        say(Severity::Warning, "warning: " + words);
    }
    void fail(const std::string& words)
    {
        ++m_errors;
        say(Severity::Error, "error: " + words);
    }
    [[nodiscard]] std::size_t warnings() const { return m_warnings; }
    [[nodiscard]] int end()
    {
        if (m_errors > 0) {
            say(Severity::Error, "the server would not start: " + counted(m_errors, "error"));
            return exitNotDone;
        }
        say(Severity::Info, m_warnings > 0 ? "the server would start, with " + counted(m_warnings, "warning")
                                           : "the server would start");
        return exitDone;
    }

private:
    static std::string counted(std::size_t count, const std::string& what)
    {
        return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
    }
    void say(Severity severity, const std::string& words)
    {
        m_out << (m_journal ? operatorLine(severity, words, true) : words + '\n');
    }

    std::ostream& m_out;
    const bool m_journal;
    std::size_t m_warnings{0};
    std::size_t m_errors{0};
};

void checkCertificate(Findings& findings, const Config& config, std::int64_t utcMs)
{
    if (config.certificateFile.empty()) {
        if (isReachedFromElsewhere(config.listenAddress)) {
            findings.warn(
                "certificate: one is made in memory, so its fingerprint is another one at each start; "
                "\"mkcert\" makes a lasting one");
        } else {
            findings.good("certificate: one is made in memory at each start");
        }
        return;
    }
    const auto certificate = loadCertificate(config.certificateFile, config.keyFile, utcMs);
    if (!certificate) {
        return findings.fail(certificate.error().text);
    }
    for (const std::string& remark : certificate->remarks) {
        findings.warn(remark);
    }
    findings.good("certificate: valid until " + formatMinute(endOf(*certificate->leaf) / 60) + ", " +
                  std::to_string(certificate->chain.size()) +
                  " intermediates, sha256:" + publicKeyFingerprint(*certificate->leaf));
}

using Port = std::optional<Tcp::endpoint>;

/// Whether who listens at one of them can't at the other.
bool collide(const Port& one, const Port& other)
{
    if (!one || !other || one->port() != other->port() || one->port() == 0) {
        return false;
    }
    const auto holds = [](const asio::ip::address& all, const asio::ip::address& of) {
        return all == of || (all.is_unspecified() && (all.is_v6() || of.is_v4()));
    };
    return holds(one->address(), other->address()) || holds(other->address(), one->address());
}

/// A look at whether the port could be had. One that is taken is no fault where the server runs already.
Port checkPort(Findings& findings, const std::string& what, const std::string& address, std::uint16_t port)
{
    ErrorCode error;
    const Tcp::endpoint endpoint(listenAddressOf(address, error), port);
    if (error) {
        findings.fail(what + ": \"" + address + "\" is not a numeric address");
        return std::nullopt;
    }
    asio::io_context io;
    TcpAcceptor acceptor(io);
    listenOn(acceptor, endpoint, PortUse::Alone, 1, error);
    const std::string place = what + ": " + address + " port " + std::to_string(port);
    if (error == asio::error::address_in_use) {
        findings.warn(place + " is in use; that is right only where it is this server, which runs already");
    } else if (error) {
        findings.fail(place + ": " + error.message());
    } else {
        findings.good(place + " is free");
    }
    return endpoint;
}

/// Whether a file can be made in the folder, by whoever asks: by making an empty folder in it, for a moment.
bool canBeWritten(const std::filesystem::path& folder, std::error_code& error)
{
    const std::filesystem::path trial = folder / ".chatmet-server-check";
    std::filesystem::create_directory(trial, error);
    std::error_code ignored;
    std::filesystem::remove(trial, ignored);
    return !error;
}

void checkFolder(Findings& findings, const Config& config)
{
    if (config.accessLogDirectory.empty()) {
        return findings.good("access log: none is kept");
    }
    const std::string place = "access log " + config.accessLogDirectory + ": ";
    AccessLogDirectory directory;
    if (const auto opened = directory.open(config.accessLogDirectory); !opened) {
        return findings.fail(place + opened.error().text);
    }
    const auto rights = directory.checkRights();
    if (!rights) {
        return findings.fail(place + rights.error().text);
    }
    if (!rights->empty()) {
        findings.warn(place + *rights);
    }
    if (std::error_code error; !canBeWritten(config.accessLogDirectory, error)) {
        return findings.fail(place + "can't be written: " + error.message());
    }
    findings.good(place + "kept for " + std::to_string(config.retentionDays) + " days");
}

void checkControl(Findings& findings, const Config& config)
{
    if (config.controlPath.empty()) {
        return findings.good("control: no socket; ban, notice, top and health need one");
    }
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::absolute(config.controlPath, error).parent_path();
    if (!std::filesystem::is_directory(folder, error)) {
        return findings.fail("control " + config.controlPath + ": there is no folder " + folder.string());
    }
    if (config.controlPath.size() > ControlServer::pathBytesMax) {
        return findings.fail("control " + config.controlPath + ": is longer than 107 bytes");
    }
    if (lookAtControlPlace(config.controlPath) == ControlPlace::SomethingElse) {
        return findings.fail("control " + config.controlPath + ": there is something else than a socket");
    }
    if (!canBeWritten(folder, error)) {
        return findings.fail("control " + config.controlPath + ": " + folder.string() +
                             " can't be written: " + error.message());
    }
    findings.good("control: " + config.controlPath);
}

void checkOperatorCard(Findings& findings, const Config& config)
{
    const std::string missing = missingInCard(config.operatorCard);
    if (missing.empty()) {
        findings.good("operator: named, with contact, rules and country");
    } else {
        findings.warn(
            "operator: " + missing +
            " not set; needed as soon as it listens beyond this computer, by a socket of systemd as well");
    }
}

void checkLimits(Findings& findings, const Config& config, std::size_t openFilesMax)
{
    const std::size_t lines = openFilesMax - std::min(openFilesMax, descriptorsReserved);
    const std::string allowed = " is more than the limit of " + std::to_string(openFilesMax) +
                                " open files allows (LimitNOFILE, ulimit -n)";
    const std::size_t warnings = findings.warnings();
    if (config.connectionsMax > lines) {
        findings.warn("connections_max: " + std::to_string(config.connectionsMax) + allowed);
    }
    const std::size_t sessionsMax = config.sessionsMax == 0 ? limits::sessionsMax : config.sessionsMax;
    if (sessionsMax > lines) {
        findings.warn("sessions_max: " + std::to_string(sessionsMax) + allowed);
    } else if (config.connectionsMax != 0 && sessionsMax > config.connectionsMax) {
        findings.warn("sessions_max is above connections_max, which is reached first");
    }
    if (findings.warnings() == warnings) {
        findings.good("open files: " + std::to_string(openFilesMax));
    }
}

void checkBans(Findings& findings, const Config& config)
{
    if (config.bansFile.empty()) {
        return;
    }
    const auto bans = Bans::read(config.bansFile);
    if (!bans) {
        return findings.fail(bans.error().text);
    }
    findings.good("bans: " + std::to_string(bans->size()) + " in " + config.bansFile);
}

} // namespace

int checkConfig(const Config& config, std::size_t openFilesMax, const Clock& clock, LogOutput output,
                bool journal)
{
    Findings findings(output.out, journal);
    checkCertificate(findings, config, clock.now().utcMs);
    const Port listen = checkPort(findings, "listen", config.listenAddress, config.listenPort);
    if (!config.metricsAddress.empty()) {
        const Port metrics = checkPort(findings, "metrics", config.metricsAddress, config.metricsPort);
        if (isReachedFromElsewhere(config.metricsAddress)) {
            findings.warn("metrics: can be read from other computers");
        }
        if (collide(listen, metrics)) {
            findings.fail("metrics: the same port as listen, which needs one of its own");
        }
    }
    checkOperatorCard(findings, config);
    checkFolder(findings, config);
    checkControl(findings, config);
    checkBans(findings, config);
    checkLimits(findings, config, openFilesMax);
    return findings.end();
}

int makeCertificate(const MakeCertificate& command, const Config& config, const Clock& clock,
                    LogOutput output)
{
    const auto made = makeSelfSignedCertificate(command.hosts, clock.now().utcMs, command.days);
    const auto saved = made ? saveCertificate(made.value(), config.certificateFile, config.keyFile)
                            : Result<Done>(made.error());
    if (!saved) {
        output.errors << "chatmet-server: " << saved.error().text << '\n';
        return !made && made.code() == Errc::Damaged ? ConfigOutcome::exitBadUsage : exitNotDone;
    }
    output.out << "sha256:" << publicKeyFingerprint(*made->leaf) << '\n';
    return exitDone;
}

int writeLink(const WriteLink& command, const Config& config, LogOutput output)
{
    const auto fingerprint = config.certificateFile.empty() ? Result<std::string>(std::string())
                                                            : fingerprintOfFile(config.certificateFile);
    if (!fingerprint) {
        output.errors << "chatmet-server: " << fingerprint.error().text << '\n';
        return exitNotDone;
    }
    const auto text = protocol::writeServerLink(command.host, fingerprint.value());
    if (!text) {
        output.errors << "chatmet-server: --host \"" << command.host
                      << "\" is no HOST or HOST:PORT, such as chat.example.org or [2001:db8::1]:8443\n";
        return ConfigOutcome::exitBadUsage;
    }
    output.out << *text << '\n';
    return exitDone;
}

} // namespace chatmet::server
