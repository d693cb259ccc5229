// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One client over TLS and WebSocket. Beast stays in the .cpp: its templates take long to compile.

#include "server/net/AsioTypes.h"
#include "server/net/ClientConnection.h"
#include "server/net/Listener.h"
#include "server/net/TlsContext.h"
#include "server/net/WheelTimer.h"

#include <memory>

namespace chatmet::server {

/// Starts TLS, then the upgrade, each within its limit (Limits.h); anything that is no upgrade gets a short
/// HTTP answer. Then: binary messages up to limits::frameBytesMax, a ping after limits::pingAfterSilenceMs
/// without a sign of life and the end limits::dropAfterPingMs later. No compression: its windows would keep
/// what was said. context, timer and events must outlive the session, which ends with connectionClosed; slot
/// is given back then.
[[nodiscard]] std::shared_ptr<ClientConnection>
startWebSocketSession(ConnectionId id, TcpSocket socket, ConnectionSlot slot, const TlsContext& context,
                      WheelTimer& timer, ConnectionEvents& events);

} // namespace chatmet::server
