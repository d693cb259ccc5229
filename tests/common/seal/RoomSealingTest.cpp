// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Talking in a room: who can read what, before, during and after a membership.
#include "common/seal/RoomSealing.h"

#include "common/seal/SealedPicture.h"
#include "tests/common/seal/SealRoom.h"

#include <gtest/gtest.h>

namespace chatmet::seal {
namespace {

using namespace chatmet::testing;

TEST(RoomSealingTest, alone_sealsForNobody)
{
    TestRoom room(1);
    EXPECT_TRUE(room.members[0].sealing.seal(bytesOf("anybody here?")));
    EXPECT_TRUE(room.members[0].sealing.membersOwedChain().empty());
}

TEST(RoomSealingTest, everybody_hearsEverybody)
{
    for (const std::size_t count : {std::size_t{2}, std::size_t{3}, std::size_t{50}}) {
        TestRoom room(count);
        for (RoomMember& member : room.members) {
            room.expectHeardByAll(member, "first of " + member.name);
            room.expectHeardByAll(member, "दूसरा");
        }
    }
}

TEST(RoomSealingTest, sizes_areThoseOfAPair_longestPasses)
{
    TestRoom room(2);
    const auto shortest = room.members[0].sealing.seal({});
    EXPECT_EQ(shortest->body.size(), roomOverheadBytes + paddedBytesMin);
    EXPECT_EQ(room.members[1].hear(room.members[0], shortest->body), Errc::Ok);
    const auto longest = room.members[0].sealing.seal(WipedBytes(contentBytesMax, 7));
    EXPECT_EQ(room.members[1].hear(room.members[0], longest->body), Errc::Ok);
    EXPECT_EQ(room.members[0].sealing.seal(WipedBytes(contentBytesMax + 1, 7)).code(), Errc::BodyTooLong);
    room.expectHeardByAll(room.members[0], "and on");
}

TEST(RoomSealingTest, newcomer_readsNothingEarlier)
{
    TestRoom room(2);
    RoomMember& author = room.members[0];
    const WipedBytes earlier = author.say("before you came");
    ASSERT_EQ(room.members[1].hear(author, earlier), Errc::Ok);
    RoomMember& newcomer = room.join();
    EXPECT_EQ(newcomer.hear(author, earlier), Errc::SealReplay);
    room.expectHeardByAll(author, "welcome");
}

TEST(RoomSealingTest, newcomersChain_opensNothingEarlier_evenByForce)
{
    // Everything that a newcomer gets, with the counter set back by hand.
    const MemberKeys keys;
    MessageSealer sealer(SecretKey::random(), SealContext{});
    const WipedBytes earlier = sealer.seal(bytesOf("before")).value().body;
    for (std::uint64_t counter = 0; counter < 3; ++counter) {
        MessageOpener forced(SecretKey::copyOf(sealer.chain().bytes()), SealContext{}, 0);
        EXPECT_EQ(forced.open(earlier).code(), Errc::SealBroken);
        static_cast<void>(sealer.seal(bytesOf("more")));
    }
}

TEST(RoomSealingTest, writtenBeforeItsAuthorKnewOfTheNewcomer_isNotForIt)
{
    TestRoom room(2);
    RoomMember& author = room.members[0];
    RoomMember newcomer(9, 7);
    ASSERT_EQ(newcomer.meet(author), Standing::Proven);
    const WipedBytes crossed = author.say("crossed with the joining");
    EXPECT_EQ(newcomer.hear(author, crossed), Errc::SealNoChain);
    ASSERT_EQ(author.meet(newcomer), Standing::Proven);
    author.giveChainTo(newcomer);
    EXPECT_EQ(newcomer.hear(author, author.say("for you too")), Errc::Ok);
    EXPECT_EQ(newcomer.hear(author, crossed), Errc::SealReplay);
}

TEST(RoomSealingTest, afterALeave_nothingIsSealedUntilTheChainIsNew)
{
    TestRoom room(3);
    RoomMember& author = room.members[0];
    room.leave(2);
    EXPECT_TRUE(author.sealing.needsNewChain());
    EXPECT_EQ(author.sealing.seal(bytesOf("too soon")).code(), Errc::SealChainDue);
    EXPECT_EQ(author.sealing.chainFor(room.members[1].id).code(), Errc::SealChainDue);
    room.payChains();
    EXPECT_FALSE(author.sealing.needsNewChain());
    room.expectHeardByAll(author, "only we");
    room.expectHeardByAll(room.members[1], "indeed");
}

TEST(RoomSealingTest, leaver_readsNothingAfterwards)
{
    TestRoom room(2);
    RoomMember gone(9, 7); // keeps everything that it ever got
    for (RoomMember& member : room.members) {
        ASSERT_EQ(member.meet(gone), Standing::Proven);
        ASSERT_EQ(gone.meet(member), Standing::Proven);
        member.giveChainTo(gone);
    }
    RoomMember& author = room.members[0];
    EXPECT_EQ(gone.hear(author, author.say("while you are here")), Errc::Ok);
    for (RoomMember& member : room.members)
        member.sealing.memberLeft(gone.id);
    room.payChains();
    EXPECT_EQ(gone.hear(author, author.say("gone")), Errc::SealGap);
    // The chain that was made for another does not open for it either.
    author.sealing.renewChain();
    const auto forOther = author.sealing.chainFor(room.members[1].id);
    EXPECT_EQ(gone.sealing.takeChain(author.id, *forOther).code(), Errc::SealSignature);
    EXPECT_EQ(author.sealing.chainFor(gone.id).code(), Errc::RoomMember);
    EXPECT_EQ(author.hear(gone, gone.say("still me")), Errc::RoomMember);
}

TEST(RoomSealingTest, messagesOnTheirWay_whenTheChainIsRenewed_stillOpen)
{
    TestRoom room(3);
    RoomMember& author = room.members[0];
    RoomMember& reader = room.members[1];
    const WipedBytes underOld = author.say("on its way");
    const MemberId left = room.members[2].id;
    reader.sealing.memberLeft(left);
    EXPECT_EQ(reader.hear(author, underOld), Errc::Ok);
    author.sealing.memberLeft(left);
    author.sealing.renewChain();
    author.giveChainTo(reader);
    EXPECT_EQ(reader.hear(author, author.say("under the new one")), Errc::Ok);
    EXPECT_EQ(reader.hear(author, underOld), Errc::SealReplay);
}

TEST(RoomSealingTest, skip_takesOneStepOfThatMemberAlone)
{
    TestRoom room(3);
    RoomMember& author = room.members[0];
    RoomMember& reader = room.members[1];
    const WipedBytes takenBack = author.say("taken back");
    const WipedBytes next = author.say("after it");
    EXPECT_EQ(reader.hear(author, next), Errc::SealGap);
    EXPECT_TRUE(reader.sealing.skip(author.id));
    EXPECT_EQ(reader.hear(author, takenBack), Errc::SealReplay);
    EXPECT_EQ(reader.hear(author, next), Errc::Ok);
    EXPECT_EQ(room.members[2].hear(author, takenBack), Errc::Ok) << "who was not told to skip";
    EXPECT_EQ(reader.hear(room.members[2], room.members[2].say("unharmed")), Errc::Ok);
    EXPECT_EQ(reader.sealing.skip(memberId(99)).code(), Errc::RoomMember);
    RoomMember newcomer(9, 7);
    ASSERT_EQ(reader.meet(newcomer), Standing::Proven);
    EXPECT_EQ(reader.sealing.skip(newcomer.id).code(), Errc::SealNoChain);
}

TEST(RoomSealingTest, picture_sameChunksOpenForEverybody)
{
    TestRoom room(3);
    auto offer = room.members[0].sealing.seal(bytesOf("offer"));
    const PictureSeal sealing(std::move(offer->pictureKey), offer->context);
    const WipedBytes first = sealing.seal(bytesOf("chunk"), 0, false);
    const WipedBytes last = sealing.seal(bytesOf("end"), 1, true);
    for (const std::size_t reader : {1U, 2U}) {
        auto opened = room.members[reader].sealing.open(room.members[0].id, offer->body);
        ASSERT_TRUE(opened);
        const PictureSeal opening(std::move(opened->pictureKey), opened->context);
        EXPECT_EQ(*opening.open(first, 0, false), bytesOf("chunk"));
        EXPECT_EQ(*opening.open(last, 1, true), bytesOf("end"));
        EXPECT_EQ(opening.open(first, 1, false).code(), Errc::SealBroken);
        EXPECT_EQ(opening.open(last, 1, false).code(), Errc::SealBroken);
    }
}

TEST(RoomSealingTest, secretReplaced_oldMembersStay_newcomersProveThemselvesByTheNewOne)
{
    TestRoom room(2);
    for (RoomMember& member : room.members)
        member.sealing.secretReplaced(secretOf(8));
    room.expectHeardByAll(room.members[0], "still us");

    RoomMember newcomer(9, 8);
    RoomMember oldInvite(10, 7);
    for (RoomMember& member : room.members) {
        EXPECT_EQ(member.meet(newcomer), Standing::Proven);
        EXPECT_EQ(member.meet(oldInvite), Standing::Unproven);
        EXPECT_EQ(member.sealing.chainFor(oldInvite.id).code(), Errc::RoomUnproven);
        EXPECT_EQ(member.hear(oldInvite, oldInvite.say("let me in")), Errc::RoomUnproven);
        // Their packages are by the old secret, so their chains prove them.
        EXPECT_EQ(newcomer.meet(member), Standing::Unproven);
        EXPECT_EQ(newcomer.sealing.chainFor(member.id).code(), Errc::RoomUnproven);
        member.giveChainTo(newcomer);
        EXPECT_TRUE(newcomer.sealing.isProven(member.id));
        newcomer.giveChainTo(member);
        EXPECT_EQ(member.hear(newcomer, newcomer.say("thank you")), Errc::Ok);
        static_cast<void>(newcomer.sealing.skip(member.id));
    }
}

TEST(RoomSealingTest, secretThatComesLate_provesWhoWaited)
{
    TestRoom room(2);
    RoomMember newcomer(9, 8);
    RoomMember& late = room.members[0];
    ASSERT_EQ(late.meet(newcomer), Standing::Unproven);
    EXPECT_TRUE(late.sealing.membersOwedChain().empty());
    late.sealing.secretReplaced(secretOf(8));
    EXPECT_TRUE(late.sealing.isProven(newcomer.id));
    EXPECT_EQ(late.sealing.membersOwedChain(), std::vector{newcomer.id});
}

TEST(RoomSealingTest, whoDoesNotKnowTheNewSecret_isNotProvenByItsChain)
{
    RoomMember member(1, 7);
    RoomMember newcomer(2, 8);
    ASSERT_EQ(newcomer.meet(member), Standing::Unproven);
    // Somebody with the old secret who was made to believe in the newcomer.
    ASSERT_TRUE(member.sealing.memberJoined(newcomer.id, newcomer.name, newcomer.package));
    member.sealing.secretReplaced(secretOf(8));
    member.sealing.secretReplaced(secretOf(7));
    const auto chain = member.sealing.chainFor(newcomer.id);
    ASSERT_TRUE(chain);
    EXPECT_EQ(newcomer.sealing.takeChain(member.id, *chain).code(), Errc::RoomUnproven);
    EXPECT_FALSE(newcomer.sealing.isProven(member.id));
    EXPECT_EQ(newcomer.hear(member, member.say("hello")), Errc::RoomUnproven);
}

} // namespace
} // namespace chatmet::seal
