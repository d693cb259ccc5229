// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/ChatConnection.h"

#include "client/net/BackOff.h"
#include "client/net/FrameNumbers.h"
#include "client/net/KeptFrames.h"
#include "client/net/PuzzleSolver.h"
#include "common/memory/StackWipe.h"
#include "common/memory/Wipe.h"
#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "common/protocol/Names.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace chatmet::client {

namespace {

/// Challenges on one line: the first, and others where a solution came too late.
constexpr int challengesMax = 3;
constexpr qsizetype heldBytesMax = 1'048'576; ///< as much as a server keeps for a client

constexpr protocol::System thisSystem()
{
#if defined(Q_OS_WIN)
    return protocol::System::Windows;
#elif defined(Q_OS_MACOS)
    return protocol::System::MacOs;
#elif defined(Q_OS_LINUX)
    return protocol::System::Linux;
#else
    return protocol::System::Other;
#endif
}

/// What a code of the server's, said before it closes the line, means for the person.
LineProblem problemOf(Errc code)
{
    switch (code) {
    case Errc::UsernameEmpty:
    case Errc::UsernameTooLong:
    case Errc::UsernameCharacters: return LineProblem::NameRefused;
    case Errc::PleaseUpdate: return LineProblem::PleaseUpdate;
    case Errc::ServerFull: return LineProblem::ServerFull;
    case Errc::ShuttingDown: return LineProblem::ShuttingDown;
    case Errc::SlowReader: return LineProblem::TooSlow;
    case Errc::IdleTooLong: return LineProblem::TimedOut;
    case Errc::RateLimited: return LineProblem::TooManyHere;
    default: return LineProblem::SentAway;
    }
}

bool isAlwaysFinal(LineProblem problem)
{
    switch (problem) {
    case LineProblem::BadAddress:
    case LineProblem::WrongFingerprint:
    case LineProblem::Untrusted:
    case LineProblem::PleaseUpdate:
    case LineProblem::ServerTooOld:
    case LineProblem::PuzzleTooHard:
    case LineProblem::NameRefused: return true;
    default: return false;
    }
}

} // namespace

class ChatConnection::Private
{
public:
    Private(ChatConnection* owner, TransportFactory factory, const LineSettings& lineSettings)
        : q(owner),
          makeTransport(std::move(factory)),
          settings(lineSettings),
          backOff(settings.retryFirstMs, settings.retryMaxMs)
    {
        for (QTimer* timer : {&retryTimer, &helloTimer, &acknowledgeTimer, &closeTimer, &windowTimer})
            timer->setSingleShot(true);
        windowTimer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&windowTimer, &QTimer::timeout, q, [this] { onWindowOver(); });
        QObject::connect(&retryTimer, &QTimer::timeout, q, [this] { attempt(); });
        QObject::connect(&helloTimer, &QTimer::timeout, q,
                         [this] { lose(LineProblem::TimedOut, Errc::Ok, {}); });
        QObject::connect(&acknowledgeTimer, &QTimer::timeout, q, [this] { acknowledge(); });
        QObject::connect(&closeTimer, &QTimer::timeout, q, [this] { becomeClosed(); });
        QObject::connect(&solver, &PuzzleSolver::solved, q,
                         [this](const protocol::Puzzle& answer) { answerChallenge(answer); });
    }
    ~Private() { discardTransport(); }

    void attempt();
    void sayHello(std::uint32_t revision);
    bool send(protocol::ClientKind kind, const SharedBytes& body);
    void write(const protocol::ClientFrame& frame);
    void sendAgain();
    void acknowledge();
    void take(const QByteArray& bytes);
    void holdBack(const QByteArray& bytes);
    void sendHeld();
    void forgetHeld();
    void takeWelcome(const protocol::Welcome& welcome);
    void takeHelloAgain(const protocol::HelloAgain& again);
    void takeChallenge(const protocol::PuzzleChallenge& challenge);
    void answerChallenge(const protocol::Puzzle& answer);
    void setSolving(bool solving);
    void noteFarewell(const protocol::ServerFrame& frame);
    void onTransportClosed();
    void onTransportFailed(LineProblem problem, const QByteArray& fingerprint);
    void lose(LineProblem problem, Errc code, const QByteArray& fingerprint);
    [[nodiscard]] bool isOnline() const { return state == LineState::Online && transport != nullptr; }
    bool endSession(Errc farewell = Errc::Ok);
    void onWindowOver();
    void wake(qint64 sleptMs);
    [[nodiscard]] bool mayResume() const;
    void becomeClosed();
    void setState(LineState next);
    void stopTimers();
    void discardTransport();

    ChatConnection* q;
    TransportFactory makeTransport;
    LineSettings settings;
    BackOff backOff;
    SessionRequest request;
    std::string username;
    LineState state{LineState::Closed};
    std::unique_ptr<Transport> transport;
    int attemptNumber{0};      ///< what a transport says after its time is not heard
    std::uint32_t revision{0}; ///< of the last hello
    PuzzleSolver solver;
    bool solving{false};
    int challenges{0}; ///< on this line
    bool welcomed{false};
    bool held{false};
    QList<QByteArray> heldFrames;
    qsizetype heldBytes{0};
    KeptFrames heldBackOut; ///< numbered while held, to be written at the release
    bool closing{false};
    bool dropping{false};
    FrameNumbers numbers;
    KeptFrames kept;
    bool hasSession{false}; ///< welcomed, and not ended since
    SessionToken token;     ///< null: there is no session that could be resumed
    std::uint32_t windowMs{0};
    qint64 lostAtMs{0};          ///< of a clock that counts sleep
    Errc farewellCode{Errc::Ok}; ///< what the server said before it closed
    std::uint32_t retryAfterMs{0};
    QTimer retryTimer;
    QTimer helloTimer;
    QTimer acknowledgeTimer;
    QTimer closeTimer;
    QTimer windowTimer; ///< while Reconnecting with a session: how long it may be resumed
};

void ChatConnection::Private::attempt()
{
    discardTransport();
    welcomed = false;
    challenges = 0;
    farewellCode = Errc::Ok;
    retryAfterMs = 0;
    if (!token.isNull() && !mayResume() && !endSession())
        return;
    transport = makeTransport();
    Transport* line = transport.get();
    const int number = attemptNumber;
    connect(line, &Transport::opened, q, [this] {
        helloTimer.start(settings.helloMs);
        sayHello(settings.revision);
    });
    connect(line, &Transport::received, q, [this](const QByteArray& frame) { take(frame); });
    // Queued: a line can break inside send(), whose callers don't expect to be told of the end in there.
    connect(
        line, &Transport::closed, q,
        [this, number] {
            if (number == attemptNumber)
                onTransportClosed();
        },
        Qt::QueuedConnection);
    connect(
        line, &Transport::failed, q,
        [this, number](LineProblem problem, const QByteArray& fingerprint) {
            if (number == attemptNumber)
                onTransportFailed(problem, fingerprint);
        },
        Qt::QueuedConnection);
    line->open(request.server);
}

void ChatConnection::Private::onTransportFailed(LineProblem problem, const QByteArray& fingerprint)
{
    // An error that the server sent before the line broke says more than the break.
    if (farewellCode != Errc::Ok)
        lose(problemOf(farewellCode), farewellCode, {});
    else
        lose(problem, Errc::Ok, fingerprint);
}

void ChatConnection::Private::sayHello(std::uint32_t spoken)
{
    revision = spoken;
    protocol::Hello hello;
    hello.revision = spoken;
    hello.username = username;
    hello.clientVersion = CHATMET_VERSION;
    hello.system = thisSystem();
    if (!token.isNull())
        hello.resume = protocol::Resume{token, numbers.taken()};
    protocol::ClientFrame frame;
    frame.kind = std::move(hello);
    write(frame);
}

bool ChatConnection::Private::send(protocol::ClientKind kind, const SharedBytes& body)
{
    Q_ASSERT(body.size() <= limits::bodyBytesMax);
    const bool counts = isReliable(kind);
    const bool online = isOnline();
    if ((!counts && (!online || held)) || (counts && !token.isNull() && !kept.fits(body.size())) ||
        (held && !heldBackOut.fits(body.size())))
        return false;
    protocol::ClientFrame frame = numbers.numbered(std::move(kind));
    frame.body = body;
    if (online && held)
        heldBackOut.keep(frame);
    else if (online)
        write(frame);
    if (counts && !token.isNull())
        kept.keep(std::move(frame));
    return true;
}

void ChatConnection::Private::write(const protocol::ClientFrame& frame)
{
    acknowledgeTimer.stop();
    const WipedBytes bytes = protocol::encodeClientFrame(frame);
    transport->send(
        QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
}

/// What the server lacks, as it was, but for the acknowledgement.
void ChatConnection::Private::sendAgain()
{
    for (protocol::ClientFrame frame : kept.frames()) {
        frame.acknowledged = numbers.acknowledgeTaken();
        write(frame);
    }
}

void ChatConnection::Private::acknowledge()
{
    if (isOnline() && !closing && !held && numbers.unacknowledged() > 0)
        send(protocol::Acknowledgement{}, {});
}

void ChatConnection::Private::take(const QByteArray& bytes)
{
    if (closing || dropping)
        return;
    if (held && welcomed)
        return holdBack(bytes);
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.constData());
    const auto decoded =
        protocol::decodeServerFrame(SharedBytes::copyOf({data, static_cast<std::size_t>(bytes.size())}));
    if (!decoded)
        return lose(LineProblem::BadData, decoded.code(), {});
    const protocol::ServerFrame& frame = *decoded;
    if (!numbers.take(frame))
        return lose(LineProblem::BadData, Errc::OutOfSequence, {});
    kept.acknowledge(frame.acknowledged);
    if (const auto* welcome = std::get_if<protocol::Welcome>(&frame.kind))
        return takeWelcome(*welcome);
    if (const auto* again = std::get_if<protocol::HelloAgain>(&frame.kind))
        return takeHelloAgain(*again);
    if (const auto* challenge = std::get_if<protocol::PuzzleChallenge>(&frame.kind))
        return takeChallenge(*challenge);
    const auto* error = std::get_if<protocol::ErrorAnswer>(&frame.kind);
    if (error != nullptr && error->code == Errc::ResumeUnknown && !welcomed && !token.isNull()) {
        if (endSession())
            sayHello(revision);
        return;
    }
    if (error != nullptr && !welcomed && !error->closing &&
        (error->code == Errc::PuzzleWrong || error->code == Errc::PuzzleLate))
        return; // the next challenge follows
    noteFarewell(frame);
    if (!welcomed) {
        // Before the welcome a server has nothing to say but why there is none.
        if (farewellCode == Errc::Ok)
            lose(LineProblem::BadData, Errc::Ok, {});
        else if (!std::holds_alternative<protocol::Farewell>(frame.kind))
            lose(problemOf(farewellCode), farewellCode, {});
        return;
    }
    if (numbers.unacknowledged() >= settings.acknowledgeAfterFrames)
        acknowledge();
    else if (numbers.unacknowledged() > 0 && !acknowledgeTimer.isActive())
        acknowledgeTimer.start(settings.acknowledgeAfterMs);
    if (!std::holds_alternative<protocol::Acknowledgement>(frame.kind))
        Q_EMIT q->received(frame);
}

void ChatConnection::Private::holdBack(const QByteArray& bytes)
{
    heldFrames.append(bytes);
    heldBytes += bytes.size();
    if (heldBytes > heldBytesMax)
        Q_EMIT q->heldTooMuch();
}

/// What came is not acknowledged and what was to go is kept: where the session goes on, both go again.
void ChatConnection::Private::forgetHeld()
{
    heldFrames = {};
    heldBytes = 0;
    heldBackOut = {};
}

void ChatConnection::Private::sendHeld()
{
    const KeptFrames waited = std::exchange(heldBackOut, {});
    for (protocol::ClientFrame frame : waited.frames()) {
        frame.acknowledged = numbers.acknowledgeTaken();
        write(frame);
    }
}

void ChatConnection::Private::takeWelcome(const protocol::Welcome& welcome)
{
    if (welcomed || welcome.revision == 0 || welcome.revision > revision)
        return lose(LineProblem::BadData, Errc::Ok, {});
    if (welcome.resumed && token.isNull())
        return lose(LineProblem::BadData, Errc::Ok, {});
    welcomed = true;
    helloTimer.stop();
    windowTimer.stop();
    backOff.reset();
    const QPointer<ChatConnection> alive(q);
    if (!welcome.resumed && !token.isNull() && !endSession())
        return;
    hasSession = true;
    windowMs = std::min<std::uint32_t>(welcome.resumeWindowMs, limits::resumeWindowMsMax);
    token = windowMs > 0 ? welcome.token : SessionToken();
    const std::uint64_t acknowledged = numbers.acknowledgedByServer();
    if (welcome.resumed)
        sendAgain();
    if (welcome.resumed && kept.frames().empty()) {
        // Any frame: it tells the server that this token is known, and makes the one before void.
        protocol::ClientFrame frame;
        frame.acknowledged = numbers.acknowledgeTaken();
        frame.kind = protocol::Acknowledgement{};
        write(frame);
    }
    setState(LineState::Online);
    if (!alive || state != LineState::Online || closing)
        return;
    if (welcome.resumed)
        Q_EMIT q->resumed(welcome, acknowledged);
    else
        Q_EMIT q->welcomed(welcome);
}

void ChatConnection::Private::takeHelloAgain(const protocol::HelloAgain& again)
{
    if (welcomed)
        return lose(LineProblem::BadData, Errc::Ok, {});
    // Only ever downwards, so that this ends.
    if (again.revision < settings.revisionLowest || again.revision >= revision)
        return lose(LineProblem::ServerTooOld, Errc::Ok, {});
    sayHello(again.revision);
}

void ChatConnection::Private::takeChallenge(const protocol::PuzzleChallenge& challenge)
{
    if (welcomed || ++challenges > challengesMax || challenge.difficultyBits == 0)
        return lose(LineProblem::BadData, Errc::Ok, {});
    if (challenge.difficultyBits > limits::puzzleBitsAcceptedMax)
        return lose(LineProblem::PuzzleTooHard, Errc::PuzzleTooHard, {});
    helloTimer.start(settings.puzzleMs);
    solver.start(challenge);
    setSolving(true);
}

void ChatConnection::Private::answerChallenge(const protocol::Puzzle& answer)
{
    protocol::ClientFrame frame;
    frame.kind = answer;
    write(frame);
    helloTimer.start(settings.helloMs);
    sayHello(revision);
    setSolving(false);
}

void ChatConnection::Private::setSolving(bool next)
{
    if (std::exchange(solving, next) != next)
        Q_EMIT q->solvingChanged(next);
}

/// Remembers why the server is about to close the line.
void ChatConnection::Private::noteFarewell(const protocol::ServerFrame& frame)
{
    if (const auto* farewell = std::get_if<protocol::Farewell>(&frame.kind)) {
        farewellCode = farewell->code;
        retryAfterMs = farewell->retryAfterMs;
    } else if (const auto* error = std::get_if<protocol::ErrorAnswer>(&frame.kind);
               error != nullptr && (error->closing || !welcomed)) {
        farewellCode = error->code;
        retryAfterMs = error->retryAfterMs;
    }
}

void ChatConnection::Private::onTransportClosed()
{
    if (dropping)
        lose(LineProblem::Dropped, Errc::Ok, {});
    else
        lose(problemOf(farewellCode), farewellCode, {});
}

void ChatConnection::Private::lose(LineProblem problem, Errc code, const QByteArray& fingerprint)
{
    if (closing)
        return becomeClosed();
    stopTimers();
    discardTransport();
    const bool wasWelcomed = std::exchange(welcomed, false);
    dropping = false;
    const bool final = state == LineState::Connecting || isAlwaysFinal(problem);
    const QPointer<ChatConnection> alive(q);
    if (state == LineState::Online) {
        lostAtMs = settings.sleepCountingClock();
        windowTimer.start(static_cast<int>(windowMs));
    }
    // Who was sent away has no session any more, and a server that goes away forgets them all. What it says
    // before a welcome is about that line only. Data that can't be read would come again.
    const Errc farewell = wasWelcomed || farewellCode == Errc::ShuttingDown ? farewellCode : Errc::Ok;
    const bool isOver = final || farewell != Errc::Ok || problem == LineProblem::BadData;
    if ((isOver || token.isNull()) && !endSession(farewell))
        return;
    if (final) {
        request = {};
        wipeText(username);
    } else {
        const int pauseMs = backOff.nextMs(QRandomGenerator::global()->generateDouble(), retryAfterMs);
        retryTimer.start(token.isNull() ? pauseMs : std::min(pauseMs, settings.retryInWindowMaxMs));
    }
    setState(final ? LineState::Closed : LineState::Reconnecting);
    if (alive)
        Q_EMIT q->problem(problem, code, fingerprint);
}

bool ChatConnection::Private::mayResume() const
{
    return !token.isNull() && settings.sleepCountingClock() - lostAtMs < windowMs;
}

/// Forgets what could take it up again, and says so where there was one. False where whoever heard of it has
/// closed the line, begun another, or destroyed it.
bool ChatConnection::Private::endSession(Errc farewell)
{
    windowTimer.stop();
    token = {};
    windowMs = 0;
    numbers = {};
    kept = {};
    if (!std::exchange(hasSession, false))
        return true;
    const QPointer<ChatConnection> alive(q);
    const LineState before = state;
    const int attemptBefore = attemptNumber;
    Q_EMIT q->sessionEnded(farewell);
    return alive && !closing && state == before && attemptNumber == attemptBefore;
}

/// By our own clock. An attempt to take it up that is under way would come too late, or be taken for it.
void ChatConnection::Private::onWindowOver()
{
    if (endSession() && state == LineState::Reconnecting && !retryTimer.isActive())
        attempt();
}

/// The timers stood still. Whatever is under way was begun on a network that may be another one now.
void ChatConnection::Private::wake(qint64 sleptMs)
{
    const QPointer<ChatConnection> alive(q);
    if (state == LineState::Online) {
        lose(LineProblem::Dropped, Errc::Ok, {});
        if (!alive || state != LineState::Reconnecting)
            return;
        lostAtMs -= sleptMs;
    }
    stopTimers();
    discardTransport();
    setSolving(false);
    if (!alive || closing || (state != LineState::Reconnecting && state != LineState::Connecting))
        return;
    if (mayResume())
        windowTimer.start(static_cast<int>(windowMs - (settings.sleepCountingClock() - lostAtMs)));
    attempt(); // ends the session where its window has passed
}

void ChatConnection::Private::becomeClosed()
{
    stopTimers();
    discardTransport();
    welcomed = false;
    closing = false;
    dropping = false;
    request = {};
    wipeText(username);
    if (endSession())
        setState(LineState::Closed);
}

void ChatConnection::Private::setState(LineState next)
{
    const QPointer<ChatConnection> alive(q);
    setSolving(solver.isRunning());
    if (!alive)
        return;
    if (state == next)
        return;
    state = next;
    Q_EMIT q->stateChanged(next);
}

void ChatConnection::Private::stopTimers()
{
    for (QTimer* timer : {&retryTimer, &helloTimer, &acknowledgeTimer, &closeTimer})
        timer->stop(); // not the window's: that goes on until a welcome
}

/// The transport may be the one whose signal is being handled, so it dies later.
void ChatConnection::Private::discardTransport()
{
    if (!transport)
        return;
    solver.stop();
    ++attemptNumber;
    forgetHeld();
    transport->disconnect(q);
    transport->abort();
    transport.release()->deleteLater();
}

ChatConnection::ChatConnection(TransportFactory makeTransport, QObject* parent, const LineSettings& settings)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(makeTransport), settings))
{
}

ChatConnection::~ChatConnection() = default;

void ChatConnection::open(const SessionRequest& request)
{
    if (d->state != LineState::Closed)
        return;
    if (!isGoodAddress(request.server)) {
        Q_EMIT problem(LineProblem::BadAddress, Errc::Ok, {});
        return;
    }
    const QByteArray typed = request.username.toUtf8();
    auto name = protocol::normaliseUsername({typed.constData(), static_cast<std::size_t>(typed.size())});
    if (!name) {
        Q_EMIT problem(LineProblem::NameRefused, name.code(), {});
        return;
    }
    d->username = std::move(name).value();
    d->request = request;
    d->backOff.reset();
    const QPointer<ChatConnection> alive(this);
    d->setState(LineState::Connecting);
    if (alive && d->state == LineState::Connecting)
        d->attempt();
}

void ChatConnection::close()
{
    if (d->state == LineState::Closed || d->closing)
        return;
    if (!d->isOnline() || d->dropping)
        return d->becomeClosed();
    if (std::exchange(d->held, false))
        d->sendHeld(); // numbers have no gaps
    d->send(protocol::Goodbye{}, {});
    d->token = {};
    d->closing = true;
    d->stopTimers();
    d->closeTimer.start(d->settings.closeMs);
    d->transport->close();
}

void ChatConnection::drop()
{
    if (!d->transport || d->closing || d->dropping)
        return;
    d->dropping = true;
    d->transport->abort();
}

void ChatConnection::retryNow()
{
    if (d->state != LineState::Reconnecting || !d->retryTimer.isActive())
        return;
    d->retryTimer.stop();
    d->attempt();
}

void ChatConnection::wake(qint64 sleptMs)
{
    if (d->state != LineState::Closed && !d->closing)
        d->wake(sleptMs);
}

bool ChatConnection::isSolving() const
{
    return d->solving;
}

LineState ChatConnection::state() const
{
    return d->state;
}

int ChatConnection::retryInMs() const
{
    return d->retryTimer.isActive() ? d->retryTimer.remainingTime() : 0;
}

int ChatConnection::resumableForMs() const
{
    return d->windowTimer.isActive() ? std::max(d->windowTimer.remainingTime(), 1) : 0;
}

bool ChatConnection::hasSession() const
{
    return !d->closing && (d->isOnline() || (d->state == LineState::Reconnecting && resumableForMs() > 0));
}

void ChatConnection::hold()
{
    d->held = true;
}

void ChatConnection::release(const std::function<void()>& first)
{
    if (!d->held)
        return;
    d->held = false;
    const QPointer<ChatConnection> alive(this);
    const int attempt = d->attemptNumber;
    if (d->isOnline())
        d->sendHeld();
    if (first)
        first();
    while (alive && d->attemptNumber == attempt && !d->held && !d->heldFrames.isEmpty()) {
        const QByteArray frame = d->heldFrames.takeFirst();
        d->heldBytes -= frame.size();
        d->take(frame);
    }
}

void ChatConnection::erase(const ConversationId& conversation)
{
    d->kept.erase(conversation);
    d->heldBackOut.erase(conversation);
}

bool ChatConnection::send(protocol::ClientKind kind, SharedBytes body)
{
    if (!hasSession() || d->dropping)
        return false;
    return d->send(std::move(kind), body);
}

void ChatConnection::overwriteBuffers()
{
    QTimer::singleShot(0, this, [] { wipeStack(); });
    // More than QRingBuffer's block (16 KiB): it then gives back what it had.
    constexpr std::size_t paddingBytes = 16'384 + 1;
    if (send(protocol::Acknowledgement{}, SharedBytes(WipedBytes(paddingBytes))))
        d->transport->flush();
}

std::uint64_t ChatConnection::acknowledgedByServer() const
{
    return d->numbers.acknowledgedByServer();
}

std::uint64_t ChatConnection::lastSentSequence() const
{
    return d->numbers.lastSent();
}

} // namespace chatmet::client
