// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Picture streams as frames between the two of a pair.
#include "common/protocol/Limits.h"
#include "server/core/Session.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace chatmet::tests {
namespace {

using namespace protocol;

constexpr std::uint32_t chunkBytes = limits::bodyBytesMax;

/// Asha sends, Bo receives.
struct PicturesTest : testing::Test
{
    CoreHarness core;
    std::pair<ConnectionId, ConnectionId> pair = core.arrivePair();
    ConnectionId asha = pair.first;
    ConnectionId bo = pair.second;
    ConversationId conversation = core.conversation(asha);
    StreamId stream = someStream(1);

    void accept(std::uint32_t credit = 4)
    {
        core.send(bo, StreamAccept{conversation, stream, core.partner(bo), credit});
    }
    void open(std::uint32_t bytesCount) { core.send(asha, StreamOpen{conversation, stream, bytesCount}); }
    void chunk(std::uint32_t number, std::size_t bytes = chunkBytes)
    {
        core.send(asha, StreamChunk{conversation, stream, number}, bytesOf(bytes));
    }
    void credit(std::uint32_t received, std::uint32_t allowed)
    {
        core.send(bo, StreamCredit{conversation, stream, received, allowed});
    }
    void end(ConnectionId who, StreamOutcome outcome)
    {
        core.send(who, StreamEnd{conversation, stream, outcome});
    }
};

TEST_F(PicturesTest, picture_whole_passes)
{
    const std::uint32_t bytesCount = 9 * chunkBytes + 1'234;
    accept(100);
    EXPECT_EQ(core.last<StreamAccept>(asha).stream, stream);
    EXPECT_EQ(core.last<StreamAccept>(asha).member, core.partner(asha)) << "who accepts";
    EXPECT_EQ(core.last<StreamAccept>(asha).credit, limits::streamWindowChunks);
    open(bytesCount);
    EXPECT_EQ(core.last<StreamOpen>(bo).bytesCount, bytesCount);
    std::uint32_t allowed = limits::streamWindowChunks;
    std::uint32_t sent = 0;
    for (std::uint32_t received = 0; received < 10;) {
        while (sent < allowed && sent < 10) {
            chunk(sent, sent == 9 ? 1'234 : chunkBytes);
            ++sent;
        }
        ASSERT_EQ(core.count<StreamChunk>(bo), sent);
        ++received;
        credit(received, received + 4);
        EXPECT_EQ(core.last<StreamCredit>(asha).received, received);
        allowed = core.last<StreamCredit>(asha).allowed;
    }
    EXPECT_EQ(core.counts().streams, 1U);
    end(bo, StreamOutcome::Done);
    EXPECT_EQ(core.last<StreamEnd>(asha).outcome, StreamOutcome::Done);
    EXPECT_EQ(core.count<StreamEnd>(bo), 0U);
    EXPECT_EQ(core.counts().streams, 0U);
    EXPECT_EQ(core.lastError(asha), Errc::Ok);
    EXPECT_EQ(core.lastError(bo), Errc::Ok);
}

TEST_F(PicturesTest, chunk_relayed_isInThePictureLaneWithTheSameBytes)
{
    accept();
    open(chunkBytes);
    ClientFrame frame;
    frame.kind = StreamChunk{conversation, stream, 0};
    frame.body = SharedBytes(WipedBytes(chunkBytes, 9));
    core.feed(server::FrameReceived{asha, frame});
    const ReceivedFrame& got = core.client(bo).received.back();
    EXPECT_EQ(got.body.data(), frame.body.data());
    EXPECT_EQ(got.lane, Lane::Picture);
    EXPECT_EQ(got.frame.sequence, 0U);
    const auto& effect = std::get<server::SendFrame>(core.lastEffects().back());
    EXPECT_EQ(effect.stream, stream);
    EXPECT_EQ(effect.conversation, conversation);
}

TEST_F(PicturesTest, window_charged_whileOpen)
{
    core.acknowledge(asha);
    core.acknowledge(bo);
    EXPECT_EQ(core.counts().budgetUsedBytes, 2 * server::sessionCostBytes);
    accept();
    open(10 * chunkBytes);
    core.acknowledge(asha);
    core.acknowledge(bo);
    EXPECT_EQ(core.counts().budgetUsedBytes, 2 * server::sessionCostBytes + 4 * chunkBytes);
    end(asha, StreamOutcome::Cancelled);
    core.acknowledge(bo);
    EXPECT_EQ(core.counts().budgetUsedBytes, 2 * server::sessionCostBytes);
}

TEST_F(PicturesTest, accept_notFromThePartner_streamUnknown)
{
    core.send(bo, StreamAccept{conversation, stream, core.partner(asha), 4}); // his own member id
    EXPECT_EQ(core.lastError(bo), Errc::StreamUnknown);
    EXPECT_EQ(core.last<ErrorAnswer>(bo).stream, stream);
    EXPECT_EQ(core.last<ErrorAnswer>(bo).conversation, conversation);
    EXPECT_EQ(core.count<StreamAccept>(asha), 0U);
    EXPECT_EQ(core.counts().streams, 0U);
}

TEST_F(PicturesTest, accept_twice_streamExists)
{
    accept();
    accept();
    EXPECT_EQ(core.lastError(bo), Errc::StreamExists);
    EXPECT_EQ(core.count<StreamAccept>(asha), 1U);
}

TEST_F(PicturesTest, accept_ninth_streamsTooMany)
{
    for (std::uint8_t i = 1; i <= limits::streamsPerSessionMax; ++i) {
        stream = someStream(i);
        accept();
    }
    stream = someStream(100);
    accept();
    EXPECT_EQ(core.lastError(bo), Errc::StreamsTooMany);
    EXPECT_EQ(core.counts().streams, limits::streamsPerSessionMax);
}

TEST_F(PicturesTest, open_unaccepted_streamUnknown)
{
    open(10);
    EXPECT_EQ(core.lastError(asha), Errc::StreamUnknown);
    EXPECT_EQ(core.count<StreamOpen>(bo), 0U);
}

TEST_F(PicturesTest, open_tooLarge_endsAtBoth)
{
    for (const std::uint32_t wrong :
         {std::uint32_t{0}, std::uint32_t{limits::streamBytesMax + 1}, UINT32_MAX}) {
        accept();
        open(wrong);
        EXPECT_EQ(core.lastError(asha), Errc::StreamTooLarge);
        EXPECT_EQ(core.last<StreamEnd>(asha).outcome, StreamOutcome::Refused);
        EXPECT_EQ(core.last<StreamEnd>(bo).outcome, StreamOutcome::Refused);
        EXPECT_EQ(core.counts().streams, 0U);
    }
    EXPECT_FALSE(core.client(asha).closing);
}

TEST_F(PicturesTest, open_overBudget_endsAtBothWhilePeopleTalkOn)
{
    server::ServiceSettings settings;
    settings.budgetBytes = 300'000;
    CoreHarness poor(settings);
    const auto [one, two] = poor.arrivePair();
    const auto talk = poor.conversation(one);
    poor.send(two, StreamAccept{talk, stream, poor.partner(two), 4});
    poor.send(one, StreamOpen{talk, stream, 1'000'000});
    EXPECT_EQ(poor.lastError(one), Errc::OverBudget);
    EXPECT_EQ(poor.last<StreamEnd>(one).outcome, StreamOutcome::Refused);
    EXPECT_EQ(poor.last<StreamEnd>(two).outcome, StreamOutcome::Refused);
    EXPECT_EQ(poor.counts().streams, 0U);
    (void)poor.arrive("still room for a session");
    poor.say(one, talk, "and for words");
    EXPECT_EQ(poor.count<Message>(two), 1U);
    // The stream is over; a small picture, offered as another, fits.
    poor.send(two, StreamAccept{talk, stream, poor.partner(two), 4});
    EXPECT_EQ(poor.lastError(two), Errc::StreamUnknown);
    poor.send(two, StreamAccept{talk, someStream(2), poor.partner(two), 4});
    poor.send(one, StreamOpen{talk, someStream(2), 1'000});
    EXPECT_EQ(poor.count<StreamOpen>(two), 1U);
}

TEST_F(PicturesTest, chunk_faults_areAnsweredWithTheStream)
{
    accept(1);
    open(3 * chunkBytes);
    chunk(1);
    EXPECT_EQ(core.lastError(asha), Errc::ChunkNumber);
    EXPECT_EQ(core.last<ErrorAnswer>(asha).stream, stream);
    EXPECT_EQ(core.last<ErrorAnswer>(asha).regarding, 0U);
    chunk(0, 5);
    EXPECT_EQ(core.lastError(asha), Errc::ChunkNumber);
    chunk(0);
    chunk(1);
    EXPECT_EQ(core.lastError(asha), Errc::ChunkNoCredit);
    EXPECT_EQ(core.count<StreamChunk>(bo), 1U);
    EXPECT_FALSE(core.client(asha).closing);
}

TEST_F(PicturesTest, credit_absurd_isCappedOrRefused)
{
    accept(0);
    EXPECT_EQ(core.last<StreamAccept>(asha).credit, 0U);
    open(100 * chunkBytes);
    chunk(0);
    EXPECT_EQ(core.lastError(asha), Errc::ChunkNoCredit);
    credit(0, UINT32_MAX);
    EXPECT_EQ(core.last<StreamCredit>(asha).allowed, limits::streamWindowChunks);
    EXPECT_EQ(core.client(asha).received.back().lane, Lane::Chat);
    EXPECT_EQ(core.client(asha).received.back().frame.sequence, 0U);
    credit(1, 5);
    EXPECT_EQ(core.lastError(bo), Errc::ChunkNumber);
    EXPECT_FALSE(core.client(bo).closing);
}

TEST_F(PicturesTest, end_cancelledByReceiver_dropsWhatIsQueued)
{
    accept();
    open(4 * chunkBytes);
    core.client(bo).reads = false;
    chunk(0);
    chunk(1);
    EXPECT_EQ(core.client(bo).queue.size(), 2U);
    end(bo, StreamOutcome::Cancelled);
    EXPECT_TRUE(core.client(bo).queue.empty());
    EXPECT_EQ(core.client(bo).dropped, std::vector<StreamId>{stream});
    EXPECT_EQ(core.last<StreamEnd>(asha).outcome, StreamOutcome::Cancelled);
    chunk(2);
    chunk(3);
    EXPECT_EQ(core.lastError(asha), Errc::Ok) << "on their way when the end was";
}

TEST_F(PicturesTest, end_bySender_reachesTheReceiver)
{
    for (const StreamOutcome outcome : {StreamOutcome::Cancelled, StreamOutcome::Gone}) {
        stream = StreamId::random(core.random());
        accept();
        end(asha, outcome);
        EXPECT_EQ(core.last<StreamEnd>(bo).outcome, outcome);
        EXPECT_EQ(core.client(bo).dropped.back(), stream);
        EXPECT_TRUE(core.client(asha).dropped.empty());
        credit(0, 4);
        EXPECT_EQ(core.lastError(bo), Errc::Ok) << "late credit is nobody's fault";
    }
}

TEST_F(PicturesTest, end_crossing_isQuiet)
{
    accept();
    open(4 * chunkBytes);
    end(asha, StreamOutcome::Cancelled);
    end(bo, StreamOutcome::Cancelled);
    EXPECT_EQ(core.lastError(bo), Errc::Ok);
    EXPECT_EQ(core.count<StreamEnd>(asha), 0U);
    EXPECT_EQ(core.count<StreamEnd>(bo), 1U);
}

TEST_F(PicturesTest, end_doneTooEarly_isRefused)
{
    accept();
    open(2 * chunkBytes);
    chunk(0);
    end(bo, StreamOutcome::Done);
    EXPECT_EQ(core.lastError(bo), Errc::ChunkNumber);
    EXPECT_EQ(core.counts().streams, 1U);
    EXPECT_EQ(core.count<StreamEnd>(asha), 0U);
}

TEST_F(PicturesTest, end_doneBySender_badHeader)
{
    accept();
    open(1);
    chunk(0, 1);
    end(asha, StreamOutcome::Done);
    EXPECT_EQ(core.lastError(asha), Errc::BadHeader);
    EXPECT_TRUE(core.client(asha).closing);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Lost);
    EXPECT_EQ(core.counts().streams, 0U);
}

TEST_F(PicturesTest, end_refusedByAClient_badHeader)
{
    accept();
    end(bo, StreamOutcome::Refused);
    EXPECT_EQ(core.lastError(bo), Errc::BadHeader);
    EXPECT_TRUE(core.client(bo).closing);
}

TEST_F(PicturesTest, unknownStream_everyFrame_streamUnknown)
{
    const auto expectUnknown = [&](ConnectionId who) {
        EXPECT_EQ(core.lastError(who), Errc::StreamUnknown);
        EXPECT_EQ(core.last<ErrorAnswer>(who).stream, stream);
        EXPECT_FALSE(core.client(who).closing);
        core.client(who).received.clear();
        core.client(who).received.push_back({});
    };
    chunk(0);
    expectUnknown(asha);
    credit(0, 4);
    expectUnknown(bo);
    end(bo, StreamOutcome::Cancelled);
    expectUnknown(bo);
    open(1);
    expectUnknown(asha);
}

TEST_F(PicturesTest, elsewhere_everyFrame_notInConversation)
{
    accept();
    open(4 * chunkBytes);
    const auto cy = core.arrive("Cy");
    const ClientKind kinds[] = {StreamAccept{conversation, stream, core.partner(bo), 4},
                                StreamOpen{conversation, stream, 5}, StreamChunk{conversation, stream, 0},
                                StreamCredit{conversation, stream, 0, 4},
                                StreamEnd{conversation, stream, StreamOutcome::Cancelled}};
    for (const ClientKind& kind : kinds) {
        core.client(cy).received.clear();
        core.send(cy, kind, std::holds_alternative<StreamChunk>(kind) ? bytesOf(chunkBytes) : "");
        EXPECT_EQ(core.lastError(cy), Errc::NotInConversation);
    }
    EXPECT_EQ(core.counts().streams, 1U);
    EXPECT_EQ(core.count<StreamChunk>(bo), 0U);
}

TEST_F(PicturesTest, pairEnds_midPicture_nothingIsLeft)
{
    core.client(bo).confirms = false;
    accept();
    open(4 * chunkBytes);
    core.client(bo).reads = false;
    chunk(0);
    core.send(asha, Leave{conversation});
    EXPECT_TRUE(core.client(bo).queue.empty());
    EXPECT_EQ(core.counts().streams, 0U);
    core.client(asha).received.clear();
    chunk(1);
    credit(1, 5);
    EXPECT_EQ(core.lastError(asha), Errc::Ok) << "its end is under way, both will be told";
    core.confirmErasures(bo);
    core.flush(bo);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Left);
    chunk(2);
    EXPECT_EQ(core.lastError(asha), Errc::NotInConversation);
}

TEST_F(PicturesTest, partnerVanishes_midPicture_isLost)
{
    accept();
    open(4 * chunkBytes);
    chunk(0);
    core.disconnect(asha);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Lost);
    EXPECT_EQ(core.counts().streams, 0U);
    core.disconnect(bo);
    EXPECT_EQ(core.counts().budgetUsedBytes, 0U);
}

TEST_F(PicturesTest, floodOfStreams_staysBelowTheReadersQueue)
{
    // Eight streams, all credit given, every chunk sent: what is on its way stays below what a queue may
    // hold.
    core.client(bo).reads = false;
    std::size_t queued = 0;
    for (std::uint8_t i = 1; i <= limits::streamsPerSessionMax; ++i) {
        stream = someStream(i);
        accept();
        open(100 * chunkBytes);
        for (std::uint32_t number = 0; number < limits::streamWindowChunks; ++number)
            chunk(number);
    }
    for (const auto& frame : core.client(bo).queue)
        queued += frame.body.size();
    EXPECT_EQ(queued, limits::pictureInFlightBytesMax);
    const auto errors = core.all<ErrorAnswer>(asha);
    ASSERT_FALSE(errors.empty());
    EXPECT_EQ(errors.front().code, Errc::ChunkNoCredit);
}

TEST_F(PicturesTest, accept_withoutEnd_partnerIsNotDrowned)
{
    core.client(asha).acknowledges = false;
    for (int i = 0; i < 5'000 && !core.client(asha).closing; ++i) {
        stream = StreamId::random(core.random());
        core.send(bo, StreamAccept{conversation, stream, core.partner(bo), 4});
        core.send(bo, StreamEnd{conversation, stream, StreamOutcome::Cancelled});
    }
    EXPECT_FALSE(core.client(asha).closing);
    const auto errors = core.all<ErrorAnswer>(bo);
    ASSERT_FALSE(errors.empty());
    EXPECT_EQ(errors.front().code, Errc::RateLimited);
    EXPECT_FALSE(errors.front().stream.isNull());
}

TEST_F(PicturesTest, drain_pictureOnItsWay_staysUntilItIsThere)
{
    const auto other = core.arrive("Cy");
    accept(4);
    open(2 * chunkBytes);
    chunk(0);
    core.drain(5'000);
    EXPECT_EQ(core.last<Farewell>(other).code, Errc::ShuttingDown);
    EXPECT_TRUE(core.client(other).closing);
    EXPECT_FALSE(core.client(asha).closing);
    EXPECT_FALSE(core.client(bo).closing);
    core.say(asha, conversation, "nearly there");
    EXPECT_EQ(core.count<Message>(bo), 1U);
    chunk(1);
    core.send(bo, StreamEnd{conversation, stream, StreamOutcome::Done});
    EXPECT_EQ(core.last<StreamEnd>(asha).outcome, StreamOutcome::Done);
    core.advance(500);
    for (const auto person : {asha, bo}) {
        EXPECT_EQ(core.last<Farewell>(person).code, Errc::ShuttingDown);
        EXPECT_GT(core.last<Farewell>(person).retryAfterMs, 0U);
        EXPECT_TRUE(core.client(person).closing);
    }
}

TEST_F(PicturesTest, drain_pictureThatStands_isNotWaitedForLonger)
{
    accept(4);
    open(2 * chunkBytes);
    core.drain(5'000);
    core.advance(4'500);
    EXPECT_FALSE(core.client(asha).closing);
    core.advance(1'000);
    EXPECT_TRUE(core.client(asha).closing);
    EXPECT_TRUE(core.client(bo).closing);
}

TEST_F(PicturesTest, drain_again_canOnlyShortenTheTime)
{
    accept(4);
    core.drain(5'000);
    core.drain(60'000);
    EXPECT_FALSE(core.client(asha).closing);
    core.drain(0);
    EXPECT_TRUE(core.client(asha).closing);
}

TEST_F(PicturesTest, drain_anotherPicture_isRefused)
{
    accept(4);
    core.drain(5'000);
    core.send(bo, StreamAccept{conversation, someStream(2), core.partner(bo), 4});
    EXPECT_EQ(core.lastError(bo), Errc::ShuttingDown);
    EXPECT_EQ(core.counts().streams, 1U);
}

TEST_F(PicturesTest, drain_lineThatDrops_endsBoth)
{
    accept(4);
    open(2 * chunkBytes);
    core.drain(5'000);
    core.disconnect(bo);
    core.advance(500);
    EXPECT_EQ(core.last<Farewell>(asha).code, Errc::ShuttingDown) << "nothing is on its way any more";
    EXPECT_EQ(core.counts().sessions, 0U);
}

} // namespace
} // namespace chatmet::tests
