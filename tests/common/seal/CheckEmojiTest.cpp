// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/CheckEmoji.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace chatmet::seal {
namespace {

TEST(CheckEmojiTest, table_noEmojiOrNameTwice)
{
    std::set<std::string_view> emoji;
    std::set<std::string_view> names;
    for (std::uint8_t i = 0; i < checkEmojiTableSize; ++i) {
        EXPECT_TRUE(emoji.insert(checkEmoji(i).emoji).second) << int{i};
        EXPECT_TRUE(names.insert(checkEmoji(i).name).second) << int{i};
        EXPECT_FALSE(checkEmoji(i).name.empty());
    }
}

TEST(CheckEmojiTest, emojiOf_takesSixBitsAtATimeFromTheFront)
{
    SecretKey seed = SecretKey::create();
    seed.bytes()[0] = 0b000001'00;
    seed.bytes()[1] = 0b0010'0000;
    seed.bytes()[2] = 0b11'000100;
    seed.bytes()[3] = 0b111111'00;
    seed.bytes()[4] = 0b0110'0000;
    seed.bytes()[5] = 0b11'111111; // the last six bits belong to none
    EXPECT_EQ(emojiOf(seed), (EmojiIndices{1, 2, 3, 4, 63, 6, 3}));
}

} // namespace
} // namespace chatmet::seal
