// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who has confirmed the erasure of which conversation.
#include "server/core/Endings.h"

#include "common/protocol/Limits.h"
#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
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
        Ending ending;
        ending.sides = {EndingSide{asha, EndReason::YouLeft}, EndingSide{bo, EndReason::Left}};
        ending.unconfirmed = std::move(unconfirmed);
        ending.sinceMs = 1'000;
        endings.begin(conversation, std::move(ending));
    }
    void begin() { begin({first, second}); }
    std::optional<Ending> confirm(const ConversationId& of, ConnectionId connection)
    {
        return endings.confirm(of, {}, connection);
    }
};

TEST_F(EndingsTest, confirm_both_tellsBoth)
{
    begin();
    EXPECT_FALSE(confirm(conversation, first));
    EXPECT_FALSE(confirm(conversation, first)) << "twice the same is not both";
    const auto ending = confirm(conversation, second);
    ASSERT_TRUE(ending);
    EXPECT_EQ(ending->sides[0].session, asha);
    EXPECT_EQ(ending->sides[1].reason, EndReason::Left);
    EXPECT_EQ(endings.size(), 0U);
    EXPECT_FALSE(confirm(conversation, second));
}

TEST_F(EndingsTest, confirm_oneGoneAlready_needsOnlyTheOther)
{
    begin({second});
    EXPECT_TRUE(confirm(conversation, second));
}

TEST_F(EndingsTest, confirm_lineThatWasTakenOver_isWaitedForAsWell)
{
    begin({first, second, ConnectionId{3}});
    EXPECT_FALSE(confirm(conversation, first));
    EXPECT_FALSE(confirm(conversation, second));
    EXPECT_TRUE(confirm(conversation, ConnectionId{3}));
}

TEST_F(EndingsTest, confirm_strangers_changeNothing)
{
    begin();
    EXPECT_FALSE(confirm(conversation, ConnectionId{3}));
    EXPECT_FALSE(confirm(ConversationId::random(random), first));
    EXPECT_EQ(endings.size(), 1U);
}

TEST_F(EndingsTest, leave_second_askedForItAsWell)
{
    begin();
    EXPECT_TRUE(endings.leave(conversation, bo));
    EXPECT_FALSE(endings.leave(conversation, SessionId::random(random)));
    EXPECT_FALSE(endings.leave(ConversationId::random(random), bo));
    (void)confirm(conversation, first);
    EXPECT_EQ(confirm(conversation, second)->sides[1].reason, EndReason::YouLeft);
}

TEST_F(EndingsTest, forget_session_namesNobody)
{
    begin();
    endings.forget(conversation, bo);
    EXPECT_FALSE(endings.contains(conversation, bo));
    EXPECT_TRUE(endings.contains(conversation, asha));
    (void)confirm(conversation, first);
    EXPECT_TRUE(confirm(conversation, second)->sides[1].session.isNull());
}

TEST_F(EndingsTest, room_severalLeavers_endOneByOne)
{
    const MemberId one = MemberId::random(random);
    const MemberId other = MemberId::random(random);
    for (const auto& [leaver, session] : {std::pair(one, asha), std::pair(other, bo)}) {
        Ending ending;
        ending.leaver = leaver;
        ending.sides = {{session, EndReason::YouLeft}};
        ending.unconfirmed = {first, second};
        endings.begin(conversation, std::move(ending));
    }
    EXPECT_TRUE(endings.contains(conversation, asha));
    EXPECT_TRUE(endings.contains(conversation, bo));
    EXPECT_FALSE(endings.confirm(conversation, one, first));
    EXPECT_FALSE(endings.confirm(conversation, other, second));
    EXPECT_EQ(endings.confirm(conversation, other, first)->sides[0].session, bo);
    EXPECT_FALSE(endings.contains(conversation, bo));
    EXPECT_EQ(endings.size(), 1U);
    EXPECT_EQ(endings.confirm(conversation, one, second)->leaver, one);
    EXPECT_EQ(endings.size(), 0U);
}

TEST_F(EndingsTest, overdue_namesOnlyWhoHasNotConfirmed)
{
    begin();
    EXPECT_TRUE(endings.overdue(1'000 + limits::eraseConfirmMs - 1).empty());
    EXPECT_EQ(endings.overdue(1'000 + limits::eraseConfirmMs).size(), 2U);
    (void)confirm(conversation, first);
    EXPECT_EQ(endings.overdue(1'000 + limits::eraseConfirmMs), std::vector<ConnectionId>{second});
}

TEST_F(EndingsTest, overdue_ofMany_comesInTheSameOrderEverywhere)
{
    std::vector<ConnectionId> expected;
    for (std::uint64_t i = 1; i <= 50; ++i) {
        conversation = ConversationId::random(random); // where it stands in the table is chance
        begin({ConnectionId{i}});
        expected.push_back(ConnectionId{i});
    }
    EXPECT_EQ(endings.overdue(1'000 + limits::eraseConfirmMs), expected);
}

} // namespace
} // namespace chatmet::server
