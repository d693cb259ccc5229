// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/SealedPicture.h"
#include "tests/common/seal/SealPair.h"

#include <gtest/gtest.h>

#include <set>

namespace chatmet::seal {
namespace {

using namespace chatmet::testing;

TEST(SealedMessageTest, open_givesWhatWasSealed_inOrder)
{
    SealedDirection line;
    for (const std::string_view text : {"one", "", "दो", "three"}) {
        const auto opened = line.opener.open(line.seal(text));
        ASSERT_TRUE(opened);
        EXPECT_EQ(opened->content, bytesOf(text));
    }
}

TEST(SealedMessageTest, seal_sameTextTwice_differs)
{
    SealedDirection line;
    EXPECT_NE(line.seal("yes"), line.seal("yes"));
}

TEST(SealedMessageTest, sizes_areFewAndCoverEveryLength)
{
    SealedDirection line;
    std::set<std::size_t> sizes;
    for (std::size_t size = 0; size <= contentBytesMax; size += 37) {
        const auto sealed = line.sealer.seal(WipedBytes(size, 7));
        ASSERT_TRUE(sealed) << size;
        sizes.insert(sealed->body.size() - sealedOverheadBytes);
        const auto opened = line.opener.open(sealed->body);
        ASSERT_TRUE(opened) << size;
        EXPECT_EQ(opened->content.size(), size);
    }
    EXPECT_EQ(sizes, (std::set<std::size_t>{256, 512, 1024, 2048, 4096, 8192, 16384}));
    EXPECT_TRUE(line.sealer.seal(WipedBytes(contentBytesMax, 7)));
    EXPECT_EQ(line.sealer.seal(WipedBytes(contentBytesMax + 1, 7)).code(), Errc::BodyTooLong);
}

TEST(SealedMessageTest, contentThatEndsLikePadding_survives)
{
    SealedDirection line;
    WipedBytes content = bytesOf("tail");
    content.insert(content.end(), {0x80, 0, 0, 0x80, 0});
    EXPECT_EQ(line.opener.open(line.sealer.seal(content)->body)->content, content);
}

TEST(SealedMessageTest, everyChangedBit_isRefused_andTheTrueOneStillOpens)
{
    SealedDirection line;
    const WipedBytes body = line.seal("the true one");
    for (std::size_t at = 0; at < body.size(); ++at) {
        WipedBytes changed = body;
        changed[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
        EXPECT_NE(line.open(changed), Errc::Ok) << at;
    }
    EXPECT_EQ(line.open(body), Errc::Ok);
}

TEST(SealedMessageTest, replay_isRefused)
{
    SealedDirection line;
    const WipedBytes first = line.seal("one");
    const WipedBytes second = line.seal("two");
    EXPECT_EQ(line.open(first), Errc::Ok);
    EXPECT_EQ(line.open(first), Errc::SealReplay);
    EXPECT_EQ(line.open(second), Errc::Ok);
    EXPECT_EQ(line.open(first), Errc::SealReplay);
}

TEST(SealedMessageTest, reorder_isRefused)
{
    SealedDirection line;
    const WipedBytes first = line.seal("one");
    const WipedBytes second = line.seal("two");
    EXPECT_EQ(line.open(second), Errc::SealGap);
    EXPECT_EQ(line.open(first), Errc::Ok);
    EXPECT_EQ(line.open(second), Errc::Ok);
}

TEST(SealedMessageTest, gap_isRefused_skippedItOpens)
{
    SealedDirection line;
    const WipedBytes takenBack[2] = {line.seal("taken back"), line.seal("taken back as well")};
    const WipedBytes next = line.seal("after");
    EXPECT_EQ(line.open(next), Errc::SealGap);
    line.opener.skip();
    EXPECT_EQ(line.open(next), Errc::SealGap);
    line.opener.skip();
    EXPECT_EQ(line.opener.counter(), 2U);
    EXPECT_EQ(line.open(next), Errc::Ok);
    EXPECT_EQ(line.open(takenBack[0]), Errc::SealReplay);
    EXPECT_EQ(line.open(line.seal("and on")), Errc::Ok);
}

TEST(SealedMessageTest, skipped_itsKeyIsGone)
{
    auto keys = exchangedKeys();
    MessageSealer sealer(std::move(keys.first.sendChain), keys.first.sending);
    const WipedBytes takenBack = sealer.seal(bytesOf("taken back")).value().body;
    MessageOpener opener(std::move(keys.second.receiveChain), keys.second.receiving);
    opener.skip();
    // Who forgets that it was skipped still holds no key of it.
    MessageOpener copy(SecretKey::copyOf(sealer.chain().bytes()), keys.second.receiving, 0);
    EXPECT_EQ(copy.open(takenBack).code(), Errc::SealBroken);
    EXPECT_EQ(opener.open(takenBack).code(), Errc::SealReplay);
    EXPECT_TRUE(opener.open(sealer.seal(bytesOf("next")).value().body));
}

TEST(SealedMessageTest, refused_nothingHasChanged)
{
    SealedDirection line;
    const WipedBytes body = line.seal("one");
    WipedBytes changed = body;
    changed.back() ^= 1;
    EXPECT_EQ(line.open(changed), Errc::SealBroken);
    EXPECT_EQ(line.opener.counter(), 0U);
    EXPECT_EQ(line.open(body), Errc::Ok);
    EXPECT_EQ(line.opener.counter(), 1U);
}

TEST(SealedMessageTest, hugeCounter_isRefusedAtOnce)
{
    SealedDirection line;
    WipedBytes body = line.seal("far away");
    std::fill_n(body.begin(), 8, std::uint8_t{0xff});
    EXPECT_EQ(line.open(body), Errc::SealGap);
}

TEST(SealedMessageTest, bodyOfAnotherConversation_isRefused)
{
    SealedDirection line;
    SealedDirection other('d');
    EXPECT_EQ(line.open(other.seal("elsewhere")), Errc::SealBroken);
}

TEST(SealedMessageTest, ownMessageComingBack_isRefused)
{
    SealedDirection line;
    EXPECT_EQ(line.open(line.back.seal(bytesOf("mine"))->body), Errc::SealBroken);
}

TEST(SealedMessageTest, sameKeyButOtherSenderOrTranscript_isRefused)
{
    auto keys = exchangedKeys();
    const SecretKey chain = SecretKey::copyOf(keys.first.sendChain.bytes());
    MessageSealer sealer(std::move(keys.first.sendChain), keys.first.sending);
    const auto body = sealer.seal(bytesOf("bound")).value().body;
    SealContext sender = keys.second.receiving;
    sender.sender = keys.second.sending.sender;
    SealContext transcript = keys.second.receiving;
    transcript.transcript[0] ^= 1;
    for (const SealContext& context : {sender, transcript})
        EXPECT_EQ(MessageOpener(SecretKey::copyOf(chain.bytes()), context).open(body).code(),
                  Errc::SealBroken);
    EXPECT_TRUE(MessageOpener(SecretKey::copyOf(chain.bytes()), keys.second.receiving).open(body));
}

TEST(SealedMessageTest, chunkInPlaceOfAMessage_isRefused)
{
    SealedDirection line;
    SealedDirection other;
    const auto sealed = line.sealer.seal(bytesOf("offer"));
    const PictureSeal picture(SecretKey::copyOf(sealed->pictureKey.bytes()), {});
    // As long as a body, with the right counter before it.
    WipedBytes body = picture.seal(WipedBytes(256 + commitmentBytes + counterBytes), 0, false);
    std::fill_n(body.begin(), 8, std::uint8_t{0});
    ASSERT_EQ(body.size(), sealed->body.size());
    EXPECT_EQ(line.open(body), Errc::SealBroken);
}

TEST(SealedMessageTest, wrongCommitment_isRefused)
{
    SealedDirection line;
    WipedBytes body = line.seal("reported later");
    body[counterBytes] ^= 1;
    EXPECT_EQ(line.open(body), Errc::SealCommitment);
}

TEST(SealedMessageTest, wrongSizes_areRefused)
{
    SealedDirection line;
    const WipedBytes body = line.seal("whole");
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, sealedOverheadBytes, body.size() - 1})
        EXPECT_EQ(line.open(WipedBytes(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(size))),
                  Errc::SealSize);
    WipedBytes longer = body;
    longer.resize(sealedOverheadBytes + 2 * paddedBytesMax);
    EXPECT_EQ(line.open(longer), Errc::SealSize);
}

} // namespace
} // namespace chatmet::seal
