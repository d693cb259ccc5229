// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The file of the control socket: what is there, and who may open it. Differs by system.

#include <string>
#include <system_error>

namespace chatmet::server {

enum class ControlPlace
{
    Free,
    Socket, ///< whether or not anybody listens on it
    SomethingElse
};

/// path: UTF-8, of the file. SomethingElse also where the system says nothing of it.
[[nodiscard]] ControlPlace lookAtControlPlace(const std::string& path);

/// From now on only the server's user may open the socket at path.
[[nodiscard]] std::error_code keepToOwner(const std::string& path);

} // namespace chatmet::server
