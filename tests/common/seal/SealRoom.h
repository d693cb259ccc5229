// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A room without a server: members who tell each other everything at once, in one order.

#include "common/seal/RoomSealing.h"
#include "tests/common/seal/SealPair.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>

namespace chatmet::testing {

inline MemberId memberId(std::size_t index)
{
    std::string bytes(MemberId::bytesCount, 'm');
    bytes[14] = static_cast<char>(index >> 8);
    bytes[15] = static_cast<char>(index);
    return *MemberId::fromBytes(bytes);
}

inline seal::RoomSecret secretOf(std::uint8_t byte)
{
    std::array<std::uint8_t, seal::roomSecretBytes> bytes{};
    bytes.fill(byte);
    return seal::RoomSecret::copyOf(bytes);
}

/// One who has joined, as the others hear of it.
struct RoomMember
{
    RoomMember(std::size_t index, std::uint8_t secret, char room = 'c')
        : RoomMember(index, seal::MemberKeys(), secret, room)
    {
    }
    RoomMember(std::size_t index, seal::MemberKeys keys, std::uint8_t secret, char room)
        : id(memberId(index)),
          name("name-" + std::to_string(index)),
          package(keys.package(secretOf(secret), name)),
          sealing({idOf<ConversationId>(room), id}, std::move(keys), secretOf(secret), name)
    {
    }

    [[nodiscard]] WipedBytes say(std::string_view text) { return sealing.seal(bytesOf(text)).value().body; }
    [[nodiscard]] Errc hear(const RoomMember& from, const WipedBytes& body)
    {
        return sealing.open(from.id, body).code();
    }
    [[nodiscard]] seal::Standing meet(const RoomMember& other)
    {
        return sealing.memberJoined(other.id, other.name, other.package).value();
    }
    /// Gives this one chain where it is owed.
    void giveChainTo(RoomMember& other)
    {
        const auto chain = sealing.chainFor(other.id);
        EXPECT_TRUE(chain);
        EXPECT_TRUE(other.sealing.takeChain(id, *chain));
    }

    MemberId id;
    std::string name;
    WipedBytes package;
    seal::RoomSealing sealing;
};

/// All members know each other and have each other's chains.
struct TestRoom
{
    explicit TestRoom(std::size_t count, char room = 'c') : roomLetter(room)
    {
        while (members.size() < count)
            join();
    }

    RoomMember& join(std::uint8_t secret = 7)
    {
        RoomMember& newcomer = members.emplace_back(next++, secret, roomLetter);
        for (RoomMember& other : members) {
            if (&other == &newcomer)
                continue;
            EXPECT_EQ(other.meet(newcomer), seal::Standing::Proven);
            EXPECT_EQ(newcomer.meet(other), seal::Standing::Proven);
        }
        payChains();
        return newcomer;
    }
    void leave(std::size_t index)
    {
        const MemberId left = members[index].id;
        members.erase(members.begin() + static_cast<std::ptrdiff_t>(index));
        for (RoomMember& member : members)
            member.sealing.memberLeft(left);
    }
    RoomMember& byId(const MemberId& id)
    {
        return *std::ranges::find_if(members, [&id](const RoomMember& one) { return one.id == id; });
    }
    /// What a client does before its next message.
    void payChains()
    {
        for (RoomMember& member : members) {
            if (member.sealing.needsNewChain())
                member.sealing.renewChain();
            for (const MemberId& owed : member.sealing.membersOwedChain())
                member.giveChainTo(byId(owed));
        }
    }
    /// Says something that every other member has to open.
    void expectHeardByAll(RoomMember& from, std::string_view text)
    {
        const WipedBytes body = from.say(text);
        for (RoomMember& member : members) {
            if (&member == &from)
                continue;
            const auto opened = member.sealing.open(from.id, body);
            ASSERT_TRUE(opened) << describe(opened.code());
            EXPECT_EQ(opened->content, bytesOf(text));
        }
    }

    std::deque<RoomMember> members;
    char roomLetter;
    std::size_t next{1};
};

} // namespace chatmet::testing
