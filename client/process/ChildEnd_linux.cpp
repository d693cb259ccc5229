// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/process/ChildEnd_linux.h"

#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <thread>

namespace chatmet::client {

namespace {

constexpr auto lookAgain = std::chrono::milliseconds(2);
constexpr auto killedEndsIn = std::chrono::milliseconds(500);
constexpr int reapedElsewhere = -1; ///< neither an exit nor a signal

} // namespace

std::optional<int> statusOf(pid_t child, ChildSocket::Deadline until)
{
    while (true) {
        int status = 0;
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child)
            return status;
        if (ended < 0 && errno != EINTR)
            return reapedElsewhere;
        if (ChildSocket::Clock::now() >= until)
            return std::nullopt;
        std::this_thread::sleep_for(lookAgain);
    }
}

void endNow(pid_t child)
{
    ::kill(child, SIGKILL); // it was not reaped, so the number is still its own
    static_cast<void>(statusOf(child, ChildSocket::Clock::now() + killedEndsIn));
}

} // namespace chatmet::client
