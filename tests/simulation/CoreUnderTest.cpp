// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/CoreUnderTest.h"

#include "tests/simulation/ServiceInspection.h"
#include "tests/simulation/StateWalk.h"
#include "tests/simulation/Words.h"

#include <utility>

namespace chatmet::simulation {

using namespace server;

namespace {

ServiceSettings settingsOf(const Plan& plan)
{
    ServiceSettings settings;
    settings.resumeWindowMs = plan.windowMs;
    settings.sessionsMax = plan.sessionsMax;
    settings.budgetBytes = plan.budgetBytes;
    settings.roomMembersMax = plan.roomMembersMax;
    for (AddressRate* rate :
         {&settings.perAddress.arrivals, &settings.perAddress.meets, &settings.perAddress.rooms,
          &settings.perAddress.failedJoins, &settings.perAddress.reports, &settings.perAddress.sessions})
        *rate = {0, 0, 0};
    // Typing is dropped without a word, which nobody could tell from a hint that got lost.
    const std::uint32_t burst = plan.burst;
    const std::uint32_t perMinute = 120 * burst;
    settings.perSession.messages = {burst, perMinute};
    settings.perSession.bodyBytes = {burst * 16'384, perMinute * 16'384};
    settings.perSession.typing = {0, 0};
    settings.perSession.meets = {burst, perMinute};
    settings.perSession.frames = {burst, perMinute};
    return settings;
}

} // namespace

CoreUnderTest::CoreUnderTest(Ground& ground, Oracle& oracle, std::optional<Fault> fault)
    : m_ground(ground),
      m_oracle(oracle),
      m_service(ground.dice, settingsOf(ground.plan)),
      m_state(ServiceInspection::state(m_service))
{
    if (fault)
        m_planter.emplace(m_state, *fault, 50 + ground.dice.number(400));
}

void CoreUnderTest::handle(Event event, Effects& effects)
{
    const Event happened = event;
    m_oracle.foresee(happened, m_state);
    if (m_planter && !m_planter->passes(event)) {
        m_oracle.observe(happened, effects, m_state);
        return;
    }
    m_service.handle(std::move(event), m_ground.clock.now(), effects);
    if (m_planter)
        m_planter->plant(happened, effects);
    digest(effects);
    if (m_ground.trace != nullptr && !std::holds_alternative<Tick>(happened)) {
        m_ground.tell(wordsOf(happened));
        for (const Effect& effect : effects)
            m_ground.tell(wordsOf(effect));
    }
    m_oracle.observe(happened, effects, m_state);
    if (++m_events % m_ground.plan.walkEvery == 0)
        check();
}

void CoreUnderTest::check()
{
    walk(m_state, m_service.counts());
    m_oracle.compare(m_state);
}

/// FNV-1a over what each effect is, for whom and with which bytes.
void CoreUnderTest::digest(const Effects& effects)
{
    const auto mix = [this](std::uint64_t value) { m_digest = (m_digest ^ value) * 0x100000001b3ULL; };
    for (const Effect& effect : effects) {
        mix(effect.index());
        mix(std::visit([](const auto& one) { return static_cast<std::uint64_t>(one.connection); }, effect));
        if (const auto* frame = std::get_if<SendFrame>(&effect)) {
            mix(frame->sequence);
            mix(frame->acknowledged);
            for (const std::uint8_t byte : frame->kind.span())
                mix(byte);
        }
    }
}

} // namespace chatmet::simulation
