// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A number in the place of an address, for rules that only have to tell whether two are the same.

#include <cstdint>
#include <string_view>

namespace chatmet::server {

/// SipHash-2-4 of the address under a key that is made at the first call and lives as long as the process:
/// outside of it the number means nothing. Any thread.
[[nodiscard]] std::uint64_t addressTag(std::string_view address);

} // namespace chatmet::server
