// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ControlCommands.h"

#include "server/app/Tools.h"
#include "server/ops/ControlServer.h"
#include "server/ops/TopScreen.h"

#include <chrono>
#include <ostream>
#include <thread>

namespace chatmet::server {

namespace {

/// Where the unit of packaging/linux has it.
constexpr const char* controlPathDefault = "/run/chatmet-server/control";

int refused(const std::string& words, LogOutput output)
{
    output.errors << "chatmet-server: " << words;
    if (words.empty() || words.back() != '\n') {
        output.errors << '\n';
    }
    return exitNotDone;
}

int runTop(const std::string& path, LogOutput output, bool terminal)
{
    TopScreen screen;
    for (;;) {
        const auto reply = askServer(path, {ControlRequest::Kind::Totals, {}, {}, {}});
        if (!reply || !reply->done) {
            return refused(reply ? reply->text : reply.error().text, output);
        }
        output.out << screen.next(reply->text, std::chrono::steady_clock::now(), terminal) << std::flush;
        if (!terminal || !output.out) {
            return exitDone;
        }
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

} // namespace

int runControlCommand(const ControlRequest& request, const Config& config, LogOutput output, bool terminal)
{
    const std::string path = config.controlPath.empty() ? controlPathDefault : config.controlPath;
    if (request.kind == ControlRequest::Kind::Totals) {
        return runTop(path, output, terminal);
    }
    const auto reply = askServer(path, request);
    if (!reply || !reply->done) {
        return refused(reply ? reply->text : reply.error().text, output);
    }
    output.out << reply->text << std::flush;
    return exitDone;
}

} // namespace chatmet::server
