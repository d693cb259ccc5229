// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/ChatState.h"

#include "client/model/HoldingsWatch.h"
#include "client/model/Pairs.h"
#include "client/model/PictureWindow.h"
#include "client/model/Rooms.h"
#include "client/model/TextRules.h"
#include "common/protocol/Names.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

namespace {

constexpr std::uint32_t retryAfterMostMs = 24 * 60 * 60 * 1'000; ///< whatever a server says
constexpr std::uint32_t onlineMost = 1'000'000'000;              ///< more people than that nobody has online

/// The conversation that a frame is about; null where it is about none.
ConversationId conversationOf(const protocol::ServerKind& kind)
{
    return std::visit(
        [](const auto& one) {
            if constexpr (requires { one.conversation; })
                return one.conversation;
            else
                return ConversationId();
        },
        kind);
}

/// farewell: why the server has ended the session, Errc::Ok where it did not say.
EndCause causeOf(Errc farewell)
{
    switch (farewell) {
    case Errc::Ok: return EndCause::OwnLineLost;
    case Errc::ShuttingDown: return EndCause::ServerEnded;
    default: return EndCause::SentAway;
    }
}

void cleanField(std::string& text)
{
    text = utf8Of(cleanReceived(text));
}

} // namespace

class ChatState::Private
{
public:
    Private(ChatState* owner, ChatConnection::TransportFactory factory, PictureReader* reader,
            const StateSettings& stateSettings)
        : q(owner),
          settings(stateSettings),
          line(std::move(factory), nullptr, stateSettings.line),
          holdings(line, stateSettings.holdingsMs),
          pairs(line, reader, window, settings),
          rooms(line, reader, window, settings)
    {
    }

    void wireLine();
    void onLine(LineState state);
    void onSessionEnded(Errc farewell);
    void onResumed(const protocol::Welcome& welcome, std::uint64_t acknowledged);
    void goOn(std::uint64_t acknowledged);
    void keepWelcome(const protocol::Welcome& said);
    void onWelcome(const protocol::Welcome& welcome);
    void take(const protocol::ServerFrame& frame);
    void takeError(protocol::ErrorAnswer error);
    void takeNotice(const protocol::Notice& notice);
    void setOnlineAbout(int people);

    ChatState* q;
    StateSettings settings;
    ChatConnection line;
    HoldingsWatch holdings;
    protocol::Welcome welcome;
    SessionRequest request;
    QString username;
    int onlineAbout{0};
    QString operatorNotice;
    PictureWindow window;
    Pairs pairs;
    Rooms rooms;
};

void ChatState::Private::wireLine()
{
    connect(&line, &ChatConnection::stateChanged, q, [this](LineState state) { onLine(state); });
    connect(&line, &ChatConnection::welcomed, q, [this](const protocol::Welcome& said) { onWelcome(said); });
    connect(&line, &ChatConnection::resumed, q,
            [this](const protocol::Welcome& said, quint64 acknowledged) { onResumed(said, acknowledged); });
    connect(&line, &ChatConnection::sessionEnded, q, [this](Errc farewell) { onSessionEnded(farewell); });
    connect(&line, &ChatConnection::received, q, [this](const protocol::ServerFrame& frame) { take(frame); });
    connect(&line, &ChatConnection::released, q, [this] { goOn(line.acknowledgedByServer()); });
    connect(&line, &ChatConnection::problem, q, &ChatState::lineProblem);
    connect(&line, &ChatConnection::solvingChanged, q, &ChatState::solvingPuzzleChanged);
    connect(&rooms, &Rooms::added, q, &ChatState::roomAdded);
    connect(&rooms, &Rooms::removed, q, &ChatState::roomRemoved);
    connect(&rooms, &Rooms::refused, q, &ChatState::roomRefused);
}

void ChatState::Private::onLine(LineState state)
{
    if (state != LineState::Online) {
        holdings.setOnline(false);
        pairs.lineLost();
        rooms.lineLost();
    }
    if (state == LineState::Closed)
        pairs.lineClosed();
    Q_EMIT q->lineChanged(state);
}

/// The next line is a new session: nothing of this one goes on.
void ChatState::Private::onSessionEnded(Errc farewell)
{
    const EndCause cause = causeOf(farewell);
    setOnlineAbout(0);
    takeNotice({});
    pairs.sessionEnded(cause);
    rooms.sessionEnded(cause);
}

void ChatState::Private::onResumed(const protocol::Welcome& said, std::uint64_t acknowledged)
{
    keepWelcome(said);
    holdings.setOnline(true);
    goOn(acknowledged);
    Q_EMIT q->resumed();
}

/// After a resume; and again once a hold is over, for one that came meanwhile: its hints could not be given.
void ChatState::Private::goOn(std::uint64_t acknowledged)
{
    pairs.lineResumed(acknowledged);
    rooms.lineResumed(acknowledged);
}

void ChatState::Private::keepWelcome(const protocol::Welcome& said)
{
    welcome = said;
    welcome.token = {}; // the line has it; what is not kept need not be forgotten
    for (std::string* field : {&welcome.operatorName, &welcome.operatorContact, &welcome.operatorRules,
                               &welcome.operatorCountry, &welcome.legalBasis})
        cleanField(*field);
}

void ChatState::Private::onWelcome(const protocol::Welcome& said)
{
    keepWelcome(said);
    pairs.lineWelcomed();
    holdings.setOnline(true);
    Q_EMIT q->welcomed();
}

void ChatState::Private::take(const protocol::ServerFrame& frame)
{
    if (const auto* ended = std::get_if<protocol::Ended>(&frame.kind)) {
        if (!rooms.takeEnded(*ended))
            pairs.takeEnded(*ended);
        return;
    }
    if (const auto* error = std::get_if<protocol::ErrorAnswer>(&frame.kind))
        return takeError(*error);
    if (const auto* counts = std::get_if<protocol::Counts>(&frame.kind))
        return setOnlineAbout(static_cast<int>(std::min<std::uint32_t>(counts->onlineAbout, onlineMost)));
    if (const auto* notice = std::get_if<protocol::Notice>(&frame.kind))
        return takeNotice(*notice);
    if (const auto* page = std::get_if<protocol::Holdings>(&frame.kind))
        return holdings.take(*page, frame.body);
    const ConversationId conversation = conversationOf(frame.kind);
    if (!rooms.take(conversation, frame))
        pairs.take(conversation, frame);
}

void ChatState::Private::takeNotice(const protocol::Notice& notice)
{
    const QString said = cleanReceived(notice.text);
    if (std::exchange(operatorNotice, said) != said)
        Q_EMIT q->operatorNoticeChanged();
}

void ChatState::Private::takeError(protocol::ErrorAnswer error)
{
    if (error.closing)
        return; // the line says it
    error.retryAfterMs = std::min(error.retryAfterMs, retryAfterMostMs);
    if (!holdings.takeError(error) && !rooms.takeError(error))
        pairs.takeError(error);
}

void ChatState::Private::setOnlineAbout(int people)
{
    if (std::exchange(onlineAbout, people) != people)
        Q_EMIT q->onlineAboutChanged(people);
}

ChatState::ChatState(ChatConnection::TransportFactory makeTransport, PictureReader* reader, QObject* parent,
                     const StateSettings& settings)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(makeTransport), reader, settings))
{
    d->wireLine();
}

ChatState::~ChatState() = default;

void ChatState::start(const SessionRequest& request)
{
    if (d->line.state() != LineState::Closed)
        return;
    const auto name = protocol::normaliseUsername(utf8Of(request.username));
    d->username = name ? QString::fromStdString(*name) : QString();
    d->request = request;
    d->line.open(request);
}

void ChatState::stop()
{
    if (d->pairs.stopNext())
        return d->line.release([this] { stop(); });
    d->pairs.clear();
    d->rooms.clear();
    d->request = {};
    d->username.clear();
    d->line.close();
}

void ChatState::dropLine()
{
    d->line.drop();
}

void ChatState::retryNow()
{
    d->line.retryNow();
}

void ChatState::wake(qint64 sleptMs)
{
    const int endedPageMs = std::exchange(d->settings.endedPageMs, 0);
    d->line.wake(sleptMs);
    d->settings.endedPageMs = endedPageMs;
    d->pairs.wake();
    d->rooms.wake();
}

void ChatState::setTypingHintsEnabled(bool enabled)
{
    d->pairs.setTypingEnabled(enabled);
    d->rooms.setTypingEnabled(enabled);
}

LineState ChatState::line() const
{
    return d->line.state();
}

int ChatState::retryInMs() const
{
    return d->line.retryInMs();
}

int ChatState::onlineAbout() const
{
    return d->onlineAbout;
}

QString ChatState::operatorNotice() const
{
    return d->operatorNotice;
}

int ChatState::resumableForMs() const
{
    return d->line.resumableForMs();
}

QString ChatState::username() const
{
    return d->username;
}

void ChatState::openRoom(const QString& title)
{
    d->rooms.open(title, d->request.server, d->username);
}

void ChatState::joinRoom(const protocol::Invite& invite)
{
    d->rooms.join(invite, d->request.server, d->username);
}

QList<Room*> ChatState::rooms() const
{
    return d->rooms.list();
}

const protocol::Welcome& ChatState::welcome() const
{
    return d->welcome;
}

Pairs* ChatState::pairs() const
{
    return &d->pairs;
}

HoldingsWatch* ChatState::holdings() const
{
    return &d->holdings;
}

void ChatState::setEndedPageMs(int milliseconds)
{
    d->settings.endedPageMs = milliseconds;
}

} // namespace chatmet::client
