// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a listener takes its port, alone or with others, among which the system spreads the connections.
// Differs by system.

#include "server/net/AsioTypes.h"

namespace chatmet::server {

enum class PortUse
{
    Alone,
    /// Taken as by one alone, so that of two servers that start in the same moment one gets it; once it
    /// listens, others of this user may join.
    First,
    Joined ///< beside a First that listens
};

/// Before bind: the port can be had again right after a server that ended (on Windows once its last
/// connections are gone), and never beside one that listens.
void takePort(TcpAcceptor::native_handle_type socket, ErrorCode& error) noexcept;

/// Whether this system spreads connections among listeners of one port.
[[nodiscard]] bool portsCanBeShared() noexcept;

/// Who joins calls it before bind and after takePort, and whom it joins has done so at any time before. False
/// where the system refuses, or has no such thing.
[[nodiscard]] bool sharePort(TcpAcceptor::native_handle_type socket) noexcept;

} // namespace chatmet::server
