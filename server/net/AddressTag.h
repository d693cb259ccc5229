// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Numbers in the place of an address, for rules that only have to tell whether two are the same.

#include "server/core/Events.h"

#include <string_view>

namespace chatmet::server {

/// SipHash-2-4 of the address and of its prefix, under a key that is made at the first call and lives as long
/// as the process: outside of it the numbers mean nothing. address: numeric; an IPv4 address inside IPv6
/// counts as the IPv4 address. What is not one (the system had no address any more) is one more address.
/// Never 0. Any thread.
[[nodiscard]] AddressTags addressTags(std::string_view address);

} // namespace chatmet::server
