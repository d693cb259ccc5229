// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What has happened on the lines since the start, as totals for metrics (promise P14). Any thread adds and
// reads.

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace chatmet::server {

using Total = std::atomic<std::uint64_t>;

/// How long something took, how often.
class Histogram
{
public:
    /// Upper ends of the classes, milliseconds, inclusive; one class more is above them all.
    static constexpr std::array<double, 13> boundsMs{0.1, 0.5, 1,   2.5,  5,    10,   25,
                                                     50,  100, 250, 1000, 5000, 30000};

    void add(std::chrono::nanoseconds took)
    {
        const double ms = std::chrono::duration<double, std::milli>(took).count();
        std::size_t at = 0;
        while (at < boundsMs.size() && ms > boundsMs[at]) {
            ++at;
        }
        m_counts[at].fetch_add(1, std::memory_order_relaxed);
        m_sumNs.fetch_add(static_cast<std::uint64_t>(took.count()), std::memory_order_relaxed);
    }

    /// Of one class, 0 to boundsMs.size().
    [[nodiscard]] std::uint64_t count(std::size_t at) const
    {
        return m_counts[at].load(std::memory_order_relaxed);
    }
    [[nodiscard]] double sumSeconds() const
    {
        return static_cast<double>(m_sumNs.load(std::memory_order_relaxed)) / 1e9;
    }

private:
    std::array<Total, boundsMs.size() + 1> m_counts{};
    Total m_sumNs{0};
};

struct LineTotals
{
    Total held{0};             ///< places that connections have now; all the others only grow
    Total listenerFull{0};     ///< times that the last place was taken; who comes next waits
    Total listenerStarved{0};  ///< times that the system had no descriptor or memory for one
    Total accepted{0};         ///< connections that the listener took and that go on to TLS
    Total refusedCrowded{0};   ///< connections beyond the share of their address
    Total refusedBanned{0};    ///< ... of a banned address
    Total refusedNoHeader{0};  ///< ... of a balancer without a good PROXY header
    Total handshakesFailed{0}; ///< gone before TLS and WebSocket were done
    Total framesIn{0};
    Total bytesIn{0}; ///< of frames, without WebSocket and TLS
    Total framesOut{0};
    Total bytesOut{0};
    Total slowReaders{0}; ///< lines that were cut since nobody read
    Histogram handshakes; ///< from accept to the end of the upgrade
    Histogram events;     ///< the core's time for one event
    Histogram lateness;   ///< by how much a hub's tick came late: the loop was busy for so long
};

inline void add(Total& total, std::uint64_t count = 1)
{
    total.fetch_add(count, std::memory_order_relaxed);
}

} // namespace chatmet::server
