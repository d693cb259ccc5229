// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// chatmet-server: what has to happen before anything else, and the program's border.
#include "common/base/Random.h"
#include "common/memory/ProcessHardening.h"
#include "common/memory/WipeOnFree.h"
#include "server/app/ControlCommands.h"
#include "server/app/HostSystem.h"
#include "server/app/ServerApp.h"
#include "server/app/SystemClock.h"
#include "server/app/Tools.h"
#include "server/ops/Config.h"
#include "server/ops/ConfigText.h"
#include "server/ops/LogCommands.h"
#include "server/ops/OpenFilesLimit.h"
#include "server/ops/OperatorLog.h"
#include "server/ops/ServiceManager.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace chatmet;
using namespace chatmet::server;

constexpr const char* ownFault = "ended by a lack of memory or a fault of its own";

void sayWhatIsMissing(const HardeningReport& report, const Say& say)
{
    for (const HardeningItem& item : report) {
        if (!item.obtained) {
            say(Severity::Warning, item.text);
        }
    }
    if (!wipeOnFreeActive()) {
        say(Severity::Warning, std::string(wipeOnFreeStatus()));
    }
}

/// Where the service manager has made a folder for it, the control socket needs no setting.
void useRuntimeDirectory(Config& config)
{
    const char* folder = std::getenv("RUNTIME_DIRECTORY");
    if (config.controlPath.empty() && folder != nullptr && *folder == '/') {
        const std::string folders = folder; // several are divided by colons, systemd.exec(5)
        config.controlPath = folders.substr(0, folders.find(':')) + "/control";
    }
}

ConfigOutcome readSettings(const std::vector<std::string>& arguments)
{
    ConfigOutcome outcome = readConfig(arguments);
    if (outcome.config) {
        useRuntimeDirectory(*outcome.config);
    }
    return outcome;
}

int serve(Config config, const std::vector<std::string>& arguments, const HardeningReport& report,
          ServiceManager& manager)
{
    const Say say = [journal = manager.hasJournal()](Severity severity, const std::string& words) {
        std::cerr << operatorLine(severity, words, journal) << std::flush;
    };
    ServerApp app(std::move(config), raiseOpenFilesLimit(), say, manager,
                  [arguments] { return readSettings(arguments); });
    if (const auto started = app.start(); !started) {
        say(Severity::Error, started.error().text);
        return EXIT_FAILURE;
    }
    sayWhatIsMissing(report, say);
    std::cout << app.readyLine() << std::endl;
    const bool served = app.run();
    ignoreFurtherSignals();
    if (!served) {
        say(Severity::Error, ownFault);
    }
    return served ? EXIT_SUCCESS : EXIT_FAILURE;
}

/// What each command does; returns the status to end with.
struct CarryOut
{
    Config& config;
    const std::vector<std::string>& arguments;
    const HardeningReport& report;
    ServiceManager& manager;
    LogOutput output{std::cout, std::cerr};
    SystemClock clock{};

    int operator()(const Serve&) const { return serve(std::move(config), arguments, report, manager); }
    int operator()(const Check&) const
    {
        return checkConfig(config, raiseOpenFilesLimit(), clock, output, manager.hasJournalOfOutput());
    }
    int operator()(const PrintConfig&) const
    {
        std::cout << configText(config) << std::flush;
        return EXIT_SUCCESS;
    }
    int operator()(const MakeCertificate& command) const
    {
        return makeCertificate(command, config, clock, output);
    }
    int operator()(const WriteLink& command) const { return writeLink(command, config, output); }
    int operator()(const LogCommand& command) const
    {
        return runLogCommand(command, config, clock.now().utcMs, systemRandom(), output);
    }
    int operator()(const ControlRequest& request) const
    {
        return runControlCommand(request, config, output, isTerminal());
    }
};

int run(const std::vector<std::string>& arguments, const HardeningReport& report)
{
    ServiceManager manager;
    ConfigOutcome outcome = readSettings(arguments);
    if (!outcome.config) {
        const bool forJournal = outcome.exitStatus != 0 && manager.hasJournal();
        (outcome.exitStatus == 0 ? std::cout : std::cerr)
            << (forJournal ? journalLines(Severity::Error, outcome.text) : outcome.text) << std::flush;
        return outcome.exitStatus;
    }
    return std::visit(CarryOut{*outcome.config, arguments, report, manager}, outcome.command);
}

} // namespace

int main(int argc, char** argv)
{
    const HardeningReport report = hardenProcess({.lockMemory = true});
    prepareProcess();
    try {
        return run({argv + std::min(argc, 1), argv + argc}, report);
    } catch (const std::exception&) {
        std::cerr << "chatmet-server: " << ownFault << std::endl; // without what(): it might quote something
        return EXIT_FAILURE;
    }
}
