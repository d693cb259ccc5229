// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line, but for what belongs to "log" and to a running server.
#include "server/ops/Config.h"

#include "server/ops/ConfigFile.h"
#include "server/ops/ConfigValues.h"
#include "server/ops/ControlCommandLine.h"
#include "server/ops/LogCommandLine.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

namespace chatmet::server {

namespace {

/// What was given on the command line; the rest stays as the file or the defaults have it.
struct Given
{
    std::optional<std::string> configFile;
    std::optional<std::string> listen;
    std::optional<std::string> certificate;
    std::optional<std::string> key;
    std::optional<std::string> accessLog;
    std::optional<std::int64_t> threads;
    std::optional<std::int64_t> resumeWindow;
    std::optional<std::int64_t> retentionDays;
    std::optional<std::string> control;
    std::optional<std::string> metrics;
    bool printConfig{false};
    CLI::App* check{nullptr};
    CLI::App* makeCertificate{nullptr};
    CLI::App* writeLink{nullptr};
    std::vector<std::string> hosts;
    std::int64_t days{3'650};
    std::string linkHost;
    LogCommandLine log;
    ControlCommandLine controls;

    [[nodiscard]] bool serves() const
    {
        return !log.given() && !controls.given() && !makeCertificate->parsed() && !writeLink->parsed();
    }
};

void declareTools(CLI::App& app, Given& given)
{
    given.check = app.add_subcommand("check", "Say whether the server would start with these settings");
    given.check->footer("Status 0: it would, perhaps with warnings. 1: it would not. 2: not understood.");
    given.makeCertificate =
        app.add_subcommand("mkcert", "Make a lasting certificate that no authority vouches for");
    given.makeCertificate->footer("Writes to --certificate FILE and --key FILE; overwrites nothing.");
    given.makeCertificate
        ->add_option("--host", given.hosts, "Name or address that people connect to; may be repeated")
        ->type_name("HOST");
    given.makeCertificate->add_option("--days", given.days, "How long it is valid [3650]")->type_name("DAYS");
    given.writeLink = app.add_subcommand("invite", "Print the link to this server that people paste");
    given.writeLink
        ->add_option("--host", given.linkHost,
                     "Name or address that people connect to, with its port unless 443")
        ->type_name("HOST[:PORT]")
        ->required();
    for (CLI::App* command : {given.check, given.makeCertificate, given.writeLink}) {
        command->fallthrough(); // the server's own options may stand behind the command as well
    }
}

void declare(CLI::App& app, Given& given)
{
    app.set_help_flag("--help,-h", "Print this and end");
    app.set_version_flag("--version", std::string("chatmet-server " CHATMET_VERSION),
                         "Print the version and end");
    app.add_option("--listen", given.listen, "Where to listen; port 0 takes a free one [127.0.0.1:8443]")
        ->type_name("ADDRESS:PORT");
    app.add_option("--certificate", given.certificate,
                   "PEM certificate with its intermediates [made in memory]")
        ->type_name("FILE");
    app.add_option("--key", given.key, "PEM key of the certificate, without a password")->type_name("FILE");
    app.add_option("--access-log", given.accessLog,
                   "Folder for the access log: time, address, version, system of each arrival [none]")
        ->type_name("DIR");
    app.add_option("--threads", given.threads,
                   "Threads, 1 to 64: one for the rules, the rest for connections [1]")
        ->type_name("COUNT");
    app.add_option("--resume-window", given.resumeWindow,
                   "Seconds that a dropped line may be taken up again, 0 (never) to 120 [20]")
        ->type_name("SECONDS");
    app.add_option("--retention-days", given.retentionDays,
                   "Days that the access log is kept, 0 to 30 [30]; more with a legal basis")
        ->type_name("DAYS");
    app.add_option("--config", given.configFile, "TOML file with the same names; the command line wins")
        ->type_name("FILE");
    app.add_option(
           "--control", given.control,
           "Socket for commands to the running server [/run/chatmet-server/control, where that may be]")
        ->type_name("PATH");
    app.add_option("--metrics", given.metrics, "Where to serve metrics and health, without TLS [nowhere]")
        ->type_name("ADDRESS:PORT");
    app.add_flag("--print-config", given.printConfig, "Print every setting as it would be used, and end");
    app.require_subcommand(0, 1);
    declareTools(app, given);
    given.controls.declareOn(app);
    given.log.declareOn(app);
}

constexpr const char* fromCommandLine = "command line";

ConfigOutcome refused(const std::string& complaint)
{
    return {std::nullopt, "chatmet-server: " + complaint + "\n", ConfigOutcome::exitBadUsage};
}

/// A command takes no more than what concerns it.
Complaint checkFits(const Given& given)
{
    const bool run = given.listen || given.threads || given.resumeWindow || given.metrics;
    if (!given.serves() && (run || given.printConfig)) {
        return "--listen, --threads, --resume-window, --metrics and --print-config mean nothing to this "
               "command";
    }
    const bool certificates = given.makeCertificate->parsed() || given.writeLink->parsed();
    if (!given.serves() && !certificates && (given.certificate || given.key)) {
        return "--certificate and --key mean nothing to this command";
    }
    if (!given.serves() && !given.log.given() && (given.accessLog || given.retentionDays)) {
        return "--access-log and --retention-days mean nothing to this command";
    }
    if (!given.serves() && !given.controls.given() && given.control) {
        return "--control means nothing to this command";
    }
    return given.printConfig && given.check->parsed() ? Complaint("--print-config means nothing to \"check\"")
                                                      : std::nullopt;
}

/// Options whose text only has to be kept.
void applyTexts(Config& config, const Given& given)
{
    const auto apply = [&config](const std::optional<std::string>& text, std::string& into, const char* key) {
        if (text) {
            into = *text;
            config.sources[key] = fromCommandLine;
        }
    };
    apply(given.certificate, config.certificateFile, "certificate");
    apply(given.key, config.keyFile, "key");
    apply(given.accessLog, config.accessLogDirectory, "access_log");
    apply(given.control, config.controlPath, "control");
}

Complaint applyGiven(Config& config, const Given& given)
{
    applyTexts(config, given);
    const auto endpoint = [&config](const std::optional<std::string>& text, std::string& address,
                                    std::uint16_t& port, const std::string& key) -> Complaint {
        if (!text) {
            return std::nullopt;
        }
        config.sources[key] = fromCommandLine;
        const Complaint complaint = setEndpoint(address, port, *text);
        return complaint ? "--" + key + " \"" + *text + "\" " + *complaint : complaint;
    };
    if (const auto complaint = endpoint(given.listen, config.listenAddress, config.listenPort, "listen")) {
        return complaint;
    }
    if (const auto complaint =
            endpoint(given.metrics, config.metricsAddress, config.metricsPort, "metrics")) {
        return complaint;
    }
    const auto number = [&config](const std::optional<std::int64_t>& value, const auto& set,
                                  const std::string& key, const std::string& option) -> Complaint {
        if (!value) {
            return std::nullopt;
        }
        config.sources[key] = fromCommandLine;
        const Complaint complaint = set(config, *value);
        return complaint ? option + " " + *complaint : complaint;
    };
    if (const auto complaint = number(given.threads, setThreads, "threads", "--threads")) {
        return complaint;
    }
    if (const auto complaint =
            number(given.resumeWindow, setResumeWindow, "resume_window", "--resume-window")) {
        return complaint;
    }
    return number(given.retentionDays, setRetentionDays, "retention_days", "--retention-days");
}

Complaint takeCertificateCommand(const Config& config, const Given& given, MakeCertificate& command)
{
    if (config.certificateFile.empty() || config.keyFile.empty()) {
        return "mkcert needs to know where to write: --certificate FILE and --key FILE";
    }
    if (given.days < 1 || given.days > MakeCertificate::daysMax) {
        return "--days must be 1 to " + std::to_string(MakeCertificate::daysMax);
    }
    command.hosts = given.hosts;
    command.days = static_cast<int>(given.days);
    return std::nullopt;
}

Complaint takeCommand(const Config& config, const Given& given, Command& command)
{
    if (given.log.given()) {
        const Complaint complaint = given.log.take(command.emplace<LogCommand>());
        const Complaint retention = checkRetention(config);
        return complaint || !retention ? complaint : "--retention-days " + *retention;
    }
    if (given.controls.given()) {
        return given.controls.take(command.emplace<ControlRequest>());
    }
    if (given.makeCertificate->parsed()) {
        return takeCertificateCommand(config, given, command.emplace<MakeCertificate>());
    }
    if (given.writeLink->parsed()) {
        command = WriteLink{given.linkHost};
        return std::nullopt;
    }
    if (given.check->parsed()) {
        command = Check{};
    } else if (given.printConfig) {
        command = PrintConfig{};
    }
    return checkTogether(config);
}

} // namespace

ConfigOutcome readConfig(const std::vector<std::string>& arguments)
{
    Given given;
    CLI::App app("ChatMet's server: brings strangers together, passes on what they write, keeps nothing.",
                 "chatmet-server");
    declare(app, given);
    try {
        app.parse(
            std::vector<std::string>(arguments.rbegin(), arguments.rend())); // CLI11 takes them reversed
    } catch (const CLI::ParseError& error) {                                 // CLI11 knows no other way
        std::ostringstream out;
        std::ostringstream complaint;
        const bool asked = app.exit(error, out, complaint) == 0;
        return asked ? ConfigOutcome{std::nullopt, out.str(), 0}
                     : ConfigOutcome{std::nullopt, "chatmet-server: " + complaint.str(),
                                     ConfigOutcome::exitBadUsage};
    }
    if (const Complaint complaint = checkFits(given)) {
        return refused(*complaint);
    }
    ConfigOutcome outcome;
    Config& config = outcome.config.emplace();
    if (given.configFile) {
        if (const Complaint complaint = applyConfigFile(config, *given.configFile)) {
            return refused(*complaint);
        }
    }
    Complaint complaint = applyGiven(config, given);
    complaint = complaint ? complaint : takeCommand(config, given, outcome.command);
    return complaint ? refused(*complaint) : outcome;
}

} // namespace chatmet::server
