// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who is who in a pair, and the one order of its messages.
#include "server/core/Conversation.h"

#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

struct ConversationTest : testing::Test
{
    tests::SeededRandom random{1};
    SessionId asha = SessionId::random(random);
    SessionId bo = SessionId::random(random);
    Conversation conversation{random, asha, bo, 0};
};

TEST_F(ConversationTest, sides_haveIdsOfTheirOwn)
{
    EXPECT_FALSE(conversation.id().isNull());
    EXPECT_NE(conversation.sideOf(asha).member, conversation.sideOf(bo).member);
    EXPECT_EQ(conversation.partnerOf(asha).session, bo);
    EXPECT_EQ(conversation.partnerOf(bo).member, conversation.sideOf(asha).member);
    const Conversation other(random, asha, bo, 0);
    EXPECT_NE(other.sideOf(asha).member, conversation.sideOf(asha).member) << "made for one conversation";
}

TEST_F(ConversationTest, number_bothSides_shareOneOrder)
{
    EXPECT_EQ(conversation.number(asha, 1).number, 1U);
    EXPECT_EQ(conversation.number(bo, 1).number, 2U);
    EXPECT_EQ(conversation.number(bo, 2).number, 3U);
    EXPECT_EQ(conversation.number(asha, 2).number, 4U);
}

TEST_F(ConversationTest, number_repeat_takesNone)
{
    (void)conversation.number(asha, 1);
    const auto repeat = conversation.number(asha, 1);
    EXPECT_EQ(repeat.code, Errc::Ok);
    EXPECT_EQ(repeat.number, 0U);
    EXPECT_EQ(conversation.number(asha, 2).number, 2U);
}

TEST_F(ConversationTest, number_skipped_isRefusedAndChangesNothing)
{
    for (const std::uint64_t wrong : {std::uint64_t{0}, std::uint64_t{2}, UINT64_MAX})
        EXPECT_EQ(conversation.number(asha, wrong).code, Errc::SenderNumber);
    EXPECT_EQ(conversation.number(asha, 1).number, 1U);
}

} // namespace
} // namespace chatmet::server
