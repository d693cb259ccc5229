// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every frame: numbers, acknowledgements, kinds that are refused, ends of connections.
#include "common/protocol/Limits.h"
#include "server/core/Session.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

namespace chatmet::tests {
namespace {

using namespace protocol;

ClientFrame frameOf(std::uint64_t sequence, ClientKind kind, std::uint64_t acknowledged = 0)
{
    return {sequence, acknowledged, std::move(kind), {}};
}

TEST(RulesTest, sequence_firstIsOne)
{
    CoreHarness core;
    const auto person = core.arrive();
    core.sendFrame(person, frameOf(1, Meet{}));
    EXPECT_EQ(core.count<Waiting>(person), 1U);
    EXPECT_EQ(core.client(person).received.back().frame.acknowledged, 1U);
}

TEST(RulesTest, sequence_gap_isClosed)
{
    for (const std::uint64_t wrong : {std::uint64_t{2}, std::uint64_t{3}, UINT64_MAX}) {
        CoreHarness core;
        const auto person = core.arrive();
        core.sendFrame(person, frameOf(wrong, Meet{}));
        EXPECT_EQ(core.lastError(person), Errc::OutOfSequence);
        EXPECT_EQ(core.last<ErrorAnswer>(person).regarding, wrong);
        EXPECT_EQ(core.client(person).closeCode, Errc::OutOfSequence);
        EXPECT_EQ(core.counts().sessions, 0U);
        EXPECT_EQ(core.counts().waiting, 0U);
    }
}

TEST(RulesTest, sequence_missingOnReliableKinds_isClosed)
{
    SeededRandom random(1);
    const auto conversation = ConversationId::random(random);
    const StreamId stream = someStream(1);
    const ClientKind kinds[] = {Goodbye{},
                                Meet{},
                                CancelMeet{},
                                Leave{conversation},
                                Send{conversation, 1},
                                StreamAccept{conversation, stream, MemberId::random(random), 4},
                                StreamOpen{conversation, stream, 5},
                                StreamEnd{conversation, stream, StreamOutcome::Cancelled}};
    for (const ClientKind& kind : kinds) {
        CoreHarness core;
        const auto person = core.arrive();
        core.sendFrame(person, frameOf(0, kind));
        EXPECT_EQ(core.lastError(person), Errc::OutOfSequence) << kind.index();
        EXPECT_TRUE(core.client(person).closing);
    }
}

TEST(RulesTest, sequence_onUnnumberedKinds_badHeader)
{
    SeededRandom random(1);
    const auto conversation = ConversationId::random(random);
    const StreamId stream = someStream(1);
    const ClientKind kinds[] = {Acknowledgement{}, Typing{conversation, {}, true},
                                StreamChunk{conversation, stream, 0},
                                StreamCredit{conversation, stream, 0, 4}};
    for (const ClientKind& kind : kinds) {
        CoreHarness core;
        const auto person = core.arrive();
        core.sendFrame(person, frameOf(1, kind));
        EXPECT_EQ(core.lastError(person), Errc::BadHeader) << kind.index();
        EXPECT_TRUE(core.client(person).closing);
    }
}

TEST(RulesTest, sequence_repeat_isIgnoredButItsAcknowledgedCounts)
{
    CoreHarness core;
    const auto person = core.arrive();
    core.sendFrame(person, frameOf(1, Meet{}));
    EXPECT_GT(core.counts().outboxBytes, 0U);
    const std::size_t before = core.client(person).received.size();
    core.sendFrame(person, frameOf(1, Meet{}, 1));
    EXPECT_EQ(core.client(person).received.size(), before) << "no second answer";
    EXPECT_EQ(core.counts().outboxBytes, 0U);
    core.sendFrame(person, frameOf(1, CancelMeet{}, 1));
    EXPECT_EQ(core.counts().waiting, 1U) << "whatever it says, it was taken before";
}

TEST(RulesTest, sequence_ofRefusedFrames_countsAsTaken)
{
    CoreHarness core;
    const auto person = core.arrive();
    core.sendFrame(person, frameOf(1, CancelMeet{}));
    EXPECT_EQ(core.lastError(person), Errc::NotWaiting);
    core.feed(server::FrameReceived{person, frameOf(2, UnknownKind{})});
    EXPECT_EQ(core.lastError(person), Errc::UnknownKind);
    EXPECT_EQ(core.last<ErrorAnswer>(person).regarding, 2U);
    core.feed(server::FrameReceived{person, frameOf(3, OversizedBody{})});
    EXPECT_EQ(core.lastError(person), Errc::BodyTooLong);
    core.sendFrame(person, frameOf(4, Meet{}));
    EXPECT_EQ(core.count<Waiting>(person), 1U);
    EXPECT_FALSE(core.client(person).closing);
}

TEST(RulesTest, refusedKinds_withoutNumber_stay)
{
    const std::pair<ClientKind, Errc> cases[] = {{UnknownKind{}, Errc::UnknownKind},
                                                 {OversizedBody{}, Errc::BodyTooLong}};
    for (const auto& [kind, code] : cases) {
        CoreHarness core;
        const auto person = core.arrive();
        core.feed(server::FrameReceived{person, frameOf(0, kind)});
        EXPECT_EQ(core.lastError(person), code);
        EXPECT_EQ(core.last<ErrorAnswer>(person).regarding, 0U);
        EXPECT_FALSE(core.client(person).closing);
    }
}

TEST(RulesTest, refusedKinds_withAWrongNumber_areOutOfSequence)
{
    for (const ClientKind& kind : {ClientKind{UnknownKind{}}, ClientKind{OversizedBody{}}}) {
        CoreHarness core;
        const auto person = core.arrive();
        core.feed(server::FrameReceived{person, frameOf(2, kind)});
        EXPECT_EQ(core.lastError(person), Errc::OutOfSequence);
        EXPECT_TRUE(core.client(person).closing);
    }
}

TEST(RulesTest, acknowledged_neverSent_badHeader)
{
    CoreHarness core;
    const auto person = core.arrive();
    core.sendFrame(person, frameOf(0, Acknowledgement{}, 1));
    EXPECT_EQ(core.lastError(person), Errc::BadHeader);
    EXPECT_TRUE(core.client(person).closing);
}

TEST(RulesTest, acknowledged_cumulative_emptiesTheOutbox)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    core.client(bo).acknowledges = false;
    for (int i = 0; i < 10; ++i)
        core.say(asha, conversation, "hello");
    core.sendFrame(asha, frameOf(0, Acknowledgement{}, core.client(asha).highestReceived));
    const std::size_t kept = core.counts().outboxBytes;
    EXPECT_GT(kept, 10U * 5U);
    core.sendFrame(bo, frameOf(0, Acknowledgement{}, core.client(bo).highestReceived - 1));
    EXPECT_LT(core.counts().outboxBytes, kept / 5);
    core.client(bo).acknowledges = true;
    core.acknowledge(bo);
    EXPECT_EQ(core.counts().outboxBytes, 0U);
    EXPECT_EQ(core.counts().budgetUsedBytes, 2 * server::sessionCostBytes);
}

/// A frame that is taken and answered by nothing: a repeat of one's own message number.
void sendUnanswered(CoreHarness& core, ConnectionId person, const ConversationId& conversation)
{
    core.send(person, Send{conversation, 1}, "again");
}

TEST(RulesTest, acknowledgement_bare_afterSixteenFrames)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    core.say(asha, conversation, "hello");
    for (std::uint32_t i = 1; i < limits::acknowledgeAfterFrames; ++i)
        sendUnanswered(core, asha, conversation);
    EXPECT_EQ(core.count<Acknowledgement>(asha), 0U);
    sendUnanswered(core, asha, conversation);
    EXPECT_EQ(core.count<Acknowledgement>(asha), 1U);
    EXPECT_EQ(core.client(asha).received.back().frame.acknowledged, core.client(asha).nextSequence - 1);
    EXPECT_EQ(core.client(asha).received.back().frame.sequence, 0U);
    core.advance(1'000);
    EXPECT_EQ(core.count<Acknowledgement>(asha), 1U) << "told once";
}

TEST(RulesTest, acknowledgement_bare_afterItsTime)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    core.say(asha, conversation, "hello");
    sendUnanswered(core, asha, conversation);
    core.advance(limits::acknowledgeAfterMs - 10);
    EXPECT_EQ(core.count<Acknowledgement>(asha), 0U);
    core.advance(10);
    EXPECT_EQ(core.count<Acknowledgement>(asha), 1U);
    core.advance(10'000);
    EXPECT_EQ(core.count<Acknowledgement>(asha), 1U);
    EXPECT_EQ(core.count<Acknowledgement>(bo), 0U);
}

TEST(RulesTest, acknowledgement_ridingOnChat_needsNoBareOne)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    for (int i = 0; i < 100; ++i)
        core.say(asha, conversation, "hello");
    core.advance(1'000);
    EXPECT_EQ(core.count<Acknowledgement>(asha), 0U);
}

TEST(RulesTest, acknowledgement_ridingOnHint_isRepeatedBare)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    core.say(asha, conversation, "hello");
    sendUnanswered(core, asha, conversation);
    core.send(bo, Typing{conversation, {}, true});
    EXPECT_EQ(core.client(asha).received.back().frame.acknowledged, core.client(asha).nextSequence - 1);
    core.advance(limits::acknowledgeAfterMs);
    EXPECT_EQ(core.count<Acknowledgement>(asha), 1U) << "a hint may have been dropped";
}

TEST(RulesTest, malformed_anyCode_isAnsweredAndClosed)
{
    for (const Errc code : {Errc::BadFrame, Errc::BadHeader, Errc::HeaderTooLong}) {
        for (const bool welcomed : {false, true}) {
            CoreHarness core;
            const auto person = welcomed ? core.arrive() : core.connect();
            core.malformed(person, code);
            EXPECT_EQ(core.lastError(person), code);
            EXPECT_TRUE(core.last<ErrorAnswer>(person).closing);
            EXPECT_EQ(core.client(person).closeCode, code);
            EXPECT_EQ(core.counts().sessions, 0U);
            EXPECT_EQ(core.refusalsLogged(), welcomed ? 0U : 1U);
        }
    }
}

TEST(RulesTest, malformed_inAPair_costsThePartnerOnlyThePair)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    core.malformed(asha, Errc::BadFrame);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Lost);
    EXPECT_FALSE(core.client(bo).closing);
    EXPECT_EQ(core.counts().pairs, 0U);
}

TEST(RulesTest, overflow_queue_isCutWithoutAWord)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const std::size_t before = core.client(asha).received.size();
    core.overflow(asha);
    EXPECT_TRUE(core.client(asha).cut);
    EXPECT_EQ(core.client(asha).received.size(), before);
    EXPECT_EQ(core.counts().sessions, 1U);
    EXPECT_EQ(core.count<Ended>(bo), 0U) << "asha's queue is wiped when her connection is gone";
    core.disconnect(asha);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Lost);
}

TEST(RulesTest, outbox_filledByPartner_refusesThePartner)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    core.client(bo).acknowledges = false;
    for (int i = 0; i < 16; ++i)
        core.say(asha, conversation, bytesOf(limits::bodyBytesMax));
    EXPECT_FALSE(core.client(bo).closing) << "bo did nothing";
    EXPECT_FALSE(core.client(asha).closing);
    EXPECT_LE(core.count<Message>(bo), 9U);
    EXPECT_GE(core.count<Message>(bo), 7U);
    const auto errors = core.all<ErrorAnswer>(asha);
    ASSERT_FALSE(errors.empty());
    EXPECT_EQ(errors.front().code, Errc::RateLimited);
    EXPECT_EQ(errors.front().conversation, conversation);
    EXPECT_GT(errors.front().retryAfterMs, 0U);
}

TEST(RulesTest, outbox_partnerRefused_sendsAgainUnderTheSameNumber)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    core.client(bo).acknowledges = false;
    while (core.lastError(asha) == Errc::Ok)
        core.say(asha, conversation, bytesOf(limits::bodyBytesMax));
    const std::uint64_t refused = core.client(asha).sentNumbers[conversation];
    const std::size_t before = core.count<Message>(bo);
    core.client(bo).acknowledges = true;
    core.acknowledge(bo);
    core.send(asha, Send{conversation, refused}, "again");
    EXPECT_EQ(core.count<Message>(bo), before + 1);
    EXPECT_EQ(core.client(bo).received.back().body.view(), "again");
}

TEST(RulesTest, outbox_tooManyFramesByPartner_refusesThePartner)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    core.client(bo).acknowledges = false;
    for (std::size_t i = 0; i <= limits::outboxFramesMax; ++i)
        core.say(asha, conversation, "x");
    EXPECT_FALSE(core.client(bo).closing);
    EXPECT_EQ(core.all<ErrorAnswer>(asha).front().code, Errc::RateLimited);
    EXPECT_LE(core.count<Message>(bo), limits::outboxPartnerFramesMax);
    core.disconnect(bo);
    core.disconnect(asha);
    EXPECT_EQ(core.counts().budgetUsedBytes, 0U);
}

TEST(RulesTest, outbox_filledByPartner_isLeftAsEver)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    core.client(bo).acknowledges = false;
    while (core.lastError(asha) == Errc::Ok)
        core.say(asha, conversation, bytesOf(limits::bodyBytesMax));
    core.say(bo, conversation, "I read you slowly");
    EXPECT_EQ(core.client(asha).received.back().body.view(), "I read you slowly") << "the other way is free";
    core.send(asha, Leave{conversation});
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Left);
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::YouLeft);
}

TEST(RulesTest, outbox_fullBySilence_endsOneself)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto conversation = core.conversation(asha);
    core.client(asha).acknowledges = false;
    for (std::size_t i = 0; i <= limits::outboxFramesMax && !core.client(asha).closing; ++i) {
        core.say(asha, conversation, "x");
        core.acknowledge(bo);
    }
    EXPECT_EQ(core.lastError(asha), Errc::SlowReader) << "her own receipts fill her outbox";
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Lost);
}

TEST(RulesTest, drain_everybody_isToldAndClosed)
{
    CoreHarness core;
    const auto [asha, bo] = core.arrivePair();
    const auto cy = core.arrive("Cy");
    core.meet(cy);
    const auto greeting = core.connect();
    core.drain();
    for (const auto person : {asha, bo, cy, greeting}) {
        EXPECT_EQ(core.last<Farewell>(person).code, Errc::ShuttingDown);
        EXPECT_GT(core.last<Farewell>(person).retryAfterMs, 0U);
        EXPECT_EQ(core.client(person).closeCode, Errc::ShuttingDown);
        core.disconnect(person);
    }
    const auto counts = core.counts();
    EXPECT_EQ(counts.connections + counts.sessions + counts.waiting + counts.pairs + counts.erasing, 0U);
    EXPECT_EQ(counts.budgetUsedBytes, 0U);
}

TEST(RulesTest, drain_newcomer_isSentAway)
{
    CoreHarness core;
    core.drain();
    const auto late = core.connect();
    EXPECT_EQ(core.last<Farewell>(late).code, Errc::ShuttingDown);
    core.hello(late, "Asha");
    EXPECT_EQ(core.counts().sessions, 0U);
}

TEST(RulesTest, drain_retryTimes_differ)
{
    CoreHarness core;
    std::vector<ConnectionId> people;
    for (int i = 0; i < 50; ++i)
        people.push_back(core.arrive());
    core.drain();
    std::set<std::uint32_t> times;
    for (const auto person : people)
        times.insert(core.last<Farewell>(person).retryAfterMs);
    EXPECT_GT(times.size(), 25U);
}

TEST(RulesTest, goodbye_waiting_isForgotten)
{
    CoreHarness core;
    const auto person = core.arrive();
    core.meet(person, {"music"});
    core.send(person, Goodbye{});
    EXPECT_TRUE(core.client(person).closing);
    EXPECT_EQ(core.client(person).closeCode, Errc::Ok);
    EXPECT_EQ(core.counts().waiting, 0U);
    EXPECT_EQ(core.counts().sessions, 0U);
    EXPECT_EQ(core.counts().budgetUsedBytes, 0U);
    const auto other = core.arrive();
    core.meet(other, {"music"});
    EXPECT_EQ(core.count<Paired>(other), 0U);
}

TEST(RulesTest, sameSeed_sameEvents_sameEffects)
{
    const auto run = [] {
        CoreHarness core(CoreHarness::withoutResume(), 42);
        const auto [asha, bo] = core.arrivePair();
        core.say(asha, core.conversation(asha), "hello");
        core.drain();
        std::vector<std::uint32_t> seen{core.last<Farewell>(asha).retryAfterMs,
                                        core.last<Farewell>(bo).retryAfterMs};
        return std::pair{core.conversation(asha), seen};
    };
    EXPECT_EQ(run(), run());
}

} // namespace
} // namespace chatmet::tests
