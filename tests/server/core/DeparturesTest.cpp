// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The two phases of a pair's end, whoever ends it and however.
#include "common/protocol/Limits.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

namespace chatmet::tests {
namespace {

using namespace protocol;

struct DeparturesTest : testing::Test
{
    CoreHarness core;
    std::pair<ConnectionId, ConnectionId> pair = core.arrivePair();
    ConnectionId asha = pair.first;
    ConnectionId bo = pair.second;
    ConversationId conversation = core.conversation(asha);

    void confirmLate()
    {
        core.client(asha).confirms = false;
        core.client(bo).confirms = false;
    }
};

TEST_F(DeparturesTest, leave_both_areTold)
{
    core.send(asha, Leave{conversation});
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::YouLeft);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Left);
    EXPECT_EQ(core.last<Ended>(bo).conversation, conversation);
    EXPECT_EQ(core.counts().pairs, 0U);
    EXPECT_EQ(core.counts().erasing, 0U);
    EXPECT_EQ(core.counts().sessions, 2U);
}

TEST_F(DeparturesTest, leave_nobodyIsTold_beforeAllHaveConfirmed)
{
    confirmLate();
    core.send(asha, Leave{conversation});
    EXPECT_EQ(core.counts().erasing, 1U);
    EXPECT_EQ(core.counts().pairs, 0U);
    EXPECT_TRUE(core.client(asha).erased.contains(conversation));
    EXPECT_TRUE(core.client(bo).erased.contains(conversation));
    core.confirmErasures(bo);
    EXPECT_EQ(core.count<Ended>(asha) + core.count<Ended>(bo), 0U);
    core.confirmErasures(asha);
    EXPECT_EQ(core.count<Ended>(asha), 1U);
    EXPECT_EQ(core.count<Ended>(bo), 1U);
    EXPECT_EQ(core.counts().erasing, 0U);
}

TEST_F(DeparturesTest, leave_queuedMessages_die)
{
    core.client(bo).reads = false;
    core.say(asha, conversation, "secret");
    core.send(asha, Typing{conversation, {}, true});
    EXPECT_EQ(core.client(bo).queue.size(), 2U);
    core.send(asha, Leave{conversation});
    core.flush(bo);
    EXPECT_EQ(core.count<Message>(bo), 0U);
    EXPECT_EQ(core.count<Ended>(bo), 1U);
}

TEST_F(DeparturesTest, leave_outboxes_areEmptiedOfIt)
{
    core.client(bo).acknowledges = false;
    for (int i = 0; i < 5; ++i)
        core.say(asha, conversation, bytesOf(10'000));
    EXPECT_GT(core.counts().outboxBytes, 50'000U);
    core.client(bo).confirms = false;
    core.send(asha, Leave{conversation});
    EXPECT_LT(core.counts().outboxBytes, 1'000U) << "at once, not when it is confirmed";
}

TEST_F(DeparturesTest, leave_sequences_goOnAfterErasedFrames)
{
    core.client(bo).reads = false;
    for (int i = 0; i < 5; ++i)
        core.say(asha, conversation, "x");
    const std::uint64_t before = core.client(bo).highestReceived;
    core.send(asha, Leave{conversation});
    core.client(bo).reads = true;
    core.flush(bo);
    EXPECT_EQ(core.client(bo).highestReceived, before + 6) << "five numbers were never seen";
    core.acknowledge(bo);
    EXPECT_FALSE(core.client(bo).closing);
    core.acknowledge(asha);
    EXPECT_EQ(core.counts().outboxBytes, 0U);
}

TEST_F(DeparturesTest, leave_bothAtOnce_isFine)
{
    confirmLate();
    core.send(asha, Leave{conversation});
    core.send(bo, Leave{conversation});
    EXPECT_EQ(core.lastError(bo), Errc::Ok);
    core.confirmErasures(asha);
    core.confirmErasures(bo);
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::YouLeft);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::YouLeft) << "he asked for it as well";
    EXPECT_EQ(core.count<Ended>(bo), 1U);
}

TEST_F(DeparturesTest, leave_elsewhere_notInConversation)
{
    const auto cy = core.arrive("Cy");
    core.send(cy, Leave{conversation});
    EXPECT_EQ(core.lastError(cy), Errc::NotInConversation);
    core.client(asha).confirms = false;
    core.send(asha, Leave{conversation});
    core.send(cy, Leave{conversation});
    EXPECT_EQ(core.count<ErrorAnswer>(cy), 2U) << "nor one that is ending";
    core.confirmErasures(asha);
    core.send(asha, Leave{conversation});
    EXPECT_EQ(core.lastError(asha), Errc::NotInConversation) << "it is over";
    EXPECT_EQ(core.counts().sessions, 3U);
}

TEST_F(DeparturesTest, send_whileEnding_notInConversation)
{
    confirmLate();
    core.send(asha, Leave{conversation});
    core.say(bo, conversation, "wait");
    EXPECT_EQ(core.lastError(bo), Errc::NotInConversation);
    core.send(bo, Typing{conversation, {}, true});
    EXPECT_EQ(core.count<ErrorAnswer>(bo), 1U) << "a hint in the midst of an end is nobody's fault";
    EXPECT_EQ(core.count<Message>(asha), 0U);
}

TEST_F(DeparturesTest, meet_whileEnding_meetsAnew)
{
    confirmLate();
    core.send(asha, Leave{conversation});
    const auto cy = core.arrive("Cy");
    core.meet(cy);
    core.meet(asha);
    EXPECT_NE(core.conversation(asha), conversation);
    core.say(asha, core.conversation(asha), "hello");
    EXPECT_EQ(core.count<Message>(cy), 1U);
    core.confirmErasures(asha);
    core.confirmErasures(bo);
    EXPECT_EQ(core.last<Ended>(asha).conversation, conversation);
    EXPECT_EQ(core.counts().pairs, 1U);
}

TEST_F(DeparturesTest, goodbye_partner_isTold)
{
    core.send(asha, Goodbye{});
    EXPECT_TRUE(core.client(asha).closing);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Left);
    EXPECT_EQ(core.count<Ended>(asha), 0U);
    EXPECT_EQ(core.counts().sessions, 1U);
}

TEST_F(DeparturesTest, goodbye_partnerIsToldOnly_whenTheLeaversQueueIsEmptyOrGone)
{
    confirmLate();
    core.send(asha, Goodbye{});
    core.confirmErasures(bo);
    EXPECT_EQ(core.count<Ended>(bo), 0U);
    core.disconnect(asha);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Left);
    EXPECT_EQ(core.counts().connections, 1U);
}

TEST_F(DeparturesTest, disconnect_partner_isLost)
{
    core.client(bo).confirms = false;
    core.disconnect(asha);
    EXPECT_EQ(core.count<Ended>(bo), 0U);
    core.confirmErasures(bo);
    EXPECT_EQ(core.last<Ended>(bo).reason, EndReason::Lost);
}

TEST_F(DeparturesTest, disconnect_both_nothingIsLeft)
{
    confirmLate();
    core.say(asha, conversation, "x");
    core.disconnect(asha);
    core.disconnect(bo);
    const auto counts = core.counts();
    EXPECT_EQ(counts.connections + counts.sessions + counts.pairs + counts.erasing, 0U);
    EXPECT_EQ(counts.budgetUsedBytes, 0U);
}

TEST_F(DeparturesTest, unconfirmed_tooLong_isCut)
{
    confirmLate();
    core.send(asha, Leave{conversation});
    core.confirmErasures(asha);
    core.advance(limits::eraseConfirmMs - 1);
    EXPECT_FALSE(core.client(bo).cut);
    core.advance(1);
    EXPECT_TRUE(core.client(bo).cut);
    EXPECT_FALSE(core.client(asha).cut);
    EXPECT_EQ(core.count<Ended>(asha), 0U) << "not before bo's queue is known to be gone";
    EXPECT_EQ(core.counts().sessions, 1U);
    core.advance(limits::eraseConfirmMs);
    core.disconnect(bo);
    EXPECT_EQ(core.last<Ended>(asha).reason, EndReason::YouLeft);
}

TEST_F(DeparturesTest, cutForSilence_newPartner_isLost)
{
    confirmLate();
    core.send(asha, Leave{conversation});
    core.confirmErasures(asha);
    const auto cy = core.arrive("Cy");
    core.meet(cy);
    core.meet(bo);
    const auto second = core.conversation(bo);
    ASSERT_NE(second, conversation);
    core.advance(limits::eraseConfirmMs);
    EXPECT_TRUE(core.client(bo).cut);
    EXPECT_EQ(core.count<Ended>(cy), 0U);
    core.disconnect(bo);
    EXPECT_EQ(core.last<Ended>(cy).reason, EndReason::Lost);
    EXPECT_EQ(core.last<Ended>(cy).conversation, second);
    EXPECT_EQ(core.last<Ended>(asha).conversation, conversation);
    EXPECT_EQ(core.counts().erasing, 0U);
}

TEST_F(DeparturesTest, closingConnection_thatNeverConfirms_isCut)
{
    confirmLate();
    core.send(asha, Goodbye{});
    core.confirmErasures(bo);
    core.advance(limits::eraseConfirmMs);
    EXPECT_TRUE(core.client(asha).cut);
    core.disconnect(asha);
    EXPECT_EQ(core.count<Ended>(bo), 1U);
}

TEST_F(DeparturesTest, severalEndings_ofOneConnection_areKeptApart)
{
    confirmLate();
    core.send(asha, Leave{conversation});
    const auto cy = core.arrive("Cy");
    core.client(cy).confirms = false;
    core.meet(cy);
    core.meet(asha);
    const auto second = core.conversation(asha);
    core.send(cy, Leave{second});
    EXPECT_EQ(core.counts().erasing, 2U);
    core.confirmErasures(cy);
    EXPECT_EQ(core.count<Ended>(cy), 0U);
    core.disconnect(asha);
    EXPECT_EQ(core.last<Ended>(cy).conversation, second);
    EXPECT_EQ(core.last<Ended>(cy).reason, EndReason::YouLeft);
    EXPECT_EQ(core.count<Ended>(bo), 0U);
    core.confirmErasures(bo);
    EXPECT_EQ(core.last<Ended>(bo).conversation, conversation);
}

TEST_F(DeparturesTest, strayConfirmation_changesNothing)
{
    confirmLate();
    core.feed(server::EraseConfirmed{asha, conversation});
    EXPECT_EQ(core.counts().pairs, 1U);
    core.send(asha, Leave{conversation});
    const auto cy = core.arrive("Cy");
    core.feed(server::EraseConfirmed{cy, conversation});
    core.feed(server::EraseConfirmed{cy, ConversationId::random(core.random())});
    EXPECT_EQ(core.counts().erasing, 1U);
    EXPECT_EQ(core.count<Ended>(asha) + core.count<Ended>(bo), 0U);
}

TEST_F(DeparturesTest, pairedFrame_stillQueued_diesAndTheEndIsToldAlone)
{
    const auto cy = core.arrive("Cy");
    const auto di = core.arrive("Di");
    core.meet(cy);
    core.client(cy).reads = false;
    core.meet(di);
    core.send(di, Leave{core.conversation(di)});
    core.flush(cy);
    EXPECT_EQ(core.count<Paired>(cy), 0U);
    EXPECT_EQ(core.count<Ended>(cy), 1U) << "a client takes this as the end of its wait";
    EXPECT_EQ(core.counts().waiting, 0U);
}

TEST_F(DeparturesTest, leaveAndMeet_aThousandTimes_leavesNothingBehind)
{
    for (int i = 0; i < 1'000; ++i) {
        const auto current = core.conversation(i % 2 == 0 ? asha : bo);
        core.say(asha, current, "hello");
        core.send(i % 2 == 0 ? asha : bo, Leave{current});
        core.meet(asha);
        core.meet(bo);
        core.advance(limits::topicsPreferredMs); // they have just parted, and nobody else comes
    }
    EXPECT_EQ(core.count<Paired>(asha), 1'001U);
    core.acknowledge(asha);
    core.acknowledge(bo);
    const auto counts = core.counts();
    EXPECT_EQ(counts.pairs, 1U);
    EXPECT_EQ(counts.erasing, 0U);
    EXPECT_EQ(counts.outboxBytes, 0U);
}

} // namespace
} // namespace chatmet::tests
