// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a membership knew is nowhere in this process once it is to be forgotten: the whole memory is searched.
#include "common/memory/StackWipe.h"
#include "tests/common/memory/RawMemory.h"
#include "tests/common/seal/SealRoom.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

namespace chatmet::seal {
namespace {

using namespace chatmet::testing;

constexpr std::uint8_t pattern = 0xB7;

/// Where 16 bytes of the pattern stand in a row, in all that this process may read and write.
std::size_t placesOfPattern()
{
    wipeStack(); // what returned functions left is wiped by the programs too, after every event
    std::size_t places = 0;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        unsigned long begin = 0;
        unsigned long end = 0;
        char writable = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx r%c", &begin, &end, &writable) != 3 || writable != 'w')
            continue; // what can only be read holds the compiler's own copies of the pattern
        const MemoryCopy copy(getpid(), begin, end - begin);
        std::size_t run = 0;
        for (const unsigned char byte : copy.span()) {
            run = byte == pattern ? run + 1 : 0;
            places += run == 16 ? 1 : 0;
        }
    }
    return places;
}

SecretKey keyOfPattern()
{
    SecretKey key = SecretKey::create();
    std::ranges::fill(key.bytes(), pattern);
    return key;
}

TEST(RoomErasureTest, chain_isGoneWithTheStep_andWithItsMember)
{
    ASSERT_EQ(placesOfPattern(), 0U);
    auto author = std::make_unique<RoomMember>(1, 7);
    MemberKeys keys;
    author->package = keys.package(secretOf(7), author->name);
    author->sealing = RoomSealing({idOf<ConversationId>('c'), author->id}, std::move(keys), secretOf(7),
                                  author->name, keyOfPattern());
    RoomMember reader(2, 7);
    RoomMember leaver(3, 7);
    for (RoomMember* other : {&reader, &leaver}) {
        ASSERT_EQ(other->meet(*author), Standing::Proven);
        ASSERT_EQ(author->meet(*other), Standing::Proven);
        author->giveChainTo(*other);
    }
    EXPECT_EQ(placesOfPattern(), 3U) << "the author's and a copy for each";
    const WipedBytes body = author->say("one");
    EXPECT_EQ(placesOfPattern(), 2U) << "the author's has moved on";
    ASSERT_EQ(reader.hear(*author, body), Errc::Ok);
    EXPECT_EQ(placesOfPattern(), 1U) << "and the reader's";
    leaver.sealing.memberLeft(author->id);
    EXPECT_EQ(placesOfPattern(), 0U);
}

TEST(RoomErasureTest, skippedStep_isGone)
{
    MessageOpener opener(keyOfPattern(), SealContext{});
    ASSERT_EQ(placesOfPattern(), 1U);
    opener.skip();
    EXPECT_EQ(placesOfPattern(), 0U);
}

TEST(RoomErasureTest, privateKeysAndSecret_areGoneWithTheMembership)
{
    ASSERT_EQ(placesOfPattern(), 0U);
    {
        RoomMember reader(2, pattern);
        RoomSealing sealing({idOf<ConversationId>('c'), memberId(1)},
                            MemberKeys(keyOfPattern(), keyOfPattern()), secretOf(pattern), "x",
                            keyOfPattern());
        ASSERT_EQ(*sealing.memberJoined(reader.id, reader.name, reader.package), Standing::Proven);
        static_cast<void>(sealing.chainFor(reader.id));
        static_cast<void>(sealing.seal(bytesOf("signed")));
        // Both halves' private keys; the chain has moved on; a secret here and one with the reader.
        EXPECT_EQ(placesOfPattern(), 4U);
        sealing.secretReplaced(secretOf(1));
        EXPECT_EQ(placesOfPattern(), 3U);
    }
    EXPECT_EQ(placesOfPattern(), 0U);
}

} // namespace
} // namespace chatmet::seal
