// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a listener takes its port, alone or with others, among which the system spreads the connections.
// Differs by system.

#include "server/net/AsioTypes.h"

namespace chatmet::server {

/// Before bind: the port can be had again right after a server that ended (on Windows once its last
/// connections are gone), and never beside one that listens.
void takePort(TcpAcceptor::native_handle_type socket, ErrorCode& error) noexcept;

/// Whether this system spreads connections among listeners of one port.
[[nodiscard]] bool portsCanBeShared() noexcept;

/// Before bind, after takePort. False where the system refuses, or has no such thing.
[[nodiscard]] bool sharePort(TcpAcceptor::native_handle_type socket) noexcept;

} // namespace chatmet::server
