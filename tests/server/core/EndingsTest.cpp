// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who has confirmed the erasure of which conversation.
#include "server/core/Endings.h"

#include "common/protocol/Limits.h"
#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace chatmet::server {
namespace {

using protocol::EndReason;

struct EndingsTest : testing::Test
{
    tests::SeededRandom random{1};
    Endings endings;
    ConnectionId first{1};
    ConnectionId second{2};
    SessionId asha = SessionId::random(random);
    SessionId bo = SessionId::random(random);
    ConversationId conversation = ConversationId::random(random);

    void begin(std::vector<ConnectionId> unconfirmed)
    {
        endings.begin(conversation, {EndingSide{asha, EndReason::YouLeft}, EndingSide{bo, EndReason::Left}},
                      std::move(unconfirmed), 1'000);
    }
    void begin() { begin({first, second}); }
};

TEST_F(EndingsTest, confirm_both_tellsBoth)
{
    begin();
    EXPECT_FALSE(endings.confirm(conversation, first));
    EXPECT_FALSE(endings.confirm(conversation, first)) << "twice the same is not both";
    const auto sides = endings.confirm(conversation, second);
    ASSERT_TRUE(sides);
    EXPECT_EQ((*sides)[0].session, asha);
    EXPECT_EQ((*sides)[1].reason, EndReason::Left);
    EXPECT_EQ(endings.size(), 0U);
    EXPECT_FALSE(endings.confirm(conversation, second));
}

TEST_F(EndingsTest, confirm_oneGoneAlready_needsOnlyTheOther)
{
    begin({second});
    EXPECT_TRUE(endings.confirm(conversation, second));
}

TEST_F(EndingsTest, confirm_lineThatWasTakenOver_isWaitedForAsWell)
{
    begin({first, second, ConnectionId{3}});
    EXPECT_FALSE(endings.confirm(conversation, first));
    EXPECT_FALSE(endings.confirm(conversation, second));
    EXPECT_TRUE(endings.confirm(conversation, ConnectionId{3}));
}

TEST_F(EndingsTest, confirm_strangers_changeNothing)
{
    begin();
    EXPECT_FALSE(endings.confirm(conversation, ConnectionId{3}));
    EXPECT_FALSE(endings.confirm(ConversationId::random(random), first));
    EXPECT_EQ(endings.size(), 1U);
}

TEST_F(EndingsTest, leave_second_askedForItAsWell)
{
    begin();
    EXPECT_TRUE(endings.leave(conversation, bo));
    EXPECT_FALSE(endings.leave(conversation, SessionId::random(random)));
    EXPECT_FALSE(endings.leave(ConversationId::random(random), bo));
    (void)endings.confirm(conversation, first);
    EXPECT_EQ((*endings.confirm(conversation, second))[1].reason, EndReason::YouLeft);
}

TEST_F(EndingsTest, forget_session_namesNobody)
{
    begin();
    endings.forget(conversation, bo);
    EXPECT_FALSE(endings.contains(conversation, bo));
    EXPECT_TRUE(endings.contains(conversation, asha));
    (void)endings.confirm(conversation, first);
    EXPECT_TRUE((*endings.confirm(conversation, second))[1].session.isNull());
}

TEST_F(EndingsTest, overdue_namesOnlyWhoHasNotConfirmed)
{
    begin();
    EXPECT_TRUE(endings.overdue(1'000 + limits::eraseConfirmMs - 1).empty());
    EXPECT_EQ(endings.overdue(1'000 + limits::eraseConfirmMs).size(), 2U);
    (void)endings.confirm(conversation, first);
    EXPECT_EQ(endings.overdue(1'000 + limits::eraseConfirmMs), std::vector<ConnectionId>{second});
}

} // namespace
} // namespace chatmet::server
