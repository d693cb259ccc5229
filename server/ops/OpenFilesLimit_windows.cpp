// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows has no limit of sockets per process but memory; this number only bounds ours.
#include "server/ops/OpenFilesLimit.h"

namespace chatmet::server {

std::size_t raiseOpenFilesLimit() noexcept
{
    constexpr std::size_t sockets = 20'000;
    return sockets;
}

} // namespace chatmet::server
