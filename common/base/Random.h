// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where random bytes come from: the system's generator in the programs, a seeded one in tests.

#include <cstdint>
#include <span>

namespace chatmet {

class RandomSource
{
public:
    virtual ~RandomSource() = default;
    /// Fills bytes with uniformly random ones; never fails.
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// The system's generator through libsodium. Any thread. Call once before threads start.
[[nodiscard]] RandomSource& systemRandom();

} // namespace chatmet
