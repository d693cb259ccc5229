// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Linux: what is left to a process that writes into one folder.

#include <string>

namespace chatmet::client {

/// Gives up everything but making, filling, renaming and removing files in `folder` and below (Landlock; on a
/// kernel without it: wherever this user may), and computing: no reading, no other program or process, no
/// socket. A forbidden call kills the process. For good. False, and then nothing may be written, where the
/// system refuses.
[[nodiscard]] bool confineToFolder(const std::string& folder);

} // namespace chatmet::client
