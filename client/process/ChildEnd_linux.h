// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a child of this process ends: waited for, killed where it has to be, and reaped, so that no zombie
// stays.

#include "client/process/ChildSocket.h"

#include <optional>
#include <sys/types.h>

namespace chatmet::client {

/// Waits until a child has ended, and reaps it: its status as of waitpid, or one that is no exit where it was
/// reaped already. Nothing when the time is over.
[[nodiscard]] std::optional<int> statusOf(pid_t child, ChildSocket::Deadline until);

/// Kills a child that was not reaped yet, and reaps it. Takes a moment; of one that hangs in a broken disk
/// half a second, and then it stays.
void endNow(pid_t child);

} // namespace chatmet::client
