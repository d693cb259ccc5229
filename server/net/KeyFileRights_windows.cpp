// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows has no mode; its access lists are not looked at: the operator restricts the file. Not built or
// tested here.
#include "server/net/KeyFileRights.h"

#include <cstdio>

namespace chatmet::server {

bool everybodyCanRead(const std::string&)
{
    return false;
}

Result<Done> createFile(const std::string& file, std::string_view text, FileFor)
{
    const auto closed = [](std::FILE* one) { return std::fclose(one) == 0; };
    std::FILE* made = std::fopen(file.c_str(), "wbx");
    if (made == nullptr) {
        return Error{Errc::Unavailable, "can't be made, or is there already and is not overwritten"};
    }
    const bool whole = std::fwrite(text.data(), 1, text.size(), made) == text.size();
    if (!closed(made) || !whole) {
        std::remove(file.c_str());
        return Error{Errc::Unavailable, "can't be written"};
    }
    return Done{};
}

} // namespace chatmet::server
