// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Messages and typing between the two of a pair.
#include "common/protocol/Limits.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

namespace chatmet::tests {
namespace {

using namespace protocol;

struct TalkTest : testing::Test
{
    CoreHarness core;
    std::pair<ConnectionId, ConnectionId> pair = core.arrivePair();
    ConnectionId asha = pair.first;
    ConnectionId bo = pair.second;
    ConversationId conversation = core.conversation(asha);
};

TEST_F(TalkTest, send_message_isAcceptedAndDelivered)
{
    core.say(asha, conversation, "नमस्ते");
    const Accepted accepted = core.last<Accepted>(asha);
    EXPECT_EQ(accepted.conversation, conversation);
    EXPECT_EQ(accepted.senderNumber, 1U);
    EXPECT_EQ(accepted.number, 1U);
    EXPECT_EQ(accepted.timeMs, core.now().utcMs);
    const Message message = core.last<Message>(bo);
    EXPECT_EQ(message.conversation, conversation);
    EXPECT_EQ(message.member, core.partner(bo));
    EXPECT_EQ(message.number, 1U);
    EXPECT_EQ(core.client(bo).received.back().body.view(), "नमस्ते");
    EXPECT_EQ(core.count<Message>(asha), 0U);
    EXPECT_EQ(core.count<Accepted>(bo), 0U);
}

TEST_F(TalkTest, send_body_isTheVerySameBytes)
{
    ClientFrame frame;
    frame.sequence = core.client(asha).nextSequence++;
    frame.kind = Send{conversation, 1};
    frame.body = SharedBytes(WipedBytes(5'000, 42));
    core.feed(server::FrameReceived{asha, frame});
    EXPECT_EQ(core.client(bo).received.back().body.data(), frame.body.data());
    EXPECT_EQ(core.client(bo).received.back().body.size(), frame.body.size());
}

/// A step of the key exchange, as a client says it.
void exchange(CoreHarness& core, ConnectionId from, const ConversationId& conversation, KeyStep step,
              std::size_t bytes = 32)
{
    ClientFrame frame;
    frame.sequence = core.client(from).nextSequence++;
    frame.kind = KeyExchange{conversation, step};
    frame.body = SharedBytes(WipedBytes(bytes, 42));
    core.feed(server::FrameReceived{from, frame});
}

TEST_F(TalkTest, keyExchange_everyStep_reachesThePartnerAsItIs)
{
    const bool ashaBegins = core.last<Paired>(asha).initiator;
    const ConnectionId first = ashaBegins ? asha : bo;
    const ConnectionId second = ashaBegins ? bo : asha;
    exchange(core, first, conversation, KeyStep::Commit);
    EXPECT_EQ(core.last<KeyExchanged>(second).step, KeyStep::Commit);
    EXPECT_EQ(core.last<KeyExchanged>(second).member, core.partner(second));
    EXPECT_EQ(core.client(second).received.back().body.size(), 32U);
    exchange(core, second, conversation, KeyStep::Share);
    EXPECT_EQ(core.last<KeyExchanged>(first).step, KeyStep::Share);
    exchange(core, first, conversation, KeyStep::Reveal, 64);
    EXPECT_EQ(core.last<KeyExchanged>(second).step, KeyStep::Reveal);
    EXPECT_EQ(core.count<ErrorAnswer>(asha) + core.count<ErrorAnswer>(bo), 0U);
}

TEST_F(TalkTest, keyExchange_stepOfTheOtherOrTwice_isRefused)
{
    const bool ashaBegins = core.last<Paired>(asha).initiator;
    const ConnectionId first = ashaBegins ? asha : bo;
    const ConnectionId second = ashaBegins ? bo : asha;
    for (const KeyStep step : {KeyStep::Share, KeyStep::Unknown}) {
        exchange(core, first, conversation, step);
        EXPECT_EQ(core.last<ErrorAnswer>(first).code, Errc::KeyStep);
    }
    for (const KeyStep step : {KeyStep::Commit, KeyStep::Reveal}) {
        exchange(core, second, conversation, step);
        EXPECT_EQ(core.last<ErrorAnswer>(second).code, Errc::KeyStep);
    }
    EXPECT_EQ(core.count<KeyExchanged>(first) + core.count<KeyExchanged>(second), 0U);
    exchange(core, first, conversation, KeyStep::Commit);
    exchange(core, first, conversation, KeyStep::Commit);
    EXPECT_EQ(core.last<ErrorAnswer>(first).code, Errc::KeyStep);
    EXPECT_EQ(core.count<KeyExchanged>(second), 1U);
}

TEST_F(TalkTest, keyExchange_wrongBodyOrConversation_isRefused)
{
    const ConnectionId first = core.last<Paired>(asha).initiator ? asha : bo;
    exchange(core, first, conversation, KeyStep::Commit, 0);
    EXPECT_EQ(core.last<ErrorAnswer>(first).code, Errc::EmptyBody);
    exchange(core, first, conversation, KeyStep::Commit, limits::keyExchangeBytesMax + 1);
    EXPECT_EQ(core.last<ErrorAnswer>(first).code, Errc::BodyTooLong);
    exchange(core, first, ConversationId::fromBytes(std::string(16, 'x')).value(), KeyStep::Commit);
    EXPECT_EQ(core.last<ErrorAnswer>(first).code, Errc::NotInConversation);
    // What was refused has not used the step.
    exchange(core, first, conversation, KeyStep::Commit, limits::keyExchangeBytesMax);
    EXPECT_EQ(core.last<KeyExchanged>(first == asha ? bo : asha).step, KeyStep::Commit);
}

TEST_F(TalkTest, send_bothWays_haveOneOrder)
{
    core.say(asha, conversation, "1");
    core.say(bo, conversation, "2");
    core.say(bo, conversation, "3");
    core.say(asha, conversation, "4");
    EXPECT_EQ(core.last<Accepted>(asha).number, 4U);
    EXPECT_EQ(core.last<Accepted>(asha).senderNumber, 2U);
    EXPECT_EQ(core.last<Accepted>(bo).number, 3U);
    EXPECT_EQ(core.all<Message>(asha).front().number, 2U);
    EXPECT_EQ(core.last<Message>(bo).number, 4U);
}

TEST_F(TalkTest, send_repeatedNumber_isIgnored)
{
    core.say(asha, conversation, "once");
    core.send(asha, Send{conversation, 1}, "twice");
    EXPECT_EQ(core.count<Message>(bo), 1U);
    EXPECT_EQ(core.count<Accepted>(asha), 1U);
    EXPECT_EQ(core.lastError(asha), Errc::Ok);
}

TEST_F(TalkTest, send_skippedNumber_senderNumber)
{
    for (const std::uint64_t wrong : {std::uint64_t{0}, std::uint64_t{2}, UINT64_MAX}) {
        core.send(asha, Send{conversation, wrong}, "x");
        EXPECT_EQ(core.lastError(asha), Errc::SenderNumber);
        EXPECT_EQ(core.last<ErrorAnswer>(asha).conversation, conversation);
        EXPECT_EQ(core.last<ErrorAnswer>(asha).regarding, core.client(asha).nextSequence - 1);
    }
    EXPECT_EQ(core.count<Message>(bo), 0U);
    core.send(asha, Send{conversation, 1}, "x");
    EXPECT_EQ(core.last<Message>(bo).number, 1U);
}

TEST_F(TalkTest, send_emptyBody_isRefusedAndItsNumberIsFree)
{
    core.send(asha, Send{conversation, 1});
    EXPECT_EQ(core.lastError(asha), Errc::EmptyBody);
    core.send(asha, Send{conversation, 1}, "x");
    EXPECT_EQ(core.count<Message>(bo), 1U);
}

TEST_F(TalkTest, send_bodyOfFullSize_passes)
{
    core.say(asha, conversation, bytesOf(limits::bodyBytesMax));
    EXPECT_EQ(core.client(bo).received.back().body.size(), limits::bodyBytesMax);
}

TEST_F(TalkTest, send_oversized_isRefusedAndStays)
{
    core.send(asha, Send{conversation, 1}, bytesOf(limits::bodyBytesMax + 1));
    EXPECT_EQ(core.lastError(asha), Errc::BodyTooLong);
    EXPECT_FALSE(core.client(asha).closing);
    core.send(asha, Send{conversation, 1}, "x");
    EXPECT_EQ(core.count<Message>(bo), 1U);
}

TEST_F(TalkTest, send_elsewhere_notInConversation)
{
    const auto cy = core.arrive("Cy");
    core.send(cy, Send{conversation, 1}, "intruder");
    EXPECT_EQ(core.lastError(cy), Errc::NotInConversation);
    EXPECT_EQ(core.last<ErrorAnswer>(cy).conversation, conversation);
    EXPECT_EQ(core.last<ErrorAnswer>(cy).regarding, 1U);
    EXPECT_EQ(core.count<Message>(asha) + core.count<Message>(bo), 0U);
    core.send(asha, Send{ConversationId::random(core.random()), 1}, "nowhere");
    EXPECT_EQ(core.lastError(asha), Errc::NotInConversation);
    EXPECT_FALSE(core.client(cy).closing);
}

TEST_F(TalkTest, typing_hint_goesToThePartnerOnly)
{
    core.send(asha, Typing{conversation, {}, true});
    const Typing typing = core.last<Typing>(bo);
    EXPECT_EQ(typing.member, core.partner(bo));
    EXPECT_TRUE(typing.active);
    EXPECT_EQ(core.client(bo).received.back().lane, Lane::Hint);
    EXPECT_EQ(core.client(bo).received.back().frame.sequence, 0U);
    EXPECT_EQ(core.count<Typing>(asha), 0U);
}

TEST_F(TalkTest, typing_elsewhere_notInConversation)
{
    const auto cy = core.arrive("Cy");
    core.send(cy, Typing{conversation, core.partner(asha), true});
    EXPECT_EQ(core.lastError(cy), Errc::NotInConversation);
    EXPECT_EQ(core.count<Typing>(asha) + core.count<Typing>(bo), 0U);
}

TEST_F(TalkTest, typing_memberOfAnother_isNotBelieved)
{
    core.send(asha, Typing{conversation, core.partner(asha), true});
    EXPECT_EQ(core.last<Typing>(bo).member, core.partner(bo));
}

TEST_F(TalkTest, budget_exhausted_messagesStillPass)
{
    server::ServiceSettings settings;
    settings.budgetBytes = 64 * 1024;
    CoreHarness poor(settings);
    const auto [one, two] = poor.arrivePair();
    const auto talk = poor.conversation(one);
    poor.client(two).acknowledges = false;
    for (int i = 0; i < 14; ++i)
        poor.say(one, talk, bytesOf(4'000));
    EXPECT_EQ(poor.count<Message>(two), 14U);
    EXPECT_GT(poor.counts().budgetUsedBytes, settings.budgetBytes);
    const auto third = poor.connect();
    poor.hello(third, "Cy");
    EXPECT_EQ(poor.lastError(third), Errc::ServerFull);
}

TEST_F(TalkTest, budget_exhausted_whoDoesNotReadGetsLittle)
{
    server::ServiceSettings settings;
    settings.budgetBytes = 64 * 1024;
    CoreHarness poor(settings);
    const auto [one, two] = poor.arrivePair();
    const auto talk = poor.conversation(one);
    poor.client(two).acknowledges = false;
    for (int i = 0; i < 20; ++i)
        poor.say(one, talk, bytesOf(16'000));
    EXPECT_LT(poor.counts().budgetUsedBytes, 200'000U);
    EXPECT_EQ(poor.all<ErrorAnswer>(one).front().code, Errc::RateLimited);
    EXPECT_FALSE(poor.client(two).closing);
}

TEST_F(TalkTest, takesBack_whatStillWaits_isReplacedAndItsBytesAreGone)
{
    core.client(bo).reads = false;
    ClientFrame frame;
    frame.sequence = core.client(asha).nextSequence++;
    frame.kind = Send{conversation, ++core.client(asha).sentNumbers[conversation]};
    frame.body = SharedBytes(WipedBytes(5'000, 42));
    core.feed(server::FrameReceived{asha, frame});
    core.say(asha, conversation, "stays");
    const std::size_t before = core.counts().outboxBytes;
    core.send(asha, Send{conversation, ++core.client(asha).sentNumbers[conversation], 1}, "a sealed word");
    EXPECT_LT(core.counts().outboxBytes, before - 4'000);
    EXPECT_EQ(core.last<Accepted>(asha).number, 3U);

    core.flush(bo);
    const auto unsent = core.all<Unsent>(bo);
    ASSERT_EQ(unsent.size(), 1U);
    EXPECT_EQ(unsent[0].number, 1U);
    EXPECT_EQ(unsent[0].member, core.partner(bo));
    const auto messages = core.all<Message>(bo);
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].number, 2U);
    EXPECT_EQ(messages[1].number, 3U) << "the sealed word is a message like any other";
}

TEST_F(TalkTest, takesBack_whatHasArrived_passesTheWordOnly)
{
    core.say(asha, conversation, "said");
    core.acknowledge(bo);
    core.send(asha, Send{conversation, 2, 1}, "a sealed word");
    EXPECT_EQ(core.count<Unsent>(bo), 0U);
    EXPECT_EQ(core.last<Message>(bo).number, 2U);
}

TEST_F(TalkTest, takesBack_whatThePartnerWrote_changesNothing)
{
    core.client(bo).reads = false;
    core.client(asha).reads = false;
    core.say(bo, conversation, "mine");
    core.send(asha, Send{conversation, 1, 1}, "a lie");
    core.flush(asha);
    core.flush(bo);
    EXPECT_EQ(core.count<Unsent>(asha), 0U);
    EXPECT_EQ(core.count<Unsent>(bo), 0U);
    EXPECT_EQ(core.count<Message>(asha), 1U);
}

TEST_F(TalkTest, takesBack_refusedSend_takesNothingBack)
{
    core.client(bo).reads = false;
    core.say(asha, conversation, "stays");
    core.send(asha, Send{conversation, 5, 1}, "skips a number");
    EXPECT_EQ(core.lastError(asha), Errc::SenderNumber);
    core.flush(bo);
    EXPECT_EQ(core.count<Unsent>(bo), 0U);
    EXPECT_EQ(core.count<Message>(bo), 1U);
}

TEST_F(TalkTest, takesBack_inARoom_onlyTheAuthorsOwn_forEveryoneWhoHasNotGotIt)
{
    const auto host = core.arrive("Host");
    const ConversationId room = core.openRoom(host);
    const auto slow = core.arriveInRoom(room, "Slow");
    const auto quick = core.arriveInRoom(room, "Quick");
    core.client(slow).reads = false;
    core.say(host, room, "the host's");
    core.say(quick, room, "the other's");
    core.send(quick, Send{room, ++core.client(quick).sentNumbers[room], 1}, "a lie");
    core.send(host, Send{room, ++core.client(host).sentNumbers[room], 1}, "a sealed word");
    core.flush(slow);
    const auto unsent = core.all<Unsent>(slow);
    ASSERT_EQ(unsent.size(), 1U);
    EXPECT_EQ(unsent[0].number, 1U);
    EXPECT_EQ(unsent[0].member, core.memberIn(host, room));
    EXPECT_EQ(core.count<Message>(slow), 3U);
    EXPECT_EQ(core.count<Unsent>(quick), 0U) << "it has got it";
    EXPECT_EQ(core.count<Message>(quick), 2U);
}

} // namespace
} // namespace chatmet::tests
