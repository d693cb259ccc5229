// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: stated fallback. CreateProcess could start one with a restricted token, but nobody has built that
// yet; nothing is started, and what a child would do is done in this process.
#include "client/process/ChildProcess.h"

namespace chatmet::client {

bool ChildProcess::isAvailable()
{
    return false;
}

std::string ChildProcess::ownProgram()
{
    return {};
}

std::optional<ChildProcess> ChildProcess::start(const std::string&, const std::vector<std::string>&)
{
    return std::nullopt;
}

ChildProcess::~ChildProcess() = default;
ChildProcess::ChildProcess(ChildProcess&&) noexcept = default;
ChildProcess& ChildProcess::operator=(ChildProcess&&) noexcept = default;

void ChildProcess::kill() {}

bool ChildProcess::letEnd(ChildSocket::Deadline)
{
    return true;
}

} // namespace chatmet::client
