// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The TOML file of --config.

#include "server/ops/ConfigValues.h"

#include <string>

namespace chatmet::server {

/// Lays the file's settings over config. A key may be spelt with - or _. The complaint names file and line:
/// unreadable file, no TOML, unknown or repeated key, wrong type, bad value.
[[nodiscard]] Complaint applyConfigFile(Config& config, const std::string& path);

/// The same for text that was read already; name stands for the file in complaints.
[[nodiscard]] Complaint applyConfigText(Config& config, const std::string& text, const std::string& name);

} // namespace chatmet::server
