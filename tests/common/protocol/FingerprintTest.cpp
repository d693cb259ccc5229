// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One form of a key's fingerprint, and what is read as it.
#include "common/protocol/Fingerprint.h"

#include <gtest/gtest.h>

namespace chatmet::protocol {
namespace {

const std::string lower = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const std::string upper = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";

TEST(FingerprintTest, oneForm_isLowerCase)
{
    EXPECT_TRUE(isFingerprint(lower));
    EXPECT_FALSE(isFingerprint(upper));
    EXPECT_EQ(normaliseFingerprint(lower), lower);
    EXPECT_EQ(normaliseFingerprint(upper), lower);
}

TEST(FingerprintTest, anythingElse_isNone)
{
    for (const std::string& text :
         {std::string(), lower.substr(1), lower + "0", lower.substr(1) + "g", lower.substr(1) + " ",
          "sha256:" + lower, std::string(64, '\xff'), lower.substr(1) + '\0'}) {
        EXPECT_FALSE(isFingerprint(text)) << text;
        EXPECT_FALSE(normaliseFingerprint(text)) << text;
    }
}

} // namespace
} // namespace chatmet::protocol
