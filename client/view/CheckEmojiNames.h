// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the emoji to be compared are called in the person's language.

#include <QString>

#include <cstdint>

namespace chatmet::client {

/// index: 0..63, of common/seal's table.
[[nodiscard]] QString checkEmojiName(std::uint8_t index);

} // namespace chatmet::client
