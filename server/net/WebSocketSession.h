// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One client over TLS and WebSocket. Beast stays in the .cpp: its templates take long to compile.

#include "common/base/ByteBudget.h"
#include "server/net/AsioTypes.h"
#include "server/net/ClientConnection.h"
#include "server/net/HandshakePacer.h"
#include "server/net/Listener.h"
#include "server/net/TlsContext.h"
#include "server/net/WheelTimer.h"

#include <memory>

namespace chatmet::server {

/// What a connection costs, whatever it does: OpenSSL's 14 KiB and the kernel's 4.8 (measured on the idle
/// connections of several servers), with the structures around it. Bytes.
inline constexpr std::size_t connectionCostBytes = 20 * 1024;

/// Starts TLS, then the upgrade, each within its limit (Limits.h); anything that is no upgrade gets a short
/// HTTP answer. Then: binary messages up to limits::frameBytesMax, a ping after limits::pingAfterSilenceMs
/// without a sign of life and the end limits::dropAfterPingMs later. No compression: its windows would keep
/// what was said. context, timer and events must outlive the session, which ends with connectionClosed; slot
/// is given back then. outside: told what it costs, and what has come of a message that is not whole yet;
/// null: nobody is. pacer: null: handshakes begin as they come.
[[nodiscard]] std::shared_ptr<ClientConnection>
startWebSocketSession(ConnectionId id, TcpSocket socket, ConnectionSlot slot, const TlsContext& context,
                      WheelTimer& timer, ConnectionEvents& events, OutsideBytes* outside = nullptr,
                      HandshakePacer* pacer = nullptr);

} // namespace chatmet::server
