// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reporting and blocking: in a pair, after it, once, and unseen by the other side.
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

namespace chatmet::tests {
namespace {

using namespace protocol;

struct ReportsTest : testing::Test
{
    ReportsTest()
    {
        std::tie(asha, bo) = core.arrivePair();
        pair = core.conversation(asha);
        partner = core.partner(asha);
    }

    CoreHarness core;
    ConnectionId asha{};
    ConnectionId bo{};
    ConversationId pair;
    MemberId partner; ///< as asha knows bo
};

TEST_F(ReportsTest, report_endsThePair_andTheOtherSideHearsOfALeaverOnly)
{
    core.send(asha, Report{pair, partner, ReportReason::Spam});
    EXPECT_EQ(core.count<Reported>(asha), 1U);
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::YouLeft);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Left);
    EXPECT_EQ(core.count<Reported>(bo), 0U);
    EXPECT_EQ(core.counts().pairs, 0U);
}

TEST_F(ReportsTest, block_endsThePair_andTheTwoDontMeetAgain)
{
    core.send(asha, Block{pair, partner});
    EXPECT_EQ(core.last<Blocked>(asha).member, partner);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Left);
    EXPECT_EQ(core.count<Blocked>(bo), 0U);
    core.meet(bo);
    core.meet(asha);
    core.advance(60'000);
    EXPECT_EQ(core.counts().waiting, 2U);
    const auto cy = core.arrive("Cy");
    core.meet(cy);
    EXPECT_EQ(core.conversation(cy), core.conversation(bo)) << "who has waited longest";
}

TEST_F(ReportsTest, block_endsWithTheBlockersSession)
{
    core.send(asha, Block{pair, partner});
    core.disconnect(asha);
    const auto again = core.arrive("Asha");
    core.meet(bo);
    core.meet(again);
    EXPECT_EQ(core.conversation(again), core.conversation(bo)) << "nothing outlives a session";
}

TEST_F(ReportsTest, afterAnEnd_bothSidesCanStillSayIt_once)
{
    core.send(bo, Leave{pair});
    EXPECT_EQ(core.last<Ended>(asha).ticketMs, limits::ticketMs);
    EXPECT_EQ(core.last<Ended>(bo).ticketMs, limits::ticketMs);
    core.advance(limits::ticketMs - 1'000);
    core.send(asha, Report{pair, partner, ReportReason::Harassment});
    EXPECT_EQ(core.count<Reported>(asha), 1U);
    core.send(asha, Report{pair, partner, ReportReason::Harassment});
    EXPECT_EQ(core.lastError(asha), Errc::SaidBefore);
    core.send(asha, Block{pair, partner});
    EXPECT_EQ(core.count<Blocked>(asha), 1U);
    core.send(asha, Block{pair, partner});
    EXPECT_EQ(core.lastError(asha), Errc::MemberUnknown) << "the ticket is used up";
    core.send(bo, Block{pair, core.partner(bo)});
    EXPECT_EQ(core.count<Blocked>(bo), 1U) << "the other side has its own";
}

TEST_F(ReportsTest, afterTwoMinutes_nobodyKnowsWhoItWas)
{
    core.send(bo, Leave{pair});
    core.advance(limits::ticketMs);
    core.send(asha, Report{pair, partner, ReportReason::Other});
    EXPECT_EQ(core.lastError(asha), Errc::MemberUnknown);
    core.send(asha, Block{pair, partner});
    EXPECT_EQ(core.lastError(asha), Errc::MemberUnknown);
}

TEST_F(ReportsTest, whoLeftTheServer_canStillBeReportedAndBlocked)
{
    core.send(bo, Goodbye{});
    core.send(asha, Report{pair, partner, ReportReason::Minor});
    EXPECT_EQ(core.count<Reported>(asha), 1U);
    core.send(asha, Block{pair, partner});
    EXPECT_EQ(core.count<Blocked>(asha), 1U);
}

TEST_F(ReportsTest, strangers_areRefused)
{
    const auto [cy, di] = core.arrivePair();
    core.send(cy, Report{pair, partner, ReportReason::Spam});
    EXPECT_EQ(core.lastError(cy), Errc::MemberUnknown) << "a pair of others";
    core.send(asha, Block{pair, core.partner(bo)});
    EXPECT_EQ(core.lastError(asha), Errc::MemberUnknown) << "oneself";
    core.send(asha, Report{pair, core.partner(di), ReportReason::Spam});
    EXPECT_EQ(core.lastError(asha), Errc::MemberUnknown) << "somebody else";
    EXPECT_EQ(core.counts().pairs, 2U) << "nothing has ended";
}

TEST_F(ReportsTest, whileTheEndIsBeingConfirmed_theTicketIsThere)
{
    core.client(bo).confirms = false;
    core.send(bo, Leave{pair});
    EXPECT_EQ(core.count<Ended>(asha), 0U);
    core.send(asha, Block{pair, partner});
    EXPECT_EQ(core.count<Blocked>(asha), 1U);
    core.confirmErasures(bo);
    EXPECT_EQ(core.count<Ended>(asha), 1U);
}

TEST_F(ReportsTest, report_isAStrikeAgainstThePrefix_onceForEachReporter)
{
    constexpr std::uint64_t theirs = 77;
    const auto newcomerGetsAPuzzle = [&] {
        const ConnectionId newcomer = core.connect(1, theirs);
        core.hello(newcomer, "New");
        const bool puzzled = core.count<PuzzleChallenge>(newcomer) > 0;
        EXPECT_EQ(core.count<Welcome>(newcomer), puzzled ? 0U : 1U);
        core.disconnect(newcomer);
        return puzzled;
    };
    const auto cy = core.arrive("Cy");
    const ConnectionId rude = core.connect(1, theirs);
    core.hello(rude, "Rude");
    EXPECT_FALSE(newcomerGetsAPuzzle());
    core.meet(cy);
    core.meet(rude);
    core.send(cy, Report{core.conversation(cy), core.partner(cy), ReportReason::Spam});
    EXPECT_TRUE(newcomerGetsAPuzzle());
    core.advance(limits::strikeMs);
    EXPECT_FALSE(newcomerGetsAPuzzle()) << "it expires";
}

TEST_F(ReportsTest, tooManyReportsOfOneAddress_areRefusedWithATime)
{
    const auto arrive = [&](std::uint64_t prefix) {
        const ConnectionId person = core.connect(1, prefix);
        core.hello(person, "Person");
        core.meet(person);
        return person;
    };
    const auto reporter = arrive(77);
    const auto reported = arrive(78);
    const ConversationId theirs = core.conversation(reporter);
    ASSERT_EQ(core.conversation(reported), theirs);
    for (std::uint32_t i = 0; i < limits::reportsPerAddressMax; ++i)
        core.send(reporter, Report{theirs, core.partner(reported), ReportReason::Spam});
    EXPECT_EQ(core.lastError(reporter), Errc::MemberUnknown) << "oneself, again and again";
    core.send(reporter, Report{theirs, core.partner(reporter), ReportReason::Spam});
    EXPECT_EQ(core.lastError(reporter), Errc::RateLimited);
    EXPECT_GT(core.last<ErrorAnswer>(reporter).retryAfterMs, 0U);
    core.send(reporter, Block{theirs, core.partner(reporter)});
    EXPECT_EQ(core.count<Blocked>(reporter), 1U) << "a block is nobody else's business";
}

TEST_F(ReportsTest, inARoom_nobodyLeaves_andTheTwoAreNeverPaired)
{
    const auto host = core.arrive("Host");
    const ConversationId room = core.openRoom(host);
    const auto member = core.arriveInRoom(room, "Member");
    const MemberId known = core.memberIn(member, room);
    core.send(host, Report{room, known, ReportReason::Harassment});
    EXPECT_EQ(core.last<Reported>(host).member, known);
    core.send(host, Block{room, known});
    EXPECT_EQ(core.last<Blocked>(host).member, known);
    EXPECT_EQ(core.count<Reported>(member) + core.count<Blocked>(member) + core.count<Ended>(member), 0U);
    EXPECT_EQ(core.counts().rooms, 1U);
    core.meet(host);
    core.meet(member);
    core.advance(60'000);
    EXPECT_EQ(core.counts().waiting, 2U);
}

TEST_F(ReportsTest, inARoom_oneselfAndWhoIsNotThere_areRefused)
{
    const auto host = core.arrive("Host");
    const ConversationId room = core.openRoom(host);
    for (const MemberId& about : {core.memberIn(host, room), partner}) {
        core.send(host, Report{room, about, ReportReason::Spam});
        EXPECT_EQ(core.lastError(host), Errc::MemberUnknown);
        core.send(host, Block{room, about});
        EXPECT_EQ(core.lastError(host), Errc::MemberUnknown);
    }
}

} // namespace
} // namespace chatmet::tests
