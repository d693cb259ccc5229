// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Charges that add up, move, and are given back exactly once.
#include "common/base/ByteBudget.h"

#include <gtest/gtest.h>

#include <limits>
#include <utility>
#include <vector>

namespace chatmet {
namespace {

TEST(ByteBudgetTest, charge_dies_isGivenBack)
{
    ByteBudget budget(100);
    {
        const auto charge = budget.charge(60);
        EXPECT_EQ(charge.bytes(), 60U);
        EXPECT_EQ(budget.usedBytes(), 60U);
    }
    EXPECT_EQ(budget.usedBytes(), 0U);
}

TEST(ByteBudgetTest, fits_limit_isIncluded)
{
    ByteBudget budget(100);
    const auto charge = budget.charge(40);
    EXPECT_TRUE(budget.fits(60));
    EXPECT_FALSE(budget.fits(61));
    EXPECT_FALSE(budget.fits(std::numeric_limits<std::size_t>::max()));
    EXPECT_EQ(budget.limitBytes(), 100U);
}

TEST(ByteBudgetTest, fitsBelow_mark_isIncluded)
{
    ByteBudget budget(100);
    const auto charge = budget.charge(40);
    EXPECT_TRUE(budget.fitsBelow(10, 50));
    EXPECT_FALSE(budget.fitsBelow(11, 50));
    EXPECT_FALSE(budget.fitsBelow(0, 39)) << "past the mark nothing fits";
    EXPECT_TRUE(budget.fitsBelow(0, 40));
}

TEST(ByteBudgetTest, chargeAlways_pastTheLimit_countsAndBlocksOthers)
{
    ByteBudget budget(100);
    auto charge = budget.chargeAlways(150);
    EXPECT_EQ(budget.usedBytes(), 150U);
    EXPECT_FALSE(budget.fits(0));
    EXPECT_FALSE(budget.fits(1));
    charge.release();
    EXPECT_TRUE(budget.fits(100));
}

TEST(ByteBudgetTest, release_twice_givesBackOnce)
{
    ByteBudget budget(100);
    const auto other = budget.charge(10);
    auto charge = budget.charge(20);
    charge.release();
    charge.release();
    EXPECT_EQ(charge.bytes(), 0U);
    EXPECT_EQ(budget.usedBytes(), 10U);
}

TEST(ByteBudgetTest, move_charge_keepsTheBytes)
{
    ByteBudget budget(100);
    auto first = budget.charge(20);
    auto second = std::move(first);
    EXPECT_EQ(budget.usedBytes(), 20U);
    EXPECT_EQ(second.bytes(), 20U);
    second = budget.charge(30);
    EXPECT_EQ(budget.usedBytes(), 30U) << "what it held before was given back";
    auto& same = second;
    second = std::move(same);
    EXPECT_EQ(budget.usedBytes(), 30U);
    second = ByteBudget::Charge();
    EXPECT_EQ(budget.usedBytes(), 0U);
}

TEST(ByteBudgetTest, vector_ofCharges_addsUp)
{
    ByteBudget budget(1'000'000);
    std::vector<ByteBudget::Charge> charges;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < 1'000; ++i) {
        charges.push_back(budget.charge(i));
        sum += i;
        ASSERT_EQ(budget.usedBytes(), sum);
    }
    charges.erase(charges.begin(), charges.begin() + 500);
    EXPECT_EQ(budget.usedBytes(), sum - 499 * 500 / 2);
    charges.clear();
    EXPECT_EQ(budget.usedBytes(), 0U);
}

} // namespace
} // namespace chatmet
