// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The simulation sees what it should see: every kind of fault, planted in the core or around it, is found
// within some seeds. Which kind each is, and how it is planted, stands with Fault (Planter.h).
#include "tests/simulation/World.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>

namespace chatmet::simulation {
namespace {

constexpr std::uint64_t seedsMax = 200; ///< most need fewer than ten
constexpr std::size_t steps = 2'000;

struct Planted
{
    Fault fault;
    const char* name;
    const char* found; ///< the rule that has to be broken; empty: whichever sees it first
};

void PrintTo(const Planted& planted, std::ostream* out)
{
    *out << planted.name;
}

constexpr std::array<Planted, faultsCount> faults{{
    {Fault::AcceptedDropped, "acceptedDropped", ""},
    {Fault::EndedDropped, "endedDropped", "every end is told"},
    {Fault::PairedDropped, "pairedDropped", ""},
    {Fault::EraseDropped, "eraseDropped", "every queue"},
    {Fault::MessageTwice, "messageTwice", ""},
    {Fault::MessageSwapped, "messageSwapped", "what is due is told in its order and to the byte"},
    {Fault::TicksStop, "ticksStop", ""},
    {Fault::OutboxEraseSkipped, "outboxEraseSkipped", "a conversation that ended is kept somewhere"},
    {Fault::TokenKept, "tokenKept", "a token that leads to no session"},
    {Fault::TokenLost, "tokenLost", "a token that its session has is forgotten"},
    {Fault::SearchForgotten, "searchForgotten", "who waits"},
    {Fault::PartnerKept, "partnerKept", "a session that ended is kept somewhere"},
    {Fault::ConnectionKept, "connectionKept", "the lines are those that should be there"},
    {Fault::ChargeLeaked, "chargeLeaked", "the budget counts what is held, and no more"},
    {Fault::NewcomerToldOld, "newcomerToldOld", "only what is due is told"},
    {Fault::RemovedGetsMore, "removedGetsMore", ""},
    {Fault::MemberNotIntroduced, "memberNotIntroduced", ""},
    {Fault::RoomChangedDropped, "roomChangedDropped",
     "who is host, and whether it is locked, is told to all"},
    {Fault::LeaverNotErased, "leaverNotErased", "every queue is erased of who leaves a room"},
    {Fault::LeaverKept, "leaverKept", ""},
    {Fault::EmptyRoomKept, "emptyRoomKept", "a room that nobody is in is kept"},
    {Fault::LockForgotten, "lockForgotten", "who gets into a room"},
    {Fault::TakingBackUnheard, "takingBackUnheard", ""},
    {Fault::ReplaceDropped, "replaceDropped", "what is taken back is taken out of every queue"},
    {Fault::OthersTakenBack, "othersTakenBack", ""},
    {Fault::BlockForgotten, "blockForgotten", "who is blocked stays so while both live"},
    {Fault::BlockKept, "blockKept", "a session that ended is kept somewhere"},
    {Fault::TicketTwice, "ticketTwice", ""},
    {Fault::TicketKept, "ticketKept", ""},
    {Fault::StrikeTwice, "strikeTwice", "one strike for each reporter's prefix and reported session"},
    {Fault::LimitForgotten, "limitForgotten", "who does more than its limit allows is refused"},
    {Fault::WaitNotTold, "waitNotTold", ""},
    {Fault::ReportedDropped, "reportedDropped", "who reports is told so"},
    {Fault::NoticeDropped, "noticeDropped", "what the operator says"},
    {Fault::TurnedAwayUnheard, "turnedAwayUnheard", "who is turned away is closed"},
}};

class PlantedFaultsTest : public testing::TestWithParam<Planted>
{
};

TEST_P(PlantedFaultsTest, fault_planted_isFound)
{
    for (std::uint64_t seed = 1; seed <= seedsMax; ++seed) {
        World world(Plan::dense(seed), GetParam().fault);
        const auto broken = world.run(steps);
        if (!world.core().isPlanted() || !broken)
            continue; // nothing happened that it needs, or what it did was erased before it came anywhere
        EXPECT_NE(broken->find(GetParam().found), std::string::npos) << *broken;
        return;
    }
    FAIL() << "not found in " << seedsMax << " seeds";
}

INSTANTIATE_TEST_SUITE_P(all, PlantedFaultsTest, testing::ValuesIn(faults),
                         [](const auto& one) { return std::string(one.param.name); });

/// Otherwise a seed could not be played again on another machine, whose tables have another order.
TEST(SimulationOrder, tablesInAnotherOrder_sameEffects)
{
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        World one(Plan::dense(seed));
        World other(Plan::dense(seed));
        other.shuffleTables();
        EXPECT_EQ(one.run(steps), std::nullopt);
        EXPECT_EQ(other.run(steps), std::nullopt);
        EXPECT_EQ(one.core().digest(), other.core().digest()) << "seed " << seed;
        EXPECT_EQ(one.happened(), other.happened()) << "seed " << seed;
    }
}

TEST(SimulationOrder, sameSeed_sameRun)
{
    World one(Plan::dense(7));
    World other(Plan::dense(7));
    EXPECT_EQ(one.run(steps), other.run(steps));
    EXPECT_EQ(one.core().digest(), other.core().digest());
    EXPECT_EQ(one.tally(), other.tally());
    World third(Plan::dense(8));
    EXPECT_EQ(third.run(steps), std::nullopt);
    EXPECT_NE(one.core().digest(), third.core().digest());
}

} // namespace
} // namespace chatmet::simulation
