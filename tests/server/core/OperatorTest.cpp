// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the operator does to the rules while they run: says something, changes limits, counts.
#include "common/protocol/Limits.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

namespace chatmet::tests {
namespace {

using namespace protocol;
using server::ServiceSettings;

TEST(OperatorTest, announcement_reachesWhoIsThere_andWhoComesInItsTime)
{
    CoreHarness core;
    const auto there = core.arrive();
    core.feed(server::Announce{"restart at 18:00", 60'000});
    EXPECT_EQ(core.last<Notice>(there).text, "restart at 18:00");
    core.advance(59'000);
    const auto late = core.arrive("Boris");
    EXPECT_EQ(core.last<Notice>(late).text, "restart at 18:00");
    core.advance(2'000);
    EXPECT_EQ(core.count<Notice>(core.arrive("Chandra")), 0U);
    EXPECT_EQ(core.count<Notice>(there), 1U);
}

TEST(OperatorTest, announcement_takenBack_isToldAndNotSaidAgain)
{
    CoreHarness core;
    const auto there = core.arrive();
    core.feed(server::Announce{"restart at 18:00", 60'000});
    core.feed(server::Announce{"", 60'000});
    EXPECT_EQ(core.last<Notice>(there).text, "");
    EXPECT_EQ(core.count<Notice>(core.arrive("Boris")), 0U);
}

TEST(OperatorTest, announcement_isSaidAgainAfterAResume_andNotToALineThatIsGone)
{
    CoreHarness core{ServiceSettings{}};
    const auto there = core.arrive();
    const TestClient lost = core.lose(there);
    core.feed(server::Announce{"restart at 18:00", 60'000});
    const auto back = core.resume(lost);
    EXPECT_EQ(core.last<Notice>(back).text, "restart at 18:00");
}

TEST(OperatorTest, announcement_takenBackWhileAway_isToldAfterTheResume)
{
    CoreHarness core{ServiceSettings{}};
    const auto there = core.arrive();
    core.feed(server::Announce{"restart at 18:00", 60'000});
    const TestClient lost = core.lose(there);
    core.feed(server::Announce{"", 60'000});
    const auto back = core.resume(lost);
    ASSERT_EQ(core.count<Notice>(back), 1U);
    EXPECT_EQ(core.last<Notice>(back).text, "");
}

TEST(OperatorTest, turnedAway_endsTheSession)
{
    CoreHarness core{ServiceSettings{}};
    const auto [one, other] = core.arrivePair();
    core.feed(server::TurnedAway{one});
    EXPECT_EQ(core.client(one).closeCode, Errc::RateLimited);
    core.confirmErasures(one);
    core.confirmErasures(other);
    EXPECT_EQ(core.count<Ended>(other), 1U);
    EXPECT_EQ(core.counts().sessions, 1U);
    const auto greeting = core.connect();
    core.feed(server::TurnedAway{greeting});
    EXPECT_TRUE(core.client(greeting).closing);
}

TEST(OperatorTest, reconfigure_limitsHoldFromNowOn_andNobodyGoes)
{
    CoreHarness core;
    core.arrivePair();
    ServiceSettings settings = CoreHarness::withoutResume();
    settings.sessionsMax = 1;
    settings.operatorRules = "new rules";
    core.service().reconfigure(settings);
    const auto refused = core.connect();
    core.hello(refused, "Chandra");
    EXPECT_EQ(core.lastError(refused), Errc::ServerFull);
    EXPECT_EQ(core.counts().sessions, 2U);
    EXPECT_EQ(core.counts().pairs, 1U);
    settings.sessionsMax = 0;
    settings.perSession.meets = {1, 1};
    core.service().reconfigure(settings);
    const auto person = core.arrive("Chandra");
    EXPECT_EQ(core.last<Welcome>(person).operatorRules, "new rules");
    core.meet(person);
    core.send(person, CancelMeet{});
    core.meet(person);
    EXPECT_EQ(core.lastError(person), Errc::RateLimited);
}

TEST(OperatorTest, reconfigure_whatPeopleWereTold_stays)
{
    ServiceSettings settings;
    settings.resumeWindowMs = 5'000;
    settings.logRetentionDays = 7;
    CoreHarness core(settings);
    settings.resumeWindowMs = 60'000;
    settings.logRetentionDays = 30;
    settings.logTruncated = true;
    settings.legalBasis = "a law";
    core.service().reconfigure(settings);
    const Welcome told = core.last<Welcome>(core.arrive());
    EXPECT_EQ(told.resumeWindowMs, 5'000U);
    EXPECT_EQ(told.logRetentionDays, 7);
    EXPECT_FALSE(told.logTruncated);
    EXPECT_EQ(told.legalBasis, "");
}

TEST(OperatorTest, reconfigure_smallerBudget_refusesNewcomersOnly)
{
    CoreHarness core;
    const auto [one, other] = core.arrivePair();
    ServiceSettings settings = CoreHarness::withoutResume();
    settings.budgetBytes = 1'000;
    core.service().reconfigure(settings);
    EXPECT_EQ(core.service().limits().budgetBytes, 1'000U);
    const auto refused = core.connect();
    core.hello(refused, "Chandra");
    EXPECT_EQ(core.lastError(refused), Errc::ServerFull);
    core.say(one, core.last<Paired>(one).conversation, "still talking");
    EXPECT_EQ(core.count<Message>(other), 1U);
}

TEST(OperatorTest, totals_countWhatHappens)
{
    CoreHarness core;
    const auto [one, other] = core.arrivePair();
    core.say(one, core.last<Paired>(one).conversation, "four");
    core.meet(one);
    core.openRoom(other);
    const server::ServiceTotals& totals = core.service().totals();
    EXPECT_EQ(totals.sessions, 2U);
    EXPECT_EQ(totals.pairs, 1U);
    EXPECT_EQ(totals.messages, 1U);
    EXPECT_EQ(totals.messageBytes, 4U);
    EXPECT_EQ(totals.roomsOpened, 1U);
    EXPECT_EQ(totals.refusals.at(Errc::AlreadyPaired), 1U);
    EXPECT_EQ(totals.refusals.size(), 1U);
}

} // namespace
} // namespace chatmet::tests
