// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatState: a line that drops under a pair and is taken up again, or is not.
#include "tests/client/model/PairRelay.h"

#include <QTest>

#include <array>
#include <vector>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

constexpr std::uint32_t windowMs = 20'000;
constexpr std::uint32_t full = limits::chunkContentBytes;

CleanPicture bytesOf(qsizetype count)
{
    CleanPicture picture;
    picture.bytes = QByteArray(count, 'x');
    picture.size = QSize(100, 50);
    return picture;
}

/// A peer in a pair whose session may be resumed.
struct ResumingPeer : StatePeer
{
    explicit ResumingPeer(std::uint32_t window = windowMs)
    {
        state.start(requestFor(QStringLiteral("otter")));
        server.welcome(window);
        server->sent.clear();
        pair();
    }
    /// The line breaks; the next one is there and nothing was said on it.
    void loseLine()
    {
        const int before = server.attempts;
        lastSequence = server->sequence;
        Q_EMIT server->failed(LineProblem::Dropped, {});
        QTRY_COMPARE(server.attempts, before + 1);
    }
    /// The server has so many reliable frames of the state's.
    void resume(std::uint64_t acknowledged)
    {
        server.resume(lastSequence, acknowledged);
        QVERIFY(server->take<protocol::Hello>());
    }
    std::uint64_t lastSequence{0};
};

} // namespace

class ChatStateResumeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineLost_pairStays_whatIsSaidGoesOnce();
    void lineLost_messagesOfThePartner_followOnce();
    void lineLost_windowOver_endsThePair();
    void lineLost_leave_erasesAtOnce_andIsToldLater();
    void lineLost_stop_isAtOnce();
    void lineLost_whileWaiting_theSearchGoesOnByItself();
    void resumed_emojiAndSeal_areAsBefore();
    void partner_away_isSaidForHowLong_andItsEnd();
    void picture_sending_goesOnWhereTheServerSays();
    void picture_goesBack_whatWasSentStillCounts();
    void picture_openThatWasLost_beginsAgain();
    void picture_receiving_saysWhatItHas();
    void picture_acceptRefusedAroundTheResume_canBeClickedAgain();
    void cancel_crossedWithAPairThatWasErased_isHome();
};

void ChatStateResumeTest::lineLost_pairStays_whatIsSaidGoesOnce()
{
    ResumingPeer peer;
    const std::uint64_t had = 2; // Meet and its share of the keys
    peer.now().sendText(QStringLiteral("one"));
    peer.loseLine();
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
    QVERIFY(peer.state.resumableForMs() > 0);
    QVERIFY(peer.now().sendText(QStringLiteral("two")));
    QCOMPARE(peer.row().delivery, DeliveryState::Sending);
    peer.resume(had);
    QCOMPARE(std::get<protocol::Text>(peer.acceptSend()).text, std::string("one"));
    QCOMPARE(std::get<protocol::Text>(peer.acceptSend()).text, std::string("two"));
    QVERIFY(!peer.server->take<protocol::Send>());
    QCOMPARE(peer.row().delivery, DeliveryState::Sent);
    QCOMPARE(peer.erasures, 0);
    peer.hear(protocol::Text{"and you?"});
    QCOMPARE(peer.row().text, QStringLiteral("and you?"));
}

void ChatStateResumeTest::lineLost_messagesOfThePartner_followOnce()
{
    ResumingPeer peer;
    peer.hear(protocol::Text{"one"});
    peer.loseLine();
    peer.resume(2);
    peer.hear(protocol::Text{"two"});
    QCOMPARE(peer.arrived.size(), 2);
    QCOMPARE(peer.row().text, QStringLiteral("two"));
}

void ChatStateResumeTest::lineLost_windowOver_endsThePair()
{
    ResumingPeer peer(60);
    peer.now().sendText(QStringLiteral("one"));
    const MessageKey key = peer.row().key;
    peer.loseLine();
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
    QTRY_COMPARE(peer.pairs.meeting(), Meeting::Ended);
    QCOMPARE(peer.pairs.endCause(), EndCause::OwnLineLost);
    QCOMPARE(peer.row(key).delivery, DeliveryState::Failed);
    Q_EMIT peer.server->opened();
    QVERIFY(!peer.server->take<protocol::Hello>()->resume);
}

void ChatStateResumeTest::lineLost_leave_erasesAtOnce_andIsToldLater()
{
    ResumingPeer peer;
    peer.now().sendText(QStringLiteral("not any more"));
    peer.loseLine();
    peer.pairs.leave();
    QCOMPARE(peer.erasures, 1);
    QCOMPARE(peer.pairs.messages()->count(), 0);
    peer.resume(2);
    QVERIFY(!peer.server->take<protocol::Send>());
    QVERIFY(peer.server->take<protocol::Tombstone>());
    QCOMPARE(peer.server->last.sequence, 3u);
    QVERIFY(peer.server->take<protocol::Leave>());
    QCOMPARE(peer.server->last.sequence, 4u);
    peer.end(protocol::EndReason::YouLeft);
    peer.pair("fox");
    QCOMPARE(peer.pairs.partnerName(), QStringLiteral("fox"));
}

void ChatStateResumeTest::lineLost_stop_isAtOnce()
{
    ResumingPeer peer;
    peer.loseLine();
    peer.state.stop();
    QCOMPARE(peer.state.line(), LineState::Closed);
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
    QCOMPARE(peer.erasures, 1);
    QCOMPARE(peer.state.resumableForMs(), 0);
}

void ChatStateResumeTest::lineLost_whileWaiting_theSearchGoesOnByItself()
{
    ResumingPeer peer;
    peer.pairs.next();
    peer.end(protocol::EndReason::YouLeft);
    QVERIFY(peer.server->take<protocol::Meet>());
    const std::uint64_t had = peer.server->last.sequence;
    peer.loseLine();
    QCOMPARE(peer.pairs.meeting(), Meeting::Waiting);
    peer.resume(had);
    QVERIFY(!peer.server->take<protocol::Meet>());
    peer.server->say(peer.paired("fox"));
    QCOMPARE(peer.pairs.meeting(), Meeting::Paired);
}

void ChatStateResumeTest::resumed_emojiAndSeal_areAsBefore()
{
    ResumingPeer peer;
    const auto emoji = peer.now().checkEmoji();
    peer.loseLine();
    QCOMPARE(peer.now().sealState(), SealState::Sealed);
    peer.resume(2);
    QVERIFY(peer.now().checkEmoji() == emoji);
}

void ChatStateResumeTest::partner_away_isSaidForHowLong_andItsEnd()
{
    ResumingPeer peer;
    QList<bool> away;
    connect(&peer.now(), &Pair::partnerAwayChanged, this, [&](bool is) { away.append(is); });
    peer.server->hint(protocol::MemberAway{peer.pairing.conversation, peer.pairing.partnerMember, 5'000});
    QVERIFY(peer.now().partnerAwayForMs() > 4'000 && peer.now().partnerAwayForMs() <= 5'000);
    QVERIFY(peer.now().sendText(QStringLiteral("waits for you")));
    peer.server->hint(protocol::MemberBack{peer.pairing.conversation, peer.pairing.partnerMember});
    QCOMPARE(peer.now().partnerAwayForMs(), 0);
    QCOMPARE(away, (QList<bool>{true, false}));
    peer.server->hint(protocol::MemberAway{peer.pairing.conversation, peer.pairing.partnerMember, 5'000});
    peer.end(protocol::EndReason::Lost);
    QCOMPARE(peer.pairs.endCause(), EndCause::PartnerLost);
    QCOMPARE(peer.now().partnerAwayForMs(), 0);
}

void ChatStateResumeTest::picture_sending_goesOnWhereTheServerSays()
{
    ResumingPeer peer;
    peer.now().sendPicture(bytesOf(6 * full), {});
    const StreamId stream = std::get<protocol::PictureOffer>(peer.acceptSend()).stream;
    const auto& ids = peer.pairing;
    peer.server->say(protocol::StreamAccept{ids.conversation, stream, ids.partnerMember, 4});
    QVERIFY(peer.server->take<protocol::StreamOpen>());
    const std::uint64_t had = peer.server->last.sequence;
    QCOMPARE(peer.server->count<protocol::StreamChunk>(), 4);
    QVERIFY(peer.server->take<protocol::StreamChunk>());
    QVERIFY(peer.server->take<protocol::StreamChunk>());
    const SharedBytes second = peer.server->last.body;
    peer.loseLine();
    peer.resume(had);
    QCOMPARE(peer.server->count<protocol::StreamChunk>(), 0); // not before it knows from where
    peer.server->hint(protocol::StreamCredit{ids.conversation, stream, 1, 5, 2});
    const auto chunk = peer.server->take<protocol::StreamChunk>();
    QVERIFY(chunk);
    QCOMPARE(chunk->number, 1u);
    QCOMPARE(peer.server->last.body.view(), second.view()); // the same bytes
    QCOMPARE(peer.server->count<protocol::StreamChunk>(), 3);
}

/// The server may have passed on what was sent before it said where to go on, and counts it.
void ChatStateResumeTest::picture_goesBack_whatWasSentStillCounts()
{
    ResumingPeer peer;
    const auto& ids = peer.pairing;
    std::array<StreamId, 2> streams;
    for (StreamId& stream : streams) {
        peer.now().sendPicture(bytesOf(6 * full), {});
        stream = std::get<protocol::PictureOffer>(peer.acceptSend()).stream;
    }
    for (const StreamId& stream : streams)
        peer.server->say(protocol::StreamAccept{ids.conversation, stream, ids.partnerMember, 4});
    QCOMPARE(peer.server->count<protocol::StreamChunk>(), 4); // all of the window, by the first
    while (peer.server->take<protocol::StreamChunk>()) {
    }
    peer.server->hint(protocol::StreamCredit{ids.conversation, streams[0], 1, 5, 2});
    std::vector<std::uint32_t> again;
    int fresh = 0;
    while (const auto chunk = peer.server->take<protocol::StreamChunk>()) {
        if (chunk->stream == streams[0] && chunk->number < 4)
            again.push_back(chunk->number);
        else
            ++fresh;
    }
    QVERIFY(again == (std::vector<std::uint32_t>{1, 2, 3}));
    QCOMPARE(fresh, 1); // in the place of the one that was received
}

void ChatStateResumeTest::picture_openThatWasLost_beginsAgain()
{
    ResumingPeer peer;
    peer.now().sendPicture(bytesOf(2 * full), {});
    const StreamId stream = std::get<protocol::PictureOffer>(peer.acceptSend()).stream;
    const std::uint64_t had = peer.server->last.sequence; // the offer; not the open
    peer.server->say(
        protocol::StreamAccept{peer.pairing.conversation, stream, peer.pairing.partnerMember, 4});
    peer.loseLine();
    peer.resume(had);
    QVERIFY(peer.server->take<protocol::StreamOpen>());
    QCOMPARE(peer.server->take<protocol::StreamChunk>()->number, 0u);
    QCOMPARE(peer.server->take<protocol::StreamChunk>()->number, 1u);
}

void ChatStateResumeTest::picture_receiving_saysWhatItHas()
{
    ResumingPeer peer;
    protocol::PictureOffer offer;
    offer.stream = StreamId::random(systemRandom());
    offer.bytesCount = 3 * full;
    offer.width = offer.height = 10;
    offer.format = protocol::PictureFormat::Jpeg;
    peer.hear(offer);
    seal::PictureSeal sealed(std::move(peer.partner.lastPictureKey), peer.partner.keys.sending);
    peer.now().acceptPicture(peer.row().key);
    QVERIFY(peer.server->take<protocol::StreamAccept>());
    const std::uint64_t had = peer.server->last.sequence;
    const auto& id = peer.pairing.conversation;
    peer.server->say(protocol::StreamOpen{id, offer.stream, 3 * limits::bodyBytesMax});
    const auto chunk = [&](std::uint32_t number) {
        const WipedBytes plain(full, 'x');
        peer.server->hint(protocol::StreamChunk{id, offer.stream, number},
                          SharedBytes(sealed.seal(plain, number, number == 2)));
    };
    chunk(0);
    peer.loseLine();
    peer.resume(had);
    const auto credit = peer.server->take<protocol::StreamCredit>();
    QVERIFY(credit);
    QCOMPARE(credit->received, 1u);
    QCOMPARE(credit->resumeAt, 0u);
    chunk(1);
    chunk(2);
    const auto end = peer.server->take<protocol::StreamEnd>();
    QVERIFY(end);
    QVERIFY(end->outcome == protocol::StreamOutcome::Done);
}

void ChatStateResumeTest::picture_acceptRefusedAroundTheResume_canBeClickedAgain()
{
    ResumingPeer peer;
    protocol::PictureOffer offer;
    offer.stream = StreamId::random(systemRandom());
    offer.bytesCount = full;
    offer.width = offer.height = 10;
    offer.format = protocol::PictureFormat::Jpeg;
    peer.hear(offer);
    const MessageKey key = peer.row().key;
    peer.loseLine();
    peer.now().acceptPicture(key);
    peer.resume(2);
    QVERIFY(peer.server->take<protocol::StreamAccept>());
    protocol::ErrorAnswer answer;
    answer.code = Errc::RateLimited;
    answer.regarding = peer.server->last.sequence;
    answer.conversation = peer.pairing.conversation;
    answer.stream = offer.stream;
    peer.server->say(answer);
    answer.code = Errc::StreamUnknown; // to the credit that followed the accept
    answer.regarding = 0;
    peer.server->hint(answer);
    QCOMPARE(peer.row(key).picture, PictureState::Offered);
    peer.now().acceptPicture(key);
    QVERIFY(peer.server->take<protocol::StreamAccept>());
}

void ChatStateResumeTest::cancel_crossedWithAPairThatWasErased_isHome()
{
    ResumingPeer peer;
    peer.pairs.next();
    peer.end(protocol::EndReason::YouLeft);
    peer.pairs.cancelMeet();
    // The server had paired us already, so it answers no cancel; then that partner left, and only this is
    // left.
    peer.server->say(protocol::Ended{ConversationId::random(systemRandom()), protocol::EndReason::Left});
    QCOMPARE(peer.pairs.meeting(), Meeting::None);
    peer.pairs.meet({});
    QVERIFY(peer.server->take<protocol::Meet>());
}

QTEST_GUILESS_MAIN(ChatStateResumeTest)
#include "ChatStateResumeTest.moc"
