// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whether a certificate that was read is one to serve with.

#include "server/net/Certificate.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chatmet::server {

/// Weakest RSA key that is served with, bits: NIST SP 800-57 part 1, 112 bits of security.
inline constexpr int rsaBitsMin = 2'048;
/// From here on the operator is reminded at each start that the certificate runs out.
inline constexpr int remindDaysBefore = 14;

/// Refuses what clients would refuse, or should: dates, kind and strength of the key, a weak signature, a
/// certificate that was not issued for servers. utcMs: milliseconds since 1970. Errors: Errc::Damaged, with
/// words that go on after the file's name ("has expired").
[[nodiscard]] Result<Done> checkLeaf(const X509& leaf, std::int64_t utcMs);

/// What is no reason to refuse, but for the operator to know; each in words that go on after the file's name.
[[nodiscard]] std::vector<std::string> remarksOn(const Certificate& certificate, std::int64_t utcMs);

} // namespace chatmet::server
