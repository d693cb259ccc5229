// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatState: how a pair comes to its keys, what may be said of it, and every way in which a server can
// meddle.
#include "tests/client/model/PairRelay.h"

#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

StateSettings impatient()
{
    StateSettings settings = quickState();
    settings.keyExchangeMs = 60;
    return settings;
}

/// A pair in which the state under test begins the exchange.
void pairAsInitiator(StatePeer& peer)
{
    peer.goOnline();
    peer.pairs.meet({});
    protocol::Paired pairing = peer.paired("heron");
    pairing.initiator = true;
    peer.pairing = pairing;
    peer.server->say(pairing);
    peer.partner = SealedPartner(pairing);
}

} // namespace

class ChatStateSealTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_asResponder_areAgreedOn();
    void keys_asInitiator_areAgreedOn();
    void keys_untilThen_nothingIsSealedAndNothingSent();
    void typedBeforeKeys_goesOutInOrder();
    void typedBeforeKeys_tooMuch_failsAndCanGoAgain();
    void wire_hasNoWordOfIt();
    void exchange_takesTooLong_isLeft();
    void exchange_meddledWith_isLeft_data();
    void exchange_meddledWith_isLeft();
    void exchange_refusedByTheServer_isLeft();
    void message_beforeKeys_endsIt();
    void message_meddledWith_endsIt_data();
    void message_meddledWith_endsIt();
    void message_withATombstoneMissing_endsIt();
    void chunk_ofAnotherPlace_isBrokenOff();
    void emoji_areTheSameOnBothSides();
    void emoji_bothSayMatch_isVerified();
    void emoji_onlyOneSays_isNotVerified();
    void emoji_partnerSaysDiffer_isSaid();
    void emoji_secondWord_countsNotAtAll();
    void ended_promisesNothing();
    void everyPair_hasItsOwnKeys();
};

void ChatStateSealTest::keys_asResponder_areAgreedOn()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairWithoutKeys();
    QCOMPARE(peer.server->count<protocol::KeyExchange>(), 0);
    peer.partner.exchangeKeys(peer.server, peer.pairing);
    QCOMPARE(peer.now().sealState(), SealState::Sealed);
    peer.server->sent.clear();
    peer.now().sendText(QStringLiteral("hello"));
    QCOMPARE(std::get<protocol::Text>(peer.acceptSend()).text, std::string("hello"));
    peer.hear(protocol::Text{"hello too"});
    QCOMPARE(peer.row().text, QStringLiteral("hello too"));
}

void ChatStateSealTest::keys_asInitiator_areAgreedOn()
{
    StatePeer peer;
    pairAsInitiator(peer);
    const auto commit = peer.server->take<protocol::KeyExchange>();
    QVERIFY(commit);
    QCOMPARE(commit->step, protocol::KeyStep::Commit);
    QCOMPARE(peer.now().sealState(), SealState::NotSealed);
    seal::PairExchange& partner = peer.partner.exchange();
    const auto share = partner.take(seal::ExchangeStep::Commit, peer.server->last.body.span());
    SealedPartner::say(peer.server, peer.pairing, **share);
    QCOMPARE(peer.server->take<protocol::KeyExchange>()->step, protocol::KeyStep::Reveal);
    QVERIFY(partner.take(seal::ExchangeStep::Reveal, peer.server->last.body.span()));
    QCOMPARE(peer.now().sealState(), SealState::Sealed);
    peer.partner.takeKeys();
    peer.now().sendText(QStringLiteral("hello"));
    QCOMPARE(std::get<protocol::Text>(peer.acceptSend()).text, std::string("hello"));
}

void ChatStateSealTest::keys_untilThen_nothingIsSealedAndNothingSent()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairWithoutKeys();
    QCOMPARE(peer.now().sealState(), SealState::NotSealed);
    QVERIFY(!peer.now().checkEmoji());
    peer.now().sendText(QStringLiteral("too early"));
    QCOMPARE(peer.row().delivery, DeliveryState::Sending);
    QCOMPARE(peer.server->count<protocol::Send>(), 0);
    peer.now().sayEmoji(true);
    QCOMPARE(peer.now().ownEmojiWord(), EmojiWord::None);
}

void ChatStateSealTest::typedBeforeKeys_goesOutInOrder()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairWithoutKeys();
    for (int i = 0; i < 3; ++i)
        peer.now().sendText(QString::number(i));
    peer.partner.exchangeKeys(peer.server, peer.pairing);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(std::get<protocol::Text>(peer.acceptSend()).text, std::to_string(i));
}

void ChatStateSealTest::typedBeforeKeys_tooMuch_failsAndCanGoAgain()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairWithoutKeys();
    for (std::size_t i = 0; i < limits::messagesBeforeKeysMax; ++i)
        peer.now().sendText(QStringLiteral("x"));
    QCOMPARE(peer.row().delivery, DeliveryState::Sending);
    peer.now().sendText(QStringLiteral("one too many"));
    const MessageKey key = peer.row().key;
    QCOMPARE(peer.row(key).delivery, DeliveryState::Failed);
    peer.partner.exchangeKeys(peer.server, peer.pairing);
    peer.now().retry(key);
    QCOMPARE(peer.row(key).delivery, DeliveryState::Sending);
    QCOMPARE(peer.server->count<protocol::Send>(), static_cast<int>(limits::messagesBeforeKeysMax) + 1);
}

void ChatStateSealTest::wire_hasNoWordOfIt()
{
    StatePeer peer;
    peer.goPaired();
    const QByteArray word = QByteArrayLiteral("a word that nobody else says");
    peer.now().sendText(QString::fromLatin1(word));
    peer.server->take<protocol::Send>();
    const auto body = peer.server->last.body.view();
    QCOMPARE(body.size(), seal::sealedOverheadBytes + 256);
    QVERIFY(!QByteArray(body.data(), static_cast<qsizetype>(body.size())).contains(word.left(6)));
}

void ChatStateSealTest::exchange_takesTooLong_isLeft()
{
    StatePeer peer(nullptr, impatient());
    peer.goOnline();
    peer.pairWithoutKeys();
    peer.now().sendText(QStringLiteral("never goes"));
    QTRY_COMPARE(peer.pairs.meeting(), Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::NotSealed);
    QCOMPARE(peer.server->take<protocol::Leave>()->conversation, peer.pairing.conversation);
    QCOMPARE(peer.server->count<protocol::Send>(), 0);
    QCOMPARE(peer.row().delivery, DeliveryState::Failed);
}

void ChatStateSealTest::exchange_meddledWith_isLeft_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("another key than committed to") << 0;
    QTest::newRow("a step of a wrong size") << 1;
    QTest::newRow("a step that is not due") << 2;
    QTest::newRow("a step of somebody else") << 3;
    QTest::newRow("a key of low order") << 4;
}

void ChatStateSealTest::exchange_meddledWith_isLeft()
{
    QFETCH(const int, fault);
    StatePeer peer;
    if (fault == 4)
        pairAsInitiator(peer);
    else {
        peer.goOnline();
        peer.pairWithoutKeys();
    }
    const auto say = [&peer](protocol::KeyStep step, WipedBytes body, bool fromPartner = true) {
        const MemberId member = fromPartner ? peer.pairing.partnerMember : peer.pairing.ownMember;
        peer.server->say(protocol::KeyExchanged{peer.pairing.conversation, member, step},
                         SharedBytes(std::move(body)));
    };
    switch (fault) {
    case 0:
        SealedPartner::say(peer.server, peer.pairing, *peer.partner.exchange().begin());
        QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
        say(protocol::KeyStep::Reveal, WipedBytes(64, 7));
        break;
    case 1: say(protocol::KeyStep::Commit, WipedBytes(31, 7)); break;
    case 2: say(protocol::KeyStep::Reveal, WipedBytes(64, 7)); break;
    case 3: say(protocol::KeyStep::Commit, WipedBytes(32, 7), false); break;
    default: say(protocol::KeyStep::Share, WipedBytes(32, 0)); break;
    }
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::NotSealed);
    QVERIFY(peer.server->take<protocol::Leave>());
    QVERIFY(!peer.now().checkEmoji());
}

void ChatStateSealTest::exchange_refusedByTheServer_isLeft()
{
    StatePeer peer;
    pairAsInitiator(peer);
    QVERIFY(peer.server->take<protocol::KeyExchange>());
    peer.refuse(peer.server->last.sequence, Errc::NotSupported);
    QCOMPARE(peer.pairs.endCause(), EndCause::NotSealed);
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
}

void ChatStateSealTest::message_beforeKeys_endsIt()
{
    StatePeer peer;
    peer.goOnline();
    peer.pairWithoutKeys();
    peer.hearBody(SharedBytes(*protocol::encodeContent(protocol::Text{"in the clear"})));
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::NotIntact);
    QVERIFY(!peer.row().text.contains(QStringLiteral("in the clear")));
}

void ChatStateSealTest::message_meddledWith_endsIt_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("in the clear") << 0;
    QTest::newRow("repeated") << 1;
    QTest::newRow("in another order") << 2;
    QTest::newRow("one held back") << 3;
    QTest::newRow("one bit changed") << 4;
    QTest::newRow("cut") << 5;
    QTest::newRow("said to be of somebody else") << 6;
    QTest::newRow("own message sent back") << 7;
    QTest::newRow("of another conversation") << 8;
    QTest::newRow("wrong commitment") << 9;
}

void ChatStateSealTest::message_meddledWith_endsIt()
{
    QFETCH(const int, fault);
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::Text{"good"});
    const SharedBytes next = peer.partner.seal(protocol::Text{"next"});
    WipedBytes changed(next.span().begin(), next.span().end());
    switch (fault) {
    case 0: peer.hearBody(SharedBytes(*protocol::encodeContent(protocol::Text{"clear"}))); break;
    case 1:
        peer.hearBody(next);
        peer.hearBody(next);
        break;
    case 2: peer.hearBody(peer.partner.seal(protocol::Text{"after"})); break;
    case 3: peer.hear(protocol::Text{"after"}); break;
    case 4:
        changed.back() ^= 1;
        peer.hearBody(SharedBytes(changed));
        break;
    case 5:
        changed.pop_back();
        peer.hearBody(SharedBytes(changed));
        break;
    case 6:
        peer.server->say(
            protocol::Message{peer.pairing.conversation, peer.pairing.ownMember, ++peer.number, 1}, next);
        break;
    case 7:
        peer.now().sendText(QStringLiteral("mine"));
        peer.server->take<protocol::Send>();
        peer.hearBody(peer.server->last.body);
        break;
    case 8: {
        StatePeer other;
        other.goPaired();
        peer.hearBody(other.partner.seal(protocol::Text{"elsewhere"}));
        break;
    }
    default:
        changed[seal::counterBytes] ^= 1;
        peer.hearBody(SharedBytes(changed));
        break;
    }
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::NotIntact);
    QVERIFY(peer.server->take<protocol::Leave>());
    // What was good stays until the page erases itself; nothing of the bad one is shown.
    bool hasGood = false;
    for (int i = 0; i < peer.pairs.messages()->count(); ++i) {
        const QString text = peer.pairs.messages()->at(i).text;
        hasGood |= text == QStringLiteral("good");
        QVERIFY(text != QStringLiteral("clear") && text != QStringLiteral("after") &&
                text != QStringLiteral("elsewhere"));
    }
    QVERIFY(hasGood);
}

void ChatStateSealTest::message_withATombstoneMissing_endsIt()
{
    StatePeer peer;
    peer.goPaired();
    for (int i = 0; i < 3; ++i)
        static_cast<void>(peer.partner.seal(protocol::Text{"held back"}));
    peer.hear(protocol::Text{"after"});
    QCOMPARE(peer.pairs.endCause(), EndCause::NotIntact);
    QCOMPARE(peer.pairs.meeting(), Meeting::Ended);
}

void ChatStateSealTest::chunk_ofAnotherPlace_isBrokenOff()
{
    StatePeer peer;
    peer.goPaired();
    protocol::PictureOffer offer;
    offer.stream = StreamId::random(systemRandom());
    offer.bytesCount = 2 * limits::chunkContentBytes;
    offer.width = offer.height = 10;
    offer.format = protocol::PictureFormat::Jpeg;
    peer.hear(offer);
    const MessageKey key = peer.row().key;
    const seal::PictureSeal seal(std::move(peer.partner.lastPictureKey), peer.partner.keys.sending);
    peer.now().acceptPicture(key);
    peer.server->say(protocol::StreamOpen{peer.pairing.conversation, offer.stream, 2 * limits::bodyBytesMax});
    // Two whole chunks in each other's place: what the server's rules of streams can't see.
    const WipedBytes plain(limits::chunkContentBytes, 1);
    peer.server->hint(protocol::StreamChunk{peer.pairing.conversation, offer.stream, 0},
                      SharedBytes(seal.seal(plain, 1, true)));
    QCOMPARE(peer.row(key).picture, PictureState::Failed);
    QCOMPARE(peer.server->take<protocol::StreamEnd>()->outcome, protocol::StreamOutcome::Cancelled);
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired); // one picture; the conversation is as good as before
}

void ChatStateSealTest::emoji_areTheSameOnBothSides()
{
    PairRelay pair(nullptr);
    QVERIFY(pair.a.now().checkEmoji());
    QVERIFY(pair.a.now().checkEmoji() == pair.b.now().checkEmoji());
}

void ChatStateSealTest::emoji_bothSayMatch_isVerified()
{
    PairRelay pair(nullptr);
    pair.a.now().sayEmoji(true);
    pair.settle();
    QCOMPARE(pair.a.now().sealState(), SealState::Sealed);
    QCOMPARE(pair.b.now().sealState(), SealState::Sealed);
    QCOMPARE(pair.b.now().partnerEmojiWord(), EmojiWord::Match);
    pair.b.now().sayEmoji(true);
    pair.settle();
    QCOMPARE(pair.a.now().sealState(), SealState::Verified);
    QCOMPARE(pair.b.now().sealState(), SealState::Verified);
    pair.a.now().sendText(QStringLiteral("it goes on"));
    pair.settle();
    QCOMPARE(pair.b.row().text, QStringLiteral("it goes on"));
}

void ChatStateSealTest::emoji_onlyOneSays_isNotVerified()
{
    StatePeer peer;
    peer.goPaired();
    peer.hear(protocol::EmojiCheck{true});
    QCOMPARE(peer.now().sealState(), SealState::Sealed);
    QVERIFY(peer.arrived.isEmpty()); // a notice, no message
}

void ChatStateSealTest::emoji_partnerSaysDiffer_isSaid()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sayEmoji(true);
    peer.hear(protocol::EmojiCheck{false});
    QCOMPARE(peer.now().sealState(), SealState::Sealed);
    QCOMPARE(peer.now().partnerEmojiWord(), EmojiWord::Differ);
    QCOMPARE(peer.row().kind, MessageKind::Notice);
    QVERIFY(peer.row().text.contains(QStringLiteral("differ")));
}

void ChatStateSealTest::emoji_secondWord_countsNotAtAll()
{
    StatePeer peer;
    peer.goPaired();
    peer.now().sayEmoji(false);
    peer.now().sayEmoji(true);
    QCOMPARE(peer.now().ownEmojiWord(), EmojiWord::Differ);
    QCOMPARE(peer.server->count<protocol::Send>(), 1);
    peer.hear(protocol::EmojiCheck{false});
    peer.hear(protocol::EmojiCheck{true});
    QCOMPARE(peer.now().partnerEmojiWord(), EmojiWord::Differ);
}

void ChatStateSealTest::ended_promisesNothing()
{
    StatePeer peer;
    peer.goPaired();
    QVERIFY(peer.now().checkEmoji());
    peer.end();
    QCOMPARE(peer.now().sealState(), SealState::NotSealed);
    QVERIFY(!peer.now().checkEmoji());
    QCOMPARE(peer.now().ownEmojiWord(), EmojiWord::None);
}

void ChatStateSealTest::everyPair_hasItsOwnKeys()
{
    StatePeer peer;
    peer.goPaired();
    const auto first = peer.now().checkEmoji();
    peer.pairs.leave();
    peer.end(protocol::EndReason::YouLeft);
    peer.pair("otter");
    QVERIFY(peer.now().checkEmoji());
    QVERIFY(first != peer.now().checkEmoji());
}

QTEST_GUILESS_MAIN(ChatStateSealTest)
#include "ChatStateSealTest.moc"
