// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/base/RoomAdmission.h"

#include <gtest/gtest.h>

namespace chatmet {
namespace {

TEST(RoomAdmissionTest, admits_theProofItWasMadeOf_noOther)
{
    std::array<std::uint8_t, admissionBytes> proof{};
    proof.fill(7);
    const Admission admission = admissionOf(proof);
    EXPECT_TRUE(admits(admission, proof));
    for (std::size_t i = 0; i < proof.size(); ++i) {
        auto other = proof;
        other[i] ^= 1;
        EXPECT_FALSE(admits(admission, other)) << i;
    }
    EXPECT_FALSE(admits(admission, admission)) << "what the server keeps lets nobody in";
}

TEST(RoomAdmissionTest, admits_wrongSizes_areNone)
{
    std::array<std::uint8_t, admissionBytes + 1> proof{};
    const Admission admission = admissionOf(std::span(proof).first<admissionBytes>());
    EXPECT_TRUE(admits(admission, std::span(proof).first(admissionBytes)));
    EXPECT_FALSE(admits(admission, {}));
    EXPECT_FALSE(admits(admission, std::span(proof).first(admissionBytes - 1)));
    EXPECT_FALSE(admits(admission, proof));
}

} // namespace
} // namespace chatmet
