// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which settings a running server takes over, and which wait for its next start.

#include "server/ops/Config.h"

#include <string>

namespace chatmet::server {

/// Names of what differs and holds from the next start on, with commas; empty: nothing.
[[nodiscard]] std::string restartNeededFor(const Config& now, const Config& next);

/// What a reload takes over, but for the certificate. The rest of now holds until the next start.
void takeOver(Config& now, Config&& next);

} // namespace chatmet::server
