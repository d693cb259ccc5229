// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// chatmet-server: what has to happen before anything else, and the program's border.
#include "common/base/Random.h"
#include "common/memory/ProcessHardening.h"
#include "common/memory/WipeOnFree.h"
#include "server/app/ServerApp.h"
#include "server/app/SystemClock.h"
#include "server/ops/Config.h"
#include "server/ops/LogCommands.h"
#include "server/ops/OpenFilesLimit.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace chatmet;
using namespace chatmet::server;

void say(const std::string& words)
{
    std::cerr << "chatmet-server: " << words << std::endl;
}

/// OpenSSL writes to sockets whose peer may be gone.
void ignoreBrokenPipes()
{
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN);
#endif
}

/// The server has ended in order and only memory is left to be freed: one signal more, to which the system
/// would answer by killing it, must not make a bad status of that.
void ignoreFurtherSignals()
{
#ifdef SIG_BLOCK
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
#endif
}

void sayWhatIsMissing(const HardeningReport& report)
{
    for (const HardeningItem& item : report) {
        if (!item.obtained) {
            say(item.text);
        }
    }
    if (!wipeOnFreeActive()) {
        say(std::string(wipeOnFreeStatus()));
    }
}

int run(const std::vector<std::string>& arguments, const HardeningReport& report)
{
    ConfigOutcome outcome = readConfig(arguments);
    if (!outcome.config) {
        (outcome.exitStatus == 0 ? std::cout : std::cerr) << outcome.text << std::flush;
        return outcome.exitStatus;
    }
    if (outcome.config->logCommand) {
        return runLogCommand(*outcome.config->logCommand, *outcome.config, SystemClock().now().utcMs,
                             systemRandom(), {std::cout, std::cerr});
    }
    const bool checkOnly = outcome.config->checkOnly;
    ServerApp app(std::move(*outcome.config), raiseOpenFilesLimit(), say);
    const auto started = checkOnly ? app.check() : app.start();
    if (!started) {
        say(started.error().text);
        return EXIT_FAILURE;
    }
    if (checkOnly) {
        std::cout << "the configuration is good" << std::endl;
        return EXIT_SUCCESS;
    }
    sayWhatIsMissing(report);
    std::cout << app.readyLine() << std::endl;
    const bool served = app.run();
    ignoreFurtherSignals();
    if (!served) {
        say("ended by a lack of memory or a fault of its own");
    }
    return served ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv)
{
    const HardeningReport report = hardenProcess({.lockMemory = true});
    ignoreBrokenPipes();
    try {
        return run({argv + std::min(argc, 1), argv + argc}, report);
    } catch (const std::exception&) {
        say("ended by a lack of memory or a fault of its own"); // without what(): it might quote something
        return EXIT_FAILURE;
    }
}
