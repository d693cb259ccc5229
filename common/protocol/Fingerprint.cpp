// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Fingerprint.h"

#include <algorithm>
#include <utility>

namespace chatmet::protocol {

bool isFingerprint(std::string_view text)
{
    return text.size() == fingerprintDigits && std::ranges::all_of(text, [](char character) {
               return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
           });
}

std::optional<std::string> normaliseFingerprint(std::string_view text)
{
    std::string lowered(text.substr(0, fingerprintDigits + 1)); // one more than there may be
    for (char& character : lowered) {
        if (character >= 'A' && character <= 'F')
            character = static_cast<char>(character - 'A' + 'a');
    }
    return isFingerprint(lowered) ? std::optional(std::move(lowered)) : std::nullopt;
}

} // namespace chatmet::protocol
