// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How long to wait before the next attempt: doubled each time, jittered, so that a server that comes back
// isn't met by everybody at once.

#include <algorithm>
#include <cstdint>

namespace chatmet::client {

class BackOff
{
public:
    /// Milliseconds; first: 1 or more, most: at least first.
    BackOff(int firstMs, int mostMs) : m_firstMs(firstMs), m_mostMs(mostMs), m_nextMs(firstMs) {}

    /// random: 0.0..1.0. Between half of the step and the whole of it, but never less than the server asked
    /// for.
    [[nodiscard]] int nextMs(double random, std::uint32_t atLeastMs)
    {
        const int step = m_nextMs;
        m_nextMs = step > m_mostMs / 2 ? m_mostMs : step * 2;
        const int jittered = step / 2 + static_cast<int>(random * (step - step / 2));
        constexpr std::uint32_t longestMs = 24u * 3'600u * 1'000u;
        return std::max(jittered, static_cast<int>(std::min(atLeastMs, longestMs)));
    }

    void reset() { m_nextMs = m_firstMs; }

private:
    int m_firstMs;
    int m_mostMs;
    int m_nextMs;
};

} // namespace chatmet::client
