// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatState: pictures from the offer to the screen, and every way in which they don't get there.
#include "tests/client/model/PairRelay.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QSignalSpy>
#include <QTest>

#include <utility>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

constexpr std::uint32_t full = limits::chunkContentBytes; ///< of a file
constexpr std::uint32_t sealed = limits::bodyBytesMax;    ///< on the wire

/// Bytes that no decoder sees, with a size that is only claimed.
CleanPicture bytesOf(qsizetype count)
{
    CleanPicture picture;
    picture.bytes = QByteArray(count, 'x');
    picture.size = QSize(100, 50);
    picture.preview = QImage(10, 5, QImage::Format_RGB32);
    return picture;
}

CleanPicture photoOf(QSize size)
{
    CleanPicture picture;
    picture.bytes = testing::encode(testing::photo(size), "jpeg", 95);
    picture.size = size;
    picture.preview = QImage(10, 5, QImage::Format_RGB32);
    return picture;
}

} // namespace

class ChatStatePictureTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PictureWorkers> workers;
    std::unique_ptr<PictureReader> reader;

    /// b has the offer of a's picture.
    std::pair<MessageKey, MessageKey> offered(PairRelay& pair, const CleanPicture& picture)
    {
        pair.a.now().sendPicture(picture, QStringLiteral("look"));
        const MessageKey own = pair.a.row().key;
        pair.settle();
        return {own, pair.b.row().key};
    }
    /// With what is done in a later turn of the event loop.
    static void settleQueued(PairRelay& pair)
    {
        for (int round = 0; round < 12; ++round) {
            pair.settle();
            QCoreApplication::processEvents();
        }
    }
    [[nodiscard]] static StreamId streamOf(const PairRelay& pair) { return pair.b.row().stream; }

private Q_SLOTS:
    void init()
    {
        workers = std::make_unique<PictureWorkers>();
        reader = std::make_unique<PictureReader>(*workers);
    }
    void cleanup()
    {
        reader.reset();
        workers.reset();
    }

    void offer_isShownOnBothSides();
    void offer_notAccepted_movesNothing();
    void accept_picture_isShownByteForByte();
    void accept_manySizes_keepTheRulesOfChunks();
    void accept_several_shareTheWindowInTurn();
    void text_goesBetweenChunks();
    void decline_thenAccept_works();
    void cancel_bySenderBeforeTheClick_isGone();
    void cancel_bySenderWhileMoving_isToldToBoth();
    void cancel_byReceiverWhileMoving_isToldToBoth();
    void open_ofAnotherSize_isBrokenOff();
    void chunk_againstTheRules_isBrokenOff_data();
    void chunk_againstTheRules_isBrokenOff();
    void credit_ofWhatWasNotSent_isBrokenOff();
    void done_beforeTheEnd_isNoDelivery();
    void accept_unknownStream_isGone();
    void decode_notAPicture_isSaid();
    void decode_erasedMeanwhile_isDropped();
    void ended_offeredAndMoving_areSaid();
    void open_refusedByTheServer_canBeTriedAgain();
    void takeBack_afterAnotherTry_leavesNothingOfEither();
    void receipt_ofTheOfferBefore_saysNothingOfTheNext();
    void lineTakenUpWhileHeld_creditIsGivenAfterwards();
    void open_refusedByTheServer_isNotKeptBeyondTheEnd();
    void accept_refusedByTheServer_canBeClickedAgain();
    void send_tooMany_isRefused();
    void send_badPicture_isRefused();
    void offer_sameStreamTwice_isANotice();
    void offer_whoseRowIsGone_isForgotten();
    void atOnce_isOffAtFirst_andSaidInTheConversation();
    void atOnce_whatWaitsAndWhatComes_isFetchedInTurn();
    void atOnce_endsWithTheConversation();
    void atOnce_tooMuch_waitsForAClickAndSaysSo();
};

void ChatStatePictureTest::offer_isShownOnBothSides()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    const Message& sent = pair.a.row(own);
    QCOMPARE(sent.kind, MessageKind::Picture);
    QCOMPARE(sent.picture, PictureState::Offered);
    QCOMPARE(sent.delivery, DeliveryState::Sent);
    QVERIFY(!sent.preview.isNull());
    const Message& got = pair.b.row(theirs);
    QCOMPARE(got.picture, PictureState::Offered);
    QCOMPARE(got.pictureSize, QSize(100, 50));
    QCOMPARE(got.pictureBytes, 1'000);
    QCOMPARE(got.text, QStringLiteral("look"));
    QVERIFY(got.preview.isNull());
    QCOMPARE(pair.b.arrived, QList<MessageKey>{theirs});
}

void ChatStatePictureTest::offer_notAccepted_movesNothing()
{
    PairRelay pair(nullptr);
    offered(pair, bytesOf(1'000'000));
    QVERIFY(pair.chunks.isEmpty());
}

void ChatStatePictureTest::accept_picture_isShownByteForByte()
{
    PairRelay pair(reader.get());
    const CleanPicture picture = photoOf(QSize(1'200, 900));
    QVERIFY(picture.bytes.size() > 3 * full);
    const auto [own, theirs] = offered(pair, picture);
    pair.b.now().acceptPicture(theirs);
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Waiting);
    pair.settle();
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Decoding);
    QTRY_COMPARE(pair.b.shown, QList<MessageKey>{theirs});
    const Message& got = pair.b.row(theirs);
    QCOMPARE(got.picture, PictureState::Here);
    QCOMPARE(got.file, picture.bytes);
    QCOMPARE(got.pictureSize, QSize(1'200, 900));
    QVERIFY(got.preview.width() > 0 && got.preview.width() <= 320);
    const Message& sent = pair.a.row(own);
    QCOMPARE(sent.picture, PictureState::Here);
    QCOMPARE(sent.pictureProgress, 1'000);
    QVERIFY(sent.file.isEmpty());
    QVERIFY(!sent.preview.isNull());
    QVERIFY(!pair.brokeARule);
}

void ChatStatePictureTest::accept_manySizes_keepTheRulesOfChunks()
{
    for (const std::uint32_t size : {1u, full - 1, full, full + 1, 4 * full, 9 * full + 7}) {
        PairRelay pair(nullptr);
        const auto [own, theirs] = offered(pair, bytesOf(size));
        pair.b.now().acceptPicture(theirs);
        pair.settle();
        QCOMPARE(pair.b.row(theirs).file.size(), static_cast<qsizetype>(size));
        QCOMPARE(pair.a.row(own).picture, PictureState::Here);
        QVERIFY(!pair.brokeARule);
    }
}

void ChatStatePictureTest::accept_several_shareTheWindowInTurn()
{
    PairRelay pair(nullptr);
    QList<MessageKey> keys;
    for (int i = 0; i < 3; ++i)
        keys.append(offered(pair, bytesOf(10 * full)).second);
    for (const MessageKey key : keys)
        pair.b.now().acceptPicture(key);
    pair.settle();
    for (const MessageKey key : keys)
        QCOMPARE(pair.b.row(key).file.size(), static_cast<qsizetype>(10 * full));
    QVERIFY(!pair.brokeARule);
    QVERIFY(pair.inFlightMost <= limits::streamWindowChunks);
    // Nobody waits for the whole of another: halfway, each has had its share.
    QMap<QByteArray, int> halfway;
    for (qsizetype i = 0; i < pair.chunks.size() / 2; ++i) {
        const auto id = pair.chunks[i].first.view();
        ++halfway[QByteArray(id.data(), static_cast<qsizetype>(id.size()))];
    }
    QCOMPARE(halfway.size(), 3);
    for (const int count : halfway)
        QVERIFY2(count >= 3, qPrintable(QString::number(count)));
}

void ChatStatePictureTest::text_goesBetweenChunks()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(100 * full));
    pair.b.now().acceptPicture(theirs);
    for (int i = 0; i < 20; ++i)
        pair.step();
    pair.a.now().sendText(QStringLiteral("meanwhile"));
    // At most the window's chunks are before it.
    QVERIFY(pair.a.server->sent.size() <= static_cast<qsizetype>(limits::streamWindowChunks) + 2);
    for (int i = 0; i < 8; ++i)
        pair.step();
    QCOMPARE(pair.b.row().text, QStringLiteral("meanwhile"));
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Moving);
    QVERIFY(pair.b.row(theirs).pictureProgress > 0 && pair.b.row(theirs).pictureProgress < 500);
    pair.settle();
    QCOMPARE(pair.a.row(own).picture, PictureState::Here);
}

void ChatStatePictureTest::decline_thenAccept_works()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    pair.b.now().declinePicture(theirs);
    pair.settle();
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Declined);
    QCOMPARE(pair.a.row(own).picture, PictureState::Offered);
    pair.b.now().acceptPicture(theirs);
    pair.settle();
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Here);
}

void ChatStatePictureTest::cancel_bySenderBeforeTheClick_isGone()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    pair.a.now().cancelPicture(own);
    QCOMPARE(pair.a.row(own).picture, PictureState::Cancelled);
    QVERIFY(pair.a.row(own).file.isEmpty());
    pair.b.now().acceptPicture(theirs);
    pair.settle();
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Failed);
    QVERIFY(!pair.b.row(theirs).pictureProblem.isEmpty());
}

void ChatStatePictureTest::cancel_bySenderWhileMoving_isToldToBoth()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(50 * full));
    pair.b.now().acceptPicture(theirs);
    for (int i = 0; i < 12; ++i)
        pair.step();
    pair.a.now().cancelPicture(own);
    pair.settle();
    QCOMPARE(pair.a.row(own).picture, PictureState::Cancelled);
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Cancelled);
    QVERIFY(pair.b.row(theirs).file.isEmpty());
    QVERIFY(pair.chunks.size() < 50);
}

void ChatStatePictureTest::cancel_byReceiverWhileMoving_isToldToBoth()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(50 * full));
    pair.b.now().acceptPicture(theirs);
    for (int i = 0; i < 12; ++i)
        pair.step();
    pair.b.now().cancelPicture(theirs);
    pair.settle();
    QCOMPARE(pair.a.row(own).picture, PictureState::Cancelled);
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Cancelled);
    // The line is as good as before.
    const auto [secondOwn, second] = offered(pair, bytesOf(3 * full));
    pair.b.now().acceptPicture(second);
    pair.settle();
    QCOMPARE(pair.b.row(second).picture, PictureState::Here);
}

void ChatStatePictureTest::open_ofAnotherSize_isBrokenOff()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    const StreamId stream = streamOf(pair);
    pair.b.now().acceptPicture(theirs);
    pair.b.server->sent.clear();
    pair.b.server->say(protocol::StreamOpen{pair.b.pairing.conversation, stream, 20'000'000});
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Failed);
    QCOMPARE(pair.b.server->take<protocol::StreamEnd>()->outcome, protocol::StreamOutcome::Cancelled);
}

void ChatStatePictureTest::chunk_againstTheRules_isBrokenOff_data()
{
    QTest::addColumn<quint32>("number");
    QTest::addColumn<quint32>("size");
    QTest::newRow("skips one") << 1u << sealed;
    QTest::newRow("too short") << 0u << sealed - 1;
    QTest::newRow("empty") << 0u << 0u;
    QTest::newRow("past the end") << 99u << sealed;
    QTest::newRow("not sealed by the partner") << 0u << sealed;
}

void ChatStatePictureTest::chunk_againstTheRules_isBrokenOff()
{
    QFETCH(const quint32, number);
    QFETCH(const quint32, size);
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(3 * full));
    const StreamId stream = streamOf(pair);
    const ConversationId conversation = pair.b.pairing.conversation;
    pair.b.now().acceptPicture(theirs);
    pair.b.server->say(protocol::StreamOpen{conversation, stream, 3 * sealed});
    pair.b.server->hint(protocol::StreamChunk{conversation, stream, number},
                        SharedBytes(WipedBytes(size, 1)));
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Failed);
    QCOMPARE(pair.b.server->take<protocol::StreamEnd>()->outcome, protocol::StreamOutcome::Cancelled);
    // What still comes is not heard.
    pair.b.server->hint(protocol::StreamChunk{conversation, stream, 0}, SharedBytes(WipedBytes(sealed, 1)));
    QCOMPARE(pair.b.server->count<protocol::StreamCredit>(), 0);
}

void ChatStatePictureTest::credit_ofWhatWasNotSent_isBrokenOff()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(20 * full));
    const StreamId stream = pair.a.row(own).stream;
    pair.a.server->say(
        protocol::StreamAccept{pair.a.pairing.conversation, stream, pair.a.pairing.partnerMember, 4});
    QCOMPARE(pair.a.server->count<protocol::StreamChunk>(), 4);
    pair.a.server->hint(protocol::StreamCredit{pair.a.pairing.conversation, stream, 10, 14});
    QCOMPARE(pair.a.row(own).picture, PictureState::Failed);
    QCOMPARE(pair.a.server->count<protocol::StreamChunk>(), 4);
}

void ChatStatePictureTest::done_beforeTheEnd_isNoDelivery()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(20 * full));
    const StreamId stream = pair.a.row(own).stream;
    pair.a.server->say(
        protocol::StreamAccept{pair.a.pairing.conversation, stream, pair.a.pairing.partnerMember, 4});
    pair.a.server->say(
        protocol::StreamEnd{pair.a.pairing.conversation, stream, protocol::StreamOutcome::Done});
    QCOMPARE(pair.a.row(own).picture, PictureState::Failed);
}

void ChatStatePictureTest::accept_unknownStream_isGone()
{
    PairRelay pair(nullptr);
    const StreamId stream = StreamId::random(systemRandom());
    pair.a.server->say(
        protocol::StreamAccept{pair.a.pairing.conversation, stream, pair.a.pairing.partnerMember, 4});
    const auto end = pair.a.server->take<protocol::StreamEnd>();
    QVERIFY(end);
    QCOMPARE(end->outcome, protocol::StreamOutcome::Gone);
}

void ChatStatePictureTest::decode_notAPicture_isSaid()
{
    PairRelay pair(reader.get());
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    pair.b.now().acceptPicture(theirs);
    pair.settle();
    QTRY_COMPARE(pair.b.row(theirs).picture, PictureState::Failed);
    QVERIFY(!pair.b.row(theirs).pictureProblem.isEmpty());
    QVERIFY(pair.b.row(theirs).file.isEmpty());
    QVERIFY(pair.b.shown.isEmpty());
}

void ChatStatePictureTest::decode_erasedMeanwhile_isDropped()
{
    PairRelay pair(reader.get());
    const auto [own, theirs] = offered(pair, photoOf(QSize(600, 400)));
    pair.b.now().acceptPicture(theirs);
    pair.settle();
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Decoding);
    pair.b.pairs.leave();
    QTRY_COMPARE(workers->unfinished(), 0);
    QCoreApplication::processEvents();
    QVERIFY(pair.b.shown.isEmpty());
    QCOMPARE(pair.b.pairs.messages()->count(), 0);
}

void ChatStatePictureTest::ended_offeredAndMoving_areSaid()
{
    PairRelay pair(nullptr);
    const auto [waitingOwn, waiting] = offered(pair, bytesOf(1'000));
    const auto [movingOwn, moving] = offered(pair, bytesOf(50 * full));
    pair.b.now().acceptPicture(moving);
    for (int i = 0; i < 12; ++i)
        pair.step();
    pair.end();
    QCOMPARE(pair.b.row(waiting).picture, PictureState::NotOpened);
    QCOMPARE(pair.a.row(waitingOwn).picture, PictureState::NotOpened);
    QCOMPARE(pair.b.row(moving).picture, PictureState::Failed);
    QCOMPARE(pair.a.row(movingOwn).picture, PictureState::Failed);
    for (const MessageKey key : {waitingOwn, movingOwn})
        QVERIFY(pair.a.row(key).file.isEmpty());
}

void ChatStatePictureTest::open_refusedByTheServer_canBeTriedAgain()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    const StreamId first = pair.a.row(own).stream;
    protocol::ErrorAnswer answer;
    answer.code = Errc::OverBudget;
    answer.conversation = pair.a.pairing.conversation;
    answer.stream = first;
    pair.a.server->hint(answer);
    QCOMPARE(pair.a.row(own).picture, PictureState::Failed);
    QCOMPARE(pair.a.refusals.size(), 1);
    QCOMPARE(pair.a.refusals[0].first, Refusal::PictureRefused);
    pair.a.server->say(protocol::StreamEnd{answer.conversation, first, protocol::StreamOutcome::Refused});
    QCOMPARE(pair.a.refusals.size(), 1);
    pair.a.now().retry(own);
    QCOMPARE(pair.a.row(own).picture, PictureState::Offered);
    QVERIFY(pair.a.row(own).stream != first);
    pair.settle();
    pair.b.now().acceptPicture(pair.b.row().key);
    pair.settle();
    QCOMPARE(pair.b.row().picture, PictureState::Here);
    QCOMPARE(pair.a.row(own).picture, PictureState::Here);
}

/// Two offers of the one row went out, each with its caption.
void ChatStatePictureTest::takeBack_afterAnotherTry_leavesNothingOfEither()
{
    for (const bool isAccepted : {false, true}) {
        PairRelay pair(nullptr);
        const auto [own, theirs] = offered(pair, bytesOf(1'000));
        protocol::ErrorAnswer answer;
        answer.code = Errc::OverBudget;
        answer.conversation = pair.a.pairing.conversation;
        answer.stream = pair.a.row(own).stream;
        pair.a.server->hint(answer);
        pair.a.now().retry(own);
        if (isAccepted)
            pair.settle();
        pair.a.now().takeBack(own);
        pair.settle();
        QVERIFY(pair.b.pairs.messages()->findLast(
                    [](const Message& row) { return row.kind == MessageKind::Picture; }) == nullptr);
    }
}

void ChatStatePictureTest::receipt_ofTheOfferBefore_saysNothingOfTheNext()
{
    StatePeer peer;
    peer.goPaired();
    CleanPicture picture;
    picture.bytes = QByteArray(1'000, 'p');
    picture.size = QSize(10, 10);
    QVERIFY(peer.now().sendPicture(picture, {}));
    const MessageKey key = peer.row().key;
    protocol::ErrorAnswer answer;
    answer.code = Errc::OverBudget;
    answer.conversation = peer.pairing.conversation;
    answer.stream = std::get<protocol::PictureOffer>(peer.acceptSend()).stream;
    peer.server->hint(answer);
    peer.now().retry(key);
    peer.hear(protocol::Receipt{1});
    QCOMPARE(peer.row(key).delivery, DeliveryState::Sending);
    QVERIFY(peer.delivered.isEmpty());
}

/// Nothing is sent then, so nothing is offered to be sent again.
void ChatStatePictureTest::open_refusedByTheServer_isNotKeptBeyondTheEnd()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    protocol::ErrorAnswer answer;
    answer.code = Errc::OverBudget;
    answer.conversation = pair.a.pairing.conversation;
    answer.stream = pair.a.row(own).stream;
    pair.a.server->hint(answer);
    QVERIFY(!pair.a.row(own).file.isEmpty());
    pair.end();
    QCOMPARE(pair.a.row(own).picture, PictureState::Failed);
    QVERIFY(pair.a.row(own).file.isEmpty());
}

void ChatStatePictureTest::lineTakenUpWhileHeld_creditIsGivenAfterwards()
{
    StateSettings settings = quickState();
    settings.nextUndoMs = 10'000;
    StatePeer peer(nullptr, settings);
    peer.state.start(requestFor(QStringLiteral("otter")));
    peer.server.welcome(20'000);
    peer.pair();
    protocol::PictureOffer offer;
    offer.stream = StreamId::random(systemRandom());
    offer.bytesCount = 1'000;
    offer.width = offer.height = 10;
    offer.format = protocol::PictureFormat::Png;
    peer.hear(offer);
    peer.now().acceptPicture(peer.row().key);
    QVERIFY(peer.server->take<protocol::StreamAccept>());
    const std::uint64_t sequence = peer.server->sequence;
    const int attempts = peer.server.attempts;
    peer.pairs.next();
    Q_EMIT peer.server->failed(LineProblem::Dropped, {});
    QTRY_COMPARE(peer.server.attempts, attempts + 1);
    peer.server.resume(sequence, 0);
    QCOMPARE(peer.server->count<protocol::StreamCredit>(), 0);
    peer.pairs.undoNext();
    QCOMPARE(peer.server->count<protocol::StreamCredit>(), 1); // the partner goes on at no other word
}

void ChatStatePictureTest::accept_refusedByTheServer_canBeClickedAgain()
{
    PairRelay pair(nullptr);
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    pair.b.now().acceptPicture(theirs);
    pair.b.server->sent.clear();
    protocol::ErrorAnswer answer;
    answer.code = Errc::StreamsTooMany;
    answer.conversation = pair.b.pairing.conversation;
    answer.stream = streamOf(pair);
    pair.b.server->hint(answer);
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Offered);
    QCOMPARE(pair.b.refusals.last().first, Refusal::TooManyPictures);
    pair.b.now().acceptPicture(theirs);
    pair.settle();
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Here);
}

void ChatStatePictureTest::send_tooMany_isRefused()
{
    PairRelay pair(nullptr);
    for (std::size_t i = 0; i < limits::streamsPerSessionMax; ++i)
        QVERIFY(pair.a.now().sendPicture(bytesOf(10), {}));
    const int rows = pair.a.pairs.messages()->count();
    QVERIFY(!pair.a.now().sendPicture(bytesOf(10), {}));
    QCOMPARE(pair.a.refusals.last().first, Refusal::TooManyPictures);
    QCOMPARE(pair.a.pairs.messages()->count(), rows);
}

void ChatStatePictureTest::send_badPicture_isRefused()
{
    PairRelay pair(nullptr);
    QVERIFY(!pair.a.now().sendPicture({}, {}));
    QVERIFY(!pair.a.now().sendPicture(bytesOf(static_cast<qsizetype>(limits::pictureBytesMax) + 1), {}));
    QCOMPARE(pair.a.refusals.last().first, Refusal::PictureRefused);
    QVERIFY(!pair.a.now().sendPicture(bytesOf(10), QString(4'001, QLatin1Char('x'))));
    QCOMPARE(pair.a.refusals.last().first, Refusal::TextTooLong);
}

void ChatStatePictureTest::offer_sameStreamTwice_isANotice()
{
    StatePeer peer;
    peer.goPaired();
    protocol::PictureOffer offer;
    offer.stream = StreamId::random(systemRandom());
    offer.bytesCount = 10;
    offer.width = offer.height = 5;
    offer.format = protocol::PictureFormat::Png;
    peer.hear(offer);
    QCOMPARE(peer.row().kind, MessageKind::Picture);
    peer.hear(offer);
    QCOMPARE(peer.row().kind, MessageKind::Notice);
}

void ChatStatePictureTest::offer_whoseRowIsGone_isForgotten()
{
    StatePeer peer;
    peer.goPaired();
    protocol::PictureOffer first;
    first.stream = StreamId::random(systemRandom());
    first.bytesCount = 1'000;
    first.width = 10;
    first.height = 10;
    first.format = protocol::PictureFormat::Jpeg;
    peer.hear(first);
    const MessageKey key = peer.row().key;
    peer.now().acceptPicture(key);
    QVERIFY(peer.server->take<protocol::StreamAccept>());
    protocol::PictureOffer other = first;
    for (int i = 0; i < MessageStore::rowsMax; ++i) {
        other.stream = StreamId::random(systemRandom());
        peer.hear(other);
    }
    QVERIFY(peer.pairs.messages()->find(key) == nullptr);
    const auto end = peer.server->take<protocol::StreamEnd>();
    QVERIFY(end);
    QCOMPARE(end->stream, first.stream);
    QCOMPARE(end->outcome, protocol::StreamOutcome::Cancelled);
    peer.hear(first); // as good as new
    QCOMPARE(peer.row().kind, MessageKind::Picture);
}

void ChatStatePictureTest::atOnce_isOffAtFirst_andSaidInTheConversation()
{
    PairRelay pair(nullptr);
    QSignalSpy told(&pair.b.now(), &Pair::picturesAtOnceChanged);
    pair.b.now().setPicturesAtOnce(false);
    QVERIFY(told.isEmpty());
    pair.b.now().setPicturesAtOnce(true);
    QCOMPARE(told.size(), 1);
    QCOMPARE(pair.b.row().kind, MessageKind::Notice);
    QCOMPARE(pair.b.row().text, QStringLiteral("Pictures are shown here at once from now on."));
    pair.b.now().setPicturesAtOnce(false);
    QCOMPARE(pair.b.row().text, QStringLiteral("Pictures wait for a click here from now on."));
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    settleQueued(pair);
    QCOMPARE(pair.b.row(theirs).picture, PictureState::Offered);
}

void ChatStatePictureTest::atOnce_whatWaitsAndWhatComes_isFetchedInTurn()
{
    PairRelay pair(nullptr);
    const auto first = offered(pair, bytesOf(10 * full)).second;
    const auto second = offered(pair, bytesOf(10 * full)).second;
    pair.b.now().setPicturesAtOnce(true);
    const auto third = offered(pair, bytesOf(1'000)).second;
    QCoreApplication::processEvents();
    QCOMPARE(pair.b.row(first).picture, PictureState::Waiting);
    QCOMPARE(pair.b.row(second).picture, PictureState::Offered);
    settleQueued(pair);
    for (const MessageKey key : {first, second, third})
        QCOMPARE(pair.b.row(key).picture, PictureState::Here);
    // One after another: chunks of different pictures never mix.
    QList<StreamId> order;
    for (const auto& [stream, number] : std::as_const(pair.chunks)) {
        if (order.isEmpty() || order.last() != stream)
            order.append(stream);
    }
    QCOMPARE(order.size(), 3);
    QVERIFY(!pair.brokeARule);
}

void ChatStatePictureTest::atOnce_endsWithTheConversation()
{
    PairRelay pair(nullptr);
    pair.b.now().setPicturesAtOnce(true);
    const auto [own, theirs] = offered(pair, bytesOf(1'000));
    pair.end();
    settleQueued(pair);
    QCOMPARE(pair.b.row(theirs).picture, PictureState::NotOpened);
    QSignalSpy told(&pair.b.now(), &Pair::picturesAtOnceChanged);
    pair.b.now().setPicturesAtOnce(true);
    QVERIFY2(told.isEmpty(), "there is no conversation any more");
}

void ChatStatePictureTest::atOnce_tooMuch_waitsForAClickAndSaysSo()
{
    PairRelay pair(nullptr);
    QList<MessageKey> large;
    for (int picture = 0; picture < 5; ++picture)
        large.append(offered(pair, bytesOf(limits::pictureBytesMax)).second);
    const auto small = offered(pair, bytesOf(1'000)).second;
    for (const MessageKey key : large)
        pair.b.now().acceptPicture(key); // clicked: on its way, and counts
    pair.b.now().setPicturesAtOnce(true);
    QCoreApplication::processEvents();
    QCOMPARE(pair.b.row(small).picture, PictureState::Offered);
    QVERIFY(pair.b.row().text.startsWith(QStringLiteral("Pictures wait for a click again")));
    pair.b.now().acceptPicture(small);
    QCOMPARE(pair.b.row(small).picture, PictureState::Waiting);
}

QTEST_GUILESS_MAIN(ChatStatePictureTest)
#include "ChatStatePictureTest.moc"
