// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A socket is a kind of file there, and its mode says who may connect.
#include "server/ops/ControlPlace.h"

#include <filesystem>

namespace chatmet::server {

ControlPlace lookAtControlPlace(const std::string& path)
{
    std::error_code error;
    switch (std::filesystem::symlink_status(path, error).type()) {
    case std::filesystem::file_type::not_found: return ControlPlace::Free;
    case std::filesystem::file_type::socket: return ControlPlace::Socket;
    default: return ControlPlace::SomethingElse;
    }
}

std::error_code keepToOwner(const std::string& path)
{
    using std::filesystem::perms;
    std::error_code error;
    std::filesystem::permissions(path, perms::owner_read | perms::owner_write, error);
    return error;
}

} // namespace chatmet::server
