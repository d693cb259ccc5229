// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The metrics as a page for a person at a terminal, with what changed in each second.

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chatmet::server {

/// Of a terminal, in characters; at least 1 of each.
struct ScreenSize
{
    std::size_t rows{1};
    std::size_t columns{1};

    bool operator==(const ScreenSize&) const = default;
};

class TopScreen
{
public:
    /// metrics: as metricsText writes them. Rates are there from the second time on.
    void take(std::string_view metrics, std::chrono::steady_clock::time_point now);

    /// What was taken last, for a file or a pipe.
    [[nodiscard]] std::string page() const;
    /// ... over whatever stands on a terminal, and no larger than it. What does not fit is left out from
    /// below, after the empty lines, and counted in the last line.
    [[nodiscard]] std::string page(const ScreenSize& size) const;

private:
    using Values = std::map<std::string, double>;

    [[nodiscard]] std::vector<std::string> lines() const;

    Values m_values;
    Values m_before;
    std::chrono::steady_clock::time_point m_takenAt;
    double m_seconds{0}; ///< between the two
};

} // namespace chatmet::server
