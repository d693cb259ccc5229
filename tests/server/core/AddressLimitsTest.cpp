// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Puzzle first, refusal much later, and everything falls back to nothing.
#include "server/core/AddressLimits.h"

#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace chatmet::tests {
namespace {

using namespace server;
using Is = AddressVerdict::Is;

constexpr std::uint64_t tag = 77;

AddressSettings smallSettings()
{
    AddressSettings settings;
    settings.arrivals = {4, 10, 60};
    settings.sessions = {6, 8, 0};
    settings.meets = {3, 5, 60};
    return settings;
}

TEST(AddressLimitsTest, arrivals_calm_areAllowed_thenAPuzzle_thenRefused)
{
    AddressSettings settings = smallSettings();
    settings.sessions = {};
    AddressLimits limit(settings);
    std::vector<Is> verdicts;
    for (int i = 0; i < 12; ++i) {
        const AddressVerdict verdict = limit.judgeArrival(tag, 0, 1'000);
        verdicts.push_back(verdict.is);
        if (verdict.is == Is::Refused) {
            EXPECT_EQ(verdict.waitMs, 1'000U);
            continue;
        }
        EXPECT_EQ(verdict.is == Is::Puzzle, verdict.difficultyBits > 0);
        EXPECT_EQ(limit.sessionBegan(tag, 1'000), tag);
    }
    const std::vector<Is> expected{Is::Allowed, Is::Allowed, Is::Allowed, Is::Allowed,
                                   Is::Puzzle,  Is::Puzzle,  Is::Puzzle,  Is::Puzzle,
                                   Is::Puzzle,  Is::Puzzle,  Is::Refused, Is::Refused};
    EXPECT_EQ(verdicts, expected);
    EXPECT_EQ(limit.judgeArrival(tag, 0, 2'000).is, Is::Puzzle) << "the time that was named is enough";
    EXPECT_EQ(limit.judgeArrival(tag + 1, 0, 1'000).is, Is::Allowed) << "nobody else";
}

TEST(AddressLimitsTest, judging_changesNothing)
{
    AddressLimits limit(smallSettings());
    for (int i = 0; i < 1'000; ++i)
        EXPECT_EQ(limit.judgeArrival(tag, 0, 1'000).is, Is::Allowed)
            << "who asks and does not come must not lock out a neighbour";
    EXPECT_EQ(limit.size(), 0U);
}

TEST(AddressLimitsTest, sessions_live_count)
{
    AddressSettings settings = smallSettings();
    settings.arrivals = {};
    AddressLimits limit(settings);
    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(limit.judgeArrival(tag, 0, 0).is, Is::Allowed);
        EXPECT_EQ(limit.sessionBegan(tag, 0), tag);
    }
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(limit.judgeArrival(tag, 0, 0).is, Is::Puzzle);
        EXPECT_EQ(limit.sessionBegan(tag, 0), tag);
    }
    EXPECT_EQ(limit.judgeArrival(tag, 0, 100'000).is, Is::Refused) << "they live still";
    EXPECT_GT(limit.judgeArrival(tag, 0, 100'000).waitMs, 0U);
    for (int i = 0; i < 3; ++i)
        limit.sessionEnded(tag, 100'000);
    EXPECT_EQ(limit.judgeArrival(tag, 0, 100'000).is, Is::Allowed);
}

TEST(AddressLimitsTest, sessionMoves_countsWhereItIs)
{
    AddressSettings settings = smallSettings();
    settings.sessions = {1, 1, 0};
    settings.arrivals = {};
    AddressLimits limit(settings);
    std::uint64_t counted = limit.sessionBegan(tag, 0);
    EXPECT_EQ(limit.judgeArrival(tag, 0, 0).is, Is::Refused);
    counted = limit.sessionMoved(counted, tag + 1, 0);
    EXPECT_EQ(limit.judgeArrival(tag, 0, 0).is, Is::Allowed);
    EXPECT_EQ(limit.judgeArrival(tag + 1, 0, 0).is, Is::Refused);
    counted = limit.sessionMoved(counted, 0, 0);
    EXPECT_EQ(counted, 0U);
    EXPECT_EQ(limit.judgeArrival(tag + 1, 0, 0).is, Is::Allowed);
    limit.sessionEnded(counted, 0);
}

TEST(AddressLimitsTest, difficulty_growsWithLoad_andIsCapped)
{
    AddressSettings settings;
    settings.arrivals = {10, 1'000'000, 60};
    settings.sessions = {};
    AddressLimits limit(settings);
    std::uint32_t before = 0;
    for (int i = 0; i < 5'000; ++i) {
        const std::uint32_t bits = limit.judgeArrival(tag, 0, 0).difficultyBits;
        EXPECT_GE(bits, before);
        EXPECT_LE(bits, limits::puzzleBitsMax);
        before = bits;
        (void)limit.sessionBegan(tag, 0);
    }
    EXPECT_EQ(before, limits::puzzleBitsMax);
    EXPECT_EQ(limit.judgeArrival(tag + 1, 0, 0).difficultyBits, 0U);
    EXPECT_EQ(limit.judgeArrival(tag + 1, 2, 0).difficultyBits, limits::puzzleBitsMin + 2)
        << "the server's load";
}

TEST(AddressLimitsTest, take_limits_eachKindByItself)
{
    AddressLimits limit(smallSettings());
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(limit.take(tag, AddressKind::Meet, 0).is, Is::Allowed);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(limit.take(tag, AddressKind::Meet, 0).is, Is::Puzzle);
    EXPECT_EQ(limit.take(tag, AddressKind::Meet, 0).is, Is::Refused);
    EXPECT_EQ(limit.take(tag, AddressKind::Meet, 0).waitMs, 1'000U);
    EXPECT_EQ(limit.take(tag, AddressKind::Meet, 1'000).is, Is::Puzzle);
    EXPECT_EQ(limit.take(tag, AddressKind::Report, 0).is, Is::Allowed);
    EXPECT_EQ(limit.judgeArrival(tag, 0, 1'000).is, Is::Puzzle) << "newcomers pay for what the others do";
}

TEST(AddressLimitsTest, strikes_makeItHarder_countOnceEach_andExpire)
{
    AddressLimits limit(smallSettings());
    EXPECT_EQ(limit.judgeArrival(tag, 0, 0).is, Is::Allowed);
    EXPECT_TRUE(limit.strike(tag, 1, 0));
    EXPECT_FALSE(limit.strike(tag, 1, 10));
    EXPECT_EQ(limit.strikes(tag, 10), 1U);
    EXPECT_EQ(limit.judgeArrival(tag, 0, 10).difficultyBits, limits::puzzleBitsMin + 1);
    limit.strike(tag, 2, 1'000);
    EXPECT_EQ(limit.judgeArrival(tag, 0, 1'000).difficultyBits, limits::puzzleBitsMin + 2);
    EXPECT_EQ(limit.strikes(tag, limits::strikeMs), 1U);
    for (std::uint64_t by = 10; by < 1'000; ++by)
        limit.strike(tag, by, 2'000);
    EXPECT_EQ(limit.strikes(tag, 2'000), limits::strikesMax);
    EXPECT_EQ(limit.judgeArrival(tag, 0, 2'000).is, Is::Puzzle) << "they never ban";
    EXPECT_LE(limit.judgeArrival(tag, 0, 2'000).difficultyBits, limits::puzzleBitsMax);
    EXPECT_EQ(limit.strikes(tag, 2'000 + limits::strikeMs), 0U);
    EXPECT_EQ(limit.judgeArrival(tag, 0, 2'000 + limits::strikeMs).is, Is::Allowed);
    limit.tick(2'000 + limits::strikeMs);
    EXPECT_EQ(limit.size(), 0U);
}

TEST(AddressLimitsTest, tagOfNobody_isNeverLimitedOrKept)
{
    AddressSettings settings = smallSettings();
    settings.sessions = {0, 1, 0};
    AddressLimits limit(settings);
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(limit.judgeArrival(0, 0, 0).is, Is::Allowed);
        EXPECT_EQ(limit.sessionBegan(0, 0), 0U);
        EXPECT_EQ(limit.take(0, AddressKind::Meet, 0).is, Is::Allowed);
        limit.strike(0, 1, 0);
    }
    EXPECT_EQ(limit.size(), 0U);
}

TEST(AddressLimitsTest, fullTable_newcomersSolveAPuzzle_andGoUncounted)
{
    AddressSettings settings = smallSettings();
    settings.entriesMax = 100;
    AddressLimits limit(settings);
    for (std::uint64_t one = 1; one <= 100; ++one)
        EXPECT_EQ(limit.sessionBegan(one, 0), one);
    EXPECT_EQ(limit.judgeArrival(5'000, 0, 0).is, Is::Puzzle);
    EXPECT_EQ(limit.sessionBegan(5'000, 0), 0U);
    EXPECT_EQ(limit.take(5'000, AddressKind::Meet, 0).is, Is::Allowed);
    EXPECT_EQ(limit.judgeArrival(50, 0, 0).is, Is::Allowed) << "who is counted already is not a stranger";
    limit.sessionEnded(0, 0);
    EXPECT_EQ(limit.size(), 100U);
    limit.sessionEnded(50, 60'000);
    EXPECT_EQ(limit.judgeArrival(5'000, 0, 60'000).is, Is::Allowed);
    EXPECT_EQ(limit.sessionBegan(5'000, 60'000), 5'000U);
}

TEST(AddressLimitsTest, flood_ofAddresses_staysBounded_andIsForgotten)
{
    AddressSettings settings = smallSettings();
    settings.entriesMax = 1'000;
    AddressLimits limit(settings);
    for (std::uint64_t one = 1; one <= 20'000; ++one) {
        (void)limit.take(one, AddressKind::Meet, 0);
        EXPECT_LE(limit.size(), 1'000U);
    }
    EXPECT_EQ(limit.size(), 1'000U);
    limit.tick(1'000);
    EXPECT_EQ(limit.size(), 0U) << "one meet has come back after a second";
}

TEST(AddressLimitsTest, entriesThatAreOver_makeRoomWithoutATick)
{
    AddressSettings settings = smallSettings();
    settings.entriesMax = 1'000;
    AddressLimits limit(settings);
    std::int64_t nowMs = 0;
    for (std::uint64_t one = 1; one <= 20'000; ++one) {
        // 500 live at any time: each has come back after 1 s, in which 500 others come.
        EXPECT_EQ(limit.take(one, AddressKind::Meet, nowMs += 2).is, Is::Allowed);
        EXPECT_LT(limit.size(), 1'000U);
    }
}

/// Against a model that counts everything: never more sessions than there are, and nothing left at the end.
TEST(AddressLimitsTest, anyHistory_leavesNothing)
{
    SeededRandom random(11);
    AddressLimits limit(smallSettings());
    std::map<std::uint64_t, int> lives;
    std::int64_t nowMs = 0;
    for (int step = 0; step < 20'000; ++step) {
        const std::uint64_t one = 1 + random.number(40);
        nowMs += static_cast<std::int64_t>(random.number(200));
        switch (random.number(5)) {
        case 0:
            if (limit.judgeArrival(one, 0, nowMs).is != Is::Refused) {
                lives[limit.sessionBegan(one, nowMs)]++;
                ASSERT_LE(lives[one], 8);
            }
            break;
        case 1:
            if (lives[one] > 0) {
                lives[one]--;
                limit.sessionEnded(one, nowMs);
            }
            break;
        case 2: limit.strike(one, random.number(5), nowMs); break;
        case 3: (void)limit.take(one, AddressKind::JoinFailed, nowMs); break;
        default: limit.tick(nowMs);
        }
    }
    for (const auto& [one, count] : lives) {
        for (int i = 0; i < count; ++i)
            limit.sessionEnded(one, nowMs);
    }
    for (int i = 0; i < 20; ++i)
        limit.tick(nowMs + limits::strikeMs);
    EXPECT_EQ(limit.size(), 0U);
}

} // namespace
} // namespace chatmet::tests
