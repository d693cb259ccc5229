// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of members of rooms that drop, and come back or don't.
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <vector>

namespace chatmet::tests {
namespace {

using namespace protocol;

class RoomResumeTest : public testing::Test
{
protected:
    RoomResumeTest()
    {
        members.push_back(core.arrive("Host"));
        id = core.openRoom(members.front());
        while (members.size() < 3)
            members.push_back(core.arriveInRoom(id));
        for (const auto at : members)
            ids.push_back(core.memberIn(at, id));
    }
    /// Messages from the host until this member's outbox takes none any more.
    std::size_t fill(std::size_t otherReader)
    {
        std::size_t said = 0;
        for (; said < 100 && core.count<MemberLeft>(members[0]) == 0; ++said) {
            core.say(members[0], id, bytesOf(20'000));
            core.acknowledge(members[otherReader]);
            core.acknowledge(members[0]);
        }
        return said;
    }

    /// The same, while the third acknowledges, until the host is refused because of the second.
    void fillUntilRefused()
    {
        while (core.lastError(members[0]) != Errc::RateLimited) {
            core.say(members[0], id, bytesOf(20'000));
            core.acknowledge(members[2]);
        }
    }

    CoreHarness core{server::ServiceSettings{}};
    ConversationId id;
    std::vector<ConnectionId> members;
    std::vector<MemberId> ids;
};

TEST_F(RoomResumeTest, lineThatDrops_isToldToAllOthers_andItsComingBack)
{
    const TestClient lost = core.lose(members[1]);
    for (const auto which : {0U, 2U}) {
        EXPECT_EQ(core.last<MemberAway>(members[which]).conversation, id);
        EXPECT_EQ(core.last<MemberAway>(members[which]).member, ids[1]);
        EXPECT_EQ(core.last<MemberAway>(members[which]).windowMs, limits::resumeWindowMs);
    }
    core.say(members[0], id, "meanwhile");
    const auto back = core.resume(lost);
    for (const auto which : {0U, 2U})
        EXPECT_EQ(core.last<MemberBack>(members[which]).member, ids[1]);
    EXPECT_EQ(core.count<Message>(back), 1U);
    EXPECT_EQ(core.count<MemberAway>(back), 0U);
    core.say(back, id, "here again");
    EXPECT_EQ(core.last<Message>(members[2]).member, ids[1]);
}

TEST_F(RoomResumeTest, comingBack_isToldOfEachThatIsAway)
{
    const TestClient one = core.lose(members[1]);
    core.advance(5'000);
    const TestClient other = core.lose(members[2]);
    core.advance(1'000);
    const auto back = core.resume(one);
    ASSERT_EQ(core.count<MemberAway>(back), 1U);
    EXPECT_EQ(core.last<MemberAway>(back).member, ids[2]);
    EXPECT_EQ(core.last<MemberAway>(back).windowMs, limits::resumeWindowMs - 1'000);
    (void)core.resume(other);
    EXPECT_EQ(core.last<MemberBack>(back).member, ids[2]);
}

TEST_F(RoomResumeTest, newcomer_isToldWhoIsAway)
{
    const TestClient lost = core.lose(members[1]);
    const auto late = core.arriveInRoom(id);
    const auto present = core.all<MemberJoined>(late);
    ASSERT_EQ(present.size(), 3U);
    EXPECT_FALSE(present[0].away);
    EXPECT_TRUE(present[1].away);
    EXPECT_TRUE(present[1].present);
    EXPECT_FALSE(present[2].away);
    const auto back = core.resume(lost);
    EXPECT_EQ(core.last<MemberJoined>(back).member, core.memberIn(late, id));
}

TEST_F(RoomResumeTest, windowThatEnds_isLost)
{
    (void)core.lose(members[0]);
    core.advance(limits::resumeWindowMs);
    for (const auto which : {1U, 2U}) {
        EXPECT_EQ(core.last<MemberLeft>(members[which]).member, ids[0]);
        EXPECT_EQ(core.last<MemberLeft>(members[which]).reason, EndReason::Lost);
        EXPECT_EQ(core.last<RoomChanged>(members[which]).host, ids[1]);
    }
}

TEST_F(RoomResumeTest, memberWhoIsAway_withoutSpace_leavesAndStopsNobody)
{
    const TestClient lost = core.lose(members[1]);
    const std::size_t said = fill(2);
    EXPECT_EQ(core.count<ErrorAnswer>(members[0]), 0U);
    EXPECT_EQ(core.count<Message>(members[2]), said);
    EXPECT_EQ(core.last<MemberLeft>(members[2]).member, ids[1]);
    EXPECT_EQ(core.last<MemberLeft>(members[2]).reason, EndReason::Lost);
    const auto back = core.resume(lost);
    EXPECT_EQ(core.count<Message>(back), 0U) << "all of the room is erased";
    EXPECT_EQ(core.last<Ended>(back).conversation, id);
    EXPECT_EQ(core.last<Ended>(back).reason, EndReason::Lost);
    EXPECT_EQ(core.counts().sessions, 3U) << "only the room is lost";
    core.join(back, id);
    EXPECT_EQ(core.count<RoomJoined>(back), 1U);
}

TEST_F(RoomResumeTest, memberWhoNeverAcknowledges_leavesAndStopsNobodyForLong)
{
    const std::uint64_t before = core.client(members[1]).highestReceived;
    core.acknowledge(members[1]);
    core.client(members[1]).acknowledges = false;
    fillUntilRefused();
    const std::size_t heard = core.count<Message>(members[2]);
    core.advance(limits::acknowledgeWithinMs + limits::resumeWindowMs - 1'000);
    core.say(members[2], id, bytesOf(10));
    EXPECT_EQ(core.lastError(members[2]), Errc::RateLimited) << "it may only be slow, or have been away";
    // Coming back without it does not begin the time anew.
    TestClient lost = core.lose(members[1]);
    lost.highestReceived = before;
    const auto back = core.resume(lost);
    core.client(back).acknowledges = false;
    core.advance(2'000);
    core.send(members[0], Send{id, core.client(members[0]).sentNumbers[id]}, "again");
    EXPECT_EQ(core.count<Message>(members[2]), heard + 1);
    EXPECT_EQ(core.last<MemberLeft>(members[2]).member, ids[1]);
    EXPECT_EQ(core.last<MemberLeft>(members[2]).reason, EndReason::Lost);
    EXPECT_EQ(core.last<Ended>(back).reason, EndReason::Lost);
    EXPECT_EQ(core.counts().sessions, 3U) << "only the room is lost";
}

TEST_F(RoomResumeTest, memberWhoAcknowledgesLate_stays)
{
    fillUntilRefused();
    core.advance(limits::acknowledgeWithinMs);
    core.acknowledge(members[1]);
    core.advance(limits::resumeWindowMs + 1'000);
    core.say(members[2], id, bytesOf(10));
    EXPECT_EQ(core.count<MemberLeft>(members[2]), 0U);
}

TEST_F(RoomResumeTest, hostWhoIsAway_withoutSpace_leavesAndPassesItsRight)
{
    core.lose(members[0]);
    while (core.count<MemberLeft>(members[2]) == 0 && core.count<Message>(members[2]) < 100) {
        core.say(members[1], id, bytesOf(20'000));
        core.acknowledge(members[2]);
    }
    EXPECT_EQ(core.last<MemberLeft>(members[2]).member, ids[0]);
    EXPECT_EQ(core.last<RoomChanged>(members[2]).host, ids[1]);
}

TEST_F(RoomResumeTest, join_whereAllAreAwayWithoutSpace_findsNoRoom)
{
    server::ServiceSettings settings;
    CoreHarness other(settings);
    const auto host = other.arrive("Host");
    const ConversationId room = other.openRoom(host);
    const auto second = other.arriveInRoom(room);
    other.client(host).acknowledges = false;
    while (other.lastError(second) != Errc::RateLimited)
        other.say(second, room, bytesOf(20'000));
    other.send(second, Leave{room});
    // What the leaver wrote is erased, so the host has space again; its own room fills it once more.
    const auto third = other.arriveInRoom(room);
    while (other.lastError(third) != Errc::RateLimited)
        other.say(third, room, bytesOf(20'000));
    (void)other.lose(host);
    (void)other.lose(third);
    const auto late = other.arrive();
    other.join(late, room);
    // The host leaves for want of space, the third has some.
    EXPECT_EQ(other.count<RoomJoined>(late), 1U);
    EXPECT_EQ(other.counts().rooms, 1U);
}

TEST_F(RoomResumeTest, leave_whileAnotherIsAway_erasesItsOutbox)
{
    TestClient lost = core.lose(members[1]);
    core.say(members[2], id, "of the leaver");
    core.say(members[0], id, "of the host");
    core.send(members[2], Leave{id});
    EXPECT_EQ(core.last<MemberLeft>(members[0]).member, ids[2]);
    const auto back = core.resume(lost);
    ASSERT_EQ(core.count<Message>(back), 1U);
    EXPECT_EQ(core.last<Message>(back).member, ids[0]);
    EXPECT_EQ(core.last<MemberLeft>(back).member, ids[2]);
}

TEST_F(RoomResumeTest, remove_whileAway_isToldOnComingBack)
{
    const TestClient lost = core.lose(members[1]);
    core.send(members[0], RemoveMember{id, ids[1], admissionOf(someProof(0x55))});
    EXPECT_EQ(core.last<MemberLeft>(members[2]).reason, EndReason::Removed);
    const auto back = core.resume(lost);
    EXPECT_EQ(core.last<Ended>(back).reason, EndReason::Removed);
    EXPECT_EQ(core.count<MemberLeft>(members[2]), 1U);
    core.join(back, id);
    EXPECT_EQ(core.lastError(back), Errc::RoomRefused);
}

TEST_F(RoomResumeTest, leave_askedForBeforeTheLineBroke_isDoneOnComingBack)
{
    core.sendIntoTheVoid(members[1], Leave{id});
    const auto back = core.resume(core.lose(members[1]));
    EXPECT_EQ(core.last<Ended>(back).reason, EndReason::YouLeft);
    EXPECT_EQ(core.last<MemberLeft>(members[0]).reason, EndReason::Left);
}

TEST_F(RoomResumeTest, leave_whileAllOthersAreAway_isToldAtOnce)
{
    const TestClient host = core.lose(members[0]);
    const TestClient second = core.lose(members[1]);
    core.send(members[2], Leave{id});
    EXPECT_EQ(core.last<Ended>(members[2]).reason, EndReason::YouLeft);
    for (const TestClient& lost : {host, second})
        EXPECT_EQ(core.last<MemberLeft>(core.resume(lost)).member, ids[2]);
}

TEST_F(RoomResumeTest, chain_toSomebodyWhoIsAway_waitsInTheOutbox)
{
    const TestClient lost = core.lose(members[1]);
    core.send(members[0], KeyExchange{id, KeyStep::Chain, ids[1]}, "chain");
    EXPECT_EQ(core.last<KeyExchanged>(core.resume(lost)).member, ids[0]);
}

TEST_F(RoomResumeTest, severalConversations_allAreToldAndGoOn)
{
    const ConversationId another = core.openRoom(members[2]);
    core.join(members[1], another);
    core.meet(members[1]);
    const auto partner = core.arrive();
    core.meet(partner);
    const TestClient lost = core.lose(members[1]);
    EXPECT_EQ(core.count<MemberAway>(members[2]), 2U);
    EXPECT_EQ(core.count<MemberAway>(partner), 1U);
    (void)core.resume(lost);
    EXPECT_EQ(core.count<MemberBack>(members[2]), 2U);
    EXPECT_EQ(core.count<MemberBack>(partner), 1U);
}

} // namespace
} // namespace chatmet::tests
