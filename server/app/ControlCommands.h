// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Carries out "chatmet-server ban", "health", "top" and their like: asks the server that runs.

#include "server/ops/Config.h"
#include "server/ops/LogCommands.h"

namespace chatmet::server {

/// The status to end with: 0, or 1 where the server can't be reached or says no. "top" on a terminal goes on
/// until it is ended; elsewhere it prints once.
[[nodiscard]] int runControlCommand(const ControlRequest& request, const Config& config, LogOutput output,
                                    bool terminal);

} // namespace chatmet::server
