// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A value or a reason, and words for every reason.
#include "common/base/Result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace chatmet {
namespace {

TEST(ResultTest, value_isOk)
{
    Result<std::string> result(std::string("here"));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result, "here");
    EXPECT_EQ(result->size(), 4U);
    EXPECT_EQ(result.code(), Errc::Ok);
}

TEST(ResultTest, code_carriesItsWords)
{
    const Result<int> result(Errc::ServerFull);
    EXPECT_FALSE(result.ok());
    EXPECT_EQ(result.code(), Errc::ServerFull);
    EXPECT_EQ(result.error().text, describe(Errc::ServerFull));
}

TEST(ResultTest, error_carriesItsOwnWords)
{
    const Result<int> result(Error{Errc::Unavailable, "no such file"});
    EXPECT_EQ(result.error().text, "no such file");
}

TEST(ResultTest, moveOnlyValue_canBeTaken)
{
    Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
    const std::unique_ptr<int> taken = std::move(result).value();
    EXPECT_EQ(*taken, 5);
}

TEST(ResultTest, describe_everyCode_hasWords)
{
    int described = 0;
    for (int number = 0; number < 1'100; ++number)
        described += describe(static_cast<Errc>(number)) != "unknown error" ? 1 : 0;
    EXPECT_EQ(described, 75) << "as many as Error.h lists";
    EXPECT_EQ(describe(static_cast<Errc>(999)), "unknown error");
}

} // namespace
} // namespace chatmet
