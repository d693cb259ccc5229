// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which event goes to which rule, and the rules that hold for every frame.

#include "common/protocol/Messages.h"
#include "server/core/Arrivals.h"
#include "server/core/ChatService.h"
#include "server/core/Departures.h"
#include "server/core/Holdings.h"
#include "server/core/Meetings.h"
#include "server/core/Outgoing.h"
#include "server/core/Pictures.h"
#include "server/core/Reports.h"
#include "server/core/Resumption.h"
#include "server/core/Rooms.h"
#include "server/core/ServiceState.h"
#include "server/core/Talk.h"

#include <cstdint>
#include <utility>

namespace chatmet::server {

/// One thread.
class ChatService::Rules
{
public:
    Rules(RandomSource& random, ServiceSettings settings, const OutsideBytes* outside);

    void handle(Event event, const Now& now, Effects& effects);
    [[nodiscard]] ServiceCounts counts() const;
    [[nodiscard]] ServiceLimits limits() const
    {
        return {m_state.settings.sessionsMax, m_state.budget.limitBytes()};
    }
    [[nodiscard]] const ServiceTotals& totals() const { return m_state.totals; }
    void reconfigure(ServiceSettings settings) { m_state.reconfigure(std::move(settings)); }

private:
    friend struct ServiceInspection;

    void on(const Connected& event);
    void on(const FrameReceived& event);
    void on(const FrameMalformed& event);
    void on(const Disconnected& event);
    void on(const EraseConfirmed& event);
    void on(const QueueOverflowed& event);
    void on(const Tick& event);
    void on(const Drain& event);
    void on(const Announce& event);
    void on(const TurnedAway& event);

    void welcomedFrame(Session& session, const FrameReceived& event);
    /// Whether the frame is to be dispatched. The session may be gone if not.
    [[nodiscard]] bool takeNumbers(Session& session, const protocol::ClientFrame& frame);
    void dispatch(Session& session, const FrameReceived& event);

    ServiceState m_state;
    Outgoing m_outgoing;
    Departures m_departures;
    Meetings m_meetings;
    Talk m_talk;
    Reports m_reports;
    Rooms m_rooms;
    Pictures m_pictures;
    Resumption m_resumption;
    Arrivals m_arrivals;
    Holdings m_holdings;
};

} // namespace chatmet::server
