// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A session asks what is kept about it, and is told everything.

#include "common/protocol/Holdings.h"
#include "common/protocol/Messages.h"
#include "server/core/Events.h"
#include "server/core/Outgoing.h"
#include "server/core/ServiceState.h"

#include <cstdint>

namespace chatmet::server {

/// One thread.
class Holdings
{
public:
    Holdings(ServiceState& state, Outgoing& outgoing) : m_state(state), m_outgoing(outgoing) {}

    /// Answers with a page of the list as it is now, at most once in limits::holdingsEveryMs; else
    /// Errc::RateLimited with the time to wait. event: which brought the request, and what the
    /// layer outside keeps of the connection. regarding: the number of the client's frame.
    void answer(Session& session, const protocol::HoldingsRequest& request, const FrameReceived& event,
                std::uint64_t regarding);

private:
    ServiceState& m_state;
    Outgoing& m_outgoing;
};

} // namespace chatmet::server
