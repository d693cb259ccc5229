// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// All settings as TOML: what --print-config shows.

#include "server/ops/Config.h"

#include <string>

namespace chatmet::server {

/// Every key that a file may have, one a line, each with where it was set in a comment. Read as a file, it
/// gives the same settings. A setting that is not set and has no value to write (certificate, say) is
/// commented out.
[[nodiscard]] std::string configText(const Config& config);

} // namespace chatmet::server
