// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Meet, cancel, and what both sides are told.
#include "common/protocol/Limits.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

namespace chatmet::tests {
namespace {

using namespace protocol;

TEST(MeetingsTest, meet_two_areToldInOneBatch)
{
    CoreHarness core;
    const auto asha = core.arrive("Asha");
    const auto bo = core.arrive("Bo");
    core.meet(asha);
    EXPECT_EQ(core.count<Waiting>(asha), 1U);
    EXPECT_EQ(core.counts().waiting, 1U);
    core.meet(bo);
    ASSERT_EQ(core.lastEffects().size(), 3U) << "Waiting, then Paired twice";
    const Paired a = core.last<Paired>(asha);
    const Paired b = core.last<Paired>(bo);
    EXPECT_EQ(core.count<Waiting>(bo), 1U);
    EXPECT_TRUE(std::holds_alternative<Paired>(core.client(bo).received.back().frame.kind));
    EXPECT_EQ(a.conversation, b.conversation);
    EXPECT_EQ(a.ownMember, b.partnerMember);
    EXPECT_EQ(b.ownMember, a.partnerMember);
    EXPECT_NE(a.ownMember, b.ownMember);
    EXPECT_EQ(a.partnerUsername, "Bo");
    EXPECT_EQ(b.partnerUsername, "Asha");
    EXPECT_NE(a.initiator, b.initiator) << "exactly one";
    EXPECT_EQ(a.timeMs, core.now().utcMs);
    EXPECT_EQ(core.counts().waiting, 0U);
    EXPECT_EQ(core.counts().pairs, 1U);
}

TEST(MeetingsTest, meet_sharedTopics_areToldToBoth)
{
    CoreHarness core;
    const auto asha = core.arrive("Asha");
    const auto bo = core.arrive("Bo");
    core.meet(asha, {" Music ", "हिन्दी", "MUSIC"});
    core.meet(bo, {"हिन्दी", "music", "tea"});
    const std::vector<std::string> shared{"हिन्दी", "music"};
    EXPECT_EQ(core.last<Paired>(asha).sharedTopics, shared);
    EXPECT_EQ(core.last<Paired>(bo).sharedTopics, shared);
}

TEST(MeetingsTest, meet_differentTopics_withinSixSeconds)
{
    CoreHarness core;
    const auto asha = core.arrive();
    const auto bo = core.arrive();
    core.meet(asha, {"music"});
    core.meet(bo, {"tea"});
    core.advance(4'900);
    EXPECT_EQ(core.count<Paired>(asha), 0U);
    core.advance(1'100);
    EXPECT_EQ(core.count<Paired>(asha), 1U);
    EXPECT_EQ(core.count<Paired>(bo), 1U);
    EXPECT_TRUE(core.last<Paired>(bo).sharedTopics.empty());
}

TEST(MeetingsTest, meet_whoseTimeIsUp_meetsANewcomerWithoutATick)
{
    CoreHarness core;
    const auto asha = core.arrive();
    core.meet(asha, {"music"});
    core.advance(limits::topicsPreferredMs);
    const auto bo = core.arrive();
    core.meet(bo);
    EXPECT_EQ(core.count<Paired>(asha), 1U);
}

TEST(MeetingsTest, meet_twice_alreadyWaiting)
{
    CoreHarness core;
    const auto asha = core.arrive();
    core.meet(asha);
    core.meet(asha);
    EXPECT_EQ(core.lastError(asha), Errc::AlreadyWaiting);
    EXPECT_EQ(core.counts().waiting, 1U);
    core.advance(20'000);
    EXPECT_EQ(core.count<Paired>(asha), 0U) << "never oneself";
}

TEST(MeetingsTest, meet_paired_alreadyPaired)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    core.meet(asha);
    EXPECT_EQ(core.lastError(asha), Errc::AlreadyPaired);
    EXPECT_EQ(core.last<ErrorAnswer>(asha).regarding, core.client(asha).nextSequence - 1);
    EXPECT_EQ(core.counts().waiting, 0U);
}

TEST(MeetingsTest, meet_topics_areChecked)
{
    CoreHarness core;
    const auto asha = core.arrive();
    core.meet(asha, std::vector<std::string>(limits::topicsMax + 1, "same"));
    EXPECT_EQ(core.lastError(asha), Errc::TooManyTopics);
    const std::string bad[] = {
        "",          "   ",          bytesOf(limits::topicCharactersMax + 1),
        "tab\there", "\xEE\x80\x80", "\xE2\x80\xAE"}; // private use; nothing but an override
    for (const std::string& topic : bad) {
        core.client(asha).received.clear();
        core.meet(asha, {"music", topic});
        EXPECT_EQ(core.lastError(asha), Errc::TopicInvalid);
    }
    EXPECT_EQ(core.counts().waiting, 0U);
    core.meet(asha, std::vector<std::string>(limits::topicsMax, "same"));
    EXPECT_EQ(core.counts().waiting, 1U);
}

TEST(MeetingsTest, cancel_waiting_isTold)
{
    CoreHarness core;
    const auto asha = core.arrive();
    core.meet(asha, {"music"});
    core.send(asha, CancelMeet{});
    EXPECT_EQ(core.count<MeetCancelled>(asha), 1U);
    EXPECT_EQ(core.counts().waiting, 0U);
    core.send(asha, CancelMeet{});
    EXPECT_EQ(core.lastError(asha), Errc::NotWaiting);
    core.meet(asha);
    EXPECT_EQ(core.count<Waiting>(asha), 2U);
}

TEST(MeetingsTest, cancel_justPaired_isAnsweredByThePairAlone)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const std::size_t before = core.client(asha).received.size();
    core.send(asha, CancelMeet{});
    EXPECT_EQ(core.client(asha).received.size(), before);
    EXPECT_EQ(core.counts().pairs, 1U);
}

TEST(MeetingsTest, waiting_whoDropsOut_isNeverMet)
{
    CoreHarness core;
    const auto asha = core.arrive();
    core.meet(asha);
    core.disconnect(asha);
    const auto bo = core.arrive();
    core.meet(bo);
    EXPECT_EQ(core.count<Paired>(bo), 0U);
    EXPECT_EQ(core.counts().waiting, 1U);
}

TEST(MeetingsTest, meet_thousands_everybodyHasOnePartner)
{
    CoreHarness core;
    std::vector<ConnectionId> people;
    for (int i = 0; i < 2'000; ++i)
        people.push_back(core.arrive());
    for (const auto person : people)
        core.meet(person, {"t" + std::to_string(core.random().number(700))});
    core.advance(6'000);
    std::map<ConversationId, int> sides;
    std::map<ConversationId, int> initiators;
    for (const auto person : people) {
        ASSERT_EQ(core.count<Paired>(person), 1U);
        const Paired paired = core.last<Paired>(person);
        ++sides[paired.conversation];
        initiators[paired.conversation] += paired.initiator ? 1 : 0;
    }
    EXPECT_EQ(sides.size(), 1'000U);
    for (const auto& [conversation, count] : sides) {
        EXPECT_EQ(count, 2);
        EXPECT_EQ(initiators[conversation], 1);
    }
}

TEST(Counts, few_areNotTold_manyAreInRoundNumbers)
{
    CoreHarness core;
    std::vector<ConnectionId> people;
    for (std::size_t i = 1; i < limits::countsShownFrom; ++i)
        people.push_back(core.arrive());
    EXPECT_EQ(core.count<Counts>(people.back()), 0U);
    const auto twentieth = core.arrive();
    EXPECT_EQ(core.last<Counts>(twentieth).onlineAbout, 20U);
    for (int i = 0; i < 137; ++i)
        people.push_back(core.arrive());
    EXPECT_EQ(core.last<Counts>(people.back()).onlineAbout, 150U);
    core.meet(people.front());
    EXPECT_EQ(core.last<Counts>(people.front()).onlineAbout, 150U);
    core.send(people.front(), CancelMeet{});
    EXPECT_EQ(core.count<Counts>(people.front()), 1U) << "told once";
    for (std::size_t i = 1; i < people.size(); ++i)
        core.disconnect(people[i]);
    core.meet(people.front());
    EXPECT_EQ(core.last<Counts>(people.front()).onlineAbout, 0U) << "and that it is no more so";
}

TEST(RecentPartners, whoHasJustParted_meetsSomebodyElse)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const ConversationId first = core.conversation(asha);
    core.send(asha, Leave{first});
    core.meet(asha);
    core.meet(bo);
    EXPECT_EQ(core.counts().waiting, 2U);
    const auto cy = core.arrive("Cy");
    core.meet(cy);
    EXPECT_EQ(core.conversation(cy), core.conversation(asha));
    core.advance(limits::topicsPreferredMs);
    EXPECT_EQ(core.counts().waiting, 1U);
    core.send(asha, Leave{core.conversation(asha)});
    core.meet(asha);
    core.advance(limits::topicsPreferredMs);
    EXPECT_EQ(core.conversation(asha), core.conversation(bo)) << "nobody else was there";
    core.disconnect(bo);
    core.disconnect(cy);
    EXPECT_EQ(core.counts().sessions, 1U);
}

} // namespace
} // namespace chatmet::tests
