// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures in rooms: each acceptance of an offer is a stream between two members.
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace chatmet::tests {
namespace {

using namespace protocol;

const StreamId offer = someStream(100);

class RoomPicturesTest : public testing::Test
{
protected:
    explicit RoomPicturesTest(std::size_t count = 4)
    {
        members.push_back(core.arrive("Host"));
        id = core.openRoom(members.front());
        while (members.size() < count)
            members.push_back(core.arriveInRoom(id));
        for (const auto at : members)
            ids.push_back(core.memberIn(at, id));
    }
    void accept(std::size_t receiver, std::size_t sender, std::uint8_t stream)
    {
        core.send(members[receiver], StreamAccept{id, someStream(stream), ids[sender], 4, offer});
    }
    void open(std::size_t sender, std::uint8_t stream, std::uint32_t bytes = 200'000)
    {
        core.send(members[sender], StreamOpen{id, someStream(stream), bytes});
    }
    void chunk(std::size_t sender, std::uint8_t stream, std::uint32_t number)
    {
        core.send(members[sender], StreamChunk{id, someStream(stream), number}, bytesOf(65'536));
    }

    CoreHarness core{server::ServiceSettings{}};
    ConversationId id;
    std::vector<ConnectionId> members;
    std::vector<MemberId> ids;
};

TEST_F(RoomPicturesTest, accept_isAStreamOfItsOwnBetweenTwo)
{
    accept(1, 0, 1);
    accept(2, 0, 2);
    const auto accepted = core.all<StreamAccept>(members[0]);
    ASSERT_EQ(accepted.size(), 2U);
    EXPECT_EQ(accepted[0].member, ids[1]);
    EXPECT_EQ(accepted[0].offered, offer);
    EXPECT_EQ(accepted[1].stream, someStream(2));
    EXPECT_EQ(core.count<StreamAccept>(members[3]), 0U);
    open(0, 1);
    chunk(0, 1, 0);
    EXPECT_EQ(core.count<StreamOpen>(members[1]), 1U);
    EXPECT_EQ(core.count<StreamChunk>(members[1]), 1U);
    for (const auto which : {2U, 3U})
        EXPECT_EQ(core.count<StreamOpen>(members[which]) + core.count<StreamChunk>(members[which]), 0U);
    core.send(members[1], StreamCredit{id, someStream(1), 1, 5});
    EXPECT_EQ(core.last<StreamCredit>(members[0]).received, 1U);
    core.send(members[1], StreamEnd{id, someStream(1), StreamOutcome::Cancelled});
    EXPECT_EQ(core.last<StreamEnd>(members[0]).stream, someStream(1));
    EXPECT_EQ(core.counts().streams, 1U) << "the other goes on";
}

TEST_F(RoomPicturesTest, accept_whatIsNoOfferOfAMember_isRefused)
{
    const auto refused = [&](const StreamAccept& frame) {
        core.send(members[1], frame);
        return core.lastError(members[1]) == Errc::StreamUnknown;
    };
    EXPECT_TRUE(refused({id, someStream(1), ids[1], 4, offer})) << "its own";
    EXPECT_TRUE(refused({id, someStream(1), MemberId::random(core.random()), 4, offer}));
    EXPECT_TRUE(refused({id, someStream(1), ids[0], 4, {}})) << "in a room the offer is named beside";
    EXPECT_EQ(core.counts().streams, 0U);
    const auto [asha, bo] = core.arrivePair();
    core.send(asha, StreamAccept{core.conversation(asha), someStream(1), core.partner(asha), 4, offer});
    EXPECT_EQ(core.lastError(asha), Errc::StreamUnknown) << "in a pair it is not";
}

TEST_F(RoomPicturesTest, streams_ofOthers_areNobodysToTouch)
{
    accept(1, 0, 1);
    open(0, 1);
    core.send(members[2], StreamEnd{id, someStream(1), StreamOutcome::Cancelled});
    EXPECT_EQ(core.lastError(members[2]), Errc::StreamUnknown);
    core.send(members[2], StreamCredit{id, someStream(1), 0, 4});
    chunk(2, 1, 0);
    open(2, 1);
    EXPECT_EQ(core.count<ErrorAnswer>(members[2]), 4U);
    accept(2, 0, 1);
    EXPECT_EQ(core.lastError(members[2]), Errc::StreamExists);
    EXPECT_EQ(core.count<StreamChunk>(members[1]), 0U);
    EXPECT_EQ(core.counts().streams, 1U);
}

TEST_F(RoomPicturesTest, streamsOfASession_areBoundedOverAllItsConversations)
{
    const ConversationId another = core.openRoom(members[0]);
    core.join(members[1], another);
    const auto late = core.arriveInRoom(another);
    for (std::uint8_t i = 0; i < limits::streamsPerSessionMax / 2; ++i) {
        accept(1, 0, static_cast<std::uint8_t>(i + 1));
        core.send(members[1], StreamAccept{another, someStream(static_cast<std::uint8_t>(i + 50)),
                                           core.memberIn(members[0], another), 4, offer});
    }
    EXPECT_EQ(core.counts().streams, limits::streamsPerSessionMax);
    accept(2, 0, 20);
    EXPECT_EQ(core.lastError(members[2]), Errc::StreamsTooMany) << "the sender has its fill";
    core.send(late, StreamAccept{another, someStream(21), core.memberIn(members[1], another), 4, offer});
    EXPECT_EQ(core.lastError(late), Errc::StreamsTooMany);
    accept(3, 2, 22);
    EXPECT_EQ(core.counts().streams, limits::streamsPerSessionMax + 1) << "others have theirs";
}

TEST_F(RoomPicturesTest, leave_endsTheStreamsOfTheLeaver_andDropsTheirChunks)
{
    accept(1, 0, 1);
    accept(2, 0, 2);
    accept(0, 3, 3);
    open(0, 1);
    open(0, 2);
    open(3, 3);
    const std::size_t charged = core.counts().budgetUsedBytes;
    core.client(members[1]).reads = false;
    core.client(members[2]).reads = false;
    chunk(0, 1, 0);
    chunk(0, 2, 0);
    core.send(members[1], Leave{id});
    EXPECT_EQ(core.counts().streams, 2U);
    EXPECT_LT(core.counts().budgetUsedBytes, charged - 150'000);
    const auto holdsChunk = [](const server::SendFrame& frame) { return frame.lane == Lane::Picture; };
    const auto& ofLeaver = core.client(members[1]).queue;
    EXPECT_EQ(std::count_if(ofLeaver.begin(), ofLeaver.end(), holdsChunk), 0);
    const auto& ofOther = core.client(members[2]).queue;
    EXPECT_EQ(std::count_if(ofOther.begin(), ofOther.end(), holdsChunk), 1);
    chunk(0, 1, 1);
    EXPECT_EQ(core.count<ErrorAnswer>(members[0]), 0U) << "on its way when the member left";
    core.send(members[0], Leave{id});
    EXPECT_EQ(std::count_if(ofOther.begin(), ofOther.end(), holdsChunk), 0) << "of a leaver nothing is left";
    EXPECT_EQ(core.counts().streams, 0U);
}

TEST_F(RoomPicturesTest, receiverWhoIsAway_goesOnFromWhatItHas)
{
    accept(1, 0, 1);
    open(0, 1, 300'000);
    chunk(0, 1, 0);
    const TestClient lost = core.lose(members[1]);
    chunk(0, 1, 1);
    EXPECT_EQ(core.count<ErrorAnswer>(members[0]), 0U);
    const auto back = core.resume(lost);
    core.send(back, StreamCredit{id, someStream(1), 1, 5});
    EXPECT_EQ(core.last<StreamCredit>(members[0]).resumeAt, 2U);
    chunk(0, 1, 1);
    EXPECT_EQ(core.last<StreamChunk>(back).number, 1U);
}

TEST_F(RoomPicturesTest, senderWhoIsAway_isToldWhereEachStreamIs)
{
    accept(1, 0, 1);
    accept(2, 0, 2);
    open(0, 1, 300'000);
    open(0, 2, 300'000);
    chunk(0, 1, 0);
    const auto back = core.resume(core.lose(members[0]));
    const auto credits = core.all<StreamCredit>(back);
    ASSERT_EQ(credits.size(), 2U);
    EXPECT_EQ(credits[0].resumeAt, 2U);
    EXPECT_EQ(credits[1].resumeAt, 1U);
}

} // namespace
} // namespace chatmet::tests
