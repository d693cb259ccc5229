// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/SealedPicture.h"

#include "tests/common/seal/SealPair.h"

#include <gtest/gtest.h>

namespace chatmet::seal {
namespace {

using namespace chatmet::testing;

/// A picture of three chunks on its way from the initiator to the responder.
struct PictureOnItsWay
{
    PictureOnItsWay()
    {
        auto keys = exchangedKeys();
        MessageSealer sealer(std::move(keys.first.sendChain), keys.first.sending);
        MessageOpener opener(std::move(keys.second.receiveChain), keys.second.receiving);
        auto sealed = sealer.seal(bytesOf("offer"));
        auto opened = opener.open(sealed->body);
        sender = PictureSeal(std::move(sealed->pictureKey), keys.first.sending);
        receiver = PictureSeal(std::move(opened->pictureKey), keys.second.receiving);
        for (std::uint32_t i = 0; i < 3; ++i)
            chunks.push_back(sender.seal(WipedBytes(100, static_cast<std::uint8_t>(i)), i, i == 2));
    }
    PictureSeal sender;
    PictureSeal receiver;
    std::vector<WipedBytes> chunks;
};

TEST(SealedPictureTest, open_inOrder_givesThePicture)
{
    const PictureOnItsWay picture;
    for (std::uint32_t i = 0; i < 3; ++i) {
        const auto chunk = picture.receiver.open(picture.chunks[i], i, i == 2);
        ASSERT_TRUE(chunk) << i;
        EXPECT_EQ(*chunk, WipedBytes(100, static_cast<std::uint8_t>(i)));
    }
}

TEST(SealedPictureTest, lastChunkCutOff_theOneBeforeIsNotTheLast)
{
    const PictureOnItsWay picture;
    EXPECT_EQ(picture.receiver.open(picture.chunks[1], 1, true).code(), Errc::SealBroken);
}

TEST(SealedPictureTest, lastChunkInTheMiddle_isRefused)
{
    const PictureOnItsWay picture;
    EXPECT_EQ(picture.receiver.open(picture.chunks[2], 2, false).code(), Errc::SealBroken);
}

TEST(SealedPictureTest, swappedOrRepeatedChunks_areRefused)
{
    const PictureOnItsWay picture;
    EXPECT_EQ(picture.receiver.open(picture.chunks[1], 0, false).code(), Errc::SealBroken);
    EXPECT_EQ(picture.receiver.open(picture.chunks[0], 1, false).code(), Errc::SealBroken);
    EXPECT_EQ(picture.receiver.open(picture.chunks[2], 1, true).code(), Errc::SealBroken);
}

TEST(SealedPictureTest, cutOrChangedChunk_isRefused)
{
    const PictureOnItsWay picture;
    WipedBytes chunk = picture.chunks[0];
    chunk.pop_back();
    EXPECT_EQ(picture.receiver.open(chunk, 0, false).code(), Errc::SealBroken);
    for (std::size_t at = 0; at < picture.chunks[0].size(); ++at) {
        WipedBytes changed = picture.chunks[0];
        changed[at] ^= 1;
        EXPECT_EQ(picture.receiver.open(changed, 0, false).code(), Errc::SealBroken) << at;
    }
    EXPECT_EQ(picture.receiver.open(WipedBytes(chunkTagBytes - 1), 0, false).code(), Errc::SealSize);
}

TEST(SealedPictureTest, chunkOfAnotherPicture_isRefused)
{
    const PictureOnItsWay picture;
    const PictureOnItsWay other;
    EXPECT_EQ(picture.receiver.open(other.chunks[0], 0, false).code(), Errc::SealBroken);
}

TEST(SealedPictureTest, fetchedTwice_givesTheSameBytes)
{
    const PictureOnItsWay picture;
    EXPECT_EQ(picture.sender.seal(WipedBytes(100, 1), 1, false), picture.chunks[1]);
}

} // namespace
} // namespace chatmet::seal
