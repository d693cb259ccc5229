// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A server's key as people write it: the SHA-256 of its SubjectPublicKeyInfo (Protocol.md, "Transport").

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chatmet::protocol {

inline constexpr std::size_t fingerprintDigits = 64; ///< hexadecimal

/// In its one form, in which it is kept and compared: digits and lower-case letters.
[[nodiscard]] bool isFingerprint(std::string_view text);

/// That form of one whose letters are in either case; nothing for anything else.
[[nodiscard]] std::optional<std::string> normaliseFingerprint(std::string_view text);

} // namespace chatmet::protocol
