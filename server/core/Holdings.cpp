// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Holdings.h"

#include "server/core/HoldingRules.h"

#include <algorithm>

namespace chatmet::server {

void Holdings::answer(Session& session, const protocol::HoldingsRequest& request, const FrameReceived& event,
                      std::uint64_t regarding)
{
    const std::int64_t waitMs =
        event.lineIsTooSoon ? limits::holdingsEveryMs / 2 : session.holdingsInMs(m_state.now.steadyMs);
    if (waitMs > 0) {
        m_state.totals.hit(Limit::HoldingsPerSession);
        // Not sooner than the line may be listed again, or to wait as told would end in another refusal.
        const std::int64_t toldMs = std::max(waitMs, limits::holdingsEveryMs / 2);
        m_outgoing.refuse(session, Errc::RateLimited, regarding, {}, {}, static_cast<std::uint32_t>(toldMs));
        return;
    }
    HoldingsList list(m_state.now.steadyMs);
    HoldingRules::list(list, m_state, session);
    std::vector<protocol::Holding> rows = list.rows();
    rows.insert(rows.end(), event.line.begin(), event.line.end());
    const std::vector<SharedBytes> pages = protocol::encodeHoldings(rows);
    const bool isThere = request.page < pages.size();
    // A hint: a newer one replaces it for a slow reader. It names every conversation, and so is erased with
    // any of them (SendQueue::erase).
    m_outgoing.unnumbered(session, Lane::Hint, session.pair(),
                          protocol::Holdings{request.page, static_cast<std::uint32_t>(pages.size())},
                          isThere ? pages[request.page] : SharedBytes());
}

} // namespace chatmet::server
