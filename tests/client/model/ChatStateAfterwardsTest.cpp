// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatState: replies, messages that are taken back, and reporting or blocking a partner.
#include "client/model/PartnerTicket.h"
#include "tests/client/model/StatePeer.h"

#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

class ChatStateAfterwardsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reply_namesTheNumber_andFindsItsRow();
    void reply_toWhatIsNotHere_isShownWithoutARow();
    void takeBack_sent_isErasedHereAndSaidSealed();
    void takeBack_whileSending_isSaidOnceItHasANumber();
    void takeBack_beforeThereAreKeys_wasNeverSaid();
    void takeBack_failedOrOthersOrTwice_isNotOffered();
    void takeBack_ownPictureOnItsWay_isCancelled();
    void takenBack_byThePartner_isErased();
    void takenBack_picture_isErased();
    void takenBack_unknownOrOwn_changesNothing();
    void unsent_beforeItCame_takesItsStep_andTheWordFollows();
    void unsent_ofAnotherMember_isNoAccident();
    void report_saysTheReason_andThePageShowsIt();
    void block_afterTheEnd_isPossibleForAWhile();
    void ticket_ofThePairBefore_outlivesTheNext();
    void ticket_refused_isToldAndGone();
    void ticket_goesWithTheSession();
    void refusal_thatCrossedTheEnd_isNotTold();
};

void ChatStateAfterwardsTest::reply_namesTheNumber_andFindsItsRow()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{"a question"});
    const MessageKey question = peer.row().key;
    QVERIFY(peer.now().sendText(QStringLiteral("an answer"), question));
    QCOMPARE(peer.row().replyKey, question);
    const protocol::Content said = peer.acceptSend();
    QCOMPARE(std::get<protocol::Text>(said).replyTo, 1u);
    const MessageKey answer = peer.row().key;
    peer.hear(protocol::Text{"thanks", 2});
    QCOMPARE(peer.row().replyTo, 2u);
    QCOMPARE(peer.row().replyKey, answer);
}

void ChatStateAfterwardsTest::reply_toWhatIsNotHere_isShownWithoutARow()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{"to what?", 99});
    QCOMPARE(peer.row().replyTo, 99u);
    QCOMPARE(peer.row().replyKey, MessageKey{});
    QCOMPARE(peer.arrived.size(), 1);
}

void ChatStateAfterwardsTest::takeBack_sent_isErasedHereAndSaidSealed()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sendText(QStringLiteral("too much said"));
    const MessageKey key = peer.row().key;
    (void)peer.acceptSend();
    QVERIFY(peer.now().mayTakeBack(key));
    peer.now().takeBack(key);
    QCOMPARE(peer.row(key).kind, MessageKind::TakenBack);
    QVERIFY(peer.row(key).text.isEmpty());
    const auto send = peer.server->take<protocol::Send>();
    QVERIFY(send);
    QCOMPARE(send->takesBack, 1u);
    QCOMPARE(send->senderNumber, 2u);
    QCOMPARE(std::get<protocol::UnsendNotice>(peer.partner.open(peer.server->last.body)).number, 1u);
    peer.hear(protocol::Receipt{1});
    QVERIFY2(peer.delivered.isEmpty(), "there is nothing to deliver any more");
}

void ChatStateAfterwardsTest::takeBack_whileSending_isSaidOnceItHasANumber()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sendText(QStringLiteral("too much said"));
    const MessageKey key = peer.row().key;
    peer.now().takeBack(key);
    QCOMPARE(peer.row(key).kind, MessageKind::TakenBack);
    QVERIFY(peer.row(key).text.isEmpty());
    (void)peer.acceptSend();
    const auto send = peer.server->take<protocol::Send>();
    QVERIFY(send);
    QCOMPARE(send->takesBack, 1u);
    QVERIFY2(peer.sent.isEmpty(), "a message that is no more");
}

void ChatStateAfterwardsTest::takeBack_beforeThereAreKeys_wasNeverSaid()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairWithoutKeys();
    peer.now().sendText(QStringLiteral("too early"));
    peer.now().takeBack(peer.row().key);
    peer.partner.exchangeKeys(peer.server, peer.pairing);
    QVERIFY(!peer.server->take<protocol::Send>());
    peer.now().sendText(QStringLiteral("in time"));
    QCOMPARE(std::get<protocol::Text>(peer.acceptSend()).text, "in time");
}

void ChatStateAfterwardsTest::takeBack_failedOrOthersOrTwice_isNotOffered()
{
    StatePeer peer;
    peer.goPaired();
    QVERIFY2(!peer.now().mayTakeBack(peer.row().key), "a notice");
    peer.hear(protocol::Text{"not mine"});
    QVERIFY(!peer.now().mayTakeBack(peer.row().key));
    peer.now().takeBack(peer.row().key);
    QCOMPARE(peer.row().kind, MessageKind::Text);
    peer.now().sendText(QStringLiteral("refused"));
    QVERIFY(peer.server->take<protocol::Send>());
    peer.refuse(peer.server->last.sequence, Errc::BodyTooLong);
    QCOMPARE(peer.row().delivery, DeliveryState::Failed);
    QVERIFY(!peer.now().mayTakeBack(peer.row().key));
    QVERIFY(!peer.now().mayTakeBack(MessageKey{}));
}

void ChatStateAfterwardsTest::takeBack_ownPictureOnItsWay_isCancelled()
{
    StatePeer peer;
    peer.goPaired();
    CleanPicture picture;
    picture.bytes = QByteArray(200'000, 'p');
    picture.size = QSize(300, 200);
    QVERIFY(peer.now().sendPicture(picture, QStringLiteral("caption")));
    const MessageKey key = peer.row().key;
    const auto offer = std::get<protocol::PictureOffer>(peer.acceptSend());
    peer.server->say(
        protocol::StreamAccept{peer.pairing.conversation, offer.stream, peer.pairing.partnerMember, 4});
    QCOMPARE(peer.row(key).picture, PictureState::Moving);
    peer.now().takeBack(key);
    QCOMPARE(peer.row(key).kind, MessageKind::TakenBack);
    QVERIFY(peer.row(key).file.isEmpty());
    QVERIFY(peer.row(key).text.isEmpty());
    const auto end = peer.server->take<protocol::StreamEnd>();
    QVERIFY(end);
    QCOMPARE(end->outcome, protocol::StreamOutcome::Cancelled);
    QVERIFY(peer.server->take<protocol::Send>());
}

void ChatStateAfterwardsTest::takenBack_byThePartner_isErased()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{"too much said"});
    const MessageKey key = peer.row().key;
    const int rows = peer.pairs.messages()->count();
    peer.hear(protocol::UnsendNotice{1});
    QCOMPARE(peer.row(key).kind, MessageKind::TakenBack);
    QVERIFY(peer.row(key).text.isEmpty());
    QVERIFY(!peer.row(key).own);
    QCOMPARE(peer.pairs.messages()->count(), rows);
    QCOMPARE(peer.arrived.size(), 1);
}

void ChatStateAfterwardsTest::takenBack_picture_isErased()
{
    StatePeer peer;
    peer.goPaired();
    protocol::PictureOffer offer;
    offer.stream = StreamId::random(systemRandom());
    offer.bytesCount = 1'000;
    offer.width = offer.height = 10;
    offer.format = protocol::PictureFormat::Png;
    offer.caption = "look";
    peer.hear(offer);
    const MessageKey key = peer.row().key;
    peer.now().acceptPicture(key);
    QVERIFY(peer.server->take<protocol::StreamAccept>());
    peer.hear(protocol::UnsendNotice{1});
    QCOMPARE(peer.row(key).kind, MessageKind::TakenBack);
    QVERIFY(peer.row(key).text.isEmpty());
    QVERIFY(peer.server->take<protocol::StreamEnd>());
    peer.now().acceptPicture(key);
    QVERIFY(!peer.server->take<protocol::StreamAccept>());
}

void ChatStateAfterwardsTest::takenBack_unknownOrOwn_changesNothing()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sendText(QStringLiteral("mine"));
    (void)peer.acceptSend();
    peer.hear(protocol::UnsendNotice{1});
    QCOMPARE(peer.row().text, QStringLiteral("mine"));
    peer.hear(protocol::UnsendNotice{77});
    QCOMPARE(peer.row().text, QStringLiteral("mine"));
}

void ChatStateAfterwardsTest::unsent_beforeItCame_takesItsStep_andTheWordFollows()
{
    StatePeer peer;
    peer.goPaired();
    (void)peer.partner.seal(protocol::Text{"never came"});
    peer.server->say(protocol::Unsent{peer.pairing.conversation, ++peer.number, peer.pairing.partnerMember});
    QCOMPARE(peer.row().kind, MessageKind::Missing);
    const MessageKey key = peer.row().key;
    peer.hear(protocol::Text{"between"});
    QCOMPARE(peer.row().text, QStringLiteral("between"));
    peer.hear(protocol::UnsendNotice{1});
    QCOMPARE(peer.row(key).kind, MessageKind::TakenBack);
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
}

void ChatStateAfterwardsTest::unsent_ofAnotherMember_isNoAccident()
{
    StatePeer peer;
    peer.goPaired();
    peer.server->say(protocol::Unsent{peer.pairing.conversation, ++peer.number, peer.pairing.ownMember});
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::NotIntact);
}

void ChatStateAfterwardsTest::report_saysTheReason_andThePageShowsIt()
{
    StatePeer peer;
    peer.goPaired();
    PartnerTicket* ticket = peer.pairs.partnerTicket();
    QVERIFY(ticket->mayReport());
    QCOMPARE(ticket->leftMs(), 0);
    QVERIFY(ticket->report(protocol::ReportReason::Spam));
    QVERIFY(!ticket->mayReport());
    QVERIFY(!ticket->report(protocol::ReportReason::Spam));
    const auto report = peer.server->take<protocol::Report>();
    QVERIFY(report);
    QCOMPARE(report->member, peer.pairing.partnerMember);
    QCOMPARE(report->reason, protocol::ReportReason::Spam);
    peer.server->say(protocol::Reported{report->conversation, report->member});
    QVERIFY(ticket->isReported());
    peer.server->say(protocol::Ended{report->conversation, protocol::EndReason::YouLeft, 120'000});
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
    QVERIFY(ticket->isReported());
    QVERIFY(ticket->mayBlock());
    QVERIFY(ticket->leftMs() > 100'000);
}

void ChatStateAfterwardsTest::block_afterTheEnd_isPossibleForAWhile()
{
    StatePeer peer;
    peer.goPaired();
    PartnerTicket* ticket = peer.pairs.partnerTicket();
    peer.server->say(protocol::Ended{peer.pairing.conversation, protocol::EndReason::Left, 30});
    QVERIFY(ticket->mayBlock());
    peer.pairs.eraseNow();
    QVERIFY2(ticket->mayBlock(), "the page is gone, and what it was about can still be said");
    QTRY_VERIFY(ticket->isEmpty());
    QVERIFY(!ticket->block());
}

void ChatStateAfterwardsTest::ticket_ofThePairBefore_outlivesTheNext()
{
    StatePeer peer;
    peer.goPaired();
    const ConversationId first = peer.pairing.conversation;
    const MemberId member = peer.pairing.partnerMember;
    peer.server->say(protocol::Ended{first, protocol::EndReason::Left, 120'000});
    peer.pair("crane");
    QCOMPARE(peer.pairs.ticketBefore()->conversation(), first);
    QVERIFY(peer.pairs.ticketBefore()->leftMs() > 100'000);
    QVERIFY(peer.pairs.ticketBefore()->block());
    const auto block = peer.server->take<protocol::Block>();
    QVERIFY(block);
    QCOMPARE(block->member, member);
    peer.server->say(protocol::Blocked{first, member});
    QVERIFY(peer.pairs.ticketBefore()->isBlocked());
    QVERIFY(!peer.pairs.partnerTicket()->isBlocked());
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
}

void ChatStateAfterwardsTest::ticket_refused_isToldAndGone()
{
    StatePeer peer;
    peer.goPaired();
    PartnerTicket* ticket = peer.pairs.partnerTicket();
    peer.server->say(protocol::Ended{peer.pairing.conversation, protocol::EndReason::Left, 120'000});
    QVERIFY(ticket->block());
    QVERIFY(peer.server->take<protocol::Block>());
    peer.refuse(peer.server->last.sequence, Errc::MemberUnknown);
    QVERIFY(ticket->isEmpty());
    QCOMPARE(peer.refusals.size(), 1);
    QCOMPARE(peer.refusals[0].second, Errc::MemberUnknown);
}

void ChatStateAfterwardsTest::ticket_goesWithTheSession()
{
    StatePeer peer;
    peer.goPaired();
    Q_EMIT peer.server->failed(LineProblem::Dropped, {});
    QTRY_VERIFY(peer.pairs.partnerTicket()->isEmpty());
}

void ChatStateAfterwardsTest::refusal_thatCrossedTheEnd_isNotTold()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sendText(QStringLiteral("on its way"));
    QVERIFY(peer.server->take<protocol::Send>());
    peer.end();
    peer.refuse(peer.server->last.sequence, Errc::NotInConversation);
    QVERIFY(peer.refusals.isEmpty());
    peer.refuse(77, Errc::UnknownKind);
    QCOMPARE(peer.refusals.size(), 1);
}

QTEST_GUILESS_MAIN(ChatStateAfterwardsTest)
#include "ChatStateAfterwardsTest.moc"
