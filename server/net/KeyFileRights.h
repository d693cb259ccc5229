// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who else can read the file of the server's key. Differs by system.

#include <string>

namespace chatmet::server {

/// Whether every user of this computer can. False where the system doesn't say.
[[nodiscard]] bool everybodyCanRead(const std::string& file);

} // namespace chatmet::server
