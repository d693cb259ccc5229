// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who can read the files of the server's certificate and key. Differs by system.

#include "common/base/Result.h"

#include <string>
#include <string_view>

namespace chatmet::server {

/// Whether every user of this computer can. False where the system doesn't say.
[[nodiscard]] bool everybodyCanRead(const std::string& file);

enum class FileFor
{
    OwnerAlone,
    Everybody ///< to read
};

/// A new file with this text, on the disk before it returns. Errors: Errc::Unavailable, with words that go on
/// after the file's name; nothing is left behind then, and what was there before is as it was.
[[nodiscard]] Result<Done> createFile(const std::string& file, std::string_view text, FileFor who);

} // namespace chatmet::server
