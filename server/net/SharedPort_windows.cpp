// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows has nothing like it: the server runs on one thread.
#include "server/net/SharedPort.h"

namespace chatmet::server {

/// SO_REUSEADDR would let any program take the port away from one that listens there; what it is for
/// elsewhere Windows does unasked ("Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE").
void takePort(TcpAcceptor::native_handle_type socket, ErrorCode& error) noexcept
{
    const int on = 1;
    const int failed =
        ::setsockopt(socket, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, reinterpret_cast<const char*>(&on), sizeof on);
    error = failed == 0 ? ErrorCode() : ErrorCode(::WSAGetLastError(), asio::error::get_system_category());
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
