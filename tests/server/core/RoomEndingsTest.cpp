// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Leaving a room: what the leaver wrote goes from every queue before anybody is told.
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace chatmet::tests {
namespace {

using namespace protocol;

class RoomEndingsTest : public testing::Test
{
protected:
    void room(std::size_t count)
    {
        members.push_back(core.arrive("Host"));
        id = core.openRoom(members.front());
        while (members.size() < count)
            members.push_back(core.arriveInRoom(id));
    }
    MemberId member(std::size_t which) { return core.memberIn(members[which], id); }
    /// Frames in the send queue that this member wrote in the room.
    std::size_t queuedBy(const MemberId& author, ConnectionId at)
    {
        const auto& queue = core.client(at).queue;
        return static_cast<std::size_t>(
            std::count_if(queue.begin(), queue.end(), [&](const server::SendFrame& frame) {
                return frame.conversation == id && frame.author == author;
            }));
    }

    CoreHarness core;
    ConversationId id;
    std::vector<ConnectionId> members;
};

TEST_F(RoomEndingsTest, leave_tellsEverybodyElse)
{
    for (const std::size_t size : {2U, 3U, 50U}) {
        members.clear();
        room(size);
        core.send(members[1], Leave{id});
        EXPECT_EQ(core.last<Ended>(members[1]).conversation, id);
        EXPECT_EQ(core.last<Ended>(members[1]).reason, EndReason::YouLeft);
        EXPECT_EQ(core.count<MemberLeft>(members[1]), 0U);
        for (std::size_t i = 0; i < size; ++i) {
            if (i == 1)
                continue;
            ASSERT_EQ(core.count<MemberLeft>(members[i]), 1U);
            EXPECT_EQ(core.last<MemberLeft>(members[i]).member, member(1));
            EXPECT_EQ(core.last<MemberLeft>(members[i]).reason, EndReason::Left);
            EXPECT_EQ(core.count<Ended>(members[i]), 0U);
        }
        core.say(members[1], id, "after");
        EXPECT_EQ(core.lastError(members[1]), Errc::NotInConversation);
        core.send(members[1], Leave{id});
        EXPECT_EQ(core.lastError(members[1]), Errc::NotInConversation);
    }
}

TEST_F(RoomEndingsTest, leave_whatTheLeaverWrote_goesFromEveryQueueAndOutbox)
{
    room(4);
    for (const auto which : {2U, 3U}) {
        core.client(members[which]).reads = false;
        core.client(members[which]).acknowledges = false;
    }
    core.say(members[1], id, "of the leaver");
    core.say(members[0], id, "of the host");
    core.send(members[1], KeyExchange{id, KeyStep::Chain, member(2)}, "chain");
    core.send(members[1], Typing{id, {}, true});
    EXPECT_EQ(queuedBy(member(1), members[2]), 3U);
    EXPECT_EQ(queuedBy(member(1), members[3]), 2U);
    const std::size_t before = core.counts().outboxBytes;
    core.send(members[1], Leave{id});
    for (const auto which : {2U, 3U}) {
        EXPECT_EQ(queuedBy(member(1), members[which]), 0U);
        EXPECT_EQ(queuedBy(member(0), members[which]), 1U) << "of the others nothing is lost";
        core.flush(members[which]);
        EXPECT_EQ(core.count<Message>(members[which]), 1U);
        EXPECT_EQ(core.count<MemberLeft>(members[which]), 1U);
    }
    EXPECT_LT(core.counts().outboxBytes, before);
}

TEST_F(RoomEndingsTest, leave_isToldOnlyWhenEveryQueueHasConfirmed)
{
    room(4);
    core.client(members[2]).confirms = false;
    core.client(members[3]).confirms = false;
    core.send(members[1], Leave{id});
    core.confirmErasures(members[2]);
    for (const auto at : members)
        EXPECT_EQ(core.count<MemberLeft>(at) + core.count<Ended>(at), 0U);
    EXPECT_EQ(core.counts().erasing, 1U);
    core.say(members[0], id, "meanwhile"); // the others go on
    EXPECT_EQ(core.count<Message>(members[2]), 1U);
    core.join(members[1], id); // until then the leaver is not out
    EXPECT_EQ(core.lastError(members[1]), Errc::RoomRefused);
    core.confirmErasures(members[3]);
    for (const auto which : {0U, 2U, 3U})
        EXPECT_EQ(core.count<MemberLeft>(members[which]), 1U);
    EXPECT_EQ(core.count<Ended>(members[1]), 1U);
    EXPECT_EQ(core.counts().erasing, 0U);
    core.join(members[1], id);
    EXPECT_EQ(core.count<RoomJoined>(members[1]), 2U) << "and comes back as somebody new";
}

TEST_F(RoomEndingsTest, leave_queueThatDoesNotConfirm_isCut)
{
    room(3);
    core.client(members[2]).confirms = false;
    core.send(members[1], Leave{id});
    core.advance(limits::eraseConfirmMs);
    EXPECT_TRUE(core.client(members[2]).cut);
    EXPECT_FALSE(core.client(members[0]).cut);
    const MemberId cut = member(2);
    core.disconnect(members[2]);
    EXPECT_EQ(core.count<MemberLeft>(members[0]), 2U);
    EXPECT_EQ(core.last<Ended>(members[1]).reason, EndReason::YouLeft);
    EXPECT_EQ(core.all<MemberLeft>(members[0])[0].member == cut,
              core.all<MemberLeft>(members[0])[0].reason == EndReason::Lost);
}

TEST_F(RoomEndingsTest, leave_severalAtOnce_areTheirOwnEnds)
{
    room(4);
    for (const auto at : members)
        core.client(at).confirms = false;
    core.send(members[1], Leave{id});
    core.send(members[2], Leave{id});
    for (const auto at : members)
        core.confirmErasures(at);
    EXPECT_EQ(core.count<MemberLeft>(members[0]), 2U);
    EXPECT_EQ(core.count<MemberLeft>(members[3]), 2U);
    for (const auto which : {1U, 2U}) {
        EXPECT_EQ(core.count<Ended>(members[which]), 1U);
        EXPECT_EQ(core.count<MemberLeft>(members[which]), 0U) << "is not in the room any more";
    }
}

TEST_F(RoomEndingsTest, leave_lastOne_endsTheRoomAndNothingIsLeft)
{
    room(2);
    core.client(members[0]).acknowledges = false;
    core.say(members[0], id, "mine");
    core.say(members[1], id, "yours");
    core.send(members[1], Leave{id});
    core.send(members[0], Leave{id});
    EXPECT_EQ(core.last<Ended>(members[0]).reason, EndReason::YouLeft);
    const auto counts = core.counts();
    EXPECT_EQ(counts.rooms, 0U);
    EXPECT_EQ(counts.erasing, 0U);
    core.client(members[0]).acknowledges = true;
    for (const auto at : members)
        core.acknowledge(at);
    EXPECT_EQ(core.counts().outboxBytes, 0U);
    core.join(members[0], id);
    EXPECT_EQ(core.lastError(members[0]), Errc::RoomRefused);
}

TEST_F(RoomEndingsTest, leave_bothAtOnce_bothAreToldAndTheRoomIsGone)
{
    room(2);
    for (const auto at : members)
        core.client(at).confirms = false;
    core.send(members[0], Leave{id});
    core.send(members[1], Leave{id});
    core.send(members[1], Leave{id});
    EXPECT_EQ(core.counts().rooms, 0U);
    for (const auto at : members)
        core.confirmErasures(at);
    for (const auto at : members) {
        EXPECT_EQ(core.last<Ended>(at).reason, EndReason::YouLeft);
        EXPECT_EQ(core.count<MemberLeft>(at), 0U);
    }
    EXPECT_EQ(core.counts().erasing, 0U);
}

TEST_F(RoomEndingsTest, leave_host_passesTheRightToTheMemberLongestPresent)
{
    room(4);
    core.send(members[0], LockRoom{id, true});
    core.send(members[1], Leave{id});
    core.send(members[0], Leave{id});
    for (const auto which : {2U, 3U}) {
        EXPECT_EQ(core.last<RoomChanged>(members[which]).host, member(2));
        EXPECT_TRUE(core.last<RoomChanged>(members[which]).locked);
    }
    EXPECT_EQ(core.count<RoomChanged>(members[3]), 2U) << "the lock, and the host; not who else left";
    core.send(members[3], LockRoom{id, false});
    EXPECT_EQ(core.lastError(members[3]), Errc::NotHost);
    core.send(members[2], LockRoom{id, false});
    EXPECT_FALSE(core.last<RoomChanged>(members[3]).locked);
    const auto late = core.arriveInRoom(id);
    EXPECT_EQ(core.last<RoomJoined>(late).host, member(2));
    core.join(members[0], id);
    EXPECT_EQ(core.last<RoomJoined>(members[0]).host, member(2)) << "who comes back is not host";
}

TEST_F(RoomEndingsTest, remove_takesTheMemberOutAndItsInviteOpensNothing)
{
    room(4);
    core.client(members[3]).reads = false;
    core.say(members[1], id, "of the removed");
    core.send(members[0], RemoveMember{id, member(1), admissionOf(someProof(0x55))});
    EXPECT_EQ(core.last<Ended>(members[1]).reason, EndReason::Removed);
    EXPECT_EQ(queuedBy(member(1), members[3]), 0U);
    core.flush(members[3]);
    for (const auto which : {0U, 2U, 3U}) {
        EXPECT_EQ(core.last<MemberLeft>(members[which]).member, member(1));
        EXPECT_EQ(core.last<MemberLeft>(members[which]).reason, EndReason::Removed);
    }
    core.join(members[1], id);
    EXPECT_EQ(core.lastError(members[1]), Errc::RoomRefused);
    core.send(members[1], JoinRoom{id, someProof(0x55)}, "keys");
    EXPECT_EQ(core.count<RoomJoined>(members[1]), 2U) << "by the new invite";
}

TEST_F(RoomEndingsTest, remove_refused_keepsTheInvite)
{
    room(2);
    core.send(members[0], RemoveMember{id, MemberId::random(core.random()), admissionOf(someProof(0x55))});
    EXPECT_EQ(core.lastError(members[0]), Errc::MemberUnknown);
    (void)core.arriveInRoom(id);
}

TEST_F(RoomEndingsTest, remove_memberThatIsLeaving_isTheMembersLeave)
{
    room(3);
    core.client(members[2]).confirms = false;
    core.send(members[1], Leave{id});
    core.send(members[0], RemoveMember{id, member(1), {}});
    EXPECT_EQ(core.lastError(members[0]), Errc::MemberUnknown);
    core.confirmErasures(members[2]);
    EXPECT_EQ(core.last<MemberLeft>(members[0]).reason, EndReason::Left);
    EXPECT_EQ(core.last<Ended>(members[1]).reason, EndReason::YouLeft);
}

TEST_F(RoomEndingsTest, sessionsEnd_leavesEveryRoomAndThePair)
{
    const auto [asha, bo] = core.arrivePair();
    const ConversationId pair = core.conversation(asha);
    const ConversationId one = core.openRoom(asha);
    const ConversationId other = core.openRoom(bo);
    core.join(bo, one);
    core.join(asha, other);
    const MemberId inOne = core.memberIn(asha, one);
    core.send(asha, Goodbye{});
    EXPECT_EQ(core.last<Ended>(bo).conversation, pair);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Left);
    const auto left = core.all<MemberLeft>(bo);
    ASSERT_EQ(left.size(), 2U);
    EXPECT_EQ(left[0].member, inOne);
    EXPECT_EQ(left[0].reason, EndReason::Left);
    EXPECT_EQ(core.last<RoomChanged>(bo).conversation, one) << "where it was host";
    core.disconnect(bo);
    core.disconnect(asha);
    const auto counts = core.counts();
    EXPECT_EQ(counts.rooms + counts.pairs + counts.sessions + counts.erasing, 0U);
    EXPECT_EQ(counts.budgetUsedBytes, 0U);
}

TEST_F(RoomEndingsTest, lineThatBreaks_whereNothingIsResumed_isLost)
{
    room(3);
    const MemberId lost = member(1);
    core.disconnect(members[1]);
    EXPECT_EQ(core.last<MemberLeft>(members[0]).member, lost);
    EXPECT_EQ(core.last<MemberLeft>(members[2]).reason, EndReason::Lost);
}

TEST_F(RoomEndingsTest, everybodyAtOnce_200_leavesNothing)
{
    server::ServiceSettings settings = CoreHarness::withoutResume();
    settings.roomMembersMax = limits::roomMembersMaxMost;
    CoreHarness large(settings);
    std::vector<ConnectionId> all{large.arrive("Host")};
    const ConversationId room = large.openRoom(all.front());
    while (all.size() < limits::roomMembersMaxMost)
        all.push_back(large.arriveInRoom(room));
    for (const auto one : all)
        large.client(one).confirms = false;
    for (const auto one : all)
        large.send(one, Leave{room});
    EXPECT_EQ(large.counts().rooms, 0U);
    for (const auto one : all)
        large.confirmErasures(one);
    for (const auto one : all)
        EXPECT_EQ(large.count<Ended>(one), 1U);
    EXPECT_EQ(large.counts().erasing, 0U);
    for (const auto one : all)
        large.acknowledge(one);
    EXPECT_EQ(large.counts().outboxBytes, 0U);
}

} // namespace
} // namespace chatmet::tests
