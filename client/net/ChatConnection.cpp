// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/ChatConnection.h"

#include "client/net/BackOff.h"
#include "client/net/CurrentLine.h"
#include "client/net/Greeting.h"
#include "client/net/HeldFrames.h"
#include "client/net/LineProblems.h"
#include "client/net/OutgoingFrames.h"
#include "client/net/ResumableSession.h"
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

class ChatConnection::Private
{
public:
    Private(ChatConnection* owner, TransportFactory factory, const LineSettings& lineSettings)
        : q(owner),
          settings(lineSettings),
          backOff(settings.retryFirstMs, settings.retryMaxMs),
          line(std::move(factory)),
          greeting(settings),
          session(settings.sleepCountingClock),
          outgoing(line, session, held, settings, [this] { return state == LineState::Online; })
    {
        for (QTimer* timer : {&retryTimer, &closeTimer})
            timer->setSingleShot(true);
        QObject::connect(&line, &CurrentLine::opened, &greeting, &Greeting::begin);
        QObject::connect(&line, &CurrentLine::received, q, [this](const QByteArray& frame) { take(frame); });
        QObject::connect(&line, &CurrentLine::closed, q, [this] { onLineClosed(); });
        QObject::connect(&line, &CurrentLine::failed, q,
                         [this](LineProblem problem, const QByteArray& fingerprint) {
                             onLineFailed(problem, fingerprint);
                         });
        QObject::connect(&session, &ResumableSession::windowOver, q, [this] { onWindowOver(); });
        QObject::connect(&retryTimer, &QTimer::timeout, q, [this] { attempt(); });
        QObject::connect(&closeTimer, &QTimer::timeout, q, [this] { becomeClosed(); });
        QObject::connect(&greeting, &Greeting::helloDue, q,
                         [this](const protocol::Hello& hello) { sayHello(hello); });
        QObject::connect(&greeting, &Greeting::puzzleSolved, q,
                         [this](const protocol::Puzzle& answer) { outgoing.sendUnnumbered(answer); });
        QObject::connect(&greeting, &Greeting::solvingChanged, q, &ChatConnection::solvingChanged);
        QObject::connect(&greeting, &Greeting::failed, q,
                         [this](LineProblem problem, Errc code) { lose(problem, code, {}); });
    }

    void attempt();
    void sayHello(protocol::Hello hello);
    void take(const QByteArray& bytes);
    void takeBeforeWelcome(const protocol::ServerFrame& frame);
    void takeWelcome(const protocol::Welcome& welcome);
    void onLineClosed();
    void onLineFailed(LineProblem problem, const QByteArray& fingerprint);
    void lose(LineProblem problem, Errc code, const QByteArray& fingerprint);
    [[nodiscard]] bool isOnline() const { return state == LineState::Online && line.isThere(); }
    bool endSession(Errc farewell = Errc::Ok);
    void onWindowOver();
    void wake(qint64 sleptMs);
    void becomeClosed();
    void setState(LineState next);
    void stopTimers();
    void discardLine();

    ChatConnection* q;
    LineSettings settings;
    BackOff backOff;
    SessionRequest request;
    std::string username;
    LineState state{LineState::Closed};
    CurrentLine line;
    Greeting greeting;
    bool welcomed{false};
    HeldFrames held;
    bool closing{false};
    ResumableSession session;
    OutgoingFrames outgoing;
    LastWord lastWord; ///< of the server, on this line
    QTimer retryTimer;
    QTimer closeTimer;
};

void ChatConnection::Private::attempt()
{
    discardLine();
    welcomed = false;
    lastWord = {};
    if (session.isResumable() && !session.isWindowOpen() && !endSession())
        return;
    line.open(request.server);
}

void ChatConnection::Private::onLineClosed()
{
    if (line.isDropping())
        lose(LineProblem::Dropped, Errc::Ok, {});
    else
        lose(problemOf(lastWord.code), lastWord.code, {});
}

void ChatConnection::Private::onLineFailed(LineProblem problem, const QByteArray& fingerprint)
{
    // An error that the server sent before the line broke says more than the break.
    if (lastWord.code != Errc::Ok)
        lose(problemOf(lastWord.code), lastWord.code, {});
    else
        lose(problem, Errc::Ok, fingerprint);
}

void ChatConnection::Private::sayHello(protocol::Hello hello)
{
    hello.username = username;
    if (session.isResumable())
        hello.resume = protocol::Resume{session.token(), session.numbers.taken()};
    outgoing.sendUnnumbered(std::move(hello));
}

void ChatConnection::Private::take(const QByteArray& bytes)
{
    if (closing)
        return;
    if (held.isOn() && welcomed) {
        if (!held.keepIncoming(bytes))
            Q_EMIT q->heldTooMuch();
        return;
    }
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.constData());
    const auto decoded =
        protocol::decodeServerFrame(SharedBytes::copyOf({data, static_cast<std::size_t>(bytes.size())}));
    if (!decoded)
        return lose(LineProblem::BadData, decoded.code(), {});
    const protocol::ServerFrame& frame = *decoded;
    if (!session.numbers.take(frame))
        return lose(LineProblem::BadData, Errc::OutOfSequence, {});
    session.kept.acknowledge(frame.acknowledged);
    if (!welcomed)
        return takeBeforeWelcome(frame);
    if (std::holds_alternative<protocol::Welcome>(frame.kind) || Greeting::isPartOfIt(frame))
        return lose(LineProblem::BadData, Errc::Ok, {});
    lastWord.note(frame, welcomed);
    outgoing.acknowledgeSoon();
    if (!std::holds_alternative<protocol::Acknowledgement>(frame.kind))
        Q_EMIT q->received(frame);
}

/// But for the greeting a server has nothing to say then but why there is no welcome.
void ChatConnection::Private::takeBeforeWelcome(const protocol::ServerFrame& frame)
{
    if (const auto* welcome = std::get_if<protocol::Welcome>(&frame.kind))
        return takeWelcome(*welcome);
    if (Greeting::isPartOfIt(frame))
        return greeting.take(frame);
    const auto* error = std::get_if<protocol::ErrorAnswer>(&frame.kind);
    if (error != nullptr && error->code == Errc::ResumeUnknown && session.isResumable()) {
        if (endSession())
            greeting.repeatHello();
        return;
    }
    if (error != nullptr && !error->closing &&
        (error->code == Errc::PuzzleWrong || error->code == Errc::PuzzleLate))
        return; // the next challenge follows
    lastWord.note(frame, welcomed);
    if (lastWord.code == Errc::Ok)
        lose(LineProblem::BadData, Errc::Ok, {});
    else if (!std::holds_alternative<protocol::Farewell>(frame.kind))
        lose(problemOf(lastWord.code), lastWord.code, {});
}

void ChatConnection::Private::takeWelcome(const protocol::Welcome& welcome)
{
    if (welcome.revision == 0 || welcome.revision > greeting.revision())
        return lose(LineProblem::BadData, Errc::Ok, {});
    if (welcome.resumed && !session.isResumable())
        return lose(LineProblem::BadData, Errc::Ok, {});
    welcomed = true;
    greeting.stop();
    backOff.reset();
    const QPointer<ChatConnection> alive(q);
    if (!welcome.resumed && session.isResumable() && !endSession())
        return;
    session.begin(welcome);
    const std::uint64_t acknowledged = session.numbers.acknowledgedByServer();
    if (welcome.resumed)
        outgoing.sendAgain();
    setState(LineState::Online);
    if (!alive || state != LineState::Online || closing)
        return;
    if (welcome.resumed)
        Q_EMIT q->resumed(welcome, acknowledged);
    else
        Q_EMIT q->welcomed(welcome);
}

void ChatConnection::Private::lose(LineProblem problem, Errc code, const QByteArray& fingerprint)
{
    if (closing)
        return becomeClosed();
    stopTimers();
    discardLine();
    const bool wasWelcomed = std::exchange(welcomed, false);
    const bool final = state == LineState::Connecting || isAlwaysFinal(problem);
    const QPointer<ChatConnection> alive(q);
    if (state == LineState::Online)
        session.lineLost();
    // Who was sent away has no session any more, and a server that goes away forgets them all. What it says
    // before a welcome is about that line only. Data that can't be read would come again.
    const Errc farewell = wasWelcomed || lastWord.code == Errc::ShuttingDown ? lastWord.code : Errc::Ok;
    const bool isOver = final || farewell != Errc::Ok || problem == LineProblem::BadData;
    if ((isOver || !session.isResumable()) && !endSession(farewell))
        return;
    if (final) {
        request = {};
        wipeText(username);
    } else {
        const int pauseMs =
            backOff.nextMs(QRandomGenerator::global()->generateDouble(), lastWord.retryAfterMs);
        retryTimer.start(session.isResumable() ? std::min(pauseMs, settings.retryInWindowMaxMs) : pauseMs);
    }
    setState(final ? LineState::Closed : LineState::Reconnecting);
    if (alive)
        Q_EMIT q->problem(problem, code, fingerprint);
}

/// Forgets what could take it up again, and says so where there was one. False where whoever heard of it has
/// closed the line, begun another, or destroyed it.
bool ChatConnection::Private::endSession(Errc farewell)
{
    if (!session.end())
        return true;
    const QPointer<ChatConnection> alive(q);
    const LineState before = state;
    const int lineBefore = line.number();
    Q_EMIT q->sessionEnded(farewell);
    return alive && !closing && state == before && line.number() == lineBefore;
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
        session.lineLostBefore(sleptMs);
    }
    stopTimers();
    discardLine();
    greeting.report();
    if (!alive || closing || (state != LineState::Reconnecting && state != LineState::Connecting))
        return;
    session.setWindowAnew();
    attempt(); // ends the session where its window has passed
}

void ChatConnection::Private::becomeClosed()
{
    stopTimers();
    discardLine();
    welcomed = false;
    closing = false;
    request = {};
    wipeText(username);
    if (endSession())
        setState(LineState::Closed);
}

void ChatConnection::Private::setState(LineState next)
{
    const QPointer<ChatConnection> alive(q);
    greeting.report();
    if (!alive)
        return;
    if (state == next)
        return;
    state = next;
    Q_EMIT q->stateChanged(next);
}

void ChatConnection::Private::stopTimers()
{
    for (QTimer* timer : {&retryTimer, &closeTimer})
        timer->stop(); // not the session's window: that goes on until a welcome
    outgoing.stop();
    greeting.stop();
}

void ChatConnection::Private::discardLine()
{
    if (!line.isThere())
        return;
    greeting.stop();
    held.forget(); // what came is not acknowledged, what was to go is kept: both go again in the same session
    line.discard();
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
    if (!d->isOnline() || d->line.isDropping())
        return d->becomeClosed();
    d->held.end();
    static_cast<void>(d->outgoing.send(protocol::Goodbye{})); // online, so it goes
    d->session.giveUp();
    d->closing = true;
    d->stopTimers();
    d->closeTimer.start(d->settings.closeMs);
    d->line.close();
}

void ChatConnection::drop()
{
    if (!d->closing)
        d->line.drop();
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
    return d->greeting.isSolving();
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
    return d->session.windowLeftMs();
}

bool ChatConnection::hasSession() const
{
    return !d->closing && (d->isOnline() || (d->state == LineState::Reconnecting && resumableForMs() > 0));
}

void ChatConnection::hold()
{
    d->held.begin();
}

void ChatConnection::release(const std::function<void()>& first)
{
    if (!d->held.end())
        return;
    const QPointer<ChatConnection> alive(this);
    const int number = d->line.number();
    if (first)
        first();
    if (alive && d->line.number() == number && d->isOnline() && !d->held.isOn())
        d->outgoing.sendHeld();
    while (alive && d->line.number() == number && !d->line.isDropping() && !d->held.isOn()) {
        const auto frame = d->held.takeIncoming();
        if (!frame)
            break;
        d->take(*frame);
    }
    if (alive && d->line.number() == number && d->isOnline() && !d->held.isOn() && !d->closing)
        Q_EMIT released();
}

void ChatConnection::erase(const ConversationId& conversation)
{
    d->session.kept.erase(conversation);
    d->held.erase(conversation);
}

bool ChatConnection::send(protocol::ClientKind kind, SharedBytes body)
{
    return hasSession() && d->outgoing.send(std::move(kind), body);
}

void ChatConnection::overwriteBuffers()
{
    QTimer::singleShot(0, this, [] { wipeStack(); });
    // More than QRingBuffer's block (16 KiB): it then gives back what it had.
    constexpr std::size_t paddingBytes = 16'384 + 1;
    if (send(protocol::Acknowledgement{}, SharedBytes(WipedBytes(paddingBytes))))
        d->line.flush();
}

std::uint64_t ChatConnection::acknowledgedByServer() const
{
    return d->session.numbers.acknowledgedByServer();
}

std::uint64_t ChatConnection::lastSentSequence() const
{
    return d->session.numbers.lastSent();
}

} // namespace chatmet::client
