// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/ChatState.h"

#include "client/model/Conversation.h"
#include "client/model/HoldingsWatch.h"
#include "client/model/PageCountdown.h"
#include "client/model/PartnerSearch.h"
#include "client/model/PartnerTickets.h"
#include "client/model/PictureWindow.h"
#include "client/model/Rooms.h"
#include "client/model/TextRules.h"
#include "common/protocol/Names.h"

#include <QPointer>
#include <QTimer>

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

EndCause causeOf(protocol::EndReason reason)
{
    switch (reason) {
    case protocol::EndReason::Lost: return EndCause::PartnerLost;
    case protocol::EndReason::YouLeft: return EndCause::YouLeft;
    default: return EndCause::PartnerLeft;
    }
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
    Private(ChatState* owner, ChatConnection::TransportFactory factory, PictureReader* pictureReader,
            const StateSettings& stateSettings)
        : q(owner),
          settings(stateSettings),
          reader(pictureReader),
          line(std::move(factory), nullptr, stateSettings.line),
          holdings(line, stateSettings.holdingsMs),
          tickets(line),
          search(line),
          countdown(stateSettings.line.sleepCountingClock),
          rooms(line, pictureReader, window, settings)
    {
    }

    void wire();
    void onLine(LineState state);
    void onSessionEnded(Errc farewell);
    void onResumed(const protocol::Welcome& welcome, std::uint64_t acknowledged);
    void keepWelcome(const protocol::Welcome& said);
    void onWelcome(const protocol::Welcome& welcome);
    void take(const protocol::ServerFrame& frame);
    void takePaired(const protocol::Paired& pair);
    void takeEnded(const protocol::Ended& end);
    void takeError(protocol::ErrorAnswer error);
    void takeNotice(const protocol::Notice& notice);

    void endConversation(EndCause cause);
    void breakOff(EndCause cause);
    void leavePair();
    void erase(Meeting next);
    void setMeeting(Meeting next);

    void setOnlineAbout(int people);
    bool stopNext();
    [[nodiscard]] bool isPaired() const { return conversation && meeting == Meeting::Paired; }
    /// The pair, or nullptr after a refusal.
    [[nodiscard]] Conversation* pairOrRefuse();

    ChatState* q;
    StateSettings settings;
    PictureReader* reader;
    ChatConnection line;
    HoldingsWatch holdings;
    PartnerTickets tickets;
    PartnerSearch search;
    MessageStore store;
    PageCountdown countdown;
    std::function<bool(const QStringList&)> meetElsewhere;
    QTimer nextTimer; ///< while Next can be taken back; what comes is held then
    protocol::Welcome welcome;
    QString username;
    Meeting meeting{Meeting::None};
    EndCause endCause{EndCause::PartnerLeft};
    bool typingEnabled{true};
    bool nextPending{false};
    int onlineAbout{0};
    QString operatorNotice;
    SessionRequest request;
    PictureWindow window;
    Rooms rooms;
    std::unique_ptr<Conversation> conversation;
};

void ChatState::Private::wire()
{
    connect(&line, &ChatConnection::stateChanged, q, [this](LineState state) { onLine(state); });
    connect(&line, &ChatConnection::welcomed, q, [this](const protocol::Welcome& said) { onWelcome(said); });
    connect(&line, &ChatConnection::resumed, q,
            [this](const protocol::Welcome& said, quint64 acknowledged) { onResumed(said, acknowledged); });
    connect(&line, &ChatConnection::sessionEnded, q, [this](Errc farewell) { onSessionEnded(farewell); });
    connect(&line, &ChatConnection::received, q, [this](const protocol::ServerFrame& frame) { take(frame); });
    connect(&line, &ChatConnection::problem, q, &ChatState::lineProblem);
    connect(&line, &ChatConnection::solvingChanged, q, &ChatState::solvingPuzzleChanged);
    connect(&line, &ChatConnection::heldTooMuch, q, [this] { q->next(); });
    nextTimer.setSingleShot(true);
    nextTimer.setTimerType(Qt::PreciseTimer);
    connect(&nextTimer, &QTimer::timeout, q, [this] { q->next(); });
    connect(&rooms, &Rooms::added, q, &ChatState::roomAdded);
    connect(&rooms, &Rooms::removed, q, &ChatState::roomRemoved);
    connect(&rooms, &Rooms::refused, q, &ChatState::roomRefused);
    connect(&search, &PartnerSearch::over, q, [this] {
        if (meeting == Meeting::Waiting)
            setMeeting(Meeting::None);
    });
    connect(&search, &PartnerSearch::refused, q, &ChatState::refused);
    connect(&countdown, &PageCountdown::changed, q, &ChatState::erasesInChanged);
    connect(&countdown, &PageCountdown::over, q, [this] { erase(Meeting::None); });
}

void ChatState::Private::onLine(LineState state)
{
    if (state != LineState::Online) {
        holdings.setOnline(false);
        if (isPaired())
            conversation->lineLost();
        rooms.lineLost();
    }
    if (state == LineState::Closed) {
        search.clear();
        if (meeting == Meeting::Waiting)
            setMeeting(Meeting::None);
    }
    Q_EMIT q->lineChanged(state);
}

/// The next line is a new session: nothing of this one goes on.
void ChatState::Private::onSessionEnded(Errc farewell)
{
    const EndCause cause = causeOf(farewell);
    setOnlineAbout(0);
    takeNotice({});
    tickets.clear();
    if (isPaired())
        endConversation(cause);
    rooms.sessionEnded(cause);
    search.sessionEnded();
}

void ChatState::Private::onResumed(const protocol::Welcome& said, std::uint64_t acknowledged)
{
    keepWelcome(said);
    holdings.setOnline(true);
    if (isPaired())
        conversation->lineResumed(acknowledged);
    rooms.lineResumed(acknowledged);
    Q_EMIT q->resumed();
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
    search.lineWelcomed();
    holdings.setOnline(true);
    Q_EMIT q->welcomed();
}

void ChatState::Private::take(const protocol::ServerFrame& frame)
{
    if (const auto* paired = std::get_if<protocol::Paired>(&frame.kind))
        return takePaired(*paired);
    if (const auto* ended = std::get_if<protocol::Ended>(&frame.kind))
        return takeEnded(*ended);
    if (const auto* error = std::get_if<protocol::ErrorAnswer>(&frame.kind))
        return takeError(*error);
    if (std::holds_alternative<protocol::MeetCancelled>(frame.kind))
        return search.takeCancelled();
    if (const auto* counts = std::get_if<protocol::Counts>(&frame.kind))
        return setOnlineAbout(static_cast<int>(std::min<std::uint32_t>(counts->onlineAbout, onlineMost)));
    if (const auto* notice = std::get_if<protocol::Notice>(&frame.kind))
        return takeNotice(*notice);
    if (const auto* page = std::get_if<protocol::Holdings>(&frame.kind))
        return holdings.take(*page, frame.body);
    if (rooms.take(conversationOf(frame.kind), frame))
        return;
    if (const auto* reported = std::get_if<protocol::Reported>(&frame.kind))
        return tickets.take(*reported);
    if (const auto* blocked = std::get_if<protocol::Blocked>(&frame.kind))
        return tickets.take(*blocked);
    // Frames of a pair that was left may still come until the server has ended it; they are not shown.
    if (isPaired() && conversationOf(frame.kind) == conversation->id())
        conversation->take(frame);
}

void ChatState::Private::takeNotice(const protocol::Notice& notice)
{
    const QString said = cleanReceived(notice.text);
    if (std::exchange(operatorNotice, said) != said)
        Q_EMIT q->operatorNoticeChanged();
}

void ChatState::Private::takePaired(const protocol::Paired& pair)
{
    if (!search.takePaired(pair.conversation))
        return;
    tickets.begin(pair.conversation, pair.partnerMember);
    conversation = std::make_unique<Conversation>(TalkParts{line, store, reader, window}, pair, settings, q);
    Conversation* made = conversation.get();
    connect(made, &Conversation::arrived, q, &ChatState::arrived);
    connect(made, &Conversation::sent, q, &ChatState::sent);
    connect(made, &Conversation::delivered, q, &ChatState::delivered);
    connect(made, &Conversation::pictureShown, q, &ChatState::pictureShown);
    connect(made, &Conversation::picturesAtOnceChanged, q, &ChatState::picturesAtOnceChanged);
    connect(made, &Conversation::refused, q, &ChatState::refused);
    connect(made, &Conversation::sealChanged, q, &ChatState::sealChanged);
    connect(made, &Conversation::partnerAwayChanged, q, &ChatState::partnerAwayChanged);
    connect(made, &Conversation::broken, q, [this](EndCause cause) { breakOff(cause); });
    connect(&made->typing(), &TypingHints::partnerChanged, q, &ChatState::partnerTypingChanged);
    made->typing().setEnabled(typingEnabled);
    setMeeting(Meeting::Paired);
    if (conversation.get() == made) // whoever heard of it may have left at once
        made->begin();
}

void ChatState::Private::takeEnded(const protocol::Ended& end)
{
    tickets.takeEnded(end);
    if (rooms.takeEnded(end))
        return;
    if (isPaired() && conversation->id() == end.conversation)
        return endConversation(causeOf(end.reason));
    search.takeEnded(end.conversation);
}

void ChatState::Private::takeError(protocol::ErrorAnswer error)
{
    if (error.closing)
        return; // the line says it
    error.retryAfterMs = std::min(error.retryAfterMs, retryAfterMostMs);
    if (holdings.takeError(error) || rooms.takeError(error))
        return;
    if (tickets.takeError(error)) {
        if (error.code != Errc::SaidBefore)
            Q_EMIT q->refused(Refusal::ServerSaidNo, error.code, static_cast<int>(error.retryAfterMs));
        return;
    }
    if (search.takeError(error))
        return;
    const bool isOurs =
        error.conversation.isNull() || (conversation && error.conversation == conversation->id());
    const bool crossedTheEnd = !isPaired() && error.code == Errc::NotInConversation;
    if (!isOurs || crossedTheEnd)
        return; // of a pair that was left, or that has ended: what it was about was on its way then
    if (isPaired() && conversation->takeError(error))
        return;
    Q_EMIT q->refused(Refusal::ServerSaidNo, error.code, static_cast<int>(error.retryAfterMs));
}

void ChatState::Private::endConversation(EndCause cause)
{
    if (stopNext())
        line.release();
    endCause = cause;
    line.erase(conversation->id());
    conversation->end();
    setMeeting(Meeting::Ended);
    if (meeting == Meeting::Ended)
        countdown.start(settings.endedPageMs);
}

/// What came is not what the partner sent, or no keys could be had: this side leaves, and the page says why.
void ChatState::Private::breakOff(EndCause cause)
{
    // What is held may be the partner's own end: it is heard once this side has left.
    if (stopNext())
        return line.release([this, cause] { breakOff(cause); });
    if (!isPaired())
        return;
    leavePair();
    endConversation(cause);
}

/// The server erases it, then says so; until then no other search can begin.
void ChatState::Private::leavePair()
{
    search.leave(conversation->id());
}

void ChatState::Private::erase(Meeting next)
{
    const bool hadPage = conversation != nullptr;
    countdown.stop();
    meeting = next;
    const bool wasTyping = hadPage && conversation->typing().partnerActive();
    store.clear();
    if (hadPage) {
        // The shell dies later: this may be called from a slot on one of its signals.
        Conversation* shell = conversation.release();
        shell->disconnect(q);
        shell->typing().disconnect(q);
        line.erase(shell->id());
        shell->forget();
        shell->deleteLater();
        line.overwriteBuffers();
        if (wasTyping)
            Q_EMIT q->partnerTypingChanged(false);
        Q_EMIT q->erased();
    }
    Q_EMIT q->meetingChanged(meeting);
}

/// Whether Next was to be taken back until now; what is held is still to be released.
bool ChatState::Private::stopNext()
{
    if (!nextPending)
        return false;
    nextPending = false;
    nextTimer.stop();
    Q_EMIT q->nextPendingChanged(false);
    return true;
}

void ChatState::Private::setOnlineAbout(int people)
{
    if (std::exchange(onlineAbout, people) != people)
        Q_EMIT q->onlineAboutChanged(people);
}

void ChatState::Private::setMeeting(Meeting next)
{
    if (meeting == next)
        return;
    meeting = next;
    Q_EMIT q->meetingChanged(next);
}

Conversation* ChatState::Private::pairOrRefuse()
{
    if (isPaired())
        return conversation.get();
    Q_EMIT q->refused(line.hasSession() ? Refusal::NotPaired : Refusal::NotConnected, Errc::Ok);
    return nullptr;
}

ChatState::ChatState(ChatConnection::TransportFactory makeTransport, PictureReader* reader, QObject* parent,
                     const StateSettings& settings)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(makeTransport), reader, settings))
{
    d->wire();
}

ChatState::~ChatState()
{
    d->conversation.reset();
    // Empty ones that wait for their end, which refers to what is gone after this.
    qDeleteAll(findChildren<Talk*>(Qt::FindDirectChildrenOnly));
}

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
    if (d->stopNext())
        return d->line.release([this] { stop(); });
    if (d->conversation || d->meeting != Meeting::None)
        d->erase(Meeting::None);
    d->rooms.clear();
    d->search.clear();
    d->request = {};
    d->username.clear();
    d->tickets.clear();
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
    d->countdown.wake();
    d->rooms.wake();
}

void ChatState::meet(const QStringList& topics)
{
    if (d->stopNext())
        return d->line.release([this, topics] { meet(topics); });
    if (!d->line.hasSession()) {
        Q_EMIT refused(Refusal::NotConnected, Errc::Ok);
        return;
    }
    if (d->meetElsewhere && (!d->search.isValid(topics) || d->meetElsewhere(topics)))
        return;
    if (!d->search.want(topics))
        return;
    if (d->isPaired())
        d->leavePair();
    if (d->conversation)
        d->erase(Meeting::Waiting);
    else
        d->setMeeting(Meeting::Waiting);
    d->search.askIfFree();
}

void ChatState::setMeetElsewhere(std::function<bool(const QStringList& topics)> elsewhere)
{
    d->meetElsewhere = std::move(elsewhere);
}

void ChatState::cancelMeet()
{
    if (d->meeting == Meeting::Waiting)
        d->search.cancel();
}

void ChatState::leave()
{
    if (d->stopNext())
        return d->line.release([this] { leave(); });
    if (d->meeting == Meeting::Waiting)
        return cancelMeet();
    if (d->isPaired())
        d->leavePair();
    if (d->conversation)
        d->erase(Meeting::None);
}

void ChatState::next()
{
    if (d->stopNext())
        return d->line.release([this] { meet(QStringList(d->search.lastTopics())); });
    if (!d->isPaired() || d->settings.nextUndoMs == 0)
        return meet(QStringList(d->search.lastTopics()));
    d->nextPending = true;
    d->nextTimer.start(d->settings.nextUndoMs);
    d->line.hold();
    Q_EMIT nextPendingChanged(true);
}

void ChatState::undoNext()
{
    if (d->stopNext())
        d->line.release();
}

void ChatState::eraseNow()
{
    if (d->meeting == Meeting::Ended)
        d->erase(Meeting::None);
}

bool ChatState::sendText(const QString& text, MessageKey replyTo)
{
    Conversation* pair = d->pairOrRefuse();
    return pair != nullptr && pair->sendText(text, replyTo);
}

bool ChatState::sendPicture(const CleanPicture& picture, const QString& caption, MessageKey replyTo)
{
    Conversation* pair = d->pairOrRefuse();
    return pair != nullptr && pair->sendPicture(picture, caption, replyTo);
}

void ChatState::takeBack(MessageKey key)
{
    if (Conversation* pair = d->pairOrRefuse())
        pair->takeBack(key);
}

bool ChatState::mayTakeBack(MessageKey key) const
{
    return d->isPaired() && d->conversation->mayTakeBack(key);
}

void ChatState::retry(MessageKey key)
{
    if (Conversation* pair = d->pairOrRefuse())
        pair->retry(key);
}

void ChatState::setComposing(bool composing)
{
    if (d->isPaired())
        d->conversation->typing().setComposing(composing);
}

void ChatState::setTypingHintsEnabled(bool enabled)
{
    d->typingEnabled = enabled;
    d->rooms.setTypingEnabled(enabled);
    if (d->conversation)
        d->conversation->typing().setEnabled(enabled);
}

void ChatState::acceptPicture(MessageKey key)
{
    if (Conversation* pair = d->pairOrRefuse())
        pair->acceptPicture(key);
}

void ChatState::declinePicture(MessageKey key)
{
    if (d->isPaired())
        d->conversation->declinePicture(key);
}

void ChatState::cancelPicture(MessageKey key)
{
    if (d->isPaired())
        d->conversation->cancelPicture(key);
}

void ChatState::setPicturesAtOnce(bool on)
{
    if (d->isPaired())
        d->conversation->setPicturesAtOnce(on);
}

LineState ChatState::line() const
{
    return d->line.state();
}

int ChatState::retryInMs() const
{
    return d->line.retryInMs();
}

int ChatState::nextInMs() const
{
    return d->nextPending ? std::max(d->nextTimer.remainingTime(), 1) : 0;
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

Meeting ChatState::meeting() const
{
    return d->meeting;
}

QString ChatState::username() const
{
    return d->username;
}

QString ChatState::partnerName() const
{
    return d->conversation ? d->conversation->partnerName() : QString();
}

QStringList ChatState::sharedTopics() const
{
    return d->conversation ? d->conversation->sharedTopics() : QStringList();
}

bool ChatState::partnerTyping() const
{
    return d->conversation && d->conversation->typing().partnerActive();
}

int ChatState::partnerAwayForMs() const
{
    return d->isPaired() ? d->conversation->partnerAwayForMs() : 0;
}

SealState ChatState::sealState() const
{
    return d->isPaired() ? d->conversation->sealState() : SealState::NotSealed;
}

std::optional<seal::EmojiIndices> ChatState::checkEmoji() const
{
    if (sealState() == SealState::NotSealed)
        return std::nullopt;
    return d->conversation->sealing().emoji();
}

EmojiWord ChatState::ownEmojiWord() const
{
    return d->isPaired() ? d->conversation->sealing().ownWord() : EmojiWord::None;
}

EmojiWord ChatState::partnerEmojiWord() const
{
    return d->isPaired() ? d->conversation->sealing().partnerWord() : EmojiWord::None;
}

void ChatState::sayEmoji(bool match)
{
    if (Conversation* pair = d->pairOrRefuse())
        pair->sayEmoji(match);
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

EndCause ChatState::endCause() const
{
    return d->endCause;
}

int ChatState::erasesInSeconds() const
{
    return d->countdown.seconds();
}

qint64 ChatState::metAtMs() const
{
    return d->conversation ? d->conversation->metAtMs() : 0;
}

const protocol::Welcome& ChatState::welcome() const
{
    return d->welcome;
}

MessageStore* ChatState::messages() const
{
    return &d->store;
}

PartnerTicket* ChatState::partnerTicket() const
{
    return &d->tickets.now();
}

PartnerTicket* ChatState::ticketBefore() const
{
    return &d->tickets.before();
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
