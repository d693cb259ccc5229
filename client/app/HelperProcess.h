// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The helper: a small process that is started before the program gives up the right to write, and does the
// three things that need it (FileWork.h). Without Qt.

#include "client/process/ChildProcess.h"

#include <optional>

namespace chatmet::client {

/// argv[1] of a helper; the second one refuses the settings (--no-settings).
inline constexpr const char* helperArgument = "--helper-process";
inline constexpr const char* helperWithoutSettingsArgument = "--helper-process-without-settings";

/// Call before the write shelter is taken. Nothing where the system has no child processes, or refuses one.
[[nodiscard]] std::optional<ChildProcess> startHelper(bool withSettings);

/// What main does for these arguments, and nothing else before: serves until the program is gone. Returns the
/// process's status.
int runHelper(bool withSettings);

} // namespace chatmet::client
