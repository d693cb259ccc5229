// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS gives every connection to the last listener: the server runs on one thread.
#include "server/net/SharedPort.h"

#include <cerrno>
#include <sys/socket.h>

namespace chatmet::server {

/// SO_REUSEADDR: connections of a server before it may linger.
void takePort(TcpAcceptor::native_handle_type socket, ErrorCode& error) noexcept
{
    const int on = 1;
    const int failed = ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    error = failed == 0 ? ErrorCode() : ErrorCode(errno, asio::error::get_system_category());
}

bool portsCanBeShared() noexcept
{
    return false;
}

bool sharePort(TcpAcceptor::native_handle_type) noexcept
{
    return false;
}

} // namespace chatmet::server
