// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One kind of failure that can last: said when it begins, each hour that it lasts, and when it is over.

#include <cstdint>
#include <functional>
#include <string>

namespace chatmet::server {

/// Counts what failed and says so seldom, so that a full disk does not fill a log. Times: milliseconds since
/// 1970, passed in.
class AccessLogTrouble
{
public:
    static constexpr std::int64_t sayEveryMs = 3'600'000;
    /// One line for the operator.
    using Say = std::function<void(const std::string&)>;

    /// unit: what is counted, "lines lost".
    explicit AccessLogTrouble(std::string unit) : m_unit(std::move(unit)) {}

    /// what: the failure in words.
    void failed(std::uint64_t count, const std::string& what, std::int64_t utcMs, const Say& say);
    void worked(const Say& say);

    [[nodiscard]] std::uint64_t total() const noexcept { return m_total; }

private:
    std::string m_unit;
    std::uint64_t m_total{0};
    std::uint64_t m_before{0}; ///< m_total when this trouble began
    std::int64_t m_saidMs{0};
    bool m_lasts{false};
};

} // namespace chatmet::server
