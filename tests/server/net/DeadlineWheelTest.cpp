// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Deadlines fire once, never early, at most a slot late, whatever their callbacks do.
#include "server/net/DeadlineWheel.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <vector>

namespace chatmet::server {
namespace {

constexpr std::int64_t startMs = 1'000'123;
constexpr std::int64_t slotMs = 250;

TEST(DeadlineWheel, advance_beforeDeadline_firesNothing)
{
    DeadlineWheel wheel(startMs, slotMs, 8);
    int fired = 0;
    Deadline deadline([&] { ++fired; });
    wheel.set(deadline, startMs + 1000);
    for (std::int64_t now = startMs; now < startMs + 1000; ++now) {
        wheel.advance(now);
    }
    EXPECT_EQ(fired, 0);
    wheel.advance(startMs + 1000 + slotMs);
    EXPECT_EQ(fired, 1);
    EXPECT_FALSE(deadline.isSet());
    wheel.advance(startMs + 100'000);
    EXPECT_EQ(fired, 1);
}

TEST(DeadlineWheel, advance_randomDeadlines_neverEarlyAndAtMostOneSlotLate)
{
    std::mt19937 random(7); // one seed: the same every time
    std::uniform_int_distribution<std::int64_t> delay(0, 20'000);
    DeadlineWheel wheel(startMs, slotMs, 16);
    std::int64_t now = startMs;
    std::vector<std::unique_ptr<Deadline>> deadlines;
    std::vector<std::int64_t> wanted(500);
    std::vector<std::int64_t> firedAt(500, -1);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        deadlines.push_back(std::make_unique<Deadline>([&firedAt, &now, i] { firedAt[i] = now; }));
        wanted[i] = startMs + delay(random);
        wheel.set(*deadlines.back(), wanted[i]);
    }
    EXPECT_EQ(wheel.size(), wanted.size());
    for (; now < startMs + 21'000; now += 10) {
        wheel.advance(now);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        ASSERT_GE(firedAt[i], wanted[i]) << i;
        // A deadline in the slot that is under way waits for the next one.
        ASSERT_LE(firedAt[i], wanted[i] + 2 * slotMs) << i;
    }
    EXPECT_TRUE(wheel.empty());
}

TEST(DeadlineWheel, set_again_movesTheDeadline)
{
    DeadlineWheel wheel(startMs, slotMs, 8);
    int fired = 0;
    Deadline deadline([&] { ++fired; });
    wheel.set(deadline, startMs + 500);
    wheel.set(deadline, startMs + 5000);
    EXPECT_EQ(wheel.size(), 1U);
    wheel.advance(startMs + 4999);
    EXPECT_EQ(fired, 0);
    wheel.advance(startMs + 5500);
    EXPECT_EQ(fired, 1);
}

TEST(DeadlineWheel, clear_beforeExpiry_neverFires)
{
    DeadlineWheel wheel(startMs, slotMs, 8);
    int fired = 0;
    Deadline kept([&] { ++fired; });
    {
        Deadline gone([&] { fired += 100; });
        wheel.set(gone, startMs + 500);
        wheel.set(kept, startMs + 500);
    }
    wheel.advance(startMs + 2000);
    EXPECT_EQ(fired, 1);
}

TEST(DeadlineWheel, advance_afterLongPause_firesWhatIsDueAndNoMore)
{
    DeadlineWheel wheel(startMs, slotMs, 8);
    int near = 0;
    int far = 0;
    Deadline nearDeadline([&] { ++near; });
    Deadline farDeadline([&] { ++far; });
    wheel.set(nearDeadline, startMs + 300);
    wheel.set(farDeadline, startMs + 3'600'000);
    wheel.advance(startMs + 3'500'000);
    EXPECT_EQ(near, 1);
    EXPECT_EQ(far, 0);
    wheel.advance(startMs + 3'600'500);
    EXPECT_EQ(far, 1);
}

TEST(DeadlineWheel, set_afterIdlePause_countsFromNow)
{
    DeadlineWheel wheel(startMs, slotMs, 8);
    int fired = 0;
    Deadline deadline([&] { ++fired; });
    wheel.set(deadline, startMs + 1'000'300); // the wheel was not turned while it was empty
    wheel.advance(startMs + 1'000'000);
    EXPECT_EQ(fired, 0);
    wheel.advance(startMs + 1'000'800);
    EXPECT_EQ(fired, 1);
}

TEST(DeadlineWheel, callback_setsItselfAgain_firesOncePerTurn)
{
    DeadlineWheel wheel(startMs, slotMs, 8);
    int fired = 0;
    std::int64_t now = startMs;
    Deadline* self = nullptr;
    Deadline deadline([&] {
        ++fired;
        wheel.set(*self, now); // already due: must wait for the next slot instead of firing for ever
    });
    self = &deadline;
    wheel.set(deadline, now);
    for (int turn = 1; turn <= 5; ++turn) {
        now += slotMs;
        wheel.advance(now);
        EXPECT_EQ(fired, turn);
    }
}

TEST(DeadlineWheel, callback_destroysOthersDueAtTheSameTime_skipsThem)
{
    DeadlineWheel wheel(startMs, slotMs, 8);
    std::vector<std::unique_ptr<Deadline>> deadlines;
    int fired = 0;
    for (int i = 0; i < 5; ++i) {
        deadlines.push_back(std::make_unique<Deadline>([&] {
            ++fired;
            deadlines.clear(); // itself too
        }));
        wheel.set(*deadlines.back(), startMs + 500);
    }
    wheel.advance(startMs + 2000);
    EXPECT_EQ(fired, 1);
    EXPECT_TRUE(wheel.empty());
}

TEST(DeadlineWheel, destroyed_withDeadlinesSet_leavesThemCleared)
{
    Deadline deadline([] { FAIL(); });
    {
        DeadlineWheel wheel(startMs, slotMs, 8);
        wheel.set(deadline, startMs + 500);
    }
    EXPECT_FALSE(deadline.isSet());
}

} // namespace
} // namespace chatmet::server
