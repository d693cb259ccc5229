// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a server can try in a room, and that it is refused.
#include "tests/common/seal/SealRoom.h"

#include <gtest/gtest.h>

namespace chatmet::seal {
namespace {

using namespace chatmet::testing;

WipedBytes changedAt(WipedBytes bytes, std::size_t at)
{
    bytes[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
    return bytes;
}

TEST(RoomAttackTest, secret_proofAdmits_tellsNothingElse)
{
    const RoomSecret secret = secretOf(7);
    EXPECT_TRUE(admits(secret.admission(), secret.proof().bytes()));
    EXPECT_FALSE(admits(secretOf(8).admission(), secret.proof().bytes()));
    EXPECT_FALSE(std::ranges::equal(secret.proof().bytes(), secret.memberKey().bytes()));
    EXPECT_FALSE(std::ranges::equal(secret.admission(), secret.proof().bytes()));
    EXPECT_FALSE(std::ranges::equal(RoomSecret::random().bytes(), RoomSecret::random().bytes()));
}

TEST(RoomAttackTest, memberThatTheServerMade_isUnproven)
{
    TestRoom room(2);
    RoomMember& victim = room.members[0];
    RoomMember invented(9, 66); // without the invite
    EXPECT_EQ(victim.meet(invented), Standing::Unproven);
    EXPECT_EQ(victim.sealing.chainFor(invented.id).code(), Errc::RoomUnproven);
    EXPECT_EQ(victim.hear(invented, invented.say("trust me")), Errc::RoomUnproven);
    victim.sealing.memberLeft(invented.id);
    EXPECT_FALSE(victim.sealing.needsNewChain());
}

TEST(RoomAttackTest, package_everyChangedBit_isUnprovenOrNoKey)
{
    TestRoom room(1);
    const RoomMember other(9, 7);
    for (std::size_t at = 0; at < keyPackageBytes; ++at) {
        const auto joined =
            room.members[0].sealing.memberJoined(other.id, other.name, changedAt(other.package, at));
        EXPECT_TRUE(!joined || *joined == Standing::Unproven) << at;
        room.members[0].sealing.memberLeft(other.id);
    }
    EXPECT_EQ(room.members[0].meet(other), Standing::Proven);
}

TEST(RoomAttackTest, package_underAnotherName_isUnproven)
{
    TestRoom room(1);
    const RoomMember other(9, 7);
    EXPECT_EQ(*room.members[0].sealing.memberJoined(other.id, "somebody-else", other.package),
              Standing::Unproven);
}

TEST(RoomAttackTest, package_wrongSizes_lowOrder_areRefused)
{
    TestRoom room(1);
    RoomSealing& sealing = room.members[0].sealing;
    const RoomMember other(9, 7);
    for (const std::size_t size : {std::size_t{0}, keyPackageBytes - 1, keyPackageBytes + 1}) {
        WipedBytes package = other.package;
        package.resize(size);
        EXPECT_EQ(sealing.memberJoined(other.id, other.name, package).code(), Errc::SealSize);
    }
    WipedBytes zeroKey = other.package;
    std::fill_n(zeroKey.begin(), keyBytes, std::uint8_t{0});
    EXPECT_EQ(sealing.memberJoined(other.id, other.name, zeroKey).code(), Errc::ExchangeKey);
    EXPECT_EQ(room.members[0].meet(other), Standing::Proven) << "nothing had changed";
}

TEST(RoomAttackTest, package_again_underTheSameOrAnotherId_orOnesOwn_isRefused)
{
    TestRoom room(2);
    RoomMember& victim = room.members[0];
    const RoomMember& other = room.members[1];
    const auto joined = [&victim](const MemberId& id, const RoomMember& as) {
        return victim.sealing.memberJoined(id, as.name, as.package).code();
    };
    EXPECT_EQ(joined(other.id, other), Errc::RoomMember);
    EXPECT_EQ(joined(memberId(77), other), Errc::RoomMember);
    EXPECT_EQ(joined(memberId(77), victim), Errc::RoomMember);
    EXPECT_EQ(joined(victim.id, RoomMember(9, 7)), Errc::RoomMember);
    room.expectHeardByAll(victim, "as before");
}

TEST(RoomAttackTest, swappedIds_nothingOpens)
{
    // The server tells the victim of A and B under each other's ids.
    RoomMember victim(1, 7);
    RoomMember a(2, 7);
    RoomMember b(3, 7);
    ASSERT_TRUE(victim.sealing.memberJoined(b.id, a.name, a.package));
    ASSERT_TRUE(victim.sealing.memberJoined(a.id, b.name, b.package));
    ASSERT_EQ(a.meet(victim), Standing::Proven);
    ASSERT_EQ(b.meet(victim), Standing::Proven);
    const auto chain = a.sealing.chainFor(victim.id);
    EXPECT_EQ(victim.sealing.takeChain(b.id, *chain).code(), Errc::SealSignature);
    EXPECT_EQ(victim.sealing.takeChain(a.id, *chain).code(), Errc::SealSignature);
    EXPECT_EQ(victim.sealing.open(b.id, a.say("as b")).code(), Errc::SealSignature);
}

TEST(RoomAttackTest, chain_everyChangedBit_otherSizes_areRefused)
{
    TestRoom room(2);
    room.members[0].sealing.renewChain();
    const WipedBytes chain = *room.members[0].sealing.chainFor(room.members[1].id);
    ASSERT_EQ(chain.size(), chainKeyBytes);
    RoomSealing& victim = room.members[1].sealing;
    for (std::size_t at = 0; at < chain.size(); ++at)
        EXPECT_EQ(victim.takeChain(room.members[0].id, changedAt(chain, at)).code(), Errc::SealSignature)
            << at;
    for (const std::size_t size : {std::size_t{0}, chainKeyBytes - 1, chainKeyBytes + 1}) {
        WipedBytes other = chain;
        other.resize(size);
        EXPECT_EQ(victim.takeChain(room.members[0].id, other).code(), Errc::SealSize);
    }
    EXPECT_TRUE(victim.takeChain(room.members[0].id, chain));
}

TEST(RoomAttackTest, chain_replayed_orForSomebodyElse_isRefused)
{
    TestRoom room(3);
    RoomMember& from = room.members[0];
    RoomMember& victim = room.members[1];
    from.sealing.renewChain();
    const WipedBytes second = *from.sealing.chainFor(victim.id);
    const WipedBytes forOther = *from.sealing.chainFor(room.members[2].id);
    from.sealing.renewChain();
    const WipedBytes third = *from.sealing.chainFor(victim.id);
    EXPECT_EQ(victim.sealing.takeChain(from.id, forOther).code(), Errc::SealSignature);
    EXPECT_EQ(victim.sealing.takeChain(room.members[2].id, third).code(), Errc::SealSignature);
    EXPECT_EQ(victim.sealing.takeChain(memberId(99), third).code(), Errc::RoomMember);
    EXPECT_TRUE(victim.sealing.takeChain(from.id, third));
    EXPECT_EQ(victim.sealing.takeChain(from.id, third).code(), Errc::SealReplay);
    EXPECT_EQ(victim.sealing.takeChain(from.id, second).code(), Errc::SealReplay);
    EXPECT_EQ(victim.hear(from, from.say("goes on")), Errc::Ok);
}

TEST(RoomAttackTest, ownChainComingBack_isRefused)
{
    TestRoom room(2);
    room.members[0].sealing.renewChain();
    const WipedBytes chain = *room.members[0].sealing.chainFor(room.members[1].id);
    EXPECT_EQ(room.members[0].sealing.takeChain(room.members[1].id, chain).code(), Errc::SealSignature);
    EXPECT_EQ(room.members[0].sealing.open(room.members[0].id, room.members[0].say("mine")).code(),
              Errc::RoomMember);
}

TEST(RoomAttackTest, message_everyChangedBit_isRefused_andTheTrueOneStillOpens)
{
    TestRoom room(2);
    const WipedBytes body = room.members[0].say("the true one");
    for (std::size_t at = 0; at < body.size(); ++at)
        EXPECT_EQ(room.members[1].hear(room.members[0], changedAt(body, at)), Errc::SealSignature) << at;
    EXPECT_EQ(room.members[1].hear(room.members[0], body), Errc::Ok);
}

TEST(RoomAttackTest, message_replayed_reordered_withheld_isRefused)
{
    TestRoom room(2);
    RoomMember& from = room.members[0];
    RoomMember& victim = room.members[1];
    const WipedBytes first = from.say("one");
    const WipedBytes second = from.say("two");
    EXPECT_EQ(victim.hear(from, second), Errc::SealGap);
    EXPECT_EQ(victim.hear(from, first), Errc::Ok);
    EXPECT_EQ(victim.hear(from, first), Errc::SealReplay);
    EXPECT_EQ(victim.hear(from, second), Errc::Ok);
    from.sealing.renewChain();
    EXPECT_EQ(victim.hear(from, from.say("its chain was withheld")), Errc::SealGap);
}

TEST(RoomAttackTest, message_ofAnotherMember_room_orSize_isRefused)
{
    TestRoom room(3);
    RoomMember& victim = room.members[2];
    const WipedBytes body = room.members[0].say("from the first");
    EXPECT_EQ(victim.hear(room.members[1], body), Errc::SealSignature);
    EXPECT_EQ(victim.sealing.open(memberId(99), body).code(), Errc::RoomMember);
    for (const std::size_t size : {std::size_t{0}, roomOverheadBytes - 1})
        EXPECT_EQ(victim.hear(room.members[0], WipedBytes(size, 1)), Errc::SealSize);
    EXPECT_EQ(victim.hear(room.members[0], WipedBytes(body.begin(), body.end() - 1)), Errc::SealSignature);

    // The same person with the same keys in another room: what was said there says nothing here.
    const auto keys = [] { return MemberKeys(SecretKey::create(), SecretKey::create()); };
    RoomMember here(5, keys(), 7, 'c');
    RoomMember there(5, keys(), 7, 'd');
    RoomMember listener(6, 7, 'c');
    ASSERT_EQ(listener.meet(here), Standing::Proven);
    ASSERT_EQ(here.meet(listener), Standing::Proven);
    ASSERT_EQ(there.meet(listener), Standing::Proven);
    EXPECT_EQ(listener.sealing.takeChain(here.id, *there.sealing.chainFor(listener.id)).code(),
              Errc::SealSignature);
    here.giveChainTo(listener);
    EXPECT_EQ(listener.hear(here, there.say("elsewhere")), Errc::SealSignature);
}

TEST(RoomAttackTest, memberWithTheChain_cannotSpeakForItsOwner)
{
    // A reader has the owner's chain and seals with it; only the signature tells.
    TestRoom room(3);
    RoomMember& owner = room.members[0];
    RoomMember& liar = room.members[1];
    WipedBytes forged = owner.say("what the owner said");
    const auto signedByLiar = liar.say("what the owner said");
    std::copy(signedByLiar.end() - signatureBytes, signedByLiar.end(), forged.end() - signatureBytes);
    EXPECT_EQ(room.members[2].hear(owner, forged), Errc::SealSignature);
}

} // namespace
} // namespace chatmet::seal
