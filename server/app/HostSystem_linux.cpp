// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// POSIX's signals and terminals.
#include "server/app/HostSystem.h"

#include <csignal>
#include <unistd.h>

namespace chatmet::server {

/// OpenSSL writes to sockets whose peer may be gone.
void prepareProcess() noexcept
{
    std::signal(SIGPIPE, SIG_IGN);
}

bool isTerminal() noexcept
{
    return ::isatty(STDOUT_FILENO) == 1;
}

std::vector<int> endSignals()
{
    return {SIGTERM, SIGINT};
}

std::vector<int> reloadSignals()
{
    return {SIGHUP};
}

void ignoreFurtherSignals() noexcept
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

} // namespace chatmet::server
