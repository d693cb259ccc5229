// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatConnection against a scripted server.
#include "client/net/KeptFrames.h"
#include "common/protocol/PuzzleSum.h"
#include "tests/client/net/FakeTransport.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <algorithm>
#include <array>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

LineSettings quick()
{
    LineSettings settings;
    settings.helloMs = 60;
    settings.closeMs = 60;
    settings.acknowledgeAfterMs = 20;
    settings.retryFirstMs = 4;
    settings.retryMaxMs = 16;
    return settings;
}

ConversationId someConversation()
{
    return ConversationId::fromBytes(std::string(16, 'c')).value();
}

/// Where something is waited for that takes as long as the machine is busy.
LineSettings unhurried()
{
    LineSettings settings = quick();
    settings.helloMs = 10'000;
    return settings;
}

struct Problem
{
    LineProblem problem;
    Errc code;
};

} // namespace

class ChatConnectionTest : public QObject
{
    Q_OBJECT

private:
    FakeServer server;
    std::unique_ptr<ChatConnection> line;
    QList<Problem> problems;
    QList<protocol::ServerFrame> frames;
    int welcomes{0};
    int resumes{0};
    int ends{0}; ///< of sessions
    quint64 acknowledgedAtResume{0};

    void make(const LineSettings& settings = quick())
    {
        line = std::make_unique<ChatConnection>(server.factory(), nullptr, settings);
        connect(line.get(), &ChatConnection::problem, this, [this](LineProblem problem, Errc code) {
            problems.append({problem, code});
        });
        connect(line.get(), &ChatConnection::received, this,
                [this](const protocol::ServerFrame& frame) { frames.append(frame); });
        connect(line.get(), &ChatConnection::welcomed, this, [this] { ++welcomes; });
        connect(line.get(), &ChatConnection::sessionEnded, this, [this] { ++ends; });
        connect(line.get(), &ChatConnection::resumed, this,
                [this](const protocol::Welcome&, quint64 acknowledged) {
                    ++resumes;
                    acknowledgedAtResume = acknowledged;
                });
    }
    /// Online with a session that may be resumed.
    void goOnlineFor(std::uint32_t windowMs)
    {
        make();
        line->open(requestFor(QStringLiteral("otter")));
        server.welcome(windowMs);
        server->sent.clear();
        ends = 0;
    }
    /// The line breaks, and the next one is being made.
    void lose()
    {
        const int before = server.attempts;
        Q_EMIT server->failed(LineProblem::Dropped, {});
        QTRY_COMPARE(server.attempts, before + 1);
        QCOMPARE(line->state(), LineState::Reconnecting);
    }
    void goOnline(const LineSettings& settings = quick())
    {
        make(settings);
        line->open(requestFor(QStringLiteral("otter")));
        server.welcome();
        QCOMPARE(line->state(), LineState::Online);
        server->sent.clear();
    }
    [[nodiscard]] LineProblem lastProblem() const
    {
        return problems.isEmpty() ? LineProblem::None : problems.last().problem;
    }

private Q_SLOTS:
    void init()
    {
        server = {};
        problems.clear();
        frames.clear();
        welcomes = resumes = ends = 0;
    }
    void cleanup() { line.reset(); }

    void open_sendsHelloWithNormalisedName();
    void open_badUsername_isRefusedWithoutALine();
    void open_badAddress_isRefusedWithoutALine_data();
    void open_badAddress_isRefusedWithoutALine();
    void hello_lowerRevisionThatWeKnow_isRepeated();
    void hello_lowerRevisionThatWeDoNotKnow_isServerTooOld();
    void hello_sameRevisionAgain_isServerTooOld();
    void hello_unanswered_timesOut();
    void hello_errors_areFinal_data();
    void hello_errors_areFinal();
    void hello_anythingElseFirst_isBadData();
    void puzzle_isSolved_andHelloFollows();
    void puzzle_lateSolution_isFollowedByANewOne();
    void puzzle_absurd_isRefusedForGood();
    void puzzle_withoutEnd_isBadData();
    void puzzle_closedMeanwhile_saysNothingMore();
    void puzzle_takesTooLong_timesOut();
    void puzzle_afterTheWelcome_isBadData();
    void welcome_higherRevision_isBadData();
    void welcome_twice_isBadData();
    void send_numbersReliableKindsOnly();
    void send_whileNotOnline_isFalse();
    void sequence_gap_isTaken();
    void sequence_repeat_dropsTheLine();
    void sequence_acknowledgingTheUnsent_dropsTheLine();
    void acknowledged_isTheServersHighest();
    void acknowledge_afterManyFrames_isSentAtOnce();
    void acknowledge_afterAWhile_isSentOnce();
    void acknowledge_carriedBySomethingElse_isNotSentAgain();
    void overwriteBuffers_sendsAFrameLargerThanQtsBlock();
    void frames_areHandedOnInOrder_withoutAcknowledgements();
    void hold_whatIsSentAndCounts_goesAtTheRelease();
    void hold_lineDropsMeanwhile_itGoesOnceAfterTheResume();
    void hold_erased_leavesATombstone();
    void hold_erasedAtTheRelease_onlyWhatEndsItGoes();
    void frames_garbage_isBadData();
    void loss_reconnectsAsANewSession();
    void resume_namesTheTokenAndWhatIsHere_andGoesOn();
    void resume_whatTheServerLacks_goesAgainWithItsNumber();
    void resume_whatIsErased_leavesATombstone();
    void resume_unknown_isANewSessionOnTheSameLine();
    void resume_notAskedFor_isBadData();
    void resume_windowIsOver_endsTheSessionByItself();
    void resume_afterAFarewell_isNotTried();
    void resume_refusedBeforeTheWelcome_isTriedAgain();
    void resume_badData_endsTheSession();
    void sessionEnded_whoClosesThen_isClosed();
    void resume_tooMuchKept_isNotSent();
    void resume_tooMuchKept_leavesAllTheSame();
    void hold_tooMuchWaits_leavesAllTheSame();
    void drop_leftBeforeItIsHeard_goesAfterTheResume();
    void loss_whileConnecting_isFinal();
    void loss_wrongFingerprintWhileReconnecting_isFinal();
    void loss_manyAttempts_areCountedUntilOneWorks();
    void farewell_saysWhyAndWhenToComeBack();
    void farewell_brokenLineAfterIt_saysWhy();
    void retryNow_triesAtOnce();
    void drop_reconnects();
    void drop_thenNothingIsHeard();
    void drop_atTheRelease_whatWaitedIsNotHeard();
    void loss_ofTheLineBefore_isNotTakenForTheNext_data();
    void loss_ofTheLineBefore_isNotTakenForTheNext();
    void close_saysGoodbyeAndWaitsForTheTransport();
    void close_unanswered_isClosedAfterTheLimit();
    void close_whileConnecting_isAtOnce();
    void close_thenNothingIsHeard();
    void open_afterClose_works();
};

void ChatConnectionTest::open_sendsHelloWithNormalisedName()
{
    make();
    line->open(requestFor(QStringLiteral("  quiet   otter ")));
    QCOMPARE(line->state(), LineState::Connecting);
    QVERIFY(server->sent.isEmpty());
    Q_EMIT server->opened();
    const auto hello = server->take<protocol::Hello>();
    QVERIFY(hello);
    QCOMPARE(hello->username, std::string("quiet otter"));
    QCOMPARE(hello->revision, limits::revision);
    QVERIFY(!hello->clientVersion.empty());
    QVERIFY(!hello->resume);
    QCOMPARE(server->last.sequence, 0u);
}

void ChatConnectionTest::open_badUsername_isRefusedWithoutALine()
{
    make();
    for (const auto& [name, code] :
         {std::pair{QStringLiteral("  "), Errc::UsernameEmpty},
          std::pair{QString(25, QLatin1Char('x')), Errc::UsernameTooLong},
          std::pair{QString(QChar(0x202E)) + QLatin1Char('x'), Errc::UsernameCharacters}}) {
        line->open(requestFor(name));
        QCOMPARE(lastProblem(), LineProblem::NameRefused);
        QCOMPARE(problems.last().code, code);
        QCOMPARE(line->state(), LineState::Closed);
    }
    QCOMPARE(server.attempts, 0);
}

void ChatConnectionTest::open_badAddress_isRefusedWithoutALine_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("fingerprint");
    QTest::newRow("no TLS") << QStringLiteral("ws://chat.example") << QByteArray();
    QTest::newRow("http") << QStringLiteral("https://chat.example") << QByteArray();
    QTest::newRow("no host") << QStringLiteral("wss://") << QByteArray();
    QTest::newRow("empty") << QString() << QByteArray();
    QTest::newRow("user") << QStringLiteral("wss://user@chat.example") << QByteArray();
    QTest::newRow("query") << QStringLiteral("wss://chat.example/?id=1") << QByteArray();
    QTest::newRow("short key") << QStringLiteral("wss://chat.example") << QByteArray("ab");
    QTest::newRow("upper-case key") << QStringLiteral("wss://chat.example") << QByteArray(64, 'A');
}

void ChatConnectionTest::open_badAddress_isRefusedWithoutALine()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, fingerprint);
    make();
    line->open({{QUrl(url), fingerprint}, QStringLiteral("otter")});
    QCOMPARE(lastProblem(), LineProblem::BadAddress);
    QCOMPARE(line->state(), LineState::Closed);
    QCOMPARE(server.attempts, 0);
}

void ChatConnectionTest::hello_lowerRevisionThatWeKnow_isRepeated()
{
    LineSettings settings = quick();
    settings.revision = 3;
    make(settings);
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    QCOMPARE(server->take<protocol::Hello>()->revision, 3u);
    server->hint(protocol::HelloAgain{2});
    QCOMPARE(server->take<protocol::Hello>()->revision, 2u);
    protocol::Welcome welcome;
    welcome.revision = 2;
    welcome.token = SessionToken::random(systemRandom());
    server->hint(welcome);
    QCOMPARE(line->state(), LineState::Online);
}

void ChatConnectionTest::hello_lowerRevisionThatWeDoNotKnow_isServerTooOld()
{
    LineSettings settings = quick();
    settings.revision = 3;
    settings.revisionLowest = 2;
    make(settings);
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    server->hint(protocol::HelloAgain{1});
    QCOMPARE(lastProblem(), LineProblem::ServerTooOld);
    QCOMPARE(line->state(), LineState::Closed);
}

void ChatConnectionTest::hello_sameRevisionAgain_isServerTooOld()
{
    make();
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    server->hint(protocol::HelloAgain{limits::revision});
    QCOMPARE(lastProblem(), LineProblem::ServerTooOld);
}

void ChatConnectionTest::hello_unanswered_timesOut()
{
    make();
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    QTRY_COMPARE(lastProblem(), LineProblem::TimedOut);
    QCOMPARE(line->state(), LineState::Closed);
}

void ChatConnectionTest::hello_errors_areFinal_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<LineProblem>("problem");
    QTest::newRow("update") << static_cast<int>(Errc::PleaseUpdate) << LineProblem::PleaseUpdate;
    QTest::newRow("full") << static_cast<int>(Errc::ServerFull) << LineProblem::ServerFull;
    QTest::newRow("name") << static_cast<int>(Errc::UsernameCharacters) << LineProblem::NameRefused;
    QTest::newRow("ending") << static_cast<int>(Errc::ShuttingDown) << LineProblem::ShuttingDown;
    QTest::newRow("rate") << static_cast<int>(Errc::RateLimited) << LineProblem::TooManyHere;
}

void ChatConnectionTest::hello_errors_areFinal()
{
    QFETCH(const int, code);
    QFETCH(const LineProblem, problem);
    make();
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    protocol::ErrorAnswer answer;
    answer.code = static_cast<Errc>(code);
    server->hint(answer);
    QCOMPARE(lastProblem(), problem);
    QCOMPARE(problems.last().code, static_cast<Errc>(code));
    QCOMPARE(line->state(), LineState::Closed);
    QCOMPARE(problems.size(), 1);
}

namespace {

protocol::PuzzleChallenge challenge(std::uint32_t bits = 6)
{
    return {"what the server keeps nothing of", bits};
}

} // namespace

void ChatConnectionTest::puzzle_isSolved_andHelloFollows()
{
    make(unhurried());
    QList<bool> solving;
    connect(line.get(), &ChatConnection::solvingChanged, this, [&](bool now) { solving.append(now); });
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    QVERIFY(server->take<protocol::Hello>());
    server->hint(challenge(12));
    QVERIFY(line->isSolving());
    QCOMPARE(line->state(), LineState::Connecting);
    QTRY_VERIFY(server->count<protocol::Hello>() == 1);
    const auto answer = server->take<protocol::Puzzle>();
    QVERIFY(answer);
    QCOMPARE(server->last.sequence, std::uint64_t{0});
    QCOMPARE(answer->challenge, challenge().challenge);
    QVERIFY(protocol::isPuzzleSolution(answer->challenge, answer->solution, 12));
    QCOMPARE(QString::fromStdString(server->take<protocol::Hello>()->username), QStringLiteral("otter"));
    QVERIFY(!line->isSolving());
    server.sayWelcome(0, false);
    QCOMPARE(line->state(), LineState::Online);
    QCOMPARE(welcomes, 1);
    QCOMPARE(solving, (QList<bool>{true, false}));
}

void ChatConnectionTest::puzzle_lateSolution_isFollowedByANewOne()
{
    make(unhurried());
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    server->hint(challenge());
    QTRY_VERIFY(server->count<protocol::Puzzle>() == 1); // it looks twice
    QVERIFY(server->take<protocol::Puzzle>());
    protocol::ErrorAnswer late;
    late.code = Errc::PuzzleLate;
    server->hint(late);
    QCOMPARE(line->state(), LineState::Connecting);
    server->hint(challenge());
    QTRY_VERIFY(server->count<protocol::Puzzle>() == 1); // it looks twice
    QVERIFY(server->take<protocol::Puzzle>());
    server.sayWelcome(0, false);
    QCOMPARE(line->state(), LineState::Online);
}

void ChatConnectionTest::puzzle_absurd_isRefusedForGood()
{
    make();
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    server->hint(challenge(limits::puzzleBitsAcceptedMax + 1));
    QCOMPARE(line->state(), LineState::Closed);
    QCOMPARE(lastProblem(), LineProblem::PuzzleTooHard);
    QVERIFY(!line->isSolving());
}

void ChatConnectionTest::puzzle_withoutEnd_isBadData()
{
    make(unhurried());
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    for (int i = 0; i < 3; ++i) {
        server->hint(challenge());
        QCOMPARE(line->state(), LineState::Connecting);
    }
    server->hint(challenge());
    QCOMPARE(line->state(), LineState::Closed);
    QCOMPARE(lastProblem(), LineProblem::BadData);
}

void ChatConnectionTest::puzzle_closedMeanwhile_saysNothingMore()
{
    make(unhurried());
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    FakeTransport* first = server.newest;
    server->hint(challenge(limits::puzzleBitsAcceptedMax));
    QVERIFY(line->isSolving());
    line->close();
    QCOMPARE(line->state(), LineState::Closed);
    QVERIFY(!line->isSolving());
    QVERIFY(QThreadPool::globalInstance()->waitForDone(5'000)); // seconds before it would be solved
    QCoreApplication::processEvents();
    QVERIFY(server.newest == nullptr || (server.newest == first && server->count<protocol::Puzzle>() == 0));
}

void ChatConnectionTest::puzzle_takesTooLong_timesOut()
{
    LineSettings settings = quick();
    settings.puzzleMs = 20;
    make(settings);
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    server->hint(challenge(limits::puzzleBitsAcceptedMax));
    QTRY_COMPARE(line->state(), LineState::Closed);
    QCOMPARE(lastProblem(), LineProblem::TimedOut);
}

void ChatConnectionTest::puzzle_afterTheWelcome_isBadData()
{
    goOnline();
    server->hint(challenge());
    QCOMPARE(line->state(), LineState::Reconnecting);
    QCOMPARE(lastProblem(), LineProblem::BadData);
}

void ChatConnectionTest::hello_anythingElseFirst_isBadData()
{
    make();
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    server->say(protocol::Waiting{});
    QCOMPARE(lastProblem(), LineProblem::BadData);
    QCOMPARE(welcomes, 0);
    QVERIFY(frames.isEmpty());
}

void ChatConnectionTest::welcome_higherRevision_isBadData()
{
    make();
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    protocol::Welcome welcome;
    welcome.revision = limits::revision + 1;
    welcome.token = SessionToken::random(systemRandom());
    server->hint(welcome);
    QCOMPARE(lastProblem(), LineProblem::BadData);
    QCOMPARE(welcomes, 0);
}

void ChatConnectionTest::welcome_twice_isBadData()
{
    goOnline();
    protocol::Welcome welcome;
    welcome.revision = 1;
    welcome.token = SessionToken::random(systemRandom());
    server->hint(welcome);
    QCOMPARE(lastProblem(), LineProblem::BadData);
    QCOMPARE(welcomes, 1);
}

void ChatConnectionTest::send_numbersReliableKindsOnly()
{
    goOnline();
    const auto conversation = ConversationId::random(systemRandom());
    const auto stream = StreamId::random(systemRandom());
    QVERIFY(line->send(protocol::Meet{}));
    QCOMPARE(line->lastSentSequence(), 1u);
    QVERIFY(line->send(protocol::Typing{conversation, {}, true}));
    QVERIFY(line->send(protocol::StreamChunk{conversation, stream, 0}, SharedBytes(WipedBytes(10, 1))));
    QVERIFY(line->send(protocol::StreamCredit{conversation, stream, 1, 5}));
    QVERIFY(line->send(protocol::StreamEnd{conversation, stream, protocol::StreamOutcome::Done}));
    QCOMPARE(line->lastSentSequence(), 2u);
    QList<quint64> numbers;
    for (const protocol::ClientFrame& frame : std::as_const(server->sent))
        numbers.append(frame.sequence);
    QCOMPARE(numbers, (QList<quint64>{1, 0, 0, 0, 2}));
}

void ChatConnectionTest::send_whileNotOnline_isFalse()
{
    make();
    QVERIFY(!line->send(protocol::Meet{}));
    line->open(requestFor(QStringLiteral("otter")));
    QVERIFY(!line->send(protocol::Meet{}));
    QVERIFY(server->sent.isEmpty());
}

void ChatConnectionTest::sequence_gap_isTaken()
{
    goOnline();
    server->sayNumbered(1, protocol::Waiting{});
    server->sayNumbered(7, protocol::MeetCancelled{});
    QCOMPARE(frames.size(), 2);
    QVERIFY(problems.isEmpty());
}

void ChatConnectionTest::sequence_repeat_dropsTheLine()
{
    for (const std::uint64_t number : {std::uint64_t{3}, std::uint64_t{2}}) {
        init();
        goOnline();
        server->sayNumbered(3, protocol::Waiting{});
        server->sayNumbered(number, protocol::Waiting{});
        QCOMPARE(lastProblem(), LineProblem::BadData);
        QCOMPARE(line->state(), LineState::Reconnecting);
        QCOMPARE(frames.size(), 1);
    }
}

void ChatConnectionTest::sequence_acknowledgingTheUnsent_dropsTheLine()
{
    goOnline();
    server->acknowledged = 1;
    server->hint(protocol::Acknowledgement{});
    QCOMPARE(lastProblem(), LineProblem::BadData);
}

void ChatConnectionTest::acknowledged_isTheServersHighest()
{
    goOnline();
    QVERIFY(line->send(protocol::Meet{}));
    QVERIFY(line->send(protocol::CancelMeet{}));
    server->acknowledged = 2;
    server->hint(protocol::Acknowledgement{});
    server->acknowledged = 1;
    server->hint(protocol::Acknowledgement{});
    QCOMPARE(line->acknowledgedByServer(), 2u);
}

void ChatConnectionTest::acknowledge_afterManyFrames_isSentAtOnce()
{
    goOnline();
    for (std::uint32_t i = 1; i < limits::acknowledgeAfterFrames; ++i)
        server->say(protocol::Waiting{});
    QCOMPARE(server->count<protocol::Acknowledgement>(), 0);
    server->say(protocol::Waiting{});
    QVERIFY(server->take<protocol::Acknowledgement>());
    QCOMPARE(server->last.acknowledged, limits::acknowledgeAfterFrames);
    QCOMPARE(server->last.sequence, 0u);
}

void ChatConnectionTest::acknowledge_afterAWhile_isSentOnce()
{
    goOnline();
    server->say(protocol::Waiting{});
    server->say(protocol::Waiting{});
    QTRY_COMPARE(server->count<protocol::Acknowledgement>(), 1);
    QCOMPARE(server->sent.last().acknowledged, 2u);
    QTest::qWait(3 * quick().acknowledgeAfterMs);
    QCOMPARE(server->count<protocol::Acknowledgement>(), 1);
}

void ChatConnectionTest::acknowledge_carriedBySomethingElse_isNotSentAgain()
{
    goOnline();
    server->say(protocol::Waiting{});
    QVERIFY(line->send(protocol::CancelMeet{}));
    QCOMPARE(server->sent.last().acknowledged, 1u);
    QTest::qWait(3 * quick().acknowledgeAfterMs);
    QCOMPARE(server->count<protocol::Acknowledgement>(), 0);
}

void ChatConnectionTest::overwriteBuffers_sendsAFrameLargerThanQtsBlock()
{
    make();
    line->overwriteBuffers(); // offline: nothing, and no harm
    line.reset();
    goOnline();
    line->overwriteBuffers();
    QVERIFY(server->take<protocol::Acknowledgement>());
    QCOMPARE(server->last.sequence, 0u);
    QVERIFY(server->last.body.size() > 16'384);
    const auto body = server->last.body.span();
    QVERIFY(std::all_of(body.begin(), body.end(), [](std::uint8_t byte) { return byte == 0; }));
}

void ChatConnectionTest::frames_areHandedOnInOrder_withoutAcknowledgements()
{
    goOnline();
    server->say(protocol::Waiting{});
    server->hint(protocol::Acknowledgement{});
    server->say(protocol::MeetCancelled{});
    server->say(protocol::UnknownKind{});
    QCOMPARE(frames.size(), 3);
    QVERIFY(std::holds_alternative<protocol::Waiting>(frames[0].kind));
    QVERIFY(std::holds_alternative<protocol::MeetCancelled>(frames[1].kind));
    QVERIFY(std::holds_alternative<protocol::UnknownKind>(frames[2].kind));
}

void ChatConnectionTest::hold_whatIsSentAndCounts_goesAtTheRelease()
{
    goOnline();
    line->hold();
    QVERIFY(line->send(protocol::Meet{}));
    const std::uint64_t first = line->lastSentSequence();
    QVERIFY(!line->send(protocol::Typing{someConversation(), {}, true}));
    QVERIFY(line->send(protocol::Leave{someConversation()}));
    QVERIFY(!server->take<protocol::Meet>());
    line->release([&] { QVERIFY(line->send(protocol::CancelMeet{})); });
    QVERIFY(server->take<protocol::Meet>());
    QCOMPARE(server->last.sequence, first);
    QVERIFY(server->take<protocol::Leave>());
    QCOMPARE(server->last.sequence, first + 1);
    QVERIFY(server->take<protocol::CancelMeet>());
    QCOMPARE(server->last.sequence, first + 2);
}

void ChatConnectionTest::hold_lineDropsMeanwhile_itGoesOnceAfterTheResume()
{
    goOnlineFor(20'000);
    line->hold();
    QVERIFY(line->send(protocol::Meet{}));
    lose();
    Q_EMIT server->opened();
    QVERIFY(server->take<protocol::Hello>());
    server.sayWelcome(20'000, true);
    QVERIFY(server->take<protocol::Meet>());
    QCOMPARE(server->last.sequence, 1u);
    line->release();
    QVERIFY(!server->take<protocol::Meet>());
}

void ChatConnectionTest::hold_erased_leavesATombstone()
{
    goOnline();
    line->hold();
    QVERIFY(line->send(protocol::Send{someConversation(), 1}, SharedBytes(WipedBytes(100, 7))));
    line->erase(someConversation());
    line->release();
    QVERIFY(server->take<protocol::Tombstone>());
    QCOMPARE(server->last.sequence, 1u);
}

void ChatConnectionTest::hold_erasedAtTheRelease_onlyWhatEndsItGoes()
{
    goOnline();
    server->sent.clear();
    const ConversationId gone = someConversation();
    const ConversationId other = ConversationId::random(systemRandom());
    const SharedBytes body(WipedBytes(100, 7));
    line->hold();
    QVERIFY(line->send(protocol::Send{gone, 1}, body));
    const MemberId partner = MemberId::random(systemRandom());
    QVERIFY(line->send(protocol::Report{gone, partner, protocol::ReportReason::Spam}));
    QVERIFY(line->send(protocol::Block{gone, partner}));
    QVERIFY(line->send(protocol::Send{other, 1}, body));
    line->release([&] {
        line->erase(gone);
        QVERIFY(line->send(protocol::Leave{gone}));
        line->overwriteBuffers(); // a frame without a number, which may go now
    });
    QCOMPARE(server->sent.size(), 6);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(server->sent[i].sequence, static_cast<std::uint64_t>(i + 1));
    QVERIFY(std::holds_alternative<protocol::Tombstone>(server->sent[0].kind));
    QCOMPARE(server->sent[0].body.size(), 0u);
    QVERIFY(std::holds_alternative<protocol::Report>(server->sent[1].kind));
    QVERIFY(std::holds_alternative<protocol::Block>(server->sent[2].kind));
    QVERIFY(std::holds_alternative<protocol::Send>(server->sent[3].kind));
    QVERIFY(std::holds_alternative<protocol::Leave>(server->sent[4].kind));
    QVERIFY(std::holds_alternative<protocol::Acknowledgement>(server->sent[5].kind));
}

void ChatConnectionTest::frames_garbage_isBadData()
{
    for (const QByteArray& bytes :
         {QByteArray(), QByteArray(1, '\0'), QByteArray("\0\5x", 3), QByteArray(200, '\xff')}) {
        init();
        goOnline();
        Q_EMIT server->received(bytes);
        QCOMPARE(lastProblem(), LineProblem::BadData);
        QCOMPARE(line->state(), LineState::Reconnecting);
    }
}

void ChatConnectionTest::loss_reconnectsAsANewSession()
{
    goOnline();
    QVERIFY(line->send(protocol::Meet{}));
    server->say(protocol::Waiting{});
    Q_EMIT server->failed(LineProblem::Dropped, {});
    QTRY_COMPARE(lastProblem(), LineProblem::Dropped);
    QCOMPARE(line->state(), LineState::Reconnecting);
    QVERIFY(!line->send(protocol::Meet{}));
    QTRY_COMPARE(server.attempts, 2);
    QCOMPARE(line->retryInMs(), 0);
    server.welcome();
    QCOMPARE(line->state(), LineState::Online);
    QCOMPARE(welcomes, 2);
    server->say(protocol::Waiting{}); // from 1 again
    QVERIFY(line->send(protocol::Meet{}));
    QCOMPARE(line->lastSentSequence(), 1u);
    QCOMPARE(problems.size(), 1);
}

void ChatConnectionTest::resume_namesTheTokenAndWhatIsHere_andGoesOn()
{
    goOnlineFor(20'000);
    server->say(protocol::Waiting{});
    const SessionToken token = server.token;
    lose();
    QVERIFY(line->hasSession());
    QVERIFY(line->resumableForMs() > 0 && line->resumableForMs() <= 20'000);
    Q_EMIT server->opened();
    const auto hello = server->take<protocol::Hello>();
    QVERIFY(hello && hello->resume);
    QVERIFY(hello->resume->token == token);
    QCOMPARE(hello->resume->received, 1u);
    server->sequence = 1;
    server.sayWelcome(20'000, true);
    QCOMPARE(line->state(), LineState::Online);
    QCOMPARE(resumes, 1);
    QCOMPARE(welcomes, 1);
    QCOMPARE(ends, 0);
    QCOMPARE(line->resumableForMs(), 0);
    server->say(protocol::Waiting{});
    QCOMPARE(frames.size(), 2);
    lose();
    Q_EMIT server->opened();
    QVERIFY(server->take<protocol::Hello>()->resume->token == server.token);
}

void ChatConnectionTest::resume_whatTheServerLacks_goesAgainWithItsNumber()
{
    goOnlineFor(20'000);
    const auto conversation = ConversationId::random(systemRandom());
    const SharedBytes body = SharedBytes::copyOf(std::array<std::uint8_t, 3>{1, 2, 3});
    QVERIFY(line->send(protocol::Meet{}));
    QVERIFY(line->send(protocol::Send{conversation, 1}, body));
    QVERIFY(line->send(protocol::Typing{conversation, {}, true}));
    lose();
    QVERIFY(line->send(protocol::Leave{conversation})); // taken, though there is no line
    QCOMPARE(line->lastSentSequence(), 3u);
    QVERIFY(!line->send(protocol::Typing{conversation, {}, true}));
    QVERIFY(server->sent.isEmpty());
    server.resume(0, 1);
    QCOMPARE(acknowledgedAtResume, 1u);
    QVERIFY(server->take<protocol::Hello>());
    QCOMPARE(server->sent.size(), 2);
    QVERIFY(server->take<protocol::Send>());
    QCOMPARE(server->last.sequence, 2u);
    QCOMPARE(server->last.body.view(), body.view());
    QVERIFY(server->take<protocol::Leave>());
    QCOMPARE(server->last.sequence, 3u);
    lose();
    server.resume(0, 3);
    QVERIFY(server->take<protocol::Hello>());
    QVERIFY(
        server
            ->take<protocol::Acknowledgement>()); // it has everything, and has to hear that we know the token
    QVERIFY(server->sent.isEmpty());
}

void ChatConnectionTest::resume_whatIsErased_leavesATombstone()
{
    goOnlineFor(20'000);
    const auto gone = ConversationId::random(systemRandom());
    const auto other = ConversationId::random(systemRandom());
    const SharedBytes body = SharedBytes::copyOf(std::array<std::uint8_t, 3>{1, 2, 3});
    QVERIFY(line->send(protocol::Send{gone, 1}, body));
    QVERIFY(line->send(protocol::Send{other, 1}, body));
    QVERIFY(line->send(protocol::Leave{gone}));
    line->erase(gone);
    lose();
    server.resume(0, 0);
    QVERIFY(server->take<protocol::Hello>());
    QVERIFY(server->take<protocol::Tombstone>());
    QCOMPARE(server->last.sequence, 1u);
    QCOMPARE(server->last.body.size(), 0u);
    QVERIFY(server->take<protocol::Send>());
    QCOMPARE(server->last.sequence, 2u);
    QVERIFY(server->take<protocol::Leave>());
}

void ChatConnectionTest::resume_unknown_isANewSessionOnTheSameLine()
{
    goOnlineFor(20'000);
    QVERIFY(line->send(protocol::Meet{}));
    lose();
    Q_EMIT server->opened();
    QVERIFY(server->take<protocol::Hello>()->resume);
    protocol::ErrorAnswer unknown;
    unknown.code = Errc::ResumeUnknown;
    server->hint(unknown);
    QCOMPARE(ends, 1);
    const auto hello = server->take<protocol::Hello>();
    QVERIFY(hello && !hello->resume);
    QCOMPARE(hello->username, std::string("otter"));
    server.sayWelcome(20'000, false);
    QCOMPARE(welcomes, 2);
    QCOMPARE(resumes, 0);
    QVERIFY(server->sent.isEmpty());
    QVERIFY(line->send(protocol::Meet{}));
    QCOMPARE(line->lastSentSequence(), 1u);
}

void ChatConnectionTest::resume_notAskedFor_isBadData()
{
    make();
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->opened();
    server.sayWelcome(20'000, true);
    QCOMPARE(lastProblem(), LineProblem::BadData);
}

void ChatConnectionTest::resume_windowIsOver_endsTheSessionByItself()
{
    goOnlineFor(300);
    lose();
    QTRY_COMPARE(ends, 1);
    QVERIFY(!line->hasSession());
    QCOMPARE(line->resumableForMs(), 0);
    QVERIFY(!line->send(protocol::Meet{}));
    QCOMPARE(line->state(), LineState::Reconnecting);
    QCOMPARE(server.attempts, 3); // the attempt that was under way came too late
    Q_EMIT server->opened();
    QVERIFY(!server->take<protocol::Hello>()->resume);
}

void ChatConnectionTest::resume_afterAFarewell_isNotTried()
{
    goOnlineFor(20'000);
    server->hint(protocol::Farewell{Errc::ShuttingDown, 1});
    const int before = server.attempts;
    Q_EMIT server->closed();
    QTRY_COMPARE(server.attempts, before + 1);
    QCOMPARE(ends, 1);
    Q_EMIT server->opened();
    QVERIFY(!server->take<protocol::Hello>()->resume);
}

void ChatConnectionTest::resume_refusedBeforeTheWelcome_isTriedAgain()
{
    goOnlineFor(20'000);
    lose();
    Q_EMIT server->opened();
    protocol::ErrorAnswer late;
    late.code = Errc::IdleTooLong;
    late.closing = true;
    server->hint(late);
    QTRY_COMPARE(server.attempts, 3);
    QCOMPARE(ends, 0);
    Q_EMIT server->opened();
    QVERIFY(server->take<protocol::Hello>()->resume);
}

void ChatConnectionTest::resume_badData_endsTheSession()
{
    goOnlineFor(20'000);
    Q_EMIT server->received(QByteArray("\x00", 1)); // would come again on every line
    QCOMPARE(lastProblem(), LineProblem::BadData);
    QCOMPARE(ends, 1);
}

void ChatConnectionTest::sessionEnded_whoClosesThen_isClosed()
{
    for (const bool farewell : {true, false}) {
        server = {};
        goOnlineFor(farewell ? 20'000 : 40);
        connect(line.get(), &ChatConnection::sessionEnded, line.get(), [this] {
            QVERIFY(!line->send(protocol::Meet{}) || line->state() == LineState::Closed);
            line->overwriteBuffers();
            line->close();
        });
        if (farewell)
            server->hint(protocol::Farewell{Errc::ShuttingDown, 1});
        Q_EMIT server->closed();
        QTRY_COMPARE(line->state(), LineState::Closed);
        const int attempts = server.attempts;
        QTest::qWait(60); // longer than any pause before another attempt
        QCOMPARE(server.attempts, attempts);
    }
}

void ChatConnectionTest::resume_tooMuchKept_isNotSent()
{
    goOnlineFor(20'000);
    const auto conversation = ConversationId::random(systemRandom());
    const SharedBytes body(WipedBytes(limits::bodyBytesMax));
    for (int i = 0; i < 16; ++i)
        QVERIFY(line->send(protocol::Send{conversation, 1}, body));
    QVERIFY(!line->send(protocol::Send{conversation, 1}, body));
    QCOMPARE(line->lastSentSequence(), 16u);
    server->acknowledged = 1;
    server->hint(protocol::Acknowledgement{});
    QVERIFY(line->send(protocol::Send{conversation, 1}, body));
}

void ChatConnectionTest::resume_tooMuchKept_leavesAllTheSame()
{
    goOnlineFor(20'000);
    for (std::size_t i = 0; i < KeptFrames::framesMax; ++i)
        QVERIFY(line->send(protocol::Send{someConversation(), i + 1}));
    QVERIFY(!line->send(protocol::Meet{}));
    QVERIFY(line->send(protocol::Leave{someConversation()}));
    QVERIFY(server->take<protocol::Leave>());
    line->close();
    QVERIFY(server->take<protocol::Goodbye>());
    QCOMPARE(server->last.sequence, KeptFrames::framesMax + 2);
}

void ChatConnectionTest::hold_tooMuchWaits_leavesAllTheSame()
{
    goOnline();
    line->hold();
    for (std::size_t i = 0; i < KeptFrames::framesMax; ++i)
        QVERIFY(line->send(protocol::Send{someConversation(), i + 1}));
    QVERIFY(!line->send(protocol::Meet{}));
    QVERIFY(line->send(protocol::Leave{someConversation()}));
    line->release();
    QVERIFY(server->take<protocol::Leave>());
}

void ChatConnectionTest::drop_leftBeforeItIsHeard_goesAfterTheResume()
{
    goOnlineFor(20'000);
    line->drop();
    QVERIFY(line->send(protocol::Leave{someConversation()}));
    QCOMPARE(server->count<protocol::Leave>(), 0);
    QTRY_COMPARE(server.attempts, 2);
    server.resume(0, 0);
    QVERIFY(server->take<protocol::Leave>());
}

void ChatConnectionTest::loss_whileConnecting_isFinal()
{
    make();
    line->open(requestFor(QStringLiteral("otter")));
    Q_EMIT server->failed(LineProblem::HostNotFound, {});
    QTRY_COMPARE(lastProblem(), LineProblem::HostNotFound);
    QCOMPARE(line->state(), LineState::Closed);
    QTest::qWait(2 * quick().retryMaxMs);
    QCOMPARE(server.attempts, 1);
}

void ChatConnectionTest::loss_wrongFingerprintWhileReconnecting_isFinal()
{
    goOnline();
    Q_EMIT server->failed(LineProblem::Dropped, {});
    QTRY_COMPARE(server.attempts, 2);
    Q_EMIT server->failed(LineProblem::WrongFingerprint, QByteArray(64, 'a'));
    QTRY_COMPARE(line->state(), LineState::Closed);
    QCOMPARE(lastProblem(), LineProblem::WrongFingerprint);
}

void ChatConnectionTest::loss_manyAttempts_areCountedUntilOneWorks()
{
    goOnline();
    for (int attempt = 2; attempt < 6; ++attempt) {
        Q_EMIT server->failed(LineProblem::Refused, {});
        QTRY_COMPARE(server.attempts, attempt);
        QCOMPARE(line->state(), LineState::Reconnecting);
    }
    server.welcome();
    QCOMPARE(line->state(), LineState::Online);
}

void ChatConnectionTest::farewell_saysWhyAndWhenToComeBack()
{
    goOnline();
    server->hint(protocol::Farewell{Errc::ShuttingDown, 5'000});
    QCOMPARE(line->state(), LineState::Online);
    Q_EMIT server->closed();
    QTRY_COMPARE(lastProblem(), LineProblem::ShuttingDown);
    QCOMPARE(problems.last().code, Errc::ShuttingDown);
    QVERIFY(line->retryInMs() > 4'000);
}

void ChatConnectionTest::farewell_brokenLineAfterIt_saysWhy()
{
    goOnline();
    protocol::ErrorAnswer answer;
    answer.code = Errc::SlowReader;
    answer.closing = true;
    server->hint(answer);
    Q_EMIT server->failed(LineProblem::Dropped, {});
    QTRY_COMPARE(lastProblem(), LineProblem::TooSlow);
}

void ChatConnectionTest::retryNow_triesAtOnce()
{
    LineSettings settings = quick();
    settings.retryFirstMs = settings.retryMaxMs = 60'000;
    goOnline(settings);
    Q_EMIT server->failed(LineProblem::Dropped, {});
    QTRY_COMPARE(line->state(), LineState::Reconnecting);
    QVERIFY(line->retryInMs() >= 29'000);
    line->retryNow();
    QCOMPARE(server.attempts, 2);
    line->retryNow();
    QCOMPARE(server.attempts, 2);
}

void ChatConnectionTest::drop_reconnects()
{
    goOnline();
    line->drop();
    QVERIFY(server->aborted);
    QCOMPARE(server->count<protocol::Goodbye>(), 0);
    QVERIFY(!line->send(protocol::Meet{}));
    QTRY_COMPARE(line->state(), LineState::Reconnecting);
    QCOMPARE(lastProblem(), LineProblem::Dropped);
}

void ChatConnectionTest::drop_thenNothingIsHeard()
{
    goOnline();
    line->drop();
    server->say(protocol::Waiting{});
    QVERIFY(frames.isEmpty());
}

void ChatConnectionTest::drop_atTheRelease_whatWaitedIsNotHeard()
{
    goOnlineFor(20'000);
    line->hold();
    server->say(protocol::Waiting{});
    server->say(protocol::Waiting{});
    connect(line.get(), &ChatConnection::received, line.get(), [this] { line->drop(); });
    line->release();
    QCOMPARE(frames.size(), 1);
}

void ChatConnectionTest::loss_ofTheLineBefore_isNotTakenForTheNext_data()
{
    QTest::addColumn<bool>("failed");
    QTest::newRow("closed") << false;
    QTest::newRow("failed") << true;
}

void ChatConnectionTest::loss_ofTheLineBefore_isNotTakenForTheNext()
{
    QFETCH(bool, failed);
    goOnlineFor(20'000);
    if (failed)
        Q_EMIT server->failed(LineProblem::Dropped, {});
    else
        Q_EMIT server->closed();
    line->wake(1); // before the loss is heard: a new line is tried
    QCOMPARE(server.attempts, 2);
    QCoreApplication::processEvents();
    QCOMPARE(server.attempts, 2);
    QCOMPARE(line->retryInMs(), 0);
    Q_EMIT server->opened();
    server.resume(0, 0);
    QCOMPARE(line->state(), LineState::Online);
}

void ChatConnectionTest::close_saysGoodbyeAndWaitsForTheTransport()
{
    goOnline();
    line->close();
    QVERIFY(server->take<protocol::Goodbye>());
    QCOMPARE(server->last.sequence, 1u);
    QVERIFY(server->closeAsked);
    QVERIFY(!line->send(protocol::Meet{}));
    Q_EMIT server->closed();
    QTRY_COMPARE(line->state(), LineState::Closed);
    QVERIFY(problems.isEmpty());
}

void ChatConnectionTest::close_unanswered_isClosedAfterTheLimit()
{
    goOnline();
    line->close();
    QTRY_COMPARE(line->state(), LineState::Closed);
    QVERIFY(problems.isEmpty());
}

void ChatConnectionTest::close_whileConnecting_isAtOnce()
{
    make();
    line->open(requestFor(QStringLiteral("otter")));
    line->close();
    QCOMPARE(line->state(), LineState::Closed);
    QVERIFY(problems.isEmpty());
}

void ChatConnectionTest::close_thenNothingIsHeard()
{
    goOnline();
    line->close();
    server->say(protocol::Waiting{});
    QVERIFY(frames.isEmpty());
}

void ChatConnectionTest::open_afterClose_works()
{
    goOnline();
    line->close();
    QTRY_COMPARE(line->state(), LineState::Closed);
    line->open(requestFor(QStringLiteral("heron")));
    Q_EMIT server->opened();
    QCOMPARE(server->take<protocol::Hello>()->username, std::string("heron"));
}

QTEST_GUILESS_MAIN(ChatConnectionTest)
#include "ChatConnectionTest.moc"
