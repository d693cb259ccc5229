// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A challenge is worth one connection for half a minute, and a solution has to be one.
#include "server/core/Puzzles.h"

#include "common/protocol/PuzzleSum.h"
#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>

namespace chatmet::tests {
namespace {

using namespace server;

constexpr ConnectionId one{1};
constexpr std::uint32_t bits = 10;
const std::atomic<bool> never{false};

std::string solved(const std::string& challenge, std::uint32_t difficultyBits = bits)
{
    const auto solution = protocol::solvePuzzle(challenge, difficultyBits, never).value();
    return {solution.begin(), solution.end()};
}

class PuzzlesTest : public testing::Test
{
protected:
    SeededRandom random{3};
    Puzzles puzzles{random};
};

TEST_F(PuzzlesTest, solution_inTime_isGood)
{
    const std::string challenge = puzzles.challenge(one, bits, 5'000);
    EXPECT_LE(challenge.size(), limits::puzzleChallengeBytesMax);
    const std::string solution = solved(challenge);
    EXPECT_EQ(puzzles.check(one, challenge, solution, 5'000), Errc::Ok);
    EXPECT_EQ(puzzles.check(one, challenge, solution, 5'000 + limits::puzzleMs - 1), Errc::Ok);
    EXPECT_EQ(puzzles.check(one, challenge, solution, 5'000 + limits::puzzleMs), Errc::PuzzleLate);
}

TEST_F(PuzzlesTest, solution_onAnotherConnection_isWorthNothing)
{
    const std::string challenge = puzzles.challenge(one, bits, 0);
    EXPECT_EQ(puzzles.check(ConnectionId{2}, challenge, solved(challenge), 0), Errc::PuzzleLate);
}

TEST_F(PuzzlesTest, challenge_changed_isNotOurs)
{
    const std::string good = puzzles.challenge(one, bits, 0);
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string changed = good;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_EQ(puzzles.check(one, changed, solved(changed, 1), 0), Errc::PuzzleLate) << at;
    }
    for (const std::string& other :
         {std::string(), good.substr(1), good + 'x', std::string(good.size(), '\0')})
        EXPECT_EQ(puzzles.check(one, other, "12345678", 0), Errc::PuzzleLate);
}

TEST_F(PuzzlesTest, challenge_ofAnotherServer_isNotOurs)
{
    const Puzzles other(random);
    const std::string challenge = other.challenge(one, bits, 0);
    EXPECT_EQ(puzzles.check(one, challenge, solved(challenge), 0), Errc::PuzzleLate);
}

TEST_F(PuzzlesTest, solution_thatIsNone_isWrong)
{
    const std::string challenge = puzzles.challenge(one, limits::puzzleBitsMax, 0);
    EXPECT_EQ(puzzles.check(one, challenge, "12345678", 0), Errc::PuzzleWrong);
    EXPECT_EQ(puzzles.check(one, challenge, "", 0), Errc::PuzzleWrong);
    const std::string easier = solved(challenge, 3);
    EXPECT_EQ(puzzles.check(one, challenge, easier, 0), Errc::PuzzleWrong);
}

TEST(PuzzleSumTest, work_doublesWithEachBit)
{
    // Of 2^14 solutions about 2^14 / 2^bits fit.
    std::array<int, 9> fitting{};
    for (std::uint64_t number = 0; number < 16'384; ++number) {
        const std::string solution(reinterpret_cast<const char*>(&number), sizeof number);
        for (std::uint32_t wanted = 0; wanted < fitting.size(); ++wanted)
            fitting.at(wanted) += protocol::isPuzzleSolution("challenge", solution, wanted) ? 1 : 0;
    }
    EXPECT_EQ(fitting[0], 16'384);
    EXPECT_NEAR(fitting[4], 1'024, 150);
    EXPECT_NEAR(fitting[8], 64, 40);
}

TEST(PuzzleSumTest, solve_stopped_endsWithoutOne)
{
    const std::atomic<bool> stop{true};
    EXPECT_FALSE(protocol::solvePuzzle("challenge", 60, stop).has_value());
}

/// What another program has to come to (Protocol.md, "Puzzle").
TEST(PuzzleSumTest, vector_isThatOfTheDocument)
{
    const std::string solution("\x00\x00\x00\x00\x00\x02\xaf\xe0", 8);
    EXPECT_TRUE(protocol::isPuzzleSolution("chatmet", solution, 16));
    EXPECT_FALSE(protocol::isPuzzleSolution("chatmet", solution, 17));
    EXPECT_FALSE(protocol::isPuzzleSolution("chatmet", solution.substr(1), 0)) << "another size is none";
}

} // namespace
} // namespace chatmet::tests
