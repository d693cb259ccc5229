// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/EndSignals.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace chatmet::client {

namespace {

std::array<int, 2> pipeEnds{-1, -1};

/// A handler may only do what is safe anywhere: it writes one byte, the event loop does the rest.
void tellEventLoop(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto ignored = ::write(pipeEnds[1], &byte, 1); // full: it has been told already
}

} // namespace

void onEndAsked(QObject* context, std::function<void()> asked)
{
    if (::pipe(pipeEnds.data()) != 0)
        return; // the signals keep their default: the program ends at once
    for (const int end : pipeEnds) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    auto* notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [asked = std::move(asked)] {
        char byte = 0;
        while (::read(pipeEnds[0], &byte, 1) == 1) {
        }
        asked();
    });
    struct sigaction action = {};
    action.sa_handler = tellEventLoop;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(number, &action, nullptr);
}

} // namespace chatmet::client
