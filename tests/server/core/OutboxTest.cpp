// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept until it is acknowledged, and what it costs.
#include "server/core/Outbox.h"

#include "common/protocol/Limits.h"
#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <utility>

namespace chatmet::server {
namespace {

SharedBytes bytes(std::size_t count)
{
    return SharedBytes(WipedBytes(count, 7));
}

struct OutboxTest : testing::Test
{
    ByteBudget budget{std::size_t{1} << 30};
    Outbox outbox{budget};
    tests::SeededRandom random{1};
    ConversationId one = ConversationId::random(random);
    ConversationId other = ConversationId::random(random);
};

TEST_F(OutboxTest, push_frames_areNumberedFromOne)
{
    EXPECT_EQ(outbox.push(one, bytes(3), {}, 0), 1U);
    EXPECT_EQ(outbox.push(one, bytes(3), bytes(5), 0), 2U);
    EXPECT_EQ(outbox.lastSequence(), 2U);
    EXPECT_EQ(outbox.frames(), 2U);
}

TEST_F(OutboxTest, acknowledge_upTo_freesEverythingBefore)
{
    for (int i = 0; i < 5; ++i)
        (void)outbox.push(one, bytes(10), bytes(10), 0);
    EXPECT_TRUE(outbox.acknowledge(3));
    EXPECT_EQ(outbox.frames(), 2U);
    EXPECT_TRUE(outbox.acknowledge(1)); // an old one, overtaken
    EXPECT_EQ(outbox.frames(), 2U);
    EXPECT_TRUE(outbox.acknowledge(5));
    EXPECT_EQ(outbox.bytes(), 0U);
    EXPECT_EQ(budget.usedBytes(), 0U);
}

TEST_F(OutboxTest, acknowledge_neverGiven_changesNothing)
{
    (void)outbox.push(one, bytes(1), {}, 0);
    EXPECT_FALSE(outbox.acknowledge(2));
    EXPECT_FALSE(outbox.acknowledge(UINT64_MAX));
    EXPECT_EQ(outbox.frames(), 1U);
}

TEST_F(OutboxTest, replaceMessage_keepsItsPlace_andCostsLess)
{
    const MemberId author = MemberId::random(random);
    (void)outbox.push(one, bytes(10), bytes(300), 0, author, 1);
    (void)outbox.push(one, bytes(10), bytes(300), 0, author, 2);
    (void)outbox.push(other, bytes(10), bytes(300), 0, author, 2);
    EXPECT_EQ(outbox.replaceMessage(one, MemberId::random(random), 2, bytes(5)), 0U) << "somebody else's";
    const std::size_t before = outbox.bytes();
    EXPECT_EQ(outbox.replaceMessage(one, author, 2, bytes(5)), 2U);
    EXPECT_EQ(outbox.frames(), 3U);
    EXPECT_EQ(outbox.kept()[1].sequence, 2U);
    EXPECT_EQ(outbox.kept()[1].kind.size(), 5U);
    EXPECT_TRUE(outbox.kept()[1].body.empty());
    EXPECT_EQ(outbox.kept()[2].body.size(), 300U) << "the same number in another conversation";
    EXPECT_LE(outbox.bytes(), before - 300);
    EXPECT_EQ(outbox.bytes(), budget.usedBytes());
    EXPECT_EQ(outbox.replaceMessage(one, author, 2, bytes(5)), 0U) << "it is not there any more";
    EXPECT_EQ(outbox.replaceMessage(one, author, 7, bytes(5)), 0U);
    EXPECT_EQ(outbox.replaceMessage(one, author, 0, bytes(5)), 0U);
    EXPECT_TRUE(outbox.acknowledge(3));
    EXPECT_EQ(budget.usedBytes(), 0U);
}

TEST_F(OutboxTest, erase_conversation_leavesOthersAndTheNumbers)
{
    (void)outbox.push(one, bytes(10), bytes(100), 0);
    (void)outbox.push(other, bytes(10), bytes(200), 0);
    (void)outbox.push({}, bytes(10), {}, 0);
    (void)outbox.push(one, bytes(10), bytes(100), 0);
    outbox.erase(one);
    EXPECT_EQ(outbox.frames(), 2U);
    EXPECT_EQ(outbox.bytes(), budget.usedBytes());
    EXPECT_EQ(outbox.push({}, bytes(1), {}, 0), 5U);
    EXPECT_TRUE(outbox.acknowledge(4)) << "an erased number may be acknowledged";
    EXPECT_EQ(outbox.frames(), 1U);
}

TEST_F(OutboxTest, fits_bytesMax_isTheBound)
{
    const SharedBytes big = bytes(limits::bodyBytesMax);
    std::size_t pushed = 0;
    while (outbox.fits(Outbox::costBytes({}, big))) {
        (void)outbox.push(one, {}, big, 0);
        ++pushed;
    }
    EXPECT_EQ(pushed, 15U) << "16 such bodies and what keeping them costs pass 1 MiB";
    EXPECT_LE(outbox.bytes(), limits::outboxBytesMax);
    EXPECT_TRUE(outbox.fits(Outbox::costBytes({}, bytes(100))));
}

TEST_F(OutboxTest, fits_framesMax_isTheBound)
{
    while (outbox.fits(Outbox::costBytes({}, {})))
        (void)outbox.push(one, {}, {}, 0);
    EXPECT_EQ(outbox.frames(), limits::outboxFramesMax);
}

TEST_F(OutboxTest, push_budgetExhausted_isStillKept)
{
    ByteBudget small{10};
    Outbox poor{small};
    (void)poor.push(one, bytes(100), bytes(100), 0);
    EXPECT_GT(small.usedBytes(), small.limitBytes());
    EXPECT_FALSE(small.fits(0)) << "and nobody else gets anything";
    poor.erase(one);
    EXPECT_EQ(small.usedBytes(), 0U);
}

TEST_F(OutboxTest, push_body_isShared)
{
    const SharedBytes body = bytes(1000);
    (void)outbox.push(one, bytes(1), body, 0);
    const SharedBytes again = body;
    EXPECT_EQ(again.data(), body.data());
    EXPECT_LT(outbox.bytes(), 1400U);
}

TEST_F(OutboxTest, cost_sliceOfALongFrame_isTheWholeFrame)
{
    const SharedBytes frame = bytes(5000);
    EXPECT_GE(Outbox::costBytes({}, frame.from(4999)), 5000U);
    WipedBytes roomy;
    roomy.reserve(512);
    roomy.push_back(1);
    EXPECT_GE(Outbox::costBytes({}, SharedBytes(std::move(roomy))), 512U);
    (void)outbox.push(one, {}, frame.from(4999), 0);
    EXPECT_GE(budget.usedBytes(), 5000U);
}

} // namespace
} // namespace chatmet::server
