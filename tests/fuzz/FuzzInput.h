// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What every target works with: its input as numbers and bytes, and what must hold.

#include "common/memory/SharedBytes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

/// The entry that libFuzzer and ReplayMain.cpp call. data: may be null where size is 0. Returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace chatmet::fuzz {

/// Aborts where it does not hold, in every build; rule: a literal that says what was broken.
inline void require(bool holds, const char* rule)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", rule);
    std::abort();
}

/// Reads the input from front to back; behind its end there are zeros and empty bytes.
class FuzzInput
{
public:
    FuzzInput(const std::uint8_t* data, std::size_t size) : m_left(data, size) {}

    [[nodiscard]] bool empty() const { return m_left.empty(); }

    std::uint8_t u8()
    {
        const auto byte = take(1);
        return byte.empty() ? std::uint8_t{0} : byte[0];
    }
    std::uint16_t u16()
    {
        const unsigned high = u8();
        return static_cast<std::uint16_t>(high << 8 | u8());
    }
    /// 0..below-1; below: 1..256.
    std::size_t below(std::size_t below) { return u8() % below; }
    bool flag() { return (u8() & 1U) != 0; }

    /// As many as are left, at most count. Valid as long as the input.
    std::span<const std::uint8_t> take(std::size_t count)
    {
        const auto taken = m_left.first(std::min(count, m_left.size()));
        m_left = m_left.subspan(taken.size());
        return taken;
    }
    std::span<const std::uint8_t> rest() { return take(m_left.size()); }

private:
    std::span<const std::uint8_t> m_left;
};

[[nodiscard]] inline std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace chatmet::fuzz
