// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Chance from a seed: the same on every machine, unlike the distributions of the standard library.

#include "common/base/Random.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace chatmet::simulation {

/// splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators").
class Dice final : public RandomSource
{
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}

    void fill(std::span<std::uint8_t> bytes) override
    {
        std::uint64_t drawn = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            drawn = i % 8 == 0 ? next() : drawn >> 8;
            bytes[i] = static_cast<std::uint8_t>(drawn & 0xff);
        }
    }

    /// 0..below-1; below: at least 1.
    std::uint64_t number(std::uint64_t below) { return next() % below; }
    /// from..to, both included.
    std::int64_t between(std::int64_t from, std::int64_t to)
    {
        return from + static_cast<std::int64_t>(number(static_cast<std::uint64_t>(to - from) + 1));
    }
    bool chance(unsigned perMille) { return number(1'000) < perMille; }

private:
    std::uint64_t next()
    {
        std::uint64_t mixed = (m_state += 0x9e3779b97f4a7c15ULL);
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
    }

    std::uint64_t m_state;
};

} // namespace chatmet::simulation
