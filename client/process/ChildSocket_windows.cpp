// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stated fallback: no child process is started here (ChildProcess_windows.cpp), so there is no socket to one.
#include "client/process/ChildSocket.h"

namespace chatmet::client {

ChildSocket::ChildSocket(ChildSocket&&) noexcept = default;
ChildSocket& ChildSocket::operator=(ChildSocket&&) noexcept = default;

std::optional<ChildSocket> ChildSocket::inherited()
{
    return std::nullopt;
}

bool ChildSocket::send(std::span<const std::byte>, Deadline)
{
    return false;
}

bool ChildSocket::receive(std::span<std::byte>, Deadline)
{
    return false;
}

bool ChildSocket::waitForBytes(Deadline)
{
    return false;
}

void ChildSocket::close() {}

} // namespace chatmet::client
