// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/SecretKey.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace chatmet::seal {
namespace {

TEST(SecretKeyTest, create_isZero_random_isNot)
{
    const SecretKey zero = SecretKey::create();
    const SecretKey key = SecretKey::random();
    EXPECT_TRUE(std::ranges::all_of(zero.bytes(), [](std::uint8_t byte) { return byte == 0; }));
    EXPECT_FALSE(std::ranges::equal(zero.bytes(), key.bytes()));
}

TEST(SecretKeyTest, move_leavesNoKeyBehind)
{
    SecretKey key = SecretKey::random();
    const SecretKey copy = SecretKey::copyOf(key.bytes());
    SecretKey moved = std::move(key);
    EXPECT_TRUE(key.empty()); // NOLINT(bugprone-use-after-move): what is tested
    EXPECT_TRUE(std::ranges::equal(moved.bytes(), copy.bytes()));
    moved.wipe();
    EXPECT_TRUE(moved.empty());
}

} // namespace
} // namespace chatmet::seal
