// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatState: meeting, leaving, ending, erasing.
#include "tests/client/model/StatePeer.h"

#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

class ChatStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void start_nameIsNormalised();
    void meet_offline_isRefused();
    void meet_badTopics_areRefusedWithoutAFrame();
    void meet_topics_areNormalisedOnce();
    void meet_twice_asksOnce();
    void meet_refusedByTheServer_isBackHome();
    void paired_hasNamesTopicsAndANotice();
    void paired_badName_isStranger();
    void paired_unasked_isLeft();
    void paired_unaskedWithoutEnd_cutsTheLine();
    void paired_erasedBeforeItWasTold_asksAgain();
    void cancel_waitsForTheServersWord();
    void cancel_partnerFoundInTheSameMoment_wins();
    void cancel_notWaitingAnyMore_isHome();
    void cancel_thenMeet_asksAfterTheCancel();
    void ended_byPartner_countsDownAndErases();
    void ended_pageOfNoTime_erasesAtOnce();
    void ended_eraseNow_erasesNow();
    void ended_meet_erasesFirst();
    void ended_twice_isTakenOnce();
    void ended_framesAfterIt_areNotShown();
    void leave_erasesAtOnce();
    void leave_thenMeet_waitsForTheServer();
    void leave_refusedAsOver_thenMeet_asks();
    void leave_earlierFrameRefused_waitsForItsOwnEnd();
    void next_leavesThenMeetsWithTheSameTopics();
    void next_framesOfTheOldPair_areNotShown();
    void next_offline_isRefusedAndKeepsThePage();
    void next_canBeTakenBack_andNothingWasSentMeanwhile();
    void next_pending_nothingNewIsSaid();
    void next_whatIsHeld_goesOnceTakenBack_andNeverWithTheLeave_data();
    void next_whatIsHeld_goesOnceTakenBack_andNeverWithTheLeave();
    void next_notTakenBack_leavesByItself();
    void next_pressedAgain_orLeave_orMeet_doNotWait_data();
    void next_pressedAgain_orLeave_orMeet_doNotWait();
    void next_partnerLeavesMeanwhile_isHeardOnceTakenBack();
    void next_lineDropsMeanwhile_isLeftLater();
    void next_tooMuchCome_doesNotWait();
    void next_noKeysMeanwhile_isLeft();
    void next_noKeysAndThePartnerLeftMeanwhile_endsOnce_data();
    void next_noKeysAndThePartnerLeftMeanwhile_endsOnce();
    void lineLost_whilePaired_endsAtOnce();
    void farewell_whilePaired_saysWhoEndedIt();
    void lineLost_whileWaiting_asksAgain();
    void lineLost_whileLeaving_forgetsTheOldPair();
    void stop_erasesAndSaysGoodbye();
    void welcome_isCleaned();
    void error_unknown_isSaid();
    void slot_thatErases_isSafe();
    void countdown_saysEverySecondOnce();
};

void ChatStateTest::start_nameIsNormalised()
{
    StatePeer peer;
    QCOMPARE(peer.state.username(), QString());
    peer.state.start(requestFor(QStringLiteral("  quiet   otter")));
    QCOMPARE(peer.state.username(), QStringLiteral("quiet otter"));
    QCOMPARE(peer.state.line(), LineState::Connecting);
}

void ChatStateTest::meet_offline_isRefused()
{
    StatePeer peer;
    peer.pairs.meet({});
    QCOMPARE(peer.refusals.size(), 1);
    QCOMPARE(peer.refusals[0].first, Refusal::NotConnected);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
}

void ChatStateTest::meet_badTopics_areRefusedWithoutAFrame()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({QString(33, QLatin1Char('x'))});
    QCOMPARE(peer.refusals.last().first, Refusal::TopicInvalid);
    QStringList many;
    for (int i = 0; i < 9; ++i)
        many.append(QString::number(i));
    peer.pairs.meet(many);
    QCOMPARE(peer.refusals.last().first, Refusal::TooManyTopics);
    QVERIFY(peer.server->sent.isEmpty());
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
}

void ChatStateTest::meet_topics_areNormalisedOnce()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({QStringLiteral(" Music "), QString(), QStringLiteral("MUSIC"), QStringLiteral("हिन्दी")});
    const auto meet = peer.server->take<protocol::Meet>();
    QVERIFY(meet);
    QCOMPARE(meet->topics.size(), 2u);
    QCOMPARE(meet->topics[0], std::string("music"));
}

void ChatStateTest::meet_twice_asksOnce()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({});
    peer.pairs.meet({});
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
    QCOMPARE(peer.meetings, QList<Meeting>{Meeting::Waiting});
}

void ChatStateTest::meet_refusedByTheServer_isBackHome()
{
    for (const auto& [code, refusal] : {std::pair{Errc::TooManyTopics, Refusal::TooManyTopics},
                                        std::pair{Errc::TopicInvalid, Refusal::TopicInvalid},
                                        std::pair{Errc::RateLimited, Refusal::ServerSaidNo}}) {
        StatePeer peer;
        peer.goOnline();
        peer.pairs.meet({});
        peer.server->take<protocol::Meet>();
        protocol::ErrorAnswer answer;
        answer.code = code;
        answer.regarding = peer.server->last.sequence;
        peer.server->hint(answer);
        QCOMPARE(peer.pairs.meeting(), Meeting::None);
        QCOMPARE(peer.refusals.size(), 1);
        QCOMPARE(peer.refusals[0].first, refusal);
        QCOMPARE(peer.refusals[0].second, code);
    }
}

void ChatStateTest::paired_hasNamesTopicsAndANotice()
{
    StatePeer peer;
    peer.goOnline();
    peer.pair("निशा", {"music", "hindi"});
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
    QCOMPARE(peer.pairs.partnerName(), QStringLiteral("निशा"));
    QCOMPARE(peer.now().sharedTopics(), (QStringList{QStringLiteral("music"), QStringLiteral("hindi")}));
    QCOMPARE(peer.now().metAtMs(), 1'700'000'000'000);
    QCOMPARE(peer.pairs.messages()->count(), 1);
    QCOMPARE(peer.row().kind, MessageKind::Notice);
    QVERIFY(peer.row().text.contains(QStringLiteral("निशा")));
    QVERIFY(peer.arrived.isEmpty());
}

void ChatStateTest::paired_badName_isStranger()
{
    StatePeer peer;
    peer.goPaired("gpj\u202eexe");
    QCOMPARE(peer.pairs.partnerName(), QStringLiteral("stranger"));
}

void ChatStateTest::paired_unasked_isLeft()
{
    StatePeer peer;
    peer.goOnline();
    peer.server->say(peer.paired("heron"));
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
    QVERIFY(peer.server->take<protocol::Leave>());
    QCOMPARE(peer.pairs.messages()->count(), 0);
}

void ChatStateTest::paired_erasedBeforeItWasTold_asksAgain()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({});
    peer.server->say(protocol::Waiting{});
    peer.server->sent.clear();
    // Its Paired was still queued when the partner left, and died with the rest.
    peer.server->say(protocol::Ended{ConversationId::random(systemRandom()), protocol::EndReason::Left});
    QCOMPARE(peer.pairs.meeting(), Meeting::Waiting);
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
}

void ChatStateTest::cancel_waitsForTheServersWord()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({});
    peer.pairs.cancelMeet();
    peer.pairs.cancelMeet();
    QCOMPARE(peer.pairs.meeting(), Meeting::Waiting);
    peer.server->say(protocol::MeetCancelled{});
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
}

void ChatStateTest::cancel_partnerFoundInTheSameMoment_wins()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({});
    peer.pairs.cancelMeet();
    peer.server->say(peer.paired("heron"));
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
}

void ChatStateTest::cancel_notWaitingAnyMore_isHome()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({});
    peer.pairs.cancelMeet();
    peer.server->take<protocol::CancelMeet>();
    protocol::ErrorAnswer answer;
    answer.code = Errc::NotWaiting;
    answer.regarding = peer.server->last.sequence;
    peer.server->hint(answer);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
    QVERIFY(peer.refusals.isEmpty());
}

void ChatStateTest::cancel_thenMeet_asksAfterTheCancel()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({});
    peer.pairs.cancelMeet();
    peer.server->sent.clear();
    peer.pairs.meet({QStringLiteral("music")});
    QCOMPARE(peer.server->count<protocol::Meet>(), 0);
    peer.server->say(protocol::MeetCancelled{});
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
    QCOMPARE(peer.pairs.meeting(), Meeting::Waiting);
}

void ChatStateTest::ended_byPartner_countsDownAndErases()
{
    StatePeer peer;
    peer.goPaired();
    peer.state.setEndedPageMs(60);
    peer.hear(protocol::Text{"hello"});
    peer.end();
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::PartnerLeft);
    QCOMPARE(peer.pairs.erasesInSeconds(), 1);
    QCOMPARE(peer.pairs.partnerName(), QStringLiteral("heron"));
    QCOMPARE(peer.pairs.messages()->count(), 2); // met, hello, left
    QVERIFY(!peer.now().sendText(QStringLiteral("too late")));
    QCOMPARE(peer.refusals.last().first, Refusal::NotPaired);
    QTRY_COMPARE(peer.erasures, 1);
    QCOMPARE(peer.rowsAtErasure, 0);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
    QCOMPARE(peer.pairs.partnerName(), QString());
    QCOMPARE(peer.pairs.erasesInSeconds(), 0);
}

void ChatStateTest::ended_pageOfNoTime_erasesAtOnce()
{
    StatePeer peer;
    peer.goPaired();
    peer.state.setEndedPageMs(0);
    peer.end(protocol::EndReason::Lost);
    QCOMPARE(peer.erasures, 1);
    QCOMPARE(peer.pairs.endCause(), EndCause::PartnerLost);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
}

void ChatStateTest::ended_eraseNow_erasesNow()
{
    StatePeer peer;
    peer.goPaired();
    peer.pairs.eraseNow();
    QCOMPARE(peer.erasures, 0); // not ended yet
    peer.end();
    peer.pairs.eraseNow();
    QCOMPARE(peer.erasures, 1);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
}

void ChatStateTest::ended_meet_erasesFirst()
{
    StatePeer peer;
    peer.goPaired();
    peer.end();
    peer.pairs.meet({});
    QCOMPARE(peer.erasures, 1);
    QCOMPARE(peer.pairs.meeting(), Meeting::Waiting);
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
    QCOMPARE(peer.server->count<protocol::Leave>(), 0);
}

void ChatStateTest::ended_twice_isTakenOnce()
{
    StatePeer peer;
    peer.goPaired();
    peer.end();
    peer.end(protocol::EndReason::Lost);
    QCOMPARE(peer.pairs.endCause(), EndCause::PartnerLeft);
    QCOMPARE(peer.pairs.messages()->count(), 1);
}

void ChatStateTest::ended_framesAfterIt_areNotShown()
{
    StatePeer peer;
    peer.goPaired();
    peer.end();
    peer.hear(protocol::Text{"ghost"});
    peer.server->hint(protocol::Typing{peer.pairing.conversation, peer.pairing.partnerMember, true});
    QCOMPARE(peer.pairs.messages()->count(), 1);
    QVERIFY(!peer.now().typing().partnerActive());
}

void ChatStateTest::leave_erasesAtOnce()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{"hello"});
    peer.pairs.leave();
    QVERIFY(peer.server->take<protocol::Leave>());
    QCOMPARE(peer.erasures, 1);
    QCOMPARE(peer.pairs.messages()->count(), 0);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
    peer.end(protocol::EndReason::YouLeft);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
    QCOMPARE(peer.meetings.last(), Meeting::None);
}

void ChatStateTest::leave_thenMeet_waitsForTheServer()
{
    StatePeer peer;
    peer.goPaired();
    peer.pairs.leave();
    peer.pairs.meet({});
    QCOMPARE(peer.pairs.meeting(), Meeting::Waiting);
    QCOMPARE(peer.server->count<protocol::Meet>(), 0);
    peer.end(protocol::EndReason::YouLeft);
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
}

void ChatStateTest::leave_refusedAsOver_thenMeet_asks()
{
    StatePeer peer;
    peer.goPaired();
    peer.pairs.leave();
    QVERIFY(peer.server->take<protocol::Leave>());
    peer.pairs.meet({});
    QCOMPARE(peer.server->count<protocol::Meet>(), 0);
    peer.refuse(peer.server->last.sequence, Errc::NotInConversation);
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
    QVERIFY(peer.refusals.isEmpty());
}

/// It was on its way when the pair was left, and its refusal is not the answer to the Leave.
void ChatStateTest::leave_earlierFrameRefused_waitsForItsOwnEnd()
{
    StatePeer peer;
    peer.goPaired();
    QVERIFY(peer.now().sendText(QStringLiteral("on its way")));
    const quint64 earlier = peer.server->last.sequence;
    peer.pairs.leave();
    QVERIFY(peer.server->take<protocol::Leave>());
    peer.pairs.meet({});
    peer.refuse(earlier, Errc::NotInConversation);
    QCOMPARE(peer.server->count<protocol::Meet>(), 0);
    peer.end(protocol::EndReason::YouLeft);
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
    QCOMPARE(peer.pairs.meeting(), Meeting::Waiting);
}

void ChatStateTest::next_leavesThenMeetsWithTheSameTopics()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({QStringLiteral("music")});
    peer.server->say(peer.paired("heron"));
    peer.server->sent.clear();
    peer.pairs.next();
    QCOMPARE(peer.pairs.meeting(), Meeting::Waiting);
    QCOMPARE(peer.erasures, 1);
    QCOMPARE(peer.server->take<protocol::Leave>()->conversation, peer.pairing.conversation);
    QCOMPARE(peer.server->count<protocol::Meet>(), 0);
    peer.end(protocol::EndReason::YouLeft);
    QCOMPARE(peer.server->take<protocol::Meet>()->topics, std::vector<std::string>{"music"});
}

void ChatStateTest::next_framesOfTheOldPair_areNotShown()
{
    StatePeer peer;
    peer.goPaired();
    peer.pairs.next();
    peer.hear(protocol::Text{"ghost"});
    QCOMPARE(peer.pairs.messages()->count(), 0);
    QVERIFY(peer.arrived.isEmpty());
}

void ChatStateTest::next_offline_isRefusedAndKeepsThePage()
{
    StatePeer peer;
    peer.goPaired();
    Q_EMIT peer.server->failed(LineProblem::Dropped, {});
    QTRY_COMPARE(peer.pairs.meeting(), Meeting::Ended);
    peer.pairs.next();
    QCOMPARE(peer.refusals.last().first, Refusal::NotConnected);
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
}

namespace {

StateSettings undoFor(int milliseconds)
{
    StateSettings settings = quickState();
    settings.nextUndoMs = milliseconds;
    settings.line.acknowledgeAfterMs = 1;
    return settings;
}

} // namespace

void ChatStateTest::next_canBeTakenBack_andNothingWasSentMeanwhile()
{
    StatePeer peer(nullptr, undoFor(10'000));
    peer.goPaired();
    QTRY_VERIFY(peer.server->count<protocol::Acknowledgement>() > 0);
    peer.server->sent.clear();
    peer.pairs.next();
    QVERIFY(peer.pairs.nextInMs() > 9'000);
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
    const int rows = peer.pairs.messages()->count();
    peer.hear(protocol::Text{"wait!"});
    QTest::qWait(20); // longer than an acknowledgement or a receipt takes
    QCOMPARE(peer.pairs.messages()->count(), rows);
    QVERIFY(peer.server->sent.isEmpty());
    peer.pairs.undoNext();
    QCOMPARE(peer.pairs.nextInMs(), 0);
    QCOMPARE(peer.row().text, QStringLiteral("wait!"));
    QTRY_VERIFY(!peer.server->sent.isEmpty());
    QVERIFY(peer.now().sendText(QStringLiteral("I stay")));
    QVERIFY(peer.server->take<protocol::Send>());
}

void ChatStateTest::next_pending_nothingNewIsSaid()
{
    StatePeer peer(nullptr, undoFor(10'000));
    peer.goPaired();
    peer.pairs.next();
    const int rows = peer.pairs.messages()->count();
    CleanPicture picture;
    picture.bytes = QByteArray(1'000, 'x');
    picture.size = QSize(100, 50);
    QVERIFY(!peer.now().sendText(QStringLiteral("one word more")));
    QVERIFY(!peer.now().sendPicture(picture, {}));
    peer.now().sayEmoji(true);
    QCOMPARE(peer.now().ownEmojiWord(), EmojiWord::None);
    QCOMPARE(peer.refusals.size(), 3);
    for (const auto& refusal : std::as_const(peer.refusals))
        QCOMPARE(refusal.first, Refusal::Leaving);
    QCOMPARE(peer.pairs.messages()->count(), rows);
    peer.pairs.undoNext();
    QVERIFY(peer.now().sendPicture(picture, {}));
    QVERIFY(peer.server->take<protocol::Send>());
}

void ChatStateTest::next_whatIsHeld_goesOnceTakenBack_andNeverWithTheLeave_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("undo") << 0;
    QTest::newRow("next") << 1;
    QTest::newRow("leave") << 2;
    QTest::newRow("stop") << 3;
}

void ChatStateTest::next_whatIsHeld_goesOnceTakenBack_andNeverWithTheLeave()
{
    QFETCH(const int, what);
    StatePeer peer(nullptr, undoFor(10'000));
    peer.goPaired();
    peer.now().sendText(QStringLiteral("said before"));
    peer.acceptSend();
    const MessageKey said = peer.row().key;
    peer.server->sent.clear();
    peer.pairs.next();
    peer.now().takeBack(said);
    QVERIFY(peer.server->sent.isEmpty());
    switch (what) {
    case 0: peer.pairs.undoNext(); break;
    case 1: peer.pairs.next(); break;
    case 2: peer.pairs.leave(); break;
    default: peer.state.stop(); break;
    }
    QCOMPARE(peer.server->count<protocol::Send>(), what == 0 ? 1 : 0);
    QCOMPARE(peer.server->count<protocol::Leave>(), what == 1 || what == 2 ? 1 : 0);
    QCOMPARE(peer.server->count<protocol::Goodbye>(), what == 3 ? 1 : 0);
    std::uint64_t last = 0; // numbers have no gaps
    for (const protocol::ClientFrame& frame : std::as_const(peer.server->sent)) {
        if (frame.sequence == 0)
            continue;
        QVERIFY(last == 0 || frame.sequence == last + 1);
        last = frame.sequence;
    }
    QVERIFY(last > 0);
}

void ChatStateTest::next_notTakenBack_leavesByItself()
{
    StatePeer peer(nullptr, undoFor(30));
    peer.goPaired();
    peer.pairs.next();
    peer.hear(protocol::Text{"never shown"});
    QTRY_COMPARE(peer.pairs.meeting(), Meeting::Waiting);
    QCOMPARE(peer.erasures, 1);
    QVERIFY(peer.arrived.isEmpty());
    QVERIFY(peer.server->take<protocol::Leave>());
    QVERIFY(!peer.server->take<protocol::Meet>());
    peer.end(protocol::EndReason::YouLeft);
    QVERIFY(peer.server->take<protocol::Meet>());
}

void ChatStateTest::next_pressedAgain_orLeave_orMeet_doNotWait_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("next") << 0;
    QTest::newRow("leave") << 1;
    QTest::newRow("meet") << 2;
    QTest::newRow("stop") << 3;
}

void ChatStateTest::next_pressedAgain_orLeave_orMeet_doNotWait()
{
    QFETCH(const int, what);
    StatePeer peer(nullptr, undoFor(10'000));
    peer.goPaired();
    peer.pairs.next();
    switch (what) {
    case 0: peer.pairs.next(); break;
    case 1: peer.pairs.leave(); break;
    case 2: peer.pairs.meet({}); break;
    default: peer.state.stop(); break;
    }
    QCOMPARE(peer.pairs.nextInMs(), 0);
    QCOMPARE(peer.erasures, 1);
    if (what == 3)
        QVERIFY(peer.server->take<protocol::Goodbye>());
    else
        QVERIFY(peer.server->take<protocol::Leave>());
    QCOMPARE(peer.pairs.meeting(), what == 0 || what == 2 ? Meeting::Waiting : Meeting::None);
}

void ChatStateTest::next_partnerLeavesMeanwhile_isHeardOnceTakenBack()
{
    StatePeer peer(nullptr, undoFor(10'000));
    peer.goPaired();
    peer.pairs.next();
    peer.end();
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
    peer.pairs.undoNext();
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
}

void ChatStateTest::next_lineDropsMeanwhile_isLeftLater()
{
    StatePeer peer(nullptr, undoFor(60));
    peer.state.start(requestFor(QStringLiteral("otter")));
    peer.server.welcome(20'000);
    peer.pair();
    const std::uint64_t sequence = peer.server->sequence;
    peer.pairs.next();
    peer.hear(protocol::Text{"held, and gone with the line"});
    const int attempts = peer.server.attempts;
    Q_EMIT peer.server->failed(LineProblem::Dropped, {});
    QTRY_COMPARE(peer.pairs.meeting(), Meeting::Waiting);
    QTRY_COMPARE(peer.server.attempts, attempts + 1);
    Q_EMIT peer.server->opened();
    const auto hello = peer.server->take<protocol::Hello>();
    QVERIFY(hello && hello->resume);
    QCOMPARE(hello->resume->received, sequence); // not what was held
    peer.server->sequence = sequence;
    peer.server->acknowledged = 2;
    peer.server.sayWelcome(20'000, true);
    QVERIFY(peer.server->take<protocol::Leave>());
    QVERIFY(peer.arrived.isEmpty());
}

void ChatStateTest::next_tooMuchCome_doesNotWait()
{
    StatePeer peer(nullptr, undoFor(10'000));
    peer.goPaired();
    peer.pairs.next();
    for (int i = 0; i < 17; ++i)
        peer.hearBody(SharedBytes(WipedBytes(limits::bodyBytesMax)));
    QCOMPARE(peer.pairs.nextInMs(), 0);
    QVERIFY(peer.server->take<protocol::Leave>());
    QVERIFY(peer.arrived.isEmpty());
}

void ChatStateTest::next_noKeysMeanwhile_isLeft()
{
    StateSettings settings = undoFor(10'000);
    settings.keyExchangeMs = 30;
    StatePeer peer(nullptr, settings);
    peer.goOnline();
    peer.pairWithoutKeys();
    peer.pairs.next();
    QTRY_COMPARE(peer.pairs.meeting(), Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::NotSealed);
    QVERIFY(peer.server->take<protocol::Leave>());
}

void ChatStateTest::next_noKeysAndThePartnerLeftMeanwhile_endsOnce_data()
{
    QTest::addColumn<int>("endedPageMs");
    QTest::newRow("its page is shown") << 20'000;
    QTest::newRow("its page goes at once") << 0;
}

void ChatStateTest::next_noKeysAndThePartnerLeftMeanwhile_endsOnce()
{
    QFETCH(const int, endedPageMs);
    StateSettings settings = undoFor(10'000);
    settings.keyExchangeMs = 30;
    settings.endedPageMs = endedPageMs;
    StatePeer peer(nullptr, settings);
    peer.goOnline();
    peer.pairWithoutKeys();
    peer.server->sent.clear();
    peer.pairs.next();
    peer.end(); // held
    QTRY_COMPARE(peer.pairs.nextInMs(), 0);
    QCOMPARE(peer.pairs.meeting(), endedPageMs == 0 ? Meeting::None : Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::NotSealed);
    QCOMPARE(peer.meetings.count(Meeting::Ended), 1);
    QVERIFY(peer.server->take<protocol::Leave>());
    peer.refuse(peer.server->last.sequence, Errc::NotInConversation);
    QVERIFY(peer.refusals.isEmpty());
    peer.pairs.meet({});
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
}

void ChatStateTest::farewell_whilePaired_saysWhoEndedIt()
{
    const std::vector<std::pair<Errc, EndCause>> cases{{Errc::ShuttingDown, EndCause::ServerEnded},
                                                       {Errc::SlowReader, EndCause::SentAway}};
    for (const auto& [code, cause] : cases) {
        StatePeer peer;
        peer.goPaired();
        peer.server->hint(protocol::Farewell{code, 1'000});
        Q_EMIT peer.server->closed();
        QTRY_COMPARE(peer.pairs.meeting(), Meeting::Ended);
        QCOMPARE(peer.pairs.endCause(), cause);
    }
}

void ChatStateTest::lineLost_whilePaired_endsAtOnce()
{
    StatePeer peer;
    peer.goPaired();
    peer.state.dropLine();
    QTRY_COMPARE(peer.pairs.meeting(), Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::OwnLineLost);
    QCOMPARE(peer.state.line(), LineState::Reconnecting);
    QTRY_COMPARE(peer.server.attempts, 2);
    peer.server.welcome();
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
    peer.pairs.meet({});
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
}

void ChatStateTest::lineLost_whileWaiting_asksAgain()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairs.meet({QStringLiteral("music")});
    peer.state.dropLine();
    QTRY_COMPARE(peer.server.attempts, 2);
    QCOMPARE(peer.pairs.meeting(), Meeting::Waiting);
    peer.server.welcome();
    QCOMPARE(peer.server->take<protocol::Meet>()->topics, std::vector<std::string>{"music"});
}

void ChatStateTest::lineLost_whileLeaving_forgetsTheOldPair()
{
    StatePeer peer;
    peer.goPaired();
    peer.pairs.next();
    peer.state.dropLine();
    QTRY_COMPARE(peer.server.attempts, 2);
    peer.server.welcome();
    QCOMPARE(peer.server->count<protocol::Meet>(), 1);
}

void ChatStateTest::stop_erasesAndSaysGoodbye()
{
    StatePeer peer;
    peer.goPaired();
    peer.state.stop();
    QCOMPARE(peer.erasures, 1);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
    QCOMPARE(peer.state.username(), QString());
    QVERIFY(peer.server->take<protocol::Goodbye>());
    QTRY_COMPARE(peer.state.line(), LineState::Closed);
}

void ChatStateTest::welcome_isCleaned()
{
    StatePeer peer;
    peer.state.start(requestFor(QStringLiteral("otter")));
    Q_EMIT peer.server->opened();
    protocol::Welcome welcome;
    welcome.revision = 1;
    welcome.token = SessionToken::random(systemRandom());
    welcome.operatorName = "evil\u202egro\x07";
    welcome.legalBasis = "law\u202e\x07";
    peer.server->hint(welcome);
    QCOMPARE(peer.state.welcome().operatorName, std::string("evilgro"));
    QCOMPARE(peer.state.welcome().legalBasis, std::string("law"));
}

void ChatStateTest::error_unknown_isSaid()
{
    StatePeer peer;
    peer.goOnline();
    protocol::ErrorAnswer answer;
    answer.code = Errc::RateLimited;
    peer.server->hint(answer);
    QCOMPARE(peer.refusals.last().first, Refusal::ServerSaidNo);
    QCOMPARE(peer.refusals.last().second, Errc::RateLimited);
}

void ChatStateTest::slot_thatErases_isSafe()
{
    StatePeer peer;
    peer.goPaired();
    connect(&peer.now(), &Pair::arrived, &peer.model, [&] { peer.pairs.leave(); });
    peer.hear(protocol::Text{"hello"});
    QCOMPARE(peer.erasures, 1);
    QCOMPARE(peer.pairs.messages()->count(), 0);
    peer.end(protocol::EndReason::YouLeft);
    peer.pair("another");
    QCOMPARE(peer.pairs.partnerName(), QStringLiteral("another"));
    connect(&peer.now().typing(), &TypingHints::partnerChanged, &peer.model, [&] { peer.pairs.leave(); });
    peer.server->hint(protocol::Typing{peer.pairing.conversation, peer.pairing.partnerMember, true});
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
}

void ChatStateTest::countdown_saysEverySecondOnce()
{
    StatePeer peer;
    peer.goPaired();
    peer.state.setEndedPageMs(2'050);
    peer.end();
    QTRY_COMPARE_WITH_TIMEOUT(peer.erasures, 1, 5'000);
    QCOMPARE(peer.seconds, (QList<int>{3, 2, 1}));
}

void ChatStateTest::paired_unaskedWithoutEnd_cutsTheLine()
{
    StatePeer peer;
    peer.goOnline();
    for (int i = 0; i < 1'000; ++i)
        peer.server->say(peer.paired("heron"));
    QVERIFY(peer.server->aborted);
    QVERIFY(peer.server->count<protocol::Leave>() <= 16);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
}

QTEST_GUILESS_MAIN(ChatStateTest)
#include "ChatStateTest.moc"
