// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows has no mode; its access lists are not looked at: the operator restricts the file. Not built or
// tested here.
#include "server/net/KeyFileRights.h"

namespace chatmet::server {

bool everybodyCanRead(const std::string&)
{
    return false;
}

} // namespace chatmet::server
