// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Several listeners on one port, among which the system spreads the connections. Differs by system.

#include "server/net/AsioTypes.h"

namespace chatmet::server {

/// Whether this system spreads connections among listeners of one port.
[[nodiscard]] bool portsCanBeShared() noexcept;

/// Before bind. False where the system refuses, or has no such thing.
[[nodiscard]] bool sharePort(TcpAcceptor& acceptor) noexcept;

} // namespace chatmet::server
