// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the list of holdings: cut where they have to be, whole again afterwards, refused where they are
// none.
#include "common/protocol/Holdings.h"

#include <gtest/gtest.h>

#include <random>

namespace chatmet::protocol {
namespace {

bool isSame(const Holding& one, const Holding& other)
{
    return one.field == other.field && one.value == other.value && one.ageMs == other.ageMs &&
           one.gone == other.gone && one.bytesCount == other.bytesCount && one.count == other.count;
}

std::vector<Holding> rows(std::size_t count)
{
    std::vector<Holding> made;
    for (std::size_t i = 0; i < count; ++i)
        made.push_back({"structure.field" + std::to_string(i), "हिन्दी", i * 1'000, "session", i, i + 1});
    return made;
}

TEST(HoldingsPageTest, rows_thereAndBack_areTheSame)
{
    const std::vector<Holding> sent = rows(60);
    const auto pages = encodeHoldings(sent);
    ASSERT_EQ(pages.size(), 1U);
    const auto received = decodeHoldingsPage(pages.front().span());
    ASSERT_TRUE(received.ok());
    ASSERT_EQ(received->size(), sent.size());
    for (std::size_t i = 0; i < sent.size(); ++i)
        EXPECT_TRUE(isSame((*received)[i], sent[i])) << i;
}

TEST(HoldingsPageTest, rows_tooManyForOnePage_areCutIntoSeveral)
{
    const std::vector<Holding> sent = rows(100);
    constexpr std::size_t pageBytesMax = 500;
    std::vector<Holding> received;
    const auto pages = encodeHoldings(sent, pageBytesMax);
    EXPECT_GT(pages.size(), 5U);
    for (const SharedBytes& page : pages) {
        EXPECT_LE(page.size(), pageBytesMax);
        const auto some = decodeHoldingsPage(page.span());
        ASSERT_TRUE(some.ok());
        EXPECT_FALSE(some->empty());
        received.insert(received.end(), some->begin(), some->end());
    }
    ASSERT_EQ(received.size(), sent.size());
    for (std::size_t i = 0; i < sent.size(); ++i)
        EXPECT_TRUE(isSame(received[i], sent[i])) << i;
}

TEST(HoldingsPageTest, row_ofTheLargestSize_fitsAndPagesStayWithinABody)
{
    const Holding large{std::string(limits::holdingFieldBytesMax, 'f'),
                        std::string(limits::holdingValueBytesMax, 'v'),
                        UINT64_MAX,
                        std::string(limits::holdingFieldBytesMax, 'g'),
                        UINT64_MAX,
                        UINT64_MAX};
    for (const SharedBytes& page : encodeHoldings(std::vector<Holding>(limits::holdingsMax, large))) {
        EXPECT_LE(page.size(), limits::bodyBytesMax);
        EXPECT_TRUE(decodeHoldingsPage(page.span()).ok());
    }
}

TEST(HoldingsPageTest, nothing_isOneEmptyPage)
{
    const auto pages = encodeHoldings({});
    ASSERT_EQ(pages.size(), 1U);
    EXPECT_TRUE(pages.front().empty());
    EXPECT_TRUE(decodeHoldingsPage(pages.front().span())->empty());
}

TEST(HoldingsPageTest, page_pastALimit_isRefused)
{
    const auto refused = [](const Holding& row) {
        return decodeHoldingsPage(encodeHoldings(std::vector<Holding>{row}).front().span()).code();
    };
    EXPECT_EQ(refused({"f", "v", 1, "session", 0, 1}), Errc::Ok);
    EXPECT_EQ(refused({"", "v", 1, "session", 0, 1}), Errc::BadFrame);
    EXPECT_EQ(refused({std::string(limits::holdingFieldBytesMax + 1, 'f'), "", 1, "", 0, 1}), Errc::BadFrame);
    EXPECT_EQ(refused({"f", std::string(limits::holdingValueBytesMax + 1, 'v'), 1, "", 0, 1}),
              Errc::BadFrame);
    EXPECT_EQ(refused({"f", "", 1, std::string(limits::holdingFieldBytesMax + 1, 'g'), 0, 1}),
              Errc::BadFrame);
    const auto many = encodeHoldings(rows(limits::holdingsMax + 1), SIZE_MAX);
    EXPECT_EQ(decodeHoldingsPage(many.front().span()).code(), Errc::BadFrame);
}

TEST(HoldingsPageTest, bytes_changedByTheThousand_areRefusedOrWithinLimits)
{
    std::mt19937 random(7);
    const SharedBytes good = encodeHoldings(rows(20)).front();
    for (int round = 0; round < 20'000; ++round) {
        WipedBytes bytes(good.span().begin(), good.span().end());
        for (int change = 0; change < 3; ++change)
            bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
        bytes.resize(random() % (bytes.size() + 1));
        const auto decoded = decodeHoldingsPage(bytes);
        if (!decoded.ok()) {
            EXPECT_EQ(decoded.code(), Errc::BadFrame);
            continue;
        }
        for (const Holding& row : *decoded)
            EXPECT_LE(row.value.size(), limits::holdingValueBytesMax);
    }
}

} // namespace
} // namespace chatmet::protocol
