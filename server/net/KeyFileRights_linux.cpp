// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// By the file's mode; a folder above that keeps others out is not looked at.
#include "server/net/KeyFileRights.h"

#include <sys/stat.h>

namespace chatmet::server {

bool everybodyCanRead(const std::string& file)
{
    struct stat about
    {
    };
    return ::stat(file.c_str(), &about) == 0 && (about.st_mode & S_IROTH) != 0;
}

} // namespace chatmet::server
