// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a room, joining it, what the host may do, and what is said there.
#include "server/core/Rooms.h"

#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chatmet::tests {
namespace {

using namespace protocol;

class RoomsTest : public testing::Test
{
protected:
    /// A room with so many members; the first is its host.
    std::vector<ConnectionId> room(std::size_t members)
    {
        std::vector<ConnectionId> all{core.arrive("Host")};
        id = core.openRoom(all.front());
        while (all.size() < members)
            all.push_back(core.arriveInRoom(id, "Member"));
        return all;
    }
    /// What the last frame of a kind had with it.
    template <class Kind> std::string lastBody(ConnectionId connection)
    {
        std::string body;
        for (const ReceivedFrame& received : core.client(connection).received) {
            if (std::holds_alternative<Kind>(received.frame.kind))
                body = received.body.view();
        }
        return body;
    }

    CoreHarness core;
    ConversationId id;
};

TEST_F(RoomsTest, open_makesTheOpenerHostOfARoomOfItsOwn)
{
    const auto host = core.arrive();
    core.send(host, OpenRoom{admissionOf(someProof())}, "keys");
    const auto opened = core.last<RoomOpened>(host);
    EXPECT_FALSE(opened.conversation.isNull());
    EXPECT_FALSE(opened.ownMember.isNull());
    EXPECT_EQ(opened.membersMax, limits::roomMembersMax);
    EXPECT_EQ(core.counts().rooms, 1U);
    EXPECT_EQ(core.counts().pairs, 0U);
    EXPECT_NE(core.openRoom(host), opened.conversation);
    EXPECT_EQ(core.counts().rooms, 2U);
}

TEST_F(RoomsTest, entry_packageThatIsMissingOrTooLong_isRefused)
{
    const auto host = room(1).front();
    const auto joiner = core.arrive();
    core.send(host, OpenRoom{admissionOf(someProof())});
    EXPECT_EQ(core.lastError(host), Errc::EmptyBody);
    core.send(host, OpenRoom{admissionOf(someProof())}, bytesOf(limits::keyExchangeBytesMax + 1));
    EXPECT_EQ(core.lastError(host), Errc::BodyTooLong);
    core.send(joiner, JoinRoom{id, someProof()});
    EXPECT_EQ(core.lastError(joiner), Errc::EmptyBody);
    core.send(joiner, JoinRoom{id, someProof()}, bytesOf(limits::keyExchangeBytesMax + 1));
    EXPECT_EQ(core.lastError(joiner), Errc::BodyTooLong);
    EXPECT_EQ(core.counts().rooms, 1U);
    core.join(joiner, id, bytesOf(limits::keyExchangeBytesMax));
    EXPECT_EQ(core.count<RoomJoined>(joiner), 1U);
}

TEST_F(RoomsTest, join_tellsTheNewcomerOfAllByTimeOfJoining_andAllOfTheNewcomer)
{
    const auto host = core.arrive("Host");
    id = core.openRoom(host, "keys of host");
    const auto second = core.arrive("Second");
    core.join(second, id, "keys of second");
    const auto third = core.arrive("Third");
    core.join(third, id, "keys of third");

    const auto joined = core.last<RoomJoined>(third);
    EXPECT_EQ(joined.conversation, id);
    EXPECT_EQ(joined.host, core.memberIn(host, id));
    EXPECT_FALSE(joined.locked);
    EXPECT_EQ(joined.membersMax, limits::roomMembersMax);
    const auto present = core.all<MemberJoined>(third);
    ASSERT_EQ(present.size(), 2U);
    EXPECT_EQ(present[0].member, core.memberIn(host, id));
    EXPECT_EQ(present[0].username, "Host");
    EXPECT_EQ(present[1].member, core.memberIn(second, id));
    EXPECT_EQ(lastBody<MemberJoined>(third), "keys of second");
    for (const MemberJoined& member : present) {
        EXPECT_TRUE(member.present);
        EXPECT_FALSE(member.away);
    }
    for (const auto old : {host, second}) {
        const auto newcomer = core.last<MemberJoined>(old);
        EXPECT_EQ(newcomer.conversation, id);
        EXPECT_EQ(newcomer.member, joined.ownMember);
        EXPECT_EQ(newcomer.username, "Third");
        EXPECT_FALSE(newcomer.present);
        EXPECT_EQ(lastBody<MemberJoined>(old), "keys of third");
    }
}

TEST_F(RoomsTest, join_refused_isOneAnswerWhateverTheReason)
{
    server::ServiceSettings settings = CoreHarness::withoutResume();
    settings.roomMembersMax = 2;
    CoreHarness small(settings);
    const auto host = small.arrive("Host");
    const auto guest = small.arrive("Guest");
    const ConversationId open = small.openRoom(host);
    const ConversationId full = small.openRoom(host);
    const ConversationId locked = small.openRoom(host);
    (void)small.arriveInRoom(full);
    small.send(host, LockRoom{locked, true});
    const auto [one, other] = small.arrivePair();

    const auto refusals = [&](ConnectionId from, const ConversationId& room, const RoomProof& proof) {
        small.send(from, JoinRoom{room, proof}, "keys");
        return small.last<ErrorAnswer>(from);
    };
    const std::vector<ErrorAnswer> answers{
        refusals(guest, ConversationId::random(small.random()), someProof()),
        refusals(guest, open, someProof(0x08)),
        refusals(guest, open, admissionOf(someProof())), // what the server has opens nothing
        refusals(guest, open, RoomProof{}),
        refusals(guest, full, someProof()),
        refusals(guest, locked, someProof()),
        refusals(guest, small.conversation(one), someProof()),
        refusals(host, open, someProof()),
    };
    using server::Limit;
    EXPECT_EQ(small.service().totals().limitsHit[static_cast<std::size_t>(Limit::RoomMembersMax)], 1U)
        << "the operator is told, and nobody else";
    for (const ErrorAnswer& answer : answers) {
        EXPECT_EQ(answer.code, Errc::RoomRefused);
        EXPECT_EQ(answer.text, answers.front().text);
        EXPECT_TRUE(answer.conversation.isNull());
        EXPECT_EQ(answer.retryAfterMs, 0U);
        EXPECT_NE(answer.regarding, 0U);
    }
    EXPECT_EQ(small.count<RoomJoined>(guest), 0U);
    EXPECT_EQ(small.count<MemberJoined>(host), 1U);
    small.join(guest, open);
    EXPECT_EQ(small.count<RoomJoined>(guest), 1U);
}

TEST_F(RoomsTest, join_roomsOfOneSession_areBounded)
{
    const auto host = core.arrive("Host");
    const auto busy = core.arrive("Busy");
    for (std::size_t i = 0; i < limits::roomsPerSessionMax; ++i)
        core.join(busy, core.openRoom(host));
    EXPECT_EQ(core.count<RoomJoined>(busy), limits::roomsPerSessionMax);
    core.send(host, OpenRoom{}, "keys");
    EXPECT_EQ(core.lastError(host), Errc::RoomsTooMany);
    const ConversationId another = core.openRoom(core.arrive("Other"));
    core.join(busy, another);
    EXPECT_EQ(core.lastError(busy), Errc::RoomsTooMany);
    core.send(busy, Leave{core.last<RoomJoined>(busy).conversation});
    core.join(busy, another);
    EXPECT_EQ(core.last<RoomJoined>(busy).conversation, another);
}

TEST_F(RoomsTest, join_membersOfOneRoom_areBoundedByTheOperator)
{
    server::ServiceSettings settings = CoreHarness::withoutResume();
    settings.roomMembersMax = 1'000; // more than the protocol has
    CoreHarness large(settings);
    const auto host = large.arrive("Host");
    const ConversationId room = large.openRoom(host);
    EXPECT_EQ(large.last<RoomOpened>(host).membersMax, limits::roomMembersMaxMost);
    for (std::size_t i = 1; i < limits::roomMembersMaxMost; ++i)
        (void)large.arriveInRoom(room);
    const auto late = large.arrive("Late");
    large.join(late, room);
    EXPECT_EQ(large.lastError(late), Errc::RoomRefused);
    EXPECT_EQ(large.count<MemberJoined>(host), limits::roomMembersMaxMost - 1);
    large.say(host, room, "to all");
    for (const auto& [connection, client] : large.clients())
        EXPECT_EQ(large.count<Message>(connection), connection == host || connection == late ? 0U : 1U);
    large.send(host, Leave{room});
    for (const auto& [connection, client] : large.clients())
        EXPECT_EQ(large.count<MemberLeft>(connection), connection == host || connection == late ? 0U : 1U);
}

TEST_F(RoomsTest, join_whileMemoryIsSpent_isRefused)
{
    server::ServiceSettings settings = CoreHarness::withoutResume();
    settings.budgetBytes = 6 * server::sessionCostBytes;
    CoreHarness poor(settings);
    const auto host = poor.arrive("Host");
    const ConversationId room = poor.openRoom(host);
    const std::size_t before = poor.counts().budgetUsedBytes;
    const auto second = poor.arriveInRoom(room);
    EXPECT_GE(poor.counts().budgetUsedBytes, before + server::sessionCostBytes + server::membershipCostBytes);
    for (int people = 2;; ++people) {
        ASSERT_LE(people, 6);
        const auto another = poor.connect();
        poor.hello(another, "Another");
        if (poor.lastError(another) == Errc::ServerFull)
            break;
    }
    for (std::size_t i = 0; i < limits::roomsPerSessionMax; ++i)
        poor.send(second, OpenRoom{}, "keys");
    for (std::size_t i = 0; i < limits::roomsPerSessionMax; ++i)
        poor.send(host, OpenRoom{}, "keys");
    EXPECT_EQ(poor.lastError(host), Errc::OverBudget);
}

TEST_F(RoomsTest, say_everybodyElseGetsOneNumberOneHeaderAndOneBody)
{
    for (const std::size_t size : {2U, 3U, 50U}) {
        CoreHarness any;
        std::vector<ConnectionId> members{any.arrive("Host")};
        const ConversationId room = any.openRoom(members.front());
        while (members.size() < size)
            members.push_back(any.arriveInRoom(room));
        any.say(members[1], room, "one");
        any.say(members[0], room, "two");
        const auto accepted = any.all<Accepted>(members[0]);
        ASSERT_EQ(accepted.size(), 1U);
        EXPECT_EQ(accepted[0].number, 2U);
        const std::uint8_t* kind = nullptr;
        const std::uint8_t* body = nullptr;
        std::size_t recipients = 0;
        for (const server::Effect& effect : any.lastEffects()) {
            const auto* frame = std::get_if<server::SendFrame>(&effect);
            if (frame == nullptr || frame->body.empty())
                continue;
            ++recipients;
            EXPECT_EQ(frame->author, any.memberIn(members[0], room));
            EXPECT_EQ(frame->kind.data(), kind == nullptr ? frame->kind.data() : kind) << "encoded once";
            EXPECT_EQ(frame->body.data(), body == nullptr ? frame->body.data() : body) << "never copied";
            kind = frame->kind.data();
            body = frame->body.data();
        }
        EXPECT_EQ(recipients, size - 1);
        for (std::size_t i = 2; i < size; ++i) {
            const auto messages = any.all<Message>(members[i]);
            ASSERT_EQ(messages.size(), 2U);
            EXPECT_EQ(messages[0].number, 1U);
            EXPECT_EQ(messages[1].number, 2U);
            EXPECT_EQ(messages[1].member, any.memberIn(members[0], room));
        }
        EXPECT_EQ(any.count<Message>(members[0]), 1U) << "not what it wrote itself";
    }
}

TEST_F(RoomsTest, say_newcomersGetNothingEarlier)
{
    server::ServiceSettings settings;
    CoreHarness resuming(settings);
    const auto host = resuming.arrive("Host");
    id = resuming.openRoom(host);
    const auto old = resuming.arriveInRoom(id);
    resuming.client(old).acknowledges = false; // so that it waits in an outbox
    resuming.say(host, id, "before");
    const auto late = resuming.arriveInRoom(id);
    EXPECT_EQ(resuming.count<Message>(late), 0U);
    const auto back = resuming.resume(resuming.lose(late));
    EXPECT_EQ(resuming.count<Message>(back), 0U);
    resuming.say(host, id, "after");
    EXPECT_EQ(resuming.last<Message>(back).number, 2U);
    EXPECT_EQ(resuming.count<Message>(back), 1U);
}

TEST_F(RoomsTest, say_strangersAndWrongNumbers_areRefusedAsInAPair)
{
    const auto members = room(3);
    const auto stranger = core.arrive();
    core.say(stranger, id, "hello");
    EXPECT_EQ(core.lastError(stranger), Errc::NotInConversation);
    core.send(members[1], Send{id, 1}, "");
    EXPECT_EQ(core.lastError(members[1]), Errc::EmptyBody);
    core.send(members[1], Send{id, 2}, "gap");
    EXPECT_EQ(core.lastError(members[1]), Errc::SenderNumber);
    core.send(members[1], Send{id, 1}, "one");
    core.send(members[1], Send{id, 1}, "one");
    EXPECT_EQ(core.count<Message>(members[0]), 1U) << "a repeat is ignored";
}

TEST_F(RoomsTest, say_memberWhoDoesNotAcknowledge_makesTheSenderWaitAndNobodyLoses)
{
    const auto members = room(3);
    core.client(members[2]).acknowledges = false;
    std::size_t said = 0;
    while (core.count<ErrorAnswer>(members[0]) == 0 && said < limits::outboxFramesMax) {
        core.say(members[0], id, bytesOf(10'000));
        core.acknowledge(members[0]);
        core.acknowledge(members[1]);
        ++said;
    }
    EXPECT_EQ(core.lastError(members[0]), Errc::RateLimited);
    EXPECT_GT(core.last<ErrorAnswer>(members[0]).retryAfterMs, 0U);
    EXPECT_EQ(core.count<Message>(members[1]), said - 1) << "a refused message goes to nobody";
    EXPECT_EQ(core.counts().sessions, 3U);
    core.client(members[2]).acknowledges = true;
    core.acknowledge(members[2]);
    --core.client(members[0]).sentNumbers[id]; // as the protocol asks: again, under its number
    core.say(members[0], id, "again");
    EXPECT_EQ(core.count<Message>(members[2]), said);
}

TEST_F(RoomsTest, typing_goesToAllOthersAndReplacesOnlyTheSameMembers)
{
    const auto members = room(3);
    core.client(members[2]).reads = false;
    core.send(members[0], Typing{id, {}, true});
    core.send(members[1], Typing{id, {}, true});
    EXPECT_EQ(core.last<Typing>(members[1]).member, core.memberIn(members[0], id));
    EXPECT_EQ(core.count<Typing>(members[0]), 1U) << "of the other, not its own";
    ASSERT_EQ(core.client(members[2]).queue.size(), 2U);
    EXPECT_NE(core.client(members[2]).queue[0].author, core.client(members[2]).queue[1].author);
}

TEST_F(RoomsTest, keyExchange_chainGoesToOneMember)
{
    const auto members = room(4);
    for (int i = 0; i < 3; ++i) // as many as there are joins and leaves
        core.send(members[0], KeyExchange{id, KeyStep::Chain, core.memberIn(members[2], id)}, "chain");
    EXPECT_EQ(core.count<KeyExchanged>(members[2]), 3U);
    EXPECT_EQ(core.last<KeyExchanged>(members[2]).member, core.memberIn(members[0], id));
    EXPECT_EQ(core.last<KeyExchanged>(members[2]).step, KeyStep::Chain);
    EXPECT_EQ(core.count<KeyExchanged>(members[1]) + core.count<KeyExchanged>(members[3]), 0U);
    for (const MemberId& nobody :
         {MemberId{}, core.memberIn(members[0], id), MemberId::random(core.random())}) {
        core.send(members[0], KeyExchange{id, KeyStep::Chain, nobody}, "chain");
        EXPECT_EQ(core.lastError(members[0]), Errc::MemberUnknown);
    }
    for (const KeyStep step : {KeyStep::Commit, KeyStep::Share, KeyStep::Reveal, KeyStep::Unknown}) {
        core.send(members[1], KeyExchange{id, step, core.memberIn(members[2], id)}, "step");
        EXPECT_EQ(core.lastError(members[1]), Errc::KeyStep);
    }
    EXPECT_EQ(core.count<KeyExchanged>(members[2]), 3U);
}

TEST_F(RoomsTest, keyExchange_chainInAPair_isNoStep)
{
    const auto [asha, bo] = core.arrivePair();
    core.send(asha, KeyExchange{core.conversation(asha), KeyStep::Chain, core.partner(asha)}, "chain");
    EXPECT_EQ(core.lastError(asha), Errc::KeyStep);
    EXPECT_EQ(core.count<KeyExchanged>(bo), 0U);
}

TEST_F(RoomsTest, keyExchange_receiverWithoutSpace_makesTheSenderWait)
{
    const auto members = room(2);
    core.client(members[1]).acknowledges = false;
    for (std::size_t i = 0; i < limits::outboxFramesMax && core.count<ErrorAnswer>(members[0]) == 0; ++i)
        core.send(members[0], KeyExchange{id, KeyStep::Chain, core.memberIn(members[1], id)}, bytesOf(256));
    EXPECT_EQ(core.lastError(members[0]), Errc::RateLimited);
    EXPECT_EQ(core.counts().sessions, 2U);
}

TEST_F(RoomsTest, lock_byTheHostAlone_keepsNewcomersOut)
{
    const auto members = room(2);
    core.send(members[1], LockRoom{id, true});
    EXPECT_EQ(core.lastError(members[1]), Errc::NotHost);
    core.send(members[0], LockRoom{id, true});
    for (const auto member : members) {
        EXPECT_TRUE(core.last<RoomChanged>(member).locked);
        EXPECT_EQ(core.last<RoomChanged>(member).host, core.memberIn(members[0], id));
    }
    const auto late = core.arrive();
    core.join(late, id);
    EXPECT_EQ(core.lastError(late), Errc::RoomRefused);
    core.send(members[0], LockRoom{id, false});
    EXPECT_FALSE(core.last<RoomChanged>(members[1]).locked);
    core.join(late, id);
    EXPECT_EQ(core.count<RoomJoined>(late), 1U);
    core.send(core.arrive(), LockRoom{id, true});
    EXPECT_FALSE(core.last<RoomChanged>(late).locked);
}

TEST_F(RoomsTest, hostsRights_elsewhere_areRefused)
{
    const auto members = room(2);
    const auto stranger = core.arrive();
    core.send(stranger, LockRoom{id, true});
    EXPECT_EQ(core.lastError(stranger), Errc::NotInConversation);
    core.send(stranger, RemoveMember{id, core.memberIn(members[0], id), {}});
    EXPECT_EQ(core.lastError(stranger), Errc::NotInConversation);
    const auto [asha, bo] = core.arrivePair();
    core.send(asha, LockRoom{core.conversation(asha), true});
    EXPECT_EQ(core.lastError(asha), Errc::NotHost);
    core.send(members[1], RemoveMember{id, core.memberIn(members[0], id), {}});
    EXPECT_EQ(core.lastError(members[1]), Errc::NotHost);
    for (const MemberId& nobody : {core.memberIn(members[0], id), MemberId::random(core.random())}) {
        core.send(members[0], RemoveMember{id, nobody, {}});
        EXPECT_EQ(core.lastError(members[0]), Errc::MemberUnknown);
    }
    EXPECT_EQ(core.count<MemberLeft>(members[0]) + core.count<MemberLeft>(members[1]), 0U);
}

TEST_F(RoomsTest, rooms_severalAndAPairBeside_areApart)
{
    const auto [asha, bo] = core.arrivePair();
    const ConversationId pair = core.conversation(asha);
    const ConversationId one = core.openRoom(asha);
    const ConversationId other = core.openRoom(bo);
    core.join(bo, one);
    core.join(asha, other);
    EXPECT_NE(core.memberIn(asha, one), core.memberIn(asha, other));
    core.say(asha, one, "in one");
    core.say(asha, other, "in the other");
    core.say(asha, pair, "in the pair");
    const auto messages = core.all<Message>(bo);
    ASSERT_EQ(messages.size(), 3U);
    for (const Message& message : messages)
        EXPECT_EQ(message.number, 1U) << "an order of its own";
    core.send(bo, Leave{one});
    EXPECT_EQ(core.last<MemberLeft>(asha).conversation, one);
    EXPECT_EQ(core.count<Ended>(asha), 0U);
    core.send(asha, Leave{pair});
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Left);
    core.say(asha, other, "still");
    EXPECT_EQ(core.last<Message>(bo).conversation, other);
    EXPECT_EQ(core.counts().pairs, 0U);
    EXPECT_EQ(core.counts().rooms, 2U);
    core.meet(asha);
    core.meet(core.arrive());
    EXPECT_EQ(core.counts().pairs, 1U) << "who is in rooms may meet";
}

} // namespace
} // namespace chatmet::tests
