// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who meets whom, when, and at what cost.
#include "server/core/Matchmaker.h"

#include "common/protocol/Limits.h"
#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <string>
#include <unordered_map>

namespace chatmet::server {
namespace {

struct MatchmakerTest : testing::Test
{
    tests::SeededRandom random{7};
    RecentPartners recent;
    Blocks blocks;
    Matchmaker matchmaker{random, recent, blocks};
    SessionId a = SessionId::random(random);
    SessionId b = SessionId::random(random);
    SessionId c = SessionId::random(random);
    SessionId d = SessionId::random(random);
};

TEST_F(MatchmakerTest, add_alone_waits)
{
    EXPECT_FALSE(matchmaker.add(a, {}, 0));
    EXPECT_TRUE(matchmaker.contains(a));
    EXPECT_EQ(matchmaker.size(), 1U);
}

TEST_F(MatchmakerTest, add_withoutTopics_firstComeIsFirstServed)
{
    (void)matchmaker.add(a, {}, 0);
    const auto match = matchmaker.add(b, {}, 0);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->first, a);
    EXPECT_EQ(match->second, b);
    EXPECT_TRUE(match->sharedTopics.empty());
    EXPECT_EQ(matchmaker.size(), 0U);
}

TEST_F(MatchmakerTest, recentPartners_meetSomebodyElseFirst)
{
    recent.met(a, b);
    (void)matchmaker.add(a, {}, 0);
    EXPECT_FALSE(matchmaker.add(b, {}, 0)) << "not at once";
    const auto match = matchmaker.add(c, {}, 1);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->first, a) << "who has waited longest";
    const auto other = matchmaker.add(d, {}, 2);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->first, b);
}

TEST_F(MatchmakerTest, recentPartners_areLookedPast)
{
    recent.met(a, c);
    recent.met(a, b);
    (void)matchmaker.add(a, {}, 0);
    (void)matchmaker.add(b, {}, 1);
    const auto match = matchmaker.add(c, {}, 2);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->first, b) << "a has waited longer, and they have just met";
    EXPECT_TRUE(matchmaker.contains(a));
}

TEST_F(MatchmakerTest, blocked_neverMeet_whoeverSaidIt)
{
    blocks.add(a, b);
    for (const auto& [waits, comes] : {std::pair(a, b), std::pair(b, a)}) {
        ASSERT_FALSE(matchmaker.add(waits, {"tea"}, 0));
        ASSERT_FALSE(matchmaker.add(comes, {"tea"}, 0));
        EXPECT_FALSE(matchmaker.advance(limits::topicsPreferredMs));
        EXPECT_FALSE(matchmaker.advance(60'000)) << "not even where nobody else comes";
        const auto match = matchmaker.add(c, {}, 60'000);
        ASSERT_TRUE(match);
        EXPECT_EQ(match->first, waits) << "others meet as ever";
        EXPECT_TRUE(matchmaker.remove(comes));
    }
}

TEST_F(MatchmakerTest, recentPartners_nobodyElseComes_meetAgainInTime)
{
    recent.met(a, b);
    (void)matchmaker.add(a, {"tea"}, 0);
    EXPECT_FALSE(matchmaker.add(b, {"tea"}, 100));
    EXPECT_FALSE(matchmaker.advance(limits::topicsPreferredMs - 1));
    const auto match = matchmaker.advance(limits::topicsPreferredMs);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->first, a);
    EXPECT_EQ(match->second, b);
    EXPECT_EQ(match->sharedTopics, std::vector<std::string>{"tea"});
    EXPECT_EQ(matchmaker.size(), 0U);
}

TEST_F(MatchmakerTest, add_sharedTopic_meetsAtOnceInTheOrderOfArrival)
{
    (void)matchmaker.add(a, {"music"}, 0);
    (void)matchmaker.add(b, {"chess"}, 0);
    (void)matchmaker.add(c, {"tea"}, 0);
    const auto match = matchmaker.add(d, {"tea", "chess"}, 1);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->first, b) << "chess has waited longer than tea";
    EXPECT_EQ(match->sharedTopics, std::vector<std::string>{"chess"});
    EXPECT_TRUE(matchmaker.contains(a));
    EXPECT_TRUE(matchmaker.contains(c));
}

TEST_F(MatchmakerTest, add_severalShared_allAreNamed)
{
    (void)matchmaker.add(a, {"x", "tea", "chess"}, 0);
    const auto match = matchmaker.add(b, {"chess", "y", "tea"}, 0);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->sharedTopics, (std::vector<std::string>{"chess", "tea"}));
    EXPECT_EQ(matchmaker.topicsIndexed(), 0U);
}

TEST_F(MatchmakerTest, advance_differentTopics_meetAfterThePreference)
{
    (void)matchmaker.add(a, {"music"}, 0);
    EXPECT_FALSE(matchmaker.add(b, {"chess"}, 1'000));
    EXPECT_FALSE(matchmaker.advance(limits::topicsPreferredMs)) << "b still prefers";
    EXPECT_FALSE(matchmaker.advance(limits::topicsPreferredMs + 999));
    const auto match = matchmaker.advance(limits::topicsPreferredMs + 1'000);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->first, a);
    EXPECT_EQ(match->second, b);
    EXPECT_FALSE(matchmaker.advance(1'000'000));
}

TEST_F(MatchmakerTest, add_anyoneWhileOtherPrefers_waitsForTheOther)
{
    (void)matchmaker.add(a, {"music"}, 0);
    EXPECT_FALSE(matchmaker.add(b, {}, 100)) << "each side has its time of preference";
    const auto match = matchmaker.advance(limits::topicsPreferredMs);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->first, a) << "who waited longer, although it became open later";
    EXPECT_EQ(match->second, b);
}

TEST_F(MatchmakerTest, add_openWithTopics_isStillFoundByTopic)
{
    (void)matchmaker.add(a, {"music"}, 0);
    EXPECT_FALSE(matchmaker.advance(limits::topicsPreferredMs));
    const auto match = matchmaker.add(b, {"music"}, limits::topicsPreferredMs + 1);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->sharedTopics, std::vector<std::string>{"music"});
}

TEST_F(MatchmakerTest, remove_waiting_isForgottenEverywhere)
{
    (void)matchmaker.add(a, {"music", "tea"}, 0);
    EXPECT_TRUE(matchmaker.remove(a));
    EXPECT_FALSE(matchmaker.remove(a));
    EXPECT_EQ(matchmaker.size(), 0U);
    EXPECT_EQ(matchmaker.topicsIndexed(), 0U);
    EXPECT_FALSE(matchmaker.add(b, {"music"}, 0));
    EXPECT_FALSE(matchmaker.advance(1'000'000)) << "nobody meets who is gone, nor itself";
    EXPECT_TRUE(matchmaker.remove(b));
    EXPECT_FALSE(matchmaker.add(c, {}, 0));
}

/// Steps per match while so many wait, each with a topic of its own.
double stepsPerMatch(std::size_t crowd)
{
    tests::SeededRandom random{3};
    RecentPartners recent;
    Blocks blocks;
    Matchmaker matchmaker{random, recent, blocks};
    for (std::size_t i = 0; i < crowd; ++i)
        (void)matchmaker.add(SessionId::random(random), {"t" + std::to_string(i)}, 0);
    EXPECT_EQ(matchmaker.size(), crowd);
    const std::uint64_t before = matchmaker.steps();
    constexpr std::size_t arrivals = 500;
    for (std::size_t i = 0; i < arrivals; ++i) {
        const std::string wanted = "t" + std::to_string(crowd - 1 - i);
        EXPECT_TRUE(matchmaker.add(SessionId::random(random), {"v", wanted, "w"}, 1));
    }
    EXPECT_EQ(matchmaker.size(), crowd - arrivals);
    return static_cast<double>(matchmaker.steps() - before) / arrivals;
}

TEST_F(MatchmakerTest, add_hundredThousandWaiting_costsAsMuchAsAThousand)
{
    const double few = stepsPerMatch(1'000);
    const double many = stepsPerMatch(100'000);
    EXPECT_DOUBLE_EQ(many, few);
    EXPECT_LE(many, static_cast<double>(limits::topicsMax));
}

TEST_F(MatchmakerTest, advance_hundredThousandBecomingOpen_costsAFixedNumberOfStepsEach)
{
    constexpr std::size_t crowd = 100'000;
    for (std::size_t i = 0; i < crowd; ++i)
        EXPECT_FALSE(matchmaker.add(SessionId::random(random), {"own" + std::to_string(i)}, 0));
    EXPECT_EQ(matchmaker.size(), crowd);
    const std::uint64_t before = matchmaker.steps();
    std::size_t matches = 0;
    while (matchmaker.advance(limits::topicsPreferredMs))
        ++matches;
    EXPECT_EQ(matches, crowd / 2);
    EXPECT_EQ(matchmaker.size(), 0U);
    EXPECT_LE(matchmaker.steps() - before, 3 * crowd);
}

TEST_F(MatchmakerTest, advance_emptyTicks_costNothingInTheCrowd)
{
    for (std::size_t i = 0; i < 10'000; ++i)
        (void)matchmaker.add(SessionId::random(random), {"own" + std::to_string(i)}, 0);
    const std::uint64_t before = matchmaker.steps();
    EXPECT_FALSE(matchmaker.advance(1));
    EXPECT_LE(matchmaker.steps() - before, 1U);
}

/// P15, with everybody coming, going and preferring at random: nobody is met twice, nobody meets oneself, and
/// two who may meet never both wait beyond the time of preference and a tick.
TEST_F(MatchmakerTest, randomCrowd_manySeeds_nobodyWaitsWithoutNeed)
{
    constexpr std::int64_t tickMs = 250;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        tests::SeededRandom dice{seed};
        RecentPartners partners;
        Blocks nobody;
        Matchmaker crowd{dice, partners, nobody};
        std::vector<SessionId> known; // some come again
        std::size_t metAgain = 0;
        std::unordered_map<SessionId, std::int64_t> waitingSince;
        std::int64_t now = 0;
        const auto met = [&](const Match& match) {
            EXPECT_NE(match.first, match.second);
            metAgain += partners.contains(match.first, match.second) ? 1 : 0;
            partners.met(match.first, match.second);
            known.push_back(match.first);
            known.push_back(match.second);
            EXPECT_EQ(waitingSince.erase(match.first), 1U);
            EXPECT_EQ(waitingSince.erase(match.second), 1U);
        };
        for (int step = 0; step < 2'000; ++step) {
            const auto choice = dice.number(10);
            if (choice < 4) {
                std::vector<std::string> topics;
                for (std::uint64_t i = dice.number(3); i > 0; --i)
                    topics.push_back("t" + std::to_string(i) + std::to_string(dice.number(20)));
                SessionId session = SessionId::random(dice);
                if (known.size() > 30 && dice.number(2) == 0) {
                    session = known[known.size() - 1 - dice.number(6)];
                    if (waitingSince.contains(session))
                        continue;
                }
                waitingSince.emplace(session, now);
                if (const auto match = crowd.add(session, topics, now))
                    met(*match);
            } else if (choice < 5 && !waitingSince.empty()) {
                EXPECT_TRUE(crowd.remove(waitingSince.begin()->first));
                waitingSince.erase(waitingSince.begin());
            } else {
                now += tickMs;
                while (const auto match = crowd.advance(now))
                    met(*match);
                std::size_t longWaiting = 0;
                for (const auto& [session, since] : waitingSince)
                    longWaiting += now - since >= limits::topicsPreferredMs ? 1 : 0;
                ASSERT_LE(longWaiting, 1U);
            }
            ASSERT_EQ(crowd.size(), waitingSince.size());
        }
        EXPECT_LT(metAgain, known.size() / 40) << "of so many who have just parted few meet again";
    }
}

} // namespace
} // namespace chatmet::server
