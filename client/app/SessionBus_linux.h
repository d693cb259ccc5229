// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The person's session bus, where there is one.

#include <QDBusConnection>
#include <QString>

namespace chatmet::client {

inline constexpr int busAnswerMs = 5'000; ///< longest wait for an answer, which blocks nobody

/// Whether there is one to connect to. Asked for one that is not there, libdbus would start a new bus (its
/// "autolaunch"), which nobody listens to and which outlives the program.
[[nodiscard]] bool hasSessionBus();

/// The connection that Qt has for itself, made at the first call: D-Bus costs nothing before. Not connected
/// where there is no bus.
[[nodiscard]] QDBusConnection sessionBus();

} // namespace chatmet::client
