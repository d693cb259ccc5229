// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who says nothing is asked, and is gone where no answer comes in time.
#include "server/net/SilenceWatch.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

using Finding = SilenceWatch::Finding;
using limits::dropAfterPingMs;
using limits::pingAfterSilenceMs;

constexpr std::int64_t openedMs = 1'000;

SilenceWatch opened()
{
    SilenceWatch watch;
    watch.heard(openedMs);
    return watch;
}

TEST(SilenceWatchTest, silence_isAskedAndThenGone)
{
    SilenceWatch watch = opened();
    const auto asked = watch.look(openedMs + pingAfterSilenceMs);
    EXPECT_EQ(asked.finding, Finding::Ask);
    EXPECT_EQ(asked.againInMs, dropAfterPingMs);
    EXPECT_EQ(watch.look(openedMs + pingAfterSilenceMs + asked.againInMs).finding, Finding::Gone);
}

TEST(SilenceWatchTest, heardMeanwhile_isLookedAtWhenThatIsLongAgo)
{
    SilenceWatch watch = opened();
    watch.heard(openedMs + 4'000);
    const auto look = watch.look(openedMs + pingAfterSilenceMs);
    EXPECT_EQ(look.finding, Finding::Heard);
    EXPECT_EQ(look.againInMs, 4'000);
    EXPECT_EQ(watch.look(openedMs + pingAfterSilenceMs + 4'000 - 1).finding, Finding::Heard);
    EXPECT_EQ(watch.look(openedMs + pingAfterSilenceMs + 4'000).finding, Finding::Ask);
}

TEST(SilenceWatchTest, answer_beginsAnew)
{
    SilenceWatch watch = opened();
    std::int64_t nowMs = openedMs;
    for (int i = 0; i < 100; ++i) {
        nowMs += pingAfterSilenceMs;
        EXPECT_EQ(watch.look(nowMs).finding, Finding::Ask);
        nowMs += dropAfterPingMs - 1;
        watch.heard(nowMs);
        EXPECT_EQ(watch.look(nowMs + 1).finding, Finding::Heard);
    }
}

TEST(SilenceWatchTest, answer_lookedAtFarTooLate_isStillOne)
{
    SilenceWatch watch = opened();
    EXPECT_EQ(watch.look(openedMs + pingAfterSilenceMs).finding, Finding::Ask);
    watch.heard(openedMs + pingAfterSilenceMs + 100);
    // The whole server stood still: that says nothing about the peer.
    EXPECT_EQ(watch.look(openedMs + 4 * pingAfterSilenceMs).finding, Finding::Ask);
}

} // namespace
} // namespace chatmet::server
