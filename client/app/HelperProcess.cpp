// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/HelperProcess.h"

#include "client/app/FileWork.h"
#include "client/app/HelperMessages.h"
#include "common/memory/ProcessHardening.h"
#include "common/memory/StackWipe.h"
#include "common/memory/WipedBytes.h"

#include <csignal>
#include <cstdio>

namespace chatmet::client {

namespace {

using std::chrono::seconds;

constexpr auto passMax = seconds(10); ///< for the parts of one request to come in

ChildSocket::Deadline in(seconds time)
{
    return ChildSocket::Clock::now() + time;
}

struct Request
{
    HelperRequest kind{};
    WipedBytes name;
    WipedBytes body;

    [[nodiscard]] std::string nameText() const { return {name.begin(), name.end()}; }
    [[nodiscard]] std::string_view bodyText() const
    {
        return {reinterpret_cast<const char*>(body.data()), body.size()};
    }
};

/// False: the program is gone, or what came is none of its requests.
bool receive(ChildSocket& socket, Request& request)
{
    HelperRequestHead head;
    if (!socket.receive(bytesOf(head), in(passMax)) || !isAcceptable(head))
        return false;
    request.kind = static_cast<HelperRequest>(head.request);
    request.name.resize(head.nameBytes);
    request.body.resize(head.bodyBytes);
    return socket.receive(std::as_writable_bytes(std::span(request.name)), in(passMax)) &&
           socket.receive(std::as_writable_bytes(std::span(request.body)), in(passMax));
}

HelperOutcome perform(const Request& request, bool withSettings)
{
    switch (request.kind) {
    case HelperRequest::WriteSettings:
        return withSettings ? writeSettings(request.bodyText()) : HelperOutcome::Refused;
    case HelperRequest::CreatePicture:
        return createPicture(request.nameText(), std::as_bytes(std::span(request.body)));
    case HelperRequest::OpenLink: return openLink(request.nameText());
    }
    return HelperOutcome::Refused;
}

bool serveOne(ChildSocket& socket, bool withSettings)
{
    Request request;
    if (!receive(socket, request))
        return false;
    HelperAnswer answer;
    answer.outcome = static_cast<std::uint32_t>(perform(request, withSettings));
    return socket.send(bytesOf(answer), in(passMax));
}

} // namespace

std::optional<ChildProcess> startHelper(bool withSettings)
{
    return ChildProcess::start(ChildProcess::ownProgram(),
                               {withSettings ? helperArgument : helperWithoutSettingsArgument});
}

int runHelper(bool withSettings)
{
    auto socket = ChildSocket::inherited();
    if (!socket) {
        std::fputs("chatmet: the helper is started by the program itself\n", stderr);
        return 2;
    }
    // It ends with the program, whose last wish may still be on its way when a session ends.
    for (const int number : {SIGTERM, SIGINT})
        std::signal(number, SIG_IGN);
#if defined(SIGHUP)
    std::signal(SIGHUP, SIG_IGN);
#endif
    static_cast<void>(hardenProcess());
    while (true) {
        if (!socket->waitForBytes(in(seconds(60))))
            continue; // nothing was asked for
        if (!serveOne(*socket, withSettings))
            return 0;
        wipeStack();
    }
}

} // namespace chatmet::client
