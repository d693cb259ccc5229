// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatState: texts, receipts and typing, both ways.
#include "tests/client/model/StatePeer.h"

#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

class ChatStateTalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void send_goesFromSendingToDelivered();
    void send_bad_isRefusedWithoutAFrame_data();
    void send_bad_isRefusedWithoutAFrame();
    void send_isCleaned();
    void send_numbersHaveNoGaps();
    void send_refusedForTheMoment_goesAgainByItself_inOrder();
    void send_refused_failsWithAllBehindIt_andGoesAgain();
    void send_whileItEnds_isFailedWithoutARefusal();
    void receipt_beforeAccepted_isNotBelievedForIt();
    void receipt_ofTheFuture_isCut();
    void receipt_isNeitherShownNorReceipted();
    void receipt_ofSeveral_isOne();
    void receipt_lostBehindAFailure_isSaidAgain();
    void receipt_refusedForTheMoment_isSaidAgain();
    void hear_text_isShownCleaned();
    void hear_tooLong_isANotice();
    void hear_unreadable_isANotice();
    void hear_onlyInvisible_isANotice();
    void hear_unknownKind_isShownAsSuch();
    void hear_repeat_isShownOnce();
    void hear_ofAnotherMember_isANotice();
    void hear_ofAnotherConversation_isNotShown();
    void typing_isSaidSparingly();
    void typing_off_saysNothing();
    void typing_ofPartner_expires();
    void typing_ofPartner_endsWithTheMessage();
};

void ChatStateTalkTest::send_goesFromSendingToDelivered()
{
    StatePeer peer;
    peer.goPaired();
    QVERIFY(peer.now().sendText(QStringLiteral("नमस्ते 🎶")));
    const MessageKey key = peer.row().key;
    QCOMPARE(peer.row().delivery, DeliveryState::Sending);
    QVERIFY(peer.row().own);
    const protocol::Content content = peer.acceptSend();
    QCOMPARE(QString::fromStdString(std::get<protocol::Text>(content).text), QStringLiteral("नमस्ते 🎶"));
    QCOMPARE(peer.row().delivery, DeliveryState::Sent);
    QCOMPARE(peer.row().number, 1u);
    QCOMPARE(peer.sent, QList<MessageKey>{key});
    peer.hear(protocol::Receipt{1});
    QCOMPARE(peer.row().delivery, DeliveryState::Delivered);
    peer.hear(protocol::Receipt{2});
    QCOMPARE(peer.delivered, QList<MessageKey>{key});
}

void ChatStateTalkTest::send_bad_isRefusedWithoutAFrame_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Refusal>("refusal");
    QTest::newRow("empty") << QString() << Refusal::TextEmpty;
    QTest::newRow("white space") << QStringLiteral(" \n\t ") << Refusal::TextEmpty;
    QTest::newRow("only controls") << QString(QChar(0x202E)) + QChar(7) << Refusal::TextEmpty;
    QTest::newRow("characters") << QString(4'001, QLatin1Char('x')) << Refusal::TextTooLong;
    QTest::newRow("surrogates") << QStringLiteral("𠜎").repeated(4'001) << Refusal::TextTooLong;
    QTest::newRow("megabytes") << QString(5'000'000, QLatin1Char('x')) << Refusal::TextTooLong;
}

void ChatStateTalkTest::send_bad_isRefusedWithoutAFrame()
{
    QFETCH(const QString, text);
    QFETCH(const Refusal, refusal);
    StatePeer peer;
    peer.goPaired();
    const int rows = peer.pairs.messages()->count();
    QVERIFY(!peer.now().sendText(text));
    QCOMPARE(peer.refusals.last().first, refusal);
    QCOMPARE(peer.pairs.messages()->count(), rows);
    QCOMPARE(peer.server->count<protocol::Send>(), 0);
}

void ChatStateTalkTest::send_isCleaned()
{
    StatePeer peer;
    peer.goPaired();
    QVERIFY(peer.now().sendText(QStringLiteral("cafe\u0301\r\nline\u0007two\u202e\n\n")));
    QCOMPARE(peer.row().text, QStringLiteral("café\nlinetwo"));
    QVERIFY(peer.now().sendText(QStringLiteral("𠜎").repeated(4'000)));
}

void ChatStateTalkTest::send_numbersHaveNoGaps()
{
    StatePeer peer;
    peer.goPaired();
    for (std::uint64_t i = 1; i <= 3; ++i) {
        peer.now().sendText(QStringLiteral("x"));
        QCOMPARE(peer.server->take<protocol::Send>()->senderNumber, i);
    }
}

void ChatStateTalkTest::send_refusedForTheMoment_goesAgainByItself_inOrder()
{
    StatePeer peer;
    peer.goPaired();
    QList<MessageKey> keys;
    QList<std::uint64_t> sequences;
    for (int i = 0; i < 3; ++i) {
        peer.now().sendText(QString::number(i));
        keys.append(peer.row().key);
    }
    peer.acceptSend();
    for (int i = 0; i < 2; ++i) {
        peer.server->take<protocol::Send>();
        sequences.append(peer.server->last.sequence);
    }
    peer.refuse(sequences[0], Errc::RateLimited);
    peer.refuse(sequences[1], Errc::SenderNumber);
    QVERIFY(peer.refusals.isEmpty());
    QCOMPARE(peer.row(keys[0]).delivery, DeliveryState::Sent);
    QCOMPARE(peer.row(keys[1]).delivery, DeliveryState::Sending);
    QCOMPARE(peer.row(keys[2]).delivery, DeliveryState::Sending);
    // What is written meanwhile waits behind them.
    peer.now().sendText(QStringLiteral("3"));
    QCOMPARE(peer.server->count<protocol::Send>(), 0);
    QTRY_COMPARE(peer.server->count<protocol::Send>(), 3);
    for (const char* text : {"1", "2", "3"}) {
        const protocol::Content content = peer.acceptSend();
        QCOMPARE(std::get<protocol::Text>(content).text, std::string(text));
    }
    QCOMPARE(peer.row(keys[2]).delivery, DeliveryState::Sent);
}

void ChatStateTalkTest::send_refused_failsWithAllBehindIt_andGoesAgain()
{
    StatePeer peer;
    peer.goPaired();
    QList<MessageKey> keys;
    for (int i = 0; i < 2; ++i) {
        peer.now().sendText(QString::number(i));
        keys.append(peer.row().key);
    }
    peer.server->take<protocol::Send>();
    const SharedBytes sealed = peer.server->last.body;
    const std::uint64_t sequence = peer.server->last.sequence;
    peer.server->sent.clear();
    peer.refuse(sequence, Errc::OverBudget);
    QCOMPARE(peer.refusals.size(), 1);
    QCOMPARE(peer.refusals[0].second, Errc::OverBudget);
    for (const MessageKey key : keys)
        QCOMPARE(peer.row(key).delivery, DeliveryState::Failed);
    peer.now().retry(keys[1]); // takes what is before it along: the partner opens them in no other order
    peer.now().retry(keys[1]); // goes once
    QCOMPARE(peer.server->count<protocol::Send>(), 2);
    QCOMPARE(std::get<protocol::Send>(peer.server->sent.first().kind).senderNumber, 1u);
    QCOMPARE(peer.server->sent.first().body.view(), sealed.view()); // never sealed again
    for (const MessageKey key : keys) {
        peer.acceptSend();
        QCOMPARE(peer.row(key).delivery, DeliveryState::Sent);
    }
}

void ChatStateTalkTest::send_whileItEnds_isFailedWithoutARefusal()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sendText(QStringLiteral("late"));
    const MessageKey key = peer.row().key;
    peer.server->take<protocol::Send>();
    peer.refuse(peer.server->last.sequence, Errc::NotInConversation);
    QVERIFY(peer.refusals.isEmpty());
    QCOMPARE(peer.row(key).delivery, DeliveryState::Failed);
    peer.end();
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
}

void ChatStateTalkTest::receipt_beforeAccepted_isNotBelievedForIt()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sendText(QStringLiteral("x"));
    peer.hear(protocol::Receipt{1'000'000});
    peer.acceptSend();
    QCOMPARE(peer.row().delivery, DeliveryState::Sent);
    QVERIFY(peer.delivered.isEmpty());
}

void ChatStateTalkTest::receipt_ofTheFuture_isCut()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sendText(QStringLiteral("first"));
    peer.acceptSend();
    peer.hear(protocol::Receipt{0xffff'ffff'ffff'ffff});
    QCOMPARE(peer.delivered.size(), 1);
    peer.now().sendText(QStringLiteral("second"));
    peer.acceptSend();
    QCOMPARE(peer.row().delivery, DeliveryState::Sent);
}

void ChatStateTalkTest::receipt_isNeitherShownNorReceipted()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Receipt{0});
    QCOMPARE(peer.pairs.messages()->count(), 1);
    QTest::qWait(3 * quickState().receiptMs);
    QCOMPARE(peer.server->count<protocol::Send>(), 0);
}

void ChatStateTalkTest::receipt_ofSeveral_isOne()
{
    StatePeer peer;
    peer.goPaired();
    for (int i = 0; i < 5; ++i)
        peer.hear(protocol::Text{"x"});
    QTRY_COMPARE(peer.server->count<protocol::Send>(), 1);
    QCOMPARE(std::get<protocol::Receipt>(peer.acceptSend()).upTo, 5u);
    // The next ones wait for their time, together.
    QElapsedTimer time;
    time.start();
    peer.hear(protocol::Text{"y"});
    peer.hear(protocol::Text{"z"});
    QTRY_COMPARE(peer.server->count<protocol::Send>(), 1);
    QCOMPARE(std::get<protocol::Receipt>(peer.acceptSend()).upTo, 8u);
    QCOMPARE(peer.pairs.messages()->count(), 8);
}

void ChatStateTalkTest::receipt_lostBehindAFailure_isSaidAgain()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sendText(QStringLiteral("x"));
    peer.server->take<protocol::Send>();
    const std::uint64_t sequence = peer.server->last.sequence;
    peer.hear(protocol::Text{"hello"});
    QTRY_COMPARE(peer.server->count<protocol::Send>(), 1);
    peer.server->sent.clear();
    peer.refuse(sequence, Errc::RateLimited);
    QTRY_COMPARE(peer.server->count<protocol::Send>(), 2);
    peer.acceptSend();
    QCOMPARE(std::get<protocol::Receipt>(peer.acceptSend()).upTo, 1u);
}

void ChatStateTalkTest::receipt_refusedForTheMoment_isSaidAgain()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{"hello"});
    QTRY_COMPARE(peer.server->count<protocol::Send>(), 1);
    peer.server->take<protocol::Send>();
    peer.refuse(peer.server->last.sequence, Errc::RateLimited);
    QTRY_COMPARE(peer.server->count<protocol::Send>(), 1);
    QCOMPARE(std::get<protocol::Receipt>(peer.acceptSend()).upTo, 1u);
    QVERIFY(peer.refusals.isEmpty());
}

void ChatStateTalkTest::hear_text_isShownCleaned()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{"a\u202eb\x07\nשלום <b>x</b>"});
    QCOMPARE(peer.row().text, QStringLiteral("ab\nשלום <b>x</b>"));
    QCOMPARE(peer.row().kind, MessageKind::Text);
    QCOMPARE(peer.row().delivery, DeliveryState::Received);
    QVERIFY(!peer.row().own);
    QCOMPARE(peer.row().number, 1u);
    QCOMPARE(peer.arrived, QList<MessageKey>{peer.row().key});
}

void ChatStateTalkTest::hear_tooLong_isANotice()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{std::string(4'001, 'x')});
    QCOMPARE(peer.row().kind, MessageKind::Notice);
    QVERIFY(peer.row().text.size() < 100);
    QVERIFY(peer.arrived.isEmpty());
}

void ChatStateTalkTest::hear_unreadable_isANotice()
{
    StatePeer peer;
    peer.goPaired();
    peer.hearBytes(WipedBytes(50, 0xff));
    QCOMPARE(peer.row().kind, MessageKind::Notice);
    QCOMPARE(peer.pairs.messages()->count(), 2);
}

void ChatStateTalkTest::hear_onlyInvisible_isANotice()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{"\u202e\u200b\u2066 \n"});
    QCOMPARE(peer.row().kind, MessageKind::Notice);
}

void ChatStateTalkTest::hear_unknownKind_isShownAsSuch()
{
    StatePeer peer;
    peer.goPaired();
    // Content with field 15, which this client doesn't know.
    peer.hearBytes(WipedBytes{0x7a, 0x01, 0x61});
    QCOMPARE(peer.row().kind, MessageKind::Unsupported);
    QCOMPARE(peer.arrived.size(), 1);
}

void ChatStateTalkTest::hear_repeat_isShownOnce()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{"once"});
    --peer.number;
    peer.hear(protocol::Text{"once"});
    QCOMPARE(peer.pairs.messages()->count(), 2);
}

void ChatStateTalkTest::hear_ofAnotherMember_isANotice()
{
    StatePeer peer;
    peer.goPaired();
    peer.pairing.partnerMember = MemberId::random(systemRandom());
    peer.hear(protocol::Text{"who is this"});
    QCOMPARE(peer.row().kind, MessageKind::Notice);
}

void ChatStateTalkTest::hear_ofAnotherConversation_isNotShown()
{
    StatePeer peer;
    peer.goPaired();
    peer.pairing.conversation = ConversationId::random(systemRandom());
    peer.hear(protocol::Text{"elsewhere"});
    QCOMPARE(peer.pairs.messages()->count(), 1);
}

void ChatStateTalkTest::typing_isSaidSparingly()
{
    StatePeer peer;
    peer.goPaired();
    for (int i = 0; i < 10; ++i)
        peer.now().setComposing(true);
    QCOMPARE(peer.server->count<protocol::Typing>(), 1);
    QCOMPARE(peer.server->sent.last().sequence, 0u);
    peer.now().setComposing(false);
    peer.now().setComposing(false);
    peer.now().setComposing(true); // typing again is news, however soon
    peer.now().setComposing(true);
    QCOMPARE(peer.server->count<protocol::Typing>(), 3);
    QTRY_VERIFY((peer.now().setComposing(true), peer.server->count<protocol::Typing>() == 4));
    // A message says that the typing is over.
    peer.now().sendText(QStringLiteral("x"));
    peer.now().setComposing(false);
    QCOMPARE(peer.server->count<protocol::Typing>(), 4);
}

void ChatStateTalkTest::typing_off_saysNothing()
{
    StatePeer peer;
    peer.state.setTypingHintsEnabled(false);
    peer.goPaired();
    peer.now().setComposing(true);
    QCOMPARE(peer.server->count<protocol::Typing>(), 0);
    peer.state.setTypingHintsEnabled(true);
    peer.now().setComposing(true);
    peer.state.setTypingHintsEnabled(false);
    QCOMPARE(peer.server->count<protocol::Typing>(), 2);
}

void ChatStateTalkTest::typing_ofPartner_expires()
{
    StatePeer peer;
    peer.goPaired();
    const protocol::Typing hint{peer.pairing.conversation, peer.pairing.partnerMember, true};
    peer.server->hint(hint);
    peer.server->hint(hint);
    QVERIFY(peer.now().typing().partnerActive());
    QCOMPARE(peer.typing, QList<bool>{true});
    QTRY_COMPARE(peer.typing, (QList<bool>{true, false}));
}

void ChatStateTalkTest::typing_ofPartner_endsWithTheMessage()
{
    StatePeer peer;
    peer.goPaired();
    peer.server->hint(protocol::Typing{peer.pairing.conversation, peer.pairing.partnerMember, true});
    peer.hear(protocol::Receipt{0});
    QVERIFY(peer.now().typing().partnerActive());
    peer.hear(protocol::Text{"there"});
    QVERIFY(!peer.now().typing().partnerActive());
}

QTEST_GUILESS_MAIN(ChatStateTalkTest)
#include "ChatStateTalkTest.moc"
