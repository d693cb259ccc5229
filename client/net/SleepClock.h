// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two clocks that nobody can set: one goes on while the computer sleeps, the other stands still.

#include <QtGlobal>

namespace chatmet::client {

/// Milliseconds since some moment before the program was started, those that the computer slept included. Any
/// thread.
[[nodiscard]] qint64 sleepCountingMs();

/// The same without them: the time of Qt's timers, QElapsedTimer and QDeadlineTimer on Linux and macOS. How
/// much more the other one has grown is how long the computer has slept meanwhile. Any thread.
[[nodiscard]] qint64 awakeMs();

} // namespace chatmet::client
