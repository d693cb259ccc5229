// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of a picture's stream, without frames around them.
#include "server/core/PictureRelay.h"

#include "common/protocol/Limits.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

using Verdict = PictureRelay::Verdict;
using protocol::StreamOutcome;

constexpr std::uint32_t chunk = limits::bodyBytesMax;

struct PictureRelayTest : testing::Test
{
    tests::SeededRandom random{1};
    ByteBudget budget{100 * 1024 * 1024};
    PictureRelay relay;
    MemberId sender = MemberId::random(random);
    MemberId receiver = MemberId::random(random);
    StreamId id = tests::someStream(1);

    PictureRelay::Judgement accept(const StreamId& stream, std::uint32_t credit = 4)
    {
        return relay.accept(stream, sender, receiver, credit, 0);
    }
    PictureRelay::Judgement open(const StreamId& stream, std::uint32_t bytesCount)
    {
        return relay.open(stream, sender, bytesCount, budget, budget.limitBytes());
    }
    void start(const StreamId& stream, std::uint32_t bytesCount, std::uint32_t credit = 4)
    {
        EXPECT_EQ(accept(stream, credit).verdict, Verdict::Forward);
        EXPECT_EQ(open(stream, bytesCount).verdict, Verdict::Forward);
    }
    PictureRelay::Judgement credit(std::uint32_t received, std::uint32_t allowed)
    {
        said = {{}, id, received, allowed};
        return relay.credit(receiver, said);
    }
    protocol::StreamCredit said; ///< the last credit, as the relay hands it on
};

TEST_F(PictureRelayTest, accept_credit_isCapped)
{
    std::uint32_t credit = 4'000'000'000U;
    EXPECT_EQ(relay.accept(id, sender, receiver, credit, 0).verdict, Verdict::Forward);
    EXPECT_EQ(credit, limits::streamWindowChunks);
}

TEST_F(PictureRelayTest, accept_twice_streamExists)
{
    (void)accept(id);
    EXPECT_EQ(accept(id).code, Errc::StreamExists);
}

TEST_F(PictureRelayTest, accept_ninth_streamsTooMany)
{
    for (std::uint8_t i = 1; i <= limits::streamsPerSessionMax; ++i)
        EXPECT_EQ(accept(tests::someStream(i)).verdict, Verdict::Forward);
    EXPECT_EQ(accept(tests::someStream(99)).code, Errc::StreamsTooMany);
    relay.end(tests::someStream(3), 0);
    EXPECT_EQ(accept(tests::someStream(99)).verdict, Verdict::Forward);
}

TEST_F(PictureRelayTest, open_notAccepted_streamUnknown)
{
    EXPECT_EQ(open(id, 10).code, Errc::StreamUnknown);
}

TEST_F(PictureRelayTest, open_byTheReceiver_streamUnknown)
{
    (void)accept(id);
    EXPECT_EQ(relay.open(id, receiver, 10, budget, budget.limitBytes()).code, Errc::StreamUnknown);
}

TEST_F(PictureRelayTest, open_twice_streamExists)
{
    start(id, 10);
    EXPECT_EQ(open(id, 10).code, Errc::StreamExists);
}

TEST_F(PictureRelayTest, open_sizes_areBounded)
{
    (void)accept(id);
    EXPECT_EQ(open(id, 0).code, Errc::StreamTooLarge);
    EXPECT_EQ(open(id, limits::streamBytesMax + 1).code, Errc::StreamTooLarge);
    EXPECT_EQ(open(id, UINT32_MAX).code, Errc::StreamTooLarge);
    EXPECT_EQ(open(id, limits::streamBytesMax).verdict, Verdict::Forward);
}

TEST_F(PictureRelayTest, open_window_isCharged)
{
    start(id, 100);
    EXPECT_EQ(budget.usedBytes(), 100U);
    start(tests::someStream(2), limits::streamBytesMax);
    EXPECT_EQ(budget.usedBytes(), 100U + limits::streamWindowChunks * chunk);
    relay.end(id, 0);
    relay.end(tests::someStream(2), 0);
    EXPECT_EQ(budget.usedBytes(), 0U);
}

TEST_F(PictureRelayTest, open_aboveTheMark_overBudget)
{
    (void)accept(id);
    EXPECT_EQ(relay.open(id, sender, 1'000, budget, 999).code, Errc::OverBudget);
    EXPECT_EQ(budget.usedBytes(), 0U);
    EXPECT_EQ(relay.open(id, sender, 1'000, budget, 1'000).verdict, Verdict::Forward);
}

TEST_F(PictureRelayTest, chunk_beforeOpen_streamUnknown)
{
    (void)accept(id);
    EXPECT_EQ(relay.chunk(id, sender, 0, 10).code, Errc::StreamUnknown);
}

TEST_F(PictureRelayTest, chunk_sizes_areExact)
{
    start(id, chunk + 10);
    EXPECT_EQ(relay.chunk(id, sender, 0, chunk - 1).code, Errc::ChunkNumber);
    EXPECT_EQ(relay.chunk(id, sender, 0, 0).code, Errc::ChunkNumber);
    EXPECT_EQ(relay.chunk(id, sender, 0, chunk).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 1, chunk).code, Errc::ChunkNumber);
    EXPECT_EQ(relay.chunk(id, sender, 1, 11).code, Errc::ChunkNumber);
    EXPECT_EQ(relay.chunk(id, sender, 1, 10).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 2, 0).code, Errc::ChunkNumber) << "past the announced size";
}

TEST_F(PictureRelayTest, chunk_lastOfFullSize_isExact)
{
    start(id, 2 * chunk);
    EXPECT_EQ(relay.chunk(id, sender, 0, chunk).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 1, 0).code, Errc::ChunkNumber);
    EXPECT_EQ(relay.chunk(id, sender, 1, chunk).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 2, chunk).code, Errc::ChunkNumber);
}

TEST_F(PictureRelayTest, chunk_order_isStrict)
{
    start(id, 4 * chunk);
    EXPECT_EQ(relay.chunk(id, sender, 1, chunk).code, Errc::ChunkNumber);
    EXPECT_EQ(relay.chunk(id, sender, 0, chunk).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 0, chunk).code, Errc::ChunkNumber);
    EXPECT_EQ(relay.chunk(id, sender, UINT32_MAX, chunk).code, Errc::ChunkNumber);
    EXPECT_EQ(relay.chunk(id, receiver, 1, chunk).code, Errc::StreamUnknown);
}

TEST_F(PictureRelayTest, chunk_beyondCredit_chunkNoCredit)
{
    start(id, 10 * chunk, 2);
    EXPECT_EQ(relay.chunk(id, sender, 0, chunk).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 1, chunk).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 2, chunk).code, Errc::ChunkNoCredit);
    EXPECT_EQ(credit(1, 3).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 2, chunk).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 3, chunk).code, Errc::ChunkNoCredit);
}

TEST_F(PictureRelayTest, chunk_manyStreams_shareTheSendersWindow)
{
    start(id, 10 * chunk);
    const StreamId second = tests::someStream(2);
    start(second, 10 * chunk);
    for (std::uint32_t number = 0; number < 2; ++number) {
        EXPECT_EQ(relay.chunk(id, sender, number, chunk).verdict, Verdict::Forward);
        EXPECT_EQ(relay.chunk(second, sender, number, chunk).verdict, Verdict::Forward);
    }
    EXPECT_EQ(relay.inFlightBytes(sender), limits::pictureInFlightBytesMax);
    EXPECT_EQ(relay.chunk(second, sender, 2, chunk).code, Errc::ChunkNoCredit);
    EXPECT_EQ(credit(1, 5).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(second, sender, 2, chunk).verdict, Verdict::Forward);
    EXPECT_EQ(relay.inFlightBytes(receiver), 0U);
}

TEST_F(PictureRelayTest, credit_allowed_isCappedAndNeverTakenBack)
{
    start(id, 100 * chunk, 1);
    EXPECT_EQ(credit(0, 1'000).verdict, Verdict::Forward);
    EXPECT_EQ(said.allowed, limits::streamWindowChunks);
    (void)relay.chunk(id, sender, 0, chunk);
    EXPECT_EQ(credit(1, 0).verdict, Verdict::Forward);
    EXPECT_EQ(said.allowed, limits::streamWindowChunks);
}

TEST_F(PictureRelayTest, credit_sayingNothingNew_isIgnored)
{
    start(id, 100 * chunk);
    EXPECT_EQ(credit(0, 4).verdict, Verdict::Ignore);
    EXPECT_EQ(credit(0, 1'000).verdict, Verdict::Ignore) << "capped to what is allowed already";
    (void)relay.chunk(id, sender, 0, chunk);
    EXPECT_EQ(credit(1, 1).verdict, Verdict::Forward) << "a chunk was received";
    EXPECT_EQ(credit(1, 1).verdict, Verdict::Ignore);
    EXPECT_EQ(credit(1, 5).verdict, Verdict::Forward) << "and another may come";
    EXPECT_EQ(credit(1, 5).verdict, Verdict::Ignore);
}

TEST_F(PictureRelayTest, credit_moreThanRelayed_chunkNumber)
{
    start(id, 100 * chunk);
    EXPECT_EQ(credit(1, 5).code, Errc::ChunkNumber);
    (void)relay.chunk(id, sender, 0, chunk);
    EXPECT_EQ(credit(1, 5).verdict, Verdict::Forward);
    EXPECT_EQ(credit(0, 5).code, Errc::ChunkNumber) << "what was received stays received";
    EXPECT_EQ(credit(UINT32_MAX, UINT32_MAX).code, Errc::ChunkNumber);
}

TEST_F(PictureRelayTest, credit_bySender_streamUnknown)
{
    start(id, chunk);
    said = {{}, id, 0, 4};
    EXPECT_EQ(relay.credit(sender, said).code, Errc::StreamUnknown);
}

TEST_F(PictureRelayTest, credit_whereToGoOn_isOnlyTheServersToSay)
{
    start(id, 100 * chunk, 1);
    said = {{}, id, 0, 4, 77};
    EXPECT_EQ(relay.credit(receiver, said).verdict, Verdict::Forward);
    EXPECT_EQ(said.resumeAt, 0U);
}

TEST_F(PictureRelayTest, halt_chunksAreIgnored_untilTheReceiverSaysWhatItHas)
{
    start(id, 100 * chunk);
    for (std::uint32_t number = 0; number < 3; ++number)
        EXPECT_EQ(relay.chunk(id, sender, number, chunk).verdict, Verdict::Forward);
    relay.halt(receiver);
    EXPECT_EQ(relay.chunk(id, sender, 3, chunk).verdict, Verdict::Ignore);
    EXPECT_EQ(credit(1, 5).verdict, Verdict::Forward) << "of three it has one";
    EXPECT_EQ(said.resumeAt, 2U) << "chunk 1, and 1";
    EXPECT_EQ(relay.chunk(id, sender, 3, chunk).verdict, Verdict::Ignore) << "sent before it heard of that";
    for (std::uint32_t number = 1; number < 5; ++number)
        EXPECT_EQ(relay.chunk(id, sender, number, chunk).verdict, Verdict::Forward);
    EXPECT_EQ(relay.chunk(id, sender, 2, chunk).verdict, Verdict::Ignore) << "sent twice";
    EXPECT_EQ(relay.chunk(id, sender, 5, chunk).code, Errc::ChunkNoCredit);
}

TEST_F(PictureRelayTest, halt_receiverHasAll_saysSoAlthoughNothingIsNew)
{
    start(id, 100 * chunk);
    (void)relay.chunk(id, sender, 0, chunk);
    EXPECT_EQ(credit(1, 5).verdict, Verdict::Forward);
    relay.halt(receiver);
    EXPECT_EQ(credit(1, 5).verdict, Verdict::Forward) << "its sender has to hear that it goes on";
    EXPECT_EQ(said.resumeAt, 2U);
    relay.halt(receiver);
    EXPECT_EQ(credit(2, 6).code, Errc::ChunkNumber) << "more than was relayed";
}

TEST_F(PictureRelayTest, goOn_sender_isToldForItsOpenStreamsThatStandNot)
{
    start(id, 100 * chunk);
    (void)relay.chunk(id, sender, 0, chunk);
    (void)accept(tests::someStream(2));
    EXPECT_TRUE(relay.goOn(receiver, {}).empty());
    const auto credits = relay.goOn(sender, {});
    ASSERT_EQ(credits.size(), 1U);
    EXPECT_EQ(credits[0].stream, id);
    EXPECT_EQ(credits[0].resumeAt, 2U);
    EXPECT_EQ(credits[0].received, 0U);
    EXPECT_EQ(credits[0].allowed, 4U);
    relay.halt(receiver);
    EXPECT_TRUE(relay.goOn(sender, {}).empty());
}

TEST_F(PictureRelayTest, judgeEnd_done_onlyByTheReceiverOfAll)
{
    start(id, chunk + 1);
    EXPECT_EQ(relay.judgeEnd(id, receiver, StreamOutcome::Done).code, Errc::ChunkNumber);
    (void)relay.chunk(id, sender, 0, chunk);
    (void)relay.chunk(id, sender, 1, 1);
    EXPECT_EQ(relay.judgeEnd(id, sender, StreamOutcome::Done).verdict, Verdict::Break);
    EXPECT_EQ(relay.judgeEnd(id, receiver, StreamOutcome::Done).verdict, Verdict::Forward);
}

TEST_F(PictureRelayTest, judgeEnd_doneBeforeOpen_chunkNumber)
{
    (void)accept(id);
    EXPECT_EQ(relay.judgeEnd(id, receiver, StreamOutcome::Done).code, Errc::ChunkNumber);
}

TEST_F(PictureRelayTest, judgeEnd_outcomes_ofTheServerAreNotTheClients)
{
    start(id, 1);
    for (const MemberId& member : {sender, receiver}) {
        EXPECT_EQ(relay.judgeEnd(id, member, StreamOutcome::Refused).verdict, Verdict::Break);
        EXPECT_EQ(relay.judgeEnd(id, member, StreamOutcome::Unknown).verdict, Verdict::Break);
        EXPECT_EQ(relay.judgeEnd(id, member, StreamOutcome::Cancelled).verdict, Verdict::Forward);
        EXPECT_EQ(relay.judgeEnd(id, member, StreamOutcome::Gone).verdict, Verdict::Forward);
    }
}

TEST_F(PictureRelayTest, ended_lateFrames_areIgnored)
{
    start(id, 10 * chunk);
    relay.end(id, 0);
    EXPECT_EQ(relay.chunk(id, sender, 0, chunk).verdict, Verdict::Ignore);
    EXPECT_EQ(credit(0, 4).verdict, Verdict::Ignore);
    EXPECT_EQ(relay.judgeEnd(id, sender, StreamOutcome::Cancelled).verdict, Verdict::Ignore);
    EXPECT_EQ(open(id, 1).verdict, Verdict::Ignore);
}

TEST_F(PictureRelayTest, ended_many_areForgotten)
{
    for (int i = 1; i <= 200; ++i) {
        const StreamId stream = tests::someStream(static_cast<std::uint8_t>(i));
        start(stream, 1);
        relay.end(stream, 0);
    }
    EXPECT_EQ(relay.chunk(tests::someStream(200), sender, 0, 1).verdict, Verdict::Ignore);
    EXPECT_EQ(relay.chunk(tests::someStream(1), sender, 0, 1).code, Errc::StreamUnknown);
}

/// Else the StreamOpen of the first acceptance, still on its way, would open the second.
TEST_F(PictureRelayTest, accept_afterTheEnd_isRefused)
{
    EXPECT_EQ(accept(id).verdict, Verdict::Forward);
    relay.end(id, 0);
    EXPECT_EQ(accept(id).code, Errc::StreamUnknown);
    EXPECT_EQ(open(id, 10 * chunk).verdict, Verdict::Ignore);
    EXPECT_TRUE(relay.streams().empty());
}

} // namespace
} // namespace chatmet::server
