// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Checks of single settings, the same for the command line and the file.

#include "server/ops/Config.h"

#include <optional>
#include <string>

namespace chatmet::server {

/// What is wrong with a value, for the operator; nothing if it was taken.
using Complaint = std::optional<std::string>;

/// text: ADDRESS:PORT, [IPV6]:PORT, localhost:PORT.
[[nodiscard]] Complaint setListen(Config& config, const std::string& text);
[[nodiscard]] Complaint setRetentionDays(Config& config, std::int64_t days);
/// text: UTF-8, at most OperatorCard::fieldBytesMax bytes, no control characters but line breaks.
[[nodiscard]] Complaint setCardField(std::string& field, const std::string& text);
/// What concerns several settings at once; to be asked when all are set.
[[nodiscard]] Complaint checkTogether(const Config& config);

} // namespace chatmet::server
