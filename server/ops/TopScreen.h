// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The metrics as a page for a person at a terminal, with what changed in each second.

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace chatmet::server {

class TopScreen
{
public:
    /// metrics: as metricsText writes them. terminal: begins by clearing the screen. Rates are shown from the
    /// second page on.
    [[nodiscard]] std::string next(std::string_view metrics, std::chrono::steady_clock::time_point now,
                                   bool terminal);

private:
    std::map<std::string, double> m_before;
    std::chrono::steady_clock::time_point m_beforeAt;
};

} // namespace chatmet::server
