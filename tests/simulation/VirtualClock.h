// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Time that passes only when the simulation says so, and what is to happen in it.

#include "common/base/Clock.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace chatmet::simulation {

/// Happenings of the same millisecond happen in the order in which they were asked for.
class VirtualClock
{
public:
    [[nodiscard]] std::int64_t nowMs() const { return m_nowMs; }
    [[nodiscard]] Now now() const { return {m_nowMs, 1'700'000'000'000 + m_nowMs}; }

    /// atMs: by nowMs(); what is past happens next.
    void at(std::int64_t atMs, std::function<void()> happen)
    {
        m_waiting.push_back({std::max(atMs, m_nowMs), ++m_last, std::move(happen)});
        std::push_heap(m_waiting.begin(), m_waiting.end());
    }
    void in(std::int64_t milliseconds, std::function<void()> happen)
    {
        at(m_nowMs + milliseconds, std::move(happen));
    }

    /// The next one happens. There is always one: ticks go on.
    void step()
    {
        std::pop_heap(m_waiting.begin(), m_waiting.end());
        const Happening next = std::move(m_waiting.back());
        m_waiting.pop_back();
        m_nowMs = std::max(m_nowMs, next.atMs);
        next.happen();
    }

    /// Nothing happens for so long; what was to happen is late.
    void skip(std::int64_t milliseconds) { m_nowMs += milliseconds; }

private:
    struct Happening
    {
        std::int64_t atMs;
        std::uint64_t order;
        std::function<void()> happen;
        /// The top of a heap is its largest: that is the earliest.
        bool operator<(const Happening& other) const
        {
            return std::pair(other.atMs, other.order) < std::pair(atMs, order);
        }
    };

    std::int64_t m_nowMs{1'000};
    std::uint64_t m_last{0};
    std::vector<Happening> m_waiting;
};

} // namespace chatmet::simulation
