// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// 128-bit ids: their bytes, their node, their types.
#include "common/base/Ids.h"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <unordered_set>

namespace chatmet {
namespace {

static_assert(!std::is_same_v<SessionId, MemberId>);
static_assert(!std::is_convertible_v<SessionId, MemberId>);
static_assert(!std::is_convertible_v<ConversationId, StreamId>);

TEST(IdsTest, default_isNull)
{
    EXPECT_TRUE(SessionId().isNull());
    EXPECT_EQ(SessionId().node(), 0);
}

TEST(IdsTest, random_thousands_differ)
{
    std::unordered_set<ConversationId> ids;
    for (int i = 0; i < 10'000; ++i) {
        const auto id = ConversationId::random(systemRandom());
        EXPECT_FALSE(id.isNull());
        ids.insert(id);
    }
    EXPECT_EQ(ids.size(), 10'000U);
}

TEST(IdsTest, random_node_isInTheFirstTwoBytes)
{
    const auto id = StreamId::random(systemRandom(), 0xABCD);
    EXPECT_EQ(id.node(), 0xABCD);
    EXPECT_EQ(id.bytes()[0], 0xAB);
    EXPECT_EQ(id.bytes()[1], 0xCD);
    EXPECT_EQ(StreamId::random(systemRandom()).node(), 0);
}

TEST(IdsTest, fromBytes_view_isARoundTrip)
{
    const auto id = MemberId::random(systemRandom(), 3);
    const auto again = MemberId::fromBytes(id.view());
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, id);
}

TEST(IdsTest, fromBytes_anyOtherLength_isNothing)
{
    for (std::size_t length = 0; length < 40; ++length) {
        const bool good = length == MemberId::bytesCount;
        EXPECT_EQ(MemberId::fromBytes(std::string(length, 'x')).has_value(), good) << length;
    }
}

TEST(IdsTest, fromBytes_zeros_isNothing)
{
    EXPECT_FALSE(MemberId::fromBytes(std::string(16, '\0')));
    EXPECT_TRUE(MemberId::fromBytes(std::string(15, '\0') + "\x01"));
}

TEST(IdsTest, order_isThatOfTheBytes)
{
    const auto low = MemberId::fromBytes(std::string(15, 'a') + "a").value();
    const auto high = MemberId::fromBytes(std::string(15, 'a') + "b").value();
    EXPECT_LT(low, high);
    EXPECT_NE(low, high);
}

TEST(IdsTest, equalInConstantTime_everyByte_counts)
{
    const auto token = SessionToken::random(systemRandom());
    EXPECT_TRUE(equalInConstantTime(token, token));
    for (std::size_t i = 0; i < SessionToken::bytesCount; ++i) {
        std::string raw(token.view());
        raw[i] = static_cast<char>(raw[i] ^ 1);
        const auto other = SessionToken::fromBytes(raw);
        ASSERT_TRUE(other);
        EXPECT_FALSE(equalInConstantTime(token, *other)) << i;
    }
}

TEST(IdsTest, hash_spreads)
{
    std::unordered_set<std::size_t> hashes;
    for (int i = 0; i < 1'000; ++i)
        hashes.insert(std::hash<SessionId>()(SessionId::random(systemRandom(), 1)));
    EXPECT_EQ(hashes.size(), 1'000U);
}

} // namespace
} // namespace chatmet
