// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the oracle knows of the limits of a session: what was taken comes back evenly.
#include "tests/simulation/Oracle.h"

#include <algorithm>

namespace chatmet::simulation {

using namespace server;

namespace {

constexpr std::int64_t millisecondNs = 1'000'000;
constexpr std::int64_t minuteNs = 60'000 * millisecondNs;

} // namespace

/// Milliseconds until so many may pass; 0: now.
std::uint32_t Oracle::waitMs(const SessionId& id, SessionKind kind, std::uint32_t count) const
{
    const SessionRate& rate = m_state->settings.perSession.of(kind);
    if (rate.burst == 0)
        return 0;
    const std::int64_t backNs = session(id)->backAtNs[static_cast<std::size_t>(kind)];
    const std::int64_t outNs = std::max<std::int64_t>(backNs - m_ground.clock.nowMs() * millisecondNs, 0);
    const std::int64_t left = rate.burst - std::min(count, rate.burst);
    const std::int64_t overNs = outNs - left * (minuteNs / rate.perMinute);
    return overNs <= 0 ? 0 : static_cast<std::uint32_t>((overNs + millisecondNs - 1) / millisecondNs);
}

void Oracle::take(const SessionId& id, SessionKind kind, std::uint32_t count)
{
    const SessionRate& rate = m_state->settings.perSession.of(kind);
    if (rate.burst == 0)
        return;
    std::int64_t& backNs = session(id)->backAtNs[static_cast<std::size_t>(kind)];
    backNs = std::max(backNs, m_ground.clock.nowMs() * millisecondNs) + count * (minuteNs / rate.perMinute);
}

/// True: it had to be refused so, and was.
bool Oracle::isOverLimit(std::uint32_t hasToWaitMs, const Refusal& refusal)
{
    if (hasToWaitMs == 0)
        return false;
    require(m_closesOthers || (refusal && refusal->code == Errc::RateLimited),
            "who does more than its limit allows is refused");
    require(!refusal || refusal->retryAfterMs == hasToWaitMs, "a refusal carries the time to wait");
    m_isOverLimit = true;
    m_ground.count("over a session's limit");
    return true;
}

bool Oracle::isOverLimit(const SessionId& id, SessionKind kind, const Refusal& refusal)
{
    if (isOverLimit(waitMs(id, kind, 1), refusal))
        return true;
    take(id, kind, 1);
    return false;
}

void Oracle::asked(const SessionId& id, const protocol::Meet&, const Refusal& refusal)
{
    const Session& from = *session(id);
    if (from.conversation.isNull() && !from.waitingSinceMs)
        isOverLimit(id, SessionKind::Meet, refusal);
}

void Oracle::asked(const SessionId& id, const protocol::StreamAccept& wish, const Refusal& refusal)
{
    const Conversation* in = conversation(wish.conversation);
    const auto* offerer = in == nullptr || in->member(id) == nullptr ? nullptr : in->member(wish.member);
    if (offerer != nullptr && offerer->session != id && wish.offered.isNull() != in->isRoom)
        isOverLimit(id, SessionKind::Frame, refusal);
}

} // namespace chatmet::simulation
