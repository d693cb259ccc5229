// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Order of the lanes, the bound, hints, and what erasing leaves.
#include "server/net/SendQueue.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace chatmet::server {
namespace {

template <class AnyId> AnyId id(char letter)
{
    return AnyId::fromBytes(std::string(16, letter)).value();
}

SharedBytes bytes(const std::string& text)
{
    return SharedBytes::copyOf({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

QueuedFrame frame(Lane lane, const std::string& body, char conversation = 0, char stream = 0)
{
    QueuedFrame made;
    made.lane = lane;
    made.body = bytes(body);
    if (conversation != 0) {
        made.conversation = id<ConversationId>(conversation);
    }
    if (stream != 0) {
        made.stream = id<StreamId>(stream);
    }
    return made;
}

/// Writes everything that waits; the bodies in the order of writing.
std::string drain(SendQueue& queue)
{
    std::string order;
    while (const QueuedFrame* next = queue.startNext()) {
        order += next->body.view();
        EXPECT_TRUE(queue.written().empty());
    }
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.bytes(), 0U);
    return order;
}

TEST(SendQueue, startNext_severalLanes_chatThenPicturesThenHints)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "h", 'a')));
    ASSERT_TRUE(queue.push(frame(Lane::Picture, "1", 'a', 's')));
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "A", 'a')));
    ASSERT_TRUE(queue.push(frame(Lane::Picture, "2", 'a', 's')));
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "B", 'a')));
    EXPECT_EQ(queue.waiting(), 5U);
    EXPECT_EQ(drain(queue), "AB12h");
}

TEST(SendQueue, written_itsOwnMemory_namesNoConversation)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Picture, "1", 'c', 's')));
    ASSERT_NE(queue.startNext(), nullptr);
    const auto holds = [&queue](char letter) {
        const std::string_view memory(reinterpret_cast<const char*>(&queue), sizeof queue);
        return memory.find(std::string(16, letter)) != std::string_view::npos;
    };
    ASSERT_TRUE(holds('c') && holds('s')) << "the search finds what is there";
    EXPECT_TRUE(queue.written().empty());
    EXPECT_FALSE(holds('c') || holds('s'));
}

TEST(SendQueue, startNext_whileOneIsUnderWay_isNull)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "A")));
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "B")));
    const QueuedFrame* first = queue.startNext();
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(queue.startNext(), nullptr);
    EXPECT_EQ(first->body.view(), "A");
    EXPECT_TRUE(queue.written().empty());
    EXPECT_EQ(queue.startNext()->body.view(), "B");
}

TEST(SendQueue, push_pastTheBound_isRefusedAndTheRestStays)
{
    SendQueue queue(10);
    EXPECT_TRUE(queue.push(frame(Lane::Chat, "12345")));
    EXPECT_TRUE(queue.push(frame(Lane::Picture, "67890")));
    EXPECT_FALSE(queue.push(frame(Lane::Chat, "x")));
    EXPECT_EQ(queue.bytes(), 10U);
    EXPECT_EQ(drain(queue), "1234567890");
}

TEST(SendQueue, push_whileOneIsUnderWay_countsItToo)
{
    SendQueue queue(10);
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "1234567")));
    ASSERT_NE(queue.startNext(), nullptr);
    EXPECT_FALSE(queue.push(frame(Lane::Chat, "8901")));
    EXPECT_TRUE(queue.push(frame(Lane::Chat, "890")));
}

TEST(SendQueue, push_full_hintsGoFirst)
{
    SendQueue queue(10);
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "hint", 'a')));
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "hint", 'b')));
    EXPECT_TRUE(queue.push(frame(Lane::Chat, "1234567")));
    EXPECT_TRUE(queue.push(frame(Lane::Hint, "hint", 'c'))); // no room: dropped, and no reason to close
    EXPECT_EQ(drain(queue), "1234567");
}

TEST(SendQueue, push_hintOfTheSameConversation_replacesTheWaitingOne)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "a1", 'a')));
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "b1", 'b')));
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "a2", 'a')));
    EXPECT_EQ(drain(queue), "b1a2");
}

TEST(SendQueue, erase_nothingUnderWay_dropsOneConversationAndConfirms)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "A", 'a')));
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "B", 'b')));
    ASSERT_TRUE(queue.push(frame(Lane::Picture, "p", 'a', 's')));
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "h", 'a')));
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "N")));
    EXPECT_TRUE(queue.erase(id<ConversationId>('a')));
    EXPECT_EQ(queue.bytes(), 2U);
    EXPECT_EQ(drain(queue), "BN");
}

TEST(SendQueue, erase_frameUnderWay_confirmsOnceItIsWritten)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "A", 'a')));
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "B", 'a')));
    ASSERT_NE(queue.startNext(), nullptr);
    EXPECT_FALSE(queue.erase(id<ConversationId>('a')));
    EXPECT_FALSE(queue.erase(id<ConversationId>('a'))); // asked twice, answered once
    EXPECT_EQ(queue.written(), std::vector<Erasure>{id<ConversationId>('a')});
    EXPECT_TRUE(queue.empty());
}

TEST(SendQueue, erase_ofOneAuthor_leavesWhatOthersWrote)
{
    SendQueue queue;
    const auto by = [](char author, Lane lane) {
        QueuedFrame made = frame(lane, std::string(1, author), 'a');
        made.author = id<MemberId>(author);
        return made;
    };
    for (const Lane lane : {Lane::Chat, Lane::Picture, Lane::Hint}) {
        ASSERT_TRUE(queue.push(by('x', lane)));
        ASSERT_TRUE(queue.push(by('y', lane)));
    }
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "nobody's", 'a')));
    EXPECT_TRUE(queue.erase({id<ConversationId>('b'), id<MemberId>('x')}));
    EXPECT_EQ(queue.waiting(), 7U);
    EXPECT_TRUE(queue.erase({id<ConversationId>('a'), id<MemberId>('x')}));
    EXPECT_EQ(queue.waiting(), 4U);
    ASSERT_NE(queue.startNext(), nullptr);
    EXPECT_TRUE(queue.erase({id<ConversationId>('a'), id<MemberId>('z')})) << "another's frame is under way";
    EXPECT_FALSE(queue.erase({id<ConversationId>('a'), id<MemberId>('y')}));
    EXPECT_FALSE(queue.erase(id<ConversationId>('a')));
    EXPECT_EQ(queue.written(),
              (std::vector<Erasure>{{id<ConversationId>('a'), id<MemberId>('y')}, id<ConversationId>('a')}));
    EXPECT_TRUE(queue.empty());
}

TEST(SendQueue, erase_wholeConversation_takesListsOfHoldings)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "a list names all", 'b')));
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "", 'c')));
    EXPECT_TRUE(queue.erase({id<ConversationId>('a'), id<MemberId>('x')}));
    EXPECT_EQ(queue.waiting(), 2U);
    EXPECT_TRUE(queue.erase(id<ConversationId>('a')));
    EXPECT_EQ(queue.waiting(), 1U);
}

TEST(SendQueue, erase_anotherIsUnderWay_confirmsAtOnce)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "A", 'a')));
    ASSERT_NE(queue.startNext(), nullptr);
    EXPECT_TRUE(queue.erase(id<ConversationId>('b')));
    EXPECT_TRUE(queue.written().empty());
}

TEST(SendQueue, dropStream_oneOfTwo_keepsTheOtherAndTheChat)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Picture, "1", 'a', 's')));
    ASSERT_TRUE(queue.push(frame(Lane::Picture, "2", 'a', 't')));
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "A", 'a')));
    queue.dropStream(id<StreamId>('s'));
    EXPECT_EQ(drain(queue), "A2");
}

TEST(SendQueue, keepChatOnly_dropsTheRestNowAndLater)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Picture, "1", 'a', 's')));
    ASSERT_TRUE(queue.push(frame(Lane::Hint, "h", 'a')));
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "A", 'a')));
    queue.keepChatOnly();
    ASSERT_TRUE(queue.push(frame(Lane::Picture, "2", 'a', 's')));
    EXPECT_EQ(drain(queue), "A");
}

TEST(SendQueue, clear_withAFrameUnderWay_leavesNothing)
{
    SendQueue queue;
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "A", 'a')));
    ASSERT_TRUE(queue.push(frame(Lane::Chat, "B", 'a')));
    ASSERT_NE(queue.startNext(), nullptr);
    queue.clear();
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.bytes(), 0U);
    EXPECT_EQ(queue.startNext(), nullptr);
}

TEST(SendQueue, of_effect_makesTheHead)
{
    SendFrame effect;
    effect.sequence = 5;
    effect.kind = bytes("kind");
    effect.body = bytes("body");
    effect.conversation = id<ConversationId>('a');
    const QueuedFrame made = QueuedFrame::of(effect, 7);
    const protocol::FrameHead head = protocol::encodeFrameHead(5, 0, 4);
    EXPECT_EQ(made.size(), head.size + 8U);
    EXPECT_EQ(made.conversation, effect.conversation);
    EXPECT_EQ(made.sinceMs, 7);
}

TEST(SendQueue, replace_waiting_keepsItsPlaceAndLetsGoOfTheBody)
{
    SendQueue queue;
    std::array<SharedBytes, 3> bodies{bytes("A"), bytes(std::string(1'000, 'B')), bytes("C")};
    for (std::uint64_t sequence = 1; sequence <= 3; ++sequence) {
        SendFrame effect;
        effect.sequence = sequence;
        effect.kind = bytes("message");
        effect.body = bodies[sequence - 1];
        ASSERT_TRUE(queue.push(QueuedFrame::of(effect, 0)));
    }
    const std::size_t before = queue.bytes();
    queue.replace(2, bytes("tombstone"));
    EXPECT_EQ(queue.bytes(), before - 1'000 + 2);
    queue.replace(9, bytes("none of these"));
    ASSERT_NE(queue.startNext(), nullptr);
    queue.replace(1, bytes("too late"));
    EXPECT_TRUE(queue.written().empty());
    const QueuedFrame* second = queue.startNext();
    ASSERT_NE(second, nullptr);
    EXPECT_EQ(second->kind.view(), "tombstone");
    EXPECT_TRUE(second->body.empty());
    EXPECT_EQ(second->sequence, 2U);
    EXPECT_TRUE(queue.written().empty());
    EXPECT_EQ(drain(queue), "C");
}

} // namespace
} // namespace chatmet::server
