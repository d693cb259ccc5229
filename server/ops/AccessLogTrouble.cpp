// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/AccessLogTrouble.h"

#include <utility>

namespace chatmet::server {

void AccessLogTrouble::failed(std::uint64_t count, const std::string& what, std::int64_t utcMs,
                              const Say& say)
{
    const bool begins = !std::exchange(m_lasts, true);
    if (begins) {
        m_before = m_total;
    }
    m_total += count;
    const bool hourOver = utcMs - m_saidMs >= sayEveryMs || utcMs < m_saidMs;
    if (begins || hourOver) {
        m_saidMs = utcMs;
        say(what + " (" + m_unit + ": " + std::to_string(m_total - m_before) +
            (begins ? ")" : " since it began)"));
    }
}

void AccessLogTrouble::worked(const Say& say)
{
    if (std::exchange(m_lasts, false)) {
        say("works again (" + m_unit + ": " + std::to_string(m_total - m_before) + ")");
    }
}

} // namespace chatmet::server
