// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A line drops and its session is taken up again: nothing lost, nothing twice, nothing out of order.
#include "common/protocol/Limits.h"
#include "server/core/Session.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

namespace chatmet::tests {
namespace {

using namespace protocol;

constexpr std::int64_t windowMs = limits::resumeWindowMs;
constexpr std::uint32_t chunk = limits::bodyBytesMax;

struct ResumptionTest : testing::Test
{
    CoreHarness core{server::ServiceSettings{}};
    ConnectionId asha{};
    ConnectionId bo{};
    ConversationId conversation;

    void pair()
    {
        std::tie(asha, bo) = core.arrivePair();
        conversation = core.conversation(asha);
    }

    std::vector<std::string> bodies(ConnectionId connection)
    {
        std::vector<std::string> texts;
        for (const ReceivedFrame& received : core.client(connection).received) {
            if (std::holds_alternative<Message>(received.frame.kind))
                texts.emplace_back(received.body.view());
        }
        return texts;
    }

    void expectNothingLeft()
    {
        const auto counts = core.counts();
        EXPECT_EQ(counts.sessions + counts.away + counts.waiting + counts.pairs + counts.streams +
                      counts.erasing + counts.outboxBytes + counts.budgetUsedBytes,
                  0U);
    }
};

TEST_F(ResumptionTest, lineDrops_sessionStays_partnerIsToldForHowLong)
{
    pair();
    const MemberId member = core.partner(asha);
    core.lose(bo);
    EXPECT_EQ(core.counts().sessions, 2U);
    EXPECT_EQ(core.counts().away, 1U);
    EXPECT_EQ(core.counts().pairs, 1U);
    const auto away = core.last<MemberAway>(asha);
    EXPECT_EQ(away.conversation, conversation);
    EXPECT_EQ(away.member, member);
    EXPECT_EQ(away.windowMs, windowMs);
    EXPECT_EQ(core.count<Ended>(asha), 0U);
}

TEST_F(ResumptionTest, resume_inTime_getsWhatItLacks_onceInOrderByteForByte)
{
    pair();
    core.say(asha, conversation, "one");
    core.client(bo).reads = false;
    core.say(asha, conversation, "two"); // written into a line that nobody reads any more
    const TestClient lost = core.lose(bo);
    core.say(asha, conversation, "three");
    core.advance(windowMs - 250);
    const ConnectionId again = core.resume(lost);
    EXPECT_EQ(core.count<MemberBack>(asha), 1U);
    EXPECT_EQ(core.counts().away, 0U);
    EXPECT_EQ(bodies(again), (std::vector<std::string>{"two", "three"}));
    core.say(asha, conversation, "four");
    core.say(again, conversation, "back");
    EXPECT_EQ(bodies(again).back(), "four");
    EXPECT_EQ(bodies(asha), std::vector<std::string>{"back"});
    EXPECT_EQ(core.last<Welcome>(again).resumeWindowMs, windowMs);
}

TEST_F(ResumptionTest, accessLog_hearsOfAResumeFromAnotherAddressOnly)
{
    pair();
    EXPECT_EQ(core.arrivalsLogged(), 2U);
    TestClient lost = core.lose(bo);
    ConnectionId again = core.tryResume(lost);
    EXPECT_EQ(core.arrivalsLogged(), 2U) << "from where it was";
    lost = core.lose(again);
    again = core.tryResume(lost, 2);
    EXPECT_EQ(core.arrivalsLogged(), 3U);
    lost = core.lose(again);
    (void)core.tryResume(lost, 2);
    EXPECT_EQ(core.arrivalsLogged(), 3U);
}

TEST_F(ResumptionTest, window_isOver_beforeAnybodyTicks)
{
    pair();
    const TestClient lost = core.lose(bo);
    core.sleep(windowMs);
    EXPECT_EQ(core.lastError(core.tryResume(lost)), Errc::ResumeUnknown);
}

TEST_F(ResumptionTest, window_isOver_sessionEnds_andThePartnerIsToldThen)
{
    pair();
    const TestClient lost = core.lose(bo);
    core.advance(windowMs - 250);
    EXPECT_EQ(core.count<Ended>(asha), 0U);
    core.advance(250);
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::Lost);
    EXPECT_EQ(core.counts().sessions, 1U);
    const ConnectionId late = core.tryResume(lost);
    EXPECT_EQ(core.lastError(late), Errc::ResumeUnknown);
    core.hello(late, "Bo");
    EXPECT_FALSE(core.last<Welcome>(late).resumed);
    core.disconnect(late);
    core.disconnect(asha);
    core.advance(windowMs);
    expectNothingLeft();
}

TEST_F(ResumptionTest, frames_thatTheServerNeverGot_areTakenOnce)
{
    pair();
    core.say(bo, conversation, "one");
    core.client(bo).reads = false; // what acknowledges the next one is lost
    core.say(bo, conversation, "two");
    core.sendIntoTheVoid(bo, Send{conversation, 3}, "three");
    core.sendIntoTheVoid(bo, Tombstone{});
    core.sendIntoTheVoid(bo, Send{conversation, 4}, "four");
    const TestClient lost = core.lose(bo);
    EXPECT_EQ(lost.kept.size(), 4U);
    const ConnectionId again = core.resume(lost);
    EXPECT_EQ(bodies(asha), (std::vector<std::string>{"one", "two", "three", "four"}));
    std::vector<std::uint64_t> accepted;
    for (const auto& one : core.all<Accepted>(again))
        accepted.push_back(one.senderNumber);
    EXPECT_EQ(accepted, (std::vector<std::uint64_t>{2, 3, 4}));
    EXPECT_FALSE(core.client(again).closing);
    core.acknowledge(again);
    core.advance(250);
    EXPECT_TRUE(core.client(again).kept.empty());
}

TEST_F(ResumptionTest, token_changes_andTheOldOneWorksUntilTheNewOneIsKnown)
{
    pair();
    const TestClient first = core.lose(bo);
    (void)core.tryResume(first);
    const ConnectionId unheard = core.tryResume(first); // the first welcome was lost on its way
    EXPECT_TRUE(core.last<Welcome>(unheard).resumed);
    const TestClient second = core.client(unheard);
    EXPECT_NE(second.token, first.token);
    core.acknowledge(unheard); // a frame under the new one
    EXPECT_EQ(core.lastError(core.tryResume(first)), Errc::ResumeUnknown);
    EXPECT_TRUE(core.last<Welcome>(core.tryResume(second)).resumed);
}

TEST_F(ResumptionTest, token_ofALostWelcome_doesNotOutliveTheNextOne)
{
    pair();
    const TestClient first = core.lose(bo);
    const TestClient unheard = core.client(core.tryResume(first));
    (void)core.tryResume(first);
    EXPECT_EQ(core.lastError(core.tryResume(unheard)), Errc::ResumeUnknown)
        << "two are kept: the one that was used and the newest";
}

TEST_F(ResumptionTest, takeOver_cutsTheOlderLine_andHearsNothingFromItAnyMore)
{
    pair();
    const TestClient known = core.client(bo); // half open: the server has not noticed
    const ConnectionId again = core.resume(known);
    EXPECT_TRUE(core.client(bo).cut);
    EXPECT_EQ(core.counts().sessions, 2U);
    EXPECT_EQ(core.counts().away, 0U);
    core.sendFrame(bo, {known.nextSequence, 0, Send{conversation, 1}, {}});
    EXPECT_EQ(core.count<Message>(asha), 0U);
    core.say(asha, conversation, "here");
    EXPECT_EQ(bodies(again), std::vector<std::string>{"here"});
    core.disconnect(bo);
    EXPECT_EQ(core.counts().away, 0U) << "the end of the older line is not the session's";
}

TEST_F(ResumptionTest, takeOver_erasureWaitsForTheOlderLinesQueue)
{
    pair();
    core.client(bo).reads = false;
    core.say(asha, conversation, "in two queues");
    const ConnectionId again = core.resume(core.client(bo));
    core.send(asha, Leave{conversation});
    EXPECT_EQ(core.count<Ended>(asha), 0U) << "the older line's queue still holds the message";
    EXPECT_EQ(core.counts().erasing, 1U);
    core.disconnect(bo);
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::YouLeft);
    EXPECT_EQ(core.last<Ended>(again).reason, EndReason::Left);
}

TEST_F(ResumptionTest, search_standsStillWhileAway_andGoesOn)
{
    const ConnectionId waiting = core.arrive("Bo");
    core.meet(waiting, {"music"});
    const TestClient lost = core.lose(waiting);
    asha = core.arrive("Asha");
    core.meet(asha, {"music"});
    core.advance(limits::topicsPreferredMs);
    EXPECT_EQ(core.counts().pairs, 0U) << "nobody meets who isn't there";
    const ConnectionId again = core.resume(lost);
    EXPECT_EQ(core.count<Waiting>(again), 0U) << "it was told before";
    EXPECT_EQ(core.last<Paired>(again).sharedTopics, std::vector<std::string>{"music"});
    EXPECT_EQ(core.conversation(asha), core.conversation(again));
}

TEST_F(ResumptionTest, search_cancelledOnceBack_isOver)
{
    const ConnectionId waiting = core.arrive("Bo");
    core.meet(waiting);
    core.sendIntoTheVoid(waiting, CancelMeet{});
    const ConnectionId again = core.resume(core.lose(waiting));
    EXPECT_EQ(core.count<MeetCancelled>(again), 1U);
    EXPECT_EQ(core.counts().waiting, 0U);
}

TEST_F(ResumptionTest, partnerLeavesMeanwhile_itIsToldWhenItIsBack_andNothingElse)
{
    pair();
    const TestClient lost = core.lose(bo);
    core.say(asha, conversation, "not any more");
    core.send(asha, Leave{conversation});
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::YouLeft) << "no queue of the one who is away";
    const ConnectionId again = core.resume(lost);
    EXPECT_TRUE(bodies(again).empty());
    EXPECT_EQ(core.last<Ended>(again).reason, EndReason::Left);
    core.meet(again);
    EXPECT_EQ(core.counts().waiting, 1U);
}

TEST_F(ResumptionTest, bothAway_oneComesBack_isToldOfTheOther)
{
    pair();
    core.lose(asha);
    core.advance(5'000);
    const TestClient lost = core.lose(bo);
    const ConnectionId again = core.resume(lost);
    EXPECT_EQ(core.last<MemberAway>(again).windowMs, windowMs - 5'000);
    core.advance(windowMs - 5'000);
    EXPECT_EQ(core.last<Ended>(again).reason, EndReason::Lost);
}

TEST_F(ResumptionTest, bothAway_neitherComesBack_nothingIsLeft)
{
    pair();
    core.say(asha, conversation, "content");
    core.lose(asha);
    core.lose(bo);
    EXPECT_EQ(core.counts().sessions, 2U);
    core.advance(windowMs);
    expectNothingLeft();
}

TEST_F(ResumptionTest, picture_receiverAway_goesOnFromItsChunk)
{
    pair();
    const StreamId stream = someStream(1);
    core.send(bo, StreamAccept{conversation, stream, core.partner(bo), 4});
    core.send(asha, StreamOpen{conversation, stream, 6 * chunk});
    core.send(asha, StreamChunk{conversation, stream, 0}, bytesOf(chunk));
    core.client(bo).reads = false; // the next two are lost with the line
    core.send(asha, StreamChunk{conversation, stream, 1}, bytesOf(chunk));
    core.send(asha, StreamChunk{conversation, stream, 2}, bytesOf(chunk));
    const TestClient lost = core.lose(bo);
    core.send(asha, StreamChunk{conversation, stream, 3}, bytesOf(chunk)); // has not heard of it yet
    const ConnectionId again = core.resume(lost);
    EXPECT_EQ(core.count<StreamChunk>(again), 0U);
    core.send(again, StreamCredit{conversation, stream, 1, 5});
    const auto credit = core.last<StreamCredit>(asha);
    EXPECT_EQ(credit.resumeAt, 2U);
    EXPECT_EQ(credit.allowed, 5U);
    for (std::uint32_t number = 1; number < 5; ++number)
        core.send(asha, StreamChunk{conversation, stream, number}, bytesOf(chunk));
    core.send(again, StreamCredit{conversation, stream, 5, 9});
    core.send(asha, StreamChunk{conversation, stream, 5}, bytesOf(chunk));
    core.send(again, StreamEnd{conversation, stream, StreamOutcome::Done});
    std::vector<std::uint32_t> numbers;
    for (const auto& one : core.all<StreamChunk>(again))
        numbers.push_back(one.number);
    EXPECT_EQ(numbers, (std::vector<std::uint32_t>{1, 2, 3, 4, 5}));
    EXPECT_EQ(core.last<StreamEnd>(asha).outcome, StreamOutcome::Done);
    EXPECT_EQ(core.count<ErrorAnswer>(asha) + core.count<ErrorAnswer>(again), 0U);
}

TEST_F(ResumptionTest, picture_senderAway_isToldWhereItWas)
{
    pair();
    const StreamId stream = someStream(1);
    core.send(bo, StreamAccept{conversation, stream, core.partner(bo), 4});
    core.send(asha, StreamOpen{conversation, stream, 6 * chunk});
    core.send(asha, StreamChunk{conversation, stream, 0}, bytesOf(chunk));
    core.sendIntoTheVoid(asha, StreamChunk{conversation, stream, 1}, bytesOf(chunk));
    const TestClient lost = core.lose(asha);
    core.send(bo, StreamCredit{conversation, stream, 1, 5}); // said while nobody hears it
    const ConnectionId again = core.resume(lost);
    const auto credit = core.last<StreamCredit>(again);
    EXPECT_EQ(credit.resumeAt, 2U);
    EXPECT_EQ(credit.received, 1U);
    EXPECT_EQ(credit.allowed, 5U);
    core.send(again, StreamChunk{conversation, stream, 1}, bytesOf(chunk));
    EXPECT_EQ(core.last<StreamChunk>(bo).number, 1U);
    EXPECT_EQ(core.count<ErrorAnswer>(again), 0U);
}

TEST_F(ResumptionTest, receivedMoreThanWasSent_orLessThanWasAcknowledged_isUnknown)
{
    pair();
    core.acknowledge(bo);
    TestClient lost = core.lose(bo);
    lost.highestReceived += 1;
    EXPECT_EQ(core.lastError(core.tryResume(lost)), Errc::ResumeUnknown);
    lost.highestReceived -= 2;
    EXPECT_EQ(core.lastError(core.tryResume(lost)), Errc::ResumeUnknown);
    lost.highestReceived += 1;
    EXPECT_TRUE(core.last<Welcome>(core.tryResume(lost)).resumed) << "and the session still waits";
}

TEST_F(ResumptionTest, whoIsAway_isNotFilledBeyondItsBounds)
{
    pair();
    core.lose(bo);
    for (int i = 0; i < 40; ++i)
        core.say(asha, conversation, bytesOf(limits::bodyBytesMax));
    EXPECT_EQ(core.lastError(asha), Errc::RateLimited);
    EXPECT_FALSE(core.client(asha).closing);
    EXPECT_LE(core.counts().outboxBytes, 2 * limits::outboxBytesMax);
    EXPECT_EQ(core.counts().away, 1U);
}

TEST_F(ResumptionTest, slowReader_isCut_andMayComeBack)
{
    pair();
    const TestClient known = core.client(bo);
    core.overflow(bo);
    EXPECT_TRUE(core.client(bo).cut);
    EXPECT_EQ(core.counts().away, 1U);
    core.disconnect(bo);
    (void)core.resume(known);
}

TEST_F(ResumptionTest, whoBreaksTheRules_mayNotComeBack)
{
    pair();
    const TestClient known = core.client(bo);
    core.malformed(bo, Errc::BadFrame);
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::Lost);
    EXPECT_EQ(core.lastError(core.tryResume(known)), Errc::ResumeUnknown);
}

TEST_F(ResumptionTest, goodbye_endsAtOnce)
{
    pair();
    const TestClient known = core.client(bo);
    core.send(bo, Goodbye{});
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::Left);
    EXPECT_EQ(core.lastError(core.tryResume(known)), Errc::ResumeUnknown);
}

TEST_F(ResumptionTest, drain_nobodyWaitsForWhoIsAway)
{
    pair();
    core.lose(bo);
    core.drain();
    EXPECT_EQ(core.counts().sessions, 0U);
    core.disconnect(asha);
    expectNothingLeft();
}

TEST(ResumptionWithoutAWindow, lineDrops_endsTheSession)
{
    CoreHarness core(CoreHarness::withoutResume());
    const auto [asha, bo] = core.arrivePair();
    EXPECT_EQ(core.last<Welcome>(bo).resumeWindowMs, 0U);
    const TestClient lost = core.lose(bo);
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::Lost);
    EXPECT_EQ(core.lastError(core.tryResume(lost)), Errc::ResumeUnknown);
}

TEST_F(ResumptionTest, takenBackWhileAway_comesAsATombstone)
{
    pair();
    const TestClient lost = core.lose(bo);
    core.say(asha, conversation, "taken back");
    core.say(asha, conversation, "stays");
    core.send(asha, Send{conversation, ++core.client(asha).sentNumbers[conversation], 1}, "a sealed word");
    const ConnectionId back = core.resume(lost);
    EXPECT_EQ(core.last<Unsent>(back).number, 1U);
    EXPECT_EQ(bodies(back), (std::vector<std::string>{"stays", "a sealed word"}));
}

} // namespace
} // namespace chatmet::tests
