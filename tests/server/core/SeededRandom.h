// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Random bytes from a seed, the same on every run.

#include "common/base/Random.h"

#include <cstdint>
#include <random>
#include <span>

namespace chatmet::tests {

class SeededRandom final : public RandomSource
{
public:
    explicit SeededRandom(std::uint64_t seed) : m_engine(seed) {}

    void fill(std::span<std::uint8_t> bytes) override
    {
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(m_engine() >> 56);
    }

    /// 0..below-1; below: at least 1.
    std::uint64_t number(std::uint64_t below) { return m_engine() % below; }

private:
    std::mt19937_64 m_engine;
};

} // namespace chatmet::tests
