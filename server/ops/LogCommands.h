// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Carries out "chatmet-server log ...", beside a running server if there is one.

#include "common/base/Random.h"
#include "server/ops/Config.h"
#include "server/ops/LogCommand.h"

#include <cstdint>
#include <iosfwd>

namespace chatmet::server {

/// out: what was asked for. errors: words for the operator, each line begun with "chatmet-server: ".
struct LogOutput
{
    std::ostream& out;
    std::ostream& errors;
};

/// The status to end with: 0, or 1 where it could not be done (no log configured, folder or file not
/// readable, nothing to preserve, no such ID). config: names the folder, the retention. utcMs: now.
[[nodiscard]] int runLogCommand(const LogCommand& command, const Config& config, std::int64_t utcMs,
                                RandomSource& random, LogOutput output);

} // namespace chatmet::server
