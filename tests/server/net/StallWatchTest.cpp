// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A queue is too old when nothing of it moved, and not when it moves slowly.
#include "server/net/StallWatch.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

using Finding = StallWatch::Finding;

TEST(StallWatchTest, standsStill_hintsGoAtHalfTime_theLineAtAll)
{
    StallWatch watch([] {}, 7, 1'000);
    EXPECT_EQ(watch.look(7, 1'000), Finding::Moves);
    EXPECT_EQ(watch.look(7, 1'000 + limits::sendQueueAgeMs / 2 - 1), Finding::Moves);
    EXPECT_EQ(watch.look(7, 1'000 + limits::sendQueueAgeMs / 2), Finding::DropHints);
    EXPECT_EQ(watch.look(7, 1'000 + limits::sendQueueAgeMs - 1), Finding::DropHints);
    EXPECT_EQ(watch.look(7, 1'000 + limits::sendQueueAgeMs), Finding::TooSlow);
}

TEST(StallWatchTest, moves_beginsAnew)
{
    StallWatch watch([] {}, 0, 0);
    std::int64_t nowMs = 0;
    for (std::uint64_t sent = 1; sent < 100; ++sent) {
        nowMs += limits::sendQueueAgeMs - 1;
        EXPECT_EQ(watch.look(sent, nowMs), Finding::Moves);
    }
    EXPECT_EQ(watch.look(99, nowMs + limits::sendQueueAgeMs), Finding::TooSlow);
}

} // namespace
} // namespace chatmet::server
