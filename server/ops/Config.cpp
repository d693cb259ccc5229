// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line, but for what belongs to "log".
#include "server/ops/Config.h"

#include "server/ops/ConfigFile.h"
#include "server/ops/ConfigValues.h"
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
    bool checkOnly{false};
    LogCommandLine log;
};

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
    app.add_flag("--check-config", given.checkOnly,
                 "Check the settings and the files that they name, and end");
    given.log.declareOn(app);
}

ConfigOutcome refused(const std::string& complaint)
{
    return {std::nullopt, "chatmet-server: " + complaint + "\n", ConfigOutcome::exitBadUsage};
}

/// A command needs no more than what concerns the log.
Complaint applyLogCommand(Config& config, const Given& given)
{
    if (given.listen || given.certificate || given.key || given.threads || given.resumeWindow ||
        given.checkOnly) {
        return "--listen, --certificate, --key, --threads, --resume-window and --check-config mean nothing "
               "to \"log\"";
    }
    return given.log.take(config.logCommand.emplace());
}

Complaint applyGiven(Config& config, const Given& given)
{
    if (given.listen) {
        if (const Complaint complaint = setListen(config, *given.listen)) {
            return "--listen \"" + *given.listen + "\" " + *complaint;
        }
    }
    if (given.threads) {
        if (const Complaint complaint = setThreads(config, *given.threads)) {
            return "--threads " + *complaint;
        }
    }
    if (given.resumeWindow) {
        if (const Complaint complaint = setResumeWindow(config, *given.resumeWindow)) {
            return "--resume-window " + *complaint;
        }
    }
    if (given.retentionDays) {
        if (const Complaint complaint = setRetentionDays(config, *given.retentionDays)) {
            return "--retention-days " + *complaint;
        }
    }
    config.certificateFile = given.certificate.value_or(config.certificateFile);
    config.keyFile = given.key.value_or(config.keyFile);
    config.accessLogDirectory = given.accessLog.value_or(config.accessLogDirectory);
    config.checkOnly = given.checkOnly;
    const Complaint complaint = given.log.given() ? applyLogCommand(config, given) : std::nullopt;
    return complaint ? complaint : checkTogether(config);
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
    Config config;
    if (given.configFile) {
        if (const Complaint complaint = applyConfigFile(config, *given.configFile)) {
            return refused(*complaint);
        }
    }
    if (const Complaint complaint = applyGiven(config, given)) {
        return refused(*complaint);
    }
    return {std::move(config), {}, 0};
}

} // namespace chatmet::server
