// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS gives every connection to the last listener: the server runs on one thread.
#include "server/net/SharedPort.h"

namespace chatmet::server {

bool portsCanBeShared() noexcept
{
    return false;
}

bool sharePort(TcpAcceptor&) noexcept
{
    return false;
}

} // namespace chatmet::server
