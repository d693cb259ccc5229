// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The limits as a client meets them: puzzles before a hello, refusals with the time to wait, nothing lost by
// them.
#include "common/protocol/PuzzleSum.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <atomic>

namespace chatmet::tests {
namespace {

using namespace protocol;
using server::ServiceSettings;

constexpr std::uint64_t here = 21;
constexpr std::uint64_t elsewhere = 22;

ServiceSettings settings(std::uint32_t puzzleFrom = 2, std::uint32_t refuseFrom = 5)
{
    ServiceSettings settings = CoreHarness::withoutResume();
    settings.perAddress.arrivals = {puzzleFrom, refuseFrom, 60};
    settings.perAddress.sessions = {};
    return settings;
}

Puzzle solutionOf(const PuzzleChallenge& challenge)
{
    const std::atomic<bool> never{false};
    const auto solution = solvePuzzle(challenge.challenge, challenge.difficultyBits, never).value();
    return {challenge.challenge, std::string(solution.begin(), solution.end())};
}

ConnectionId greet(CoreHarness& core, std::uint64_t tag)
{
    const ConnectionId connection = core.connect(tag, tag);
    core.hello(connection, "Asha");
    return connection;
}

void solve(CoreHarness& core, ConnectionId connection)
{
    core.send(connection, solutionOf(core.last<PuzzleChallenge>(connection)));
}

std::uint64_t timesHit(CoreHarness& core, server::Limit limit)
{
    return core.service().totals().limitsHit[static_cast<std::size_t>(limit)];
}

bool isWelcome(const CoreHarness& core, ConnectionId connection)
{
    return core.count<Welcome>(connection) == 1;
}

TEST(LimitsTest, hello_calm_needsNoPuzzle_thenOne_thenWaits)
{
    CoreHarness core(settings());
    EXPECT_TRUE(isWelcome(core, greet(core, here)));
    EXPECT_TRUE(isWelcome(core, greet(core, here)));
    for (int i = 0; i < 3; ++i) {
        const ConnectionId asked = greet(core, here);
        EXPECT_FALSE(isWelcome(core, asked));
        EXPECT_GE(core.last<PuzzleChallenge>(asked).difficultyBits, limits::puzzleBitsMin);
        solve(core, asked);
        core.hello(asked, "Asha");
        EXPECT_TRUE(isWelcome(core, asked));
    }
    const ConnectionId refused = greet(core, here);
    const ErrorAnswer error = core.last<ErrorAnswer>(refused);
    EXPECT_EQ(error.code, Errc::RateLimited);
    EXPECT_EQ(error.retryAfterMs, 1'000U);
    EXPECT_TRUE(error.closing);
    EXPECT_TRUE(core.client(refused).closing);
    EXPECT_EQ(timesHit(core, server::Limit::ArrivalsPerAddress), 1U);
    EXPECT_TRUE(isWelcome(core, greet(core, elsewhere)));
    core.advance(1'000);
    const ConnectionId later = greet(core, here);
    EXPECT_EQ(core.count<PuzzleChallenge>(later), 1U);
}

TEST(LimitsTest, puzzle_isWorthOneHello_andKeptForAGoodName)
{
    CoreHarness core(settings(0));
    const ConnectionId asked = greet(core, here);
    solve(core, asked);
    core.hello(asked, "");
    EXPECT_EQ(core.lastError(asked), Errc::UsernameEmpty);
    core.hello(asked, "Asha");
    EXPECT_TRUE(isWelcome(core, asked));
    // The same solution elsewhere is worth nothing.
    const ConnectionId other = greet(core, here);
    core.send(other, solutionOf(core.last<PuzzleChallenge>(asked)));
    EXPECT_EQ(core.lastError(other), Errc::PuzzleLate);
    EXPECT_EQ(core.count<PuzzleChallenge>(other), 2U) << "a new one with it";
    core.hello(other, "Asha");
    EXPECT_FALSE(isWelcome(core, other));
}

TEST(LimitsTest, puzzle_wrong_isSaid_andAsksAgain)
{
    CoreHarness core(settings(0));
    const ConnectionId asked = greet(core, here);
    core.send(asked, Puzzle{core.last<PuzzleChallenge>(asked).challenge, "87654321"});
    EXPECT_EQ(core.lastError(asked), Errc::PuzzleWrong);
    EXPECT_FALSE(core.last<ErrorAnswer>(asked).closing);
    solve(core, asked);
    core.hello(asked, "Asha");
    EXPECT_TRUE(isWelcome(core, asked));
}

TEST(LimitsTest, puzzle_late_isSaid_andAsksAgain)
{
    CoreHarness core(settings(0));
    const ConnectionId asked = greet(core, here);
    const Puzzle solution = solutionOf(core.last<PuzzleChallenge>(asked));
    core.advance(limits::puzzleMs);
    core.send(asked, solution);
    EXPECT_EQ(core.lastError(asked), Errc::PuzzleLate);
    EXPECT_EQ(core.count<PuzzleChallenge>(asked), 2U);
}

TEST(LimitsTest, puzzle_givesTime_once)
{
    CoreHarness core(settings(0));
    const ConnectionId asked = core.connect(here, here);
    core.advance(limits::helloMs - 250);
    core.hello(asked, "Asha");
    const std::int64_t moreMs = limits::puzzleMs + limits::helloMs;
    core.advance(moreMs - 250);
    EXPECT_FALSE(core.client(asked).closing);
    core.hello(asked, "Asha");
    core.advance(250);
    EXPECT_TRUE(core.client(asked).closing);
    EXPECT_EQ(core.client(asked).closeCode, Errc::IdleTooLong);
}

TEST(LimitsTest, puzzle_notAsked_isSaid)
{
    CoreHarness core;
    const ConnectionId person = core.connect();
    core.send(person, Puzzle{"x", "12345678"});
    EXPECT_EQ(core.lastError(person), Errc::PuzzleNotAsked);
    EXPECT_FALSE(core.client(person).closing);
    const ConnectionId welcomed = core.arrive();
    core.send(welcomed, Puzzle{"x", "12345678"});
    EXPECT_EQ(core.lastError(welcomed), Errc::PuzzleNotAsked);
    EXPECT_FALSE(core.client(welcomed).closing);
}

TEST(LimitsTest, puzzle_isNumberedLikeAHello)
{
    CoreHarness core(settings(0));
    const ConnectionId asked = greet(core, here);
    core.sendFrame(asked, {1, 0, solutionOf(core.last<PuzzleChallenge>(asked)), {}});
    EXPECT_EQ(core.lastError(asked), Errc::BadHeader);
    EXPECT_TRUE(core.client(asked).closing);
}

TEST(LimitsTest, stormThatSolvesNothing_locksNobodyOut)
{
    CoreHarness core(settings(2, 5));
    for (int i = 0; i < 5'000; ++i) {
        const ConnectionId stormer = greet(core, here);
        EXPECT_EQ(isWelcome(core, stormer), i < 2);
        core.disconnect(stormer);
    }
    const ConnectionId neighbour = greet(core, here);
    solve(core, neighbour);
    core.hello(neighbour, "Asha");
    EXPECT_TRUE(isWelcome(core, neighbour)) << "promise P17";
}

TEST(LimitsTest, server_nearlyFull_asksEverybody_thenIsFull)
{
    ServiceSettings full = CoreHarness::withoutResume();
    full.sessionsMax = 64;
    CoreHarness core(full);
    std::uint32_t bitsBefore = 0;
    for (int i = 0; i < 64; ++i) {
        const ConnectionId person = greet(core, static_cast<std::uint64_t>(1'000 + i));
        EXPECT_EQ(isWelcome(core, person), i < 56) << i;
        if (isWelcome(core, person))
            continue;
        EXPECT_GE(core.last<PuzzleChallenge>(person).difficultyBits, bitsBefore);
        bitsBefore = core.last<PuzzleChallenge>(person).difficultyBits;
        solve(core, person);
        core.hello(person, "Asha");
        EXPECT_TRUE(isWelcome(core, person));
    }
    EXPECT_GT(bitsBefore, limits::puzzleBitsMin);
    const ConnectionId tooMany = greet(core, 9'999);
    EXPECT_EQ(core.lastError(tooMany), Errc::ServerFull) << "no puzzle for a place that is not there";
    EXPECT_EQ(timesHit(core, server::Limit::SessionsMax), 1U);
}

TEST(LimitsTest, resume_isNoNewcomer)
{
    ServiceSettings resumable = settings(1, 1);
    resumable.resumeWindowMs = 20'000;
    resumable.perAddress.sessions = {0, 1, 0};
    resumable.perAddress.arrivals = {};
    CoreHarness core(resumable);
    const ConnectionId person = greet(core, here);
    EXPECT_EQ(core.count<PuzzleChallenge>(person), 1U);
    solve(core, person);
    core.hello(person, "Asha");
    ASSERT_TRUE(isWelcome(core, person));
    const ConnectionId back = core.tryResume(core.lose(person), elsewhere, elsewhere);
    EXPECT_TRUE(core.last<Welcome>(back).resumed);
    EXPECT_EQ(core.lastError(greet(core, elsewhere)), Errc::RateLimited) << "it counts where it is now";
    EXPECT_EQ(timesHit(core, server::Limit::SessionsPerAddress), 1U);
    EXPECT_EQ(timesHit(core, server::Limit::ArrivalsPerAddress), 0U);
    EXPECT_EQ(core.count<PuzzleChallenge>(greet(core, here)), 1U) << "and no longer where it was";
}

TEST(LimitsTest, addresses_areForgotten_whenTheirSessionsAreOverAndAllHasComeBack)
{
    CoreHarness core(settings(20, 50));
    std::vector<ConnectionId> people;
    for (std::uint64_t i = 0; i < 100; ++i)
        people.push_back(greet(core, 100 + i % 10));
    EXPECT_EQ(core.counts().addresses, 10U);
    core.advance(60'000);
    EXPECT_EQ(core.counts().addresses, 10U) << "their sessions live";
    for (const ConnectionId person : people)
        core.disconnect(person);
    core.advance(1'000);
    EXPECT_EQ(core.counts().addresses, 0U);
}

TEST(LimitsTest, meets_byAddress_waitInWords)
{
    ServiceSettings few = settings(100, 1'000);
    few.perAddress.meets = {1, 2, 60};
    CoreHarness core(few);
    const ConnectionId person = greet(core, here);
    for (int i = 0; i < 2; ++i) {
        core.meet(person);
        core.send(person, CancelMeet{});
    }
    EXPECT_EQ(core.count<MeetCancelled>(person), 2U);
    core.meet(person);
    EXPECT_EQ(core.lastError(person), Errc::RateLimited);
    EXPECT_EQ(core.last<ErrorAnswer>(person).retryAfterMs, 1'000U);
    EXPECT_EQ(core.last<ErrorAnswer>(person).regarding, core.client(person).nextSequence - 1);
    EXPECT_FALSE(core.client(person).closing);
    EXPECT_EQ(timesHit(core, server::Limit::MeetsPerAddress), 1U);
    EXPECT_EQ(core.count<PuzzleChallenge>(greet(core, here)), 1U) << "a newcomer pays for its neighbour";
    core.advance(1'000);
    core.meet(person);
    EXPECT_EQ(core.count<Waiting>(person), 3U);
}

TEST(LimitsTest, messages_refused_keepTheirNumberAndOrder)
{
    ServiceSettings few = CoreHarness::withoutResume();
    few.perSession.messages = {3, 60};
    CoreHarness core(few);
    const auto [one, other] = core.arrivePair();
    const ConversationId pair = core.conversation(one);
    for (std::uint64_t number = 1; number <= 5; ++number)
        core.send(one, Send{pair, number}, "text");
    EXPECT_EQ(core.count<Accepted>(one), 3U);
    const auto errors = core.all<ErrorAnswer>(one);
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_EQ(errors[0].code, Errc::RateLimited);
    EXPECT_EQ(errors[0].retryAfterMs, 1'000U);
    EXPECT_EQ(timesHit(core, server::Limit::MessagesPerSession), 2U);
    EXPECT_EQ(errors[0].conversation, pair);
    EXPECT_EQ(core.count<Message>(other), 3U);
    core.advance(2'000);
    for (std::uint64_t number = 4; number <= 5; ++number)
        core.send(one, Send{pair, number}, "text");
    EXPECT_EQ(core.count<Accepted>(one), 5U);
    EXPECT_EQ(core.count<Message>(other), 5U);
}

TEST(LimitsTest, bodyBytes_refused_waitLongEnough)
{
    ServiceSettings few = CoreHarness::withoutResume();
    few.perSession.bodyBytes = {100'000, 60'000};
    CoreHarness core(few);
    const auto [one, other] = core.arrivePair();
    const ConversationId pair = core.conversation(one);
    core.send(one, Send{pair, 1}, bytesOf(65'536));
    core.send(one, Send{pair, 2}, bytesOf(65'536));
    EXPECT_EQ(core.lastError(one), Errc::RateLimited);
    EXPECT_EQ(timesHit(core, server::Limit::BodyBytesPerSession), 1U);
    EXPECT_EQ(timesHit(core, server::Limit::MessagesPerSession), 0U);
    core.advance(core.last<ErrorAnswer>(one).retryAfterMs);
    core.acknowledge(other);
    core.send(one, Send{pair, 2}, bytesOf(65'536));
    EXPECT_EQ(core.count<Accepted>(one), 2U);
    EXPECT_EQ(core.count<Message>(other), 2U);
}

TEST(LimitsTest, typing_beyondItsLimit_isDroppedWithoutAWord)
{
    ServiceSettings few = CoreHarness::withoutResume();
    few.perSession.typing = {4, 60};
    CoreHarness core(few);
    const auto [one, other] = core.arrivePair();
    for (int i = 0; i < 50; ++i)
        core.send(one, Typing{core.conversation(one), {}, true});
    EXPECT_EQ(core.count<Typing>(other), 4U);
    EXPECT_EQ(core.count<ErrorAnswer>(one), 0U);
    EXPECT_EQ(timesHit(core, server::Limit::TypingPerSession), 46U);
    core.advance(1'000);
    core.send(one, Typing{core.conversation(one), {}, false});
    EXPECT_EQ(core.count<Typing>(other), 5U);
}

/// A person at the keyboard, with a partner who answers at once: an hour of it meets no limit.
TEST(LimitsTest, people_meetNoLimit)
{
    CoreHarness core;
    const auto [one, other] = core.arrivePair();
    const ConversationId pair = core.conversation(one);
    for (int second = 0; second < 3'600; ++second) {
        for (const ConnectionId person : {one, other}) {
            core.send(person, Typing{pair, {}, true});
            core.say(person, pair, bytesOf(312)); // a line
            core.say(person, pair, bytesOf(312)); // a receipt for the other's
        }
        core.advance(1'000);
    }
    EXPECT_EQ(core.count<ErrorAnswer>(one), 0U);
    EXPECT_EQ(core.count<ErrorAnswer>(other), 0U);
    EXPECT_EQ(core.count<Message>(one), 7'200U);
    for (const std::uint64_t times : core.service().totals().limitsHit)
        EXPECT_EQ(times, 0U);
}

} // namespace
} // namespace chatmet::tests
