// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/Operations.h"

#include "server/ops/ConfigReload.h"
#include "server/ops/ConfigValues.h"
#include "server/ops/Metrics.h"
#include "server/ops/UtcDate.h"

#include <chrono>
#include <utility>

namespace chatmet::server {

namespace {

constexpr std::int64_t secondMs = 1'000;
constexpr std::int64_t minuteMs = 60'000;

} // namespace

ServiceSettings serviceSettings(const Config& config)
{
    // A reload goes on after this: the core takes no more than that, and is handed no more.
    static_assert(5 * OperatorCard::fieldBytesMax <= operatorTextBytesMax, "the card and the legal basis");
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

Operations::Operations(Parts parts)
    : m_parts(std::move(parts)),
      m_control(m_parts.io, [this](const ControlRequest& request) { return answer(request); }),
      m_metrics(m_parts.io, {[this] { return metrics(); }, [this] { return !m_draining; }}),
      m_lookTimer(m_parts.io),
      m_watchdogTimer(m_parts.io),
      m_certificate(m_parts.config, m_parts.tls, m_parts.say),
      m_startedAt(m_parts.clock.now().utcMs / secondMs)
{
}

Result<Done> Operations::open()
{
    const Config& config = m_parts.config;
    if (!config.bansFile.empty()) {
        auto bans = Bans::read(config.bansFile);
        if (!bans) {
            return bans.error();
        }
        m_parts.bans.setFromFile(std::move(bans).value());
    }
    if (!config.controlPath.empty()) {
        if (const auto opened = m_control.open(config.controlPath); !opened) {
            return opened;
        }
    }
    if (!config.metricsAddress.empty()) {
        if (const auto opened = m_metrics.open(config.metricsAddress, config.metricsPort); !opened) {
            return opened;
        }
        const auto endpoint = m_metrics.endpoint();
        const bool open = !endpoint.address().is_loopback();
        m_parts.say(open ? Severity::Warning : Severity::Info,
                    (open ? "warning: metrics can be read from other computers: " : "metrics on ") +
                        endpoint.address().to_string() + " port " + std::to_string(endpoint.port()));
    }
    return Done{};
}

void Operations::start()
{
    m_parts.manager.ready();
    look();
    feedWatchdog();
}

void Operations::draining()
{
    m_draining = true;
    m_parts.manager.stopping();
}

void Operations::stop()
{
    m_stopped = true; // a timer that is due already can't be cancelled any more
    m_control.stop();
    m_metrics.stop();
    m_lookTimer.cancel();
    m_watchdogTimer.cancel();
}

ControlReply Operations::reload()
{
    const auto refuse = [this](const std::string& why) {
        ++m_reloadsFailed;
        m_parts.say(Severity::Error, "reload: nothing was changed: " + why);
        m_parts.manager.ready();
        return ControlReply{false, "nothing was changed: " + why + '\n'};
    };
    if (m_draining) {
        return {false, "nothing was changed: the server is ending\n"};
    }
    m_parts.manager.reloading();
    ConfigOutcome outcome = m_parts.readAgain();
    if (!outcome.config) {
        const std::string words = outcome.text.substr(0, outcome.text.find('\n'));
        const std::size_t name = std::string("chatmet-server: ").size();
        return refuse(words.substr(std::min(name, words.size())));
    }
    Config& next = *outcome.config;
    if (const Complaint complaint = checkCardAt(next, m_parts.listensAt)) {
        return refuse(*complaint);
    }
    std::optional<CertificateWatch::Fresh> certificate;
    if (!next.certificateFile.empty() && !m_parts.config.certificateFile.empty()) {
        auto read = m_certificate.read(next, m_parts.clock.now().utcMs);
        if (!read) {
            return refuse(read.error().text);
        }
        certificate.emplace(std::move(read).value());
    }
    auto bans =
        next.bansFile.empty() ? Result<std::vector<Ban>>(std::vector<Ban>{}) : Bans::read(next.bansFile);
    if (!bans) {
        return refuse(bans.error().text);
    }
    // Nothing fails from here on.
    const std::string restart = restartNeededFor(m_parts.config, next);
    if (certificate) {
        m_certificate.take(std::move(*certificate));
        m_parts.config.certificateFile = next.certificateFile;
        m_parts.config.keyFile = next.keyFile;
    }
    m_parts.bans.setFromFile(std::move(bans).value());
    takeOver(m_parts.config, std::move(next));
    m_parts.service.reconfigure(serviceSettings(m_parts.config));
    cutFrom([bans = &m_parts.bans, now = m_parts.clock.now()](const std::string& address) {
        return bans->isBanned(address, now);
    });
    ++m_reloads;
    const std::string words =
        "settings were read again" + (restart.empty() ? "" : "; a restart is needed for " + restart);
    m_parts.say(restart.empty() ? Severity::Notice : Severity::Warning, "reload: " + words);
    m_parts.manager.ready();
    return {true, words + '\n'};
}

ControlReply Operations::answer(const ControlRequest& request)
{
    using Kind = ControlRequest::Kind;
    switch (request.kind) {
    case Kind::Health:
        return m_draining ? ControlReply{false, "draining\n"} : ControlReply{true, "serving\n"};
    case Kind::Totals: return {true, metrics()};
    case Kind::Bans: return bans();
    case Kind::Ban: return ban(request);
    case Kind::Unban: return unban(request);
    case Kind::Notice:
        m_parts.onEachLoop([first = std::make_shared<std::atomic<bool>>(true), text = request.text,
                            forMs = request.duration.count() * secondMs](ConnectionLoop& loop) {
            if (first->exchange(false)) { // one tells the core, which tells all
                loop.hub().announce(text, forMs);
            }
        });
        return {true, request.text.empty() ? "the notice is taken back\n" : "everybody is told\n"};
    case Kind::Reload: return reload();
    }
    return {false, "unknown\n"};
}

ControlReply Operations::ban(const ControlRequest& request)
{
    const AddressBlock block = *request.address;
    if (!m_parts.bans.add(block, request.duration.count() * secondMs, request.text, m_parts.clock.now())) {
        return {false, "there are " + std::to_string(Bans::entriesMax) + " bans by command already\n"};
    }
    cutFrom([block](const std::string& address) {
        const auto one = AddressBlock::parse(address);
        return one && block.contains(*one);
    });
    return {true, bannedBlockText(block) + " is banned for " + durationText(request.duration) +
                      "; who was connected from there is cut\n"};
}

ControlReply Operations::unban(const ControlRequest& request)
{
    const std::string block = bannedBlockText(*request.address);
    switch (m_parts.bans.remove(*request.address)) {
    case Bans::Removed::Yes: return {true, block + " is not banned any more\n"};
    case Bans::Removed::StandsInFile:
        return {false, block + " is banned by " + m_parts.config.bansFile + "; change that, then reload\n"};
    case Bans::Removed::NoneThere: break;
    }
    std::string within;
    for (const Ban& ban : m_parts.bans.list(m_parts.clock.now())) {
        if (ban.block.contains(*request.address)) {
            within = "; it is within " + bannedBlockText(ban.block) + ", which is banned";
        }
    }
    return {false, "there is no ban of just " + block + within + '\n'};
}

ControlReply Operations::bans() const
{
    std::string text;
    for (const Ban& ban : m_parts.bans.list(m_parts.clock.now())) {
        text += bannedBlockText(ban.block) + "  until " +
                (ban.untilMs ? formatMinute(*ban.untilMs / minuteMs) : "the file changes") +
                (ban.fromFile ? "  (file)" : "") + (ban.why.empty() ? "" : "  " + ban.why) + '\n';
    }
    return {true, text.empty() ? "nobody is banned\n" : text};
}

/// Not computed more than once a second, however often it is asked for: it walks over everything there is,
/// and finer steps than that would show single messages.
std::string Operations::metrics()
{
    const std::int64_t nowMs = m_parts.clock.now().steadyMs;
    if (m_metricsText.empty() || nowMs - m_metricsAtMs >= secondMs) {
        m_metricsText = metricsNow();
        m_metricsAtMs = nowMs;
    }
    return m_metricsText;
}

std::string Operations::metricsNow() const
{
    const ServiceCounts now = m_parts.service.counts();
    const ServiceLimits limits = m_parts.service.limits();
    Figures figures{now, m_parts.service.totals(), m_parts.lines};
    figures.connectionsMax = m_parts.connectionsMax;
    figures.sessionsMax = limits.sessionsMax;
    figures.budgetBytes = limits.budgetBytes;
    figures.bans = m_parts.bans.list(m_parts.clock.now()).size();
    figures.accessLogLinesLost = m_parts.log.linesLost();
    figures.reloads = m_reloads;
    figures.reloadsFailed = m_reloadsFailed;
    figures.startedAt = m_startedAt;
    figures.certificateEndsAt = m_parts.tls.endsAt();
    figures.certificateRefused = m_certificate.isRefused();
    figures.draining = m_draining;
    return metricsText(figures);
}

void Operations::cutFrom(const std::function<bool(const std::string&)>& isMeant)
{
    m_parts.onEachLoop([isMeant](ConnectionLoop& loop) { loop.hub().turnAway(isMeant); });
}

void Operations::look()
{
    m_certificate.look(m_parts.config, m_parts.clock.now().utcMs);
    watchRoom();
    m_parts.bans.forgetOver(m_parts.clock.now());
    const ServiceCounts now = m_parts.service.counts();
    m_parts.manager.status(std::to_string(now.sessions) + " sessions, " + std::to_string(now.pairs) +
                           " pairs, " + std::to_string(now.rooms) + " rooms");
    m_lookTimer.expires_after(lookEvery);
    m_lookTimer.async_wait([this](ErrorCode error) {
        if (!error && !m_stopped) {
            look();
        }
    });
}

/// Says it once for each time that it begins: a look at which it does not go on ends it.
void Operations::watchRoom()
{
    const auto look = [this](Shortage& shortage, const Total& total, bool goesOn, const std::string& words) {
        const std::uint64_t times = total.load(std::memory_order_relaxed);
        const bool isShort = std::exchange(shortage.times, times) != times;
        if (isShort && !shortage.isSaid) {
            m_parts.say(Severity::Warning, "warning: " + words);
        }
        shortage.isSaid = isShort || (shortage.isSaid && goesOn);
    };
    const bool isFull = m_parts.lines.held.load(std::memory_order_relaxed) >= m_parts.connectionsMax;
    look(m_full, m_parts.lines.listenerFull, isFull,
         "newcomers wait: as many connections are open as may be (" + std::to_string(m_parts.connectionsMax) +
             ", connections_max)");
    look(m_starved, m_parts.lines.listenerStarved, false,
         "newcomers wait: the system gives no more connections; its descriptors or its memory are used up");
}

/// Fed only where every thread has turned since the last time: one that is stuck lets the manager restart us.
void Operations::feedWatchdog()
{
    const auto interval = m_parts.manager.watchdog();
    if (!interval) {
        return;
    }
    if (m_turned->exchange(0) >= m_parts.loops) {
        m_parts.manager.alive();
    }
    m_parts.onEachLoop([turned = m_turned](ConnectionLoop&) { turned->fetch_add(1); });
    m_watchdogTimer.expires_after(*interval / 4);
    m_watchdogTimer.async_wait([this](ErrorCode error) {
        if (!error && !m_stopped) {
            feedWatchdog();
        }
    });
}

} // namespace chatmet::server
