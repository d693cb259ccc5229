// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS: stated fallback. posix_spawn could start one, but there is no confinement to put it into
// (WriteShelter_macos.cpp); nothing is started, and what a child would do is done in this process.
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
