// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ControlCommands.h"

#include "server/app/LiveTerminal.h"
#include "server/app/Tools.h"
#include "server/ops/ControlServer.h"
#include "server/ops/TopScreen.h"

#include <chrono>
#include <optional>
#include <ostream>

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
    std::optional<LiveTerminal> live;
    for (;;) {
        const auto reply = askServer(path, {ControlRequest::Kind::Totals, {}, {}, {}});
        if (!reply || !reply->done) {
            live.reset(); // the words are for the screen that stays
            return refused(reply ? reply->text : reply.error().text, output);
        }
        const auto now = std::chrono::steady_clock::now();
        screen.take(reply->text, now);
        if (!terminal) {
            output.out << screen.page() << std::flush;
            return exitDone;
        }
        if (!live) {
            live.emplace();
        }
        LiveTerminal::Wish wish{};
        do {
            output.out << screen.page(live->size()) << std::flush;
            wish = live->wait(now + std::chrono::seconds(1));
        } while (wish == LiveTerminal::Wish::Resized && output.out);
        if (wish == LiveTerminal::Wish::End || !output.out) {
            return exitDone;
        }
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
