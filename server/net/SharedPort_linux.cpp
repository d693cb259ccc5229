// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: SO_REUSEPORT (socket(7)); only processes of the same user can join, and they could read what we
// serve anyway. Whether sockets may share a port is asked of each of them when the next one is bound
// (inet_csk_bind_conflict()), so that one can be alone at first and open for others later.
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
    return true;
}

bool sharePort(TcpAcceptor::native_handle_type socket) noexcept
{
    const int on = 1;
    return ::setsockopt(socket, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0;
}

} // namespace chatmet::server
