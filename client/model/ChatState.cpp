// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/ChatState.h"

#include "client/model/Conversation.h"
#include "client/model/HoldingsWatch.h"
#include "client/model/PageCountdown.h"
#include "client/model/PartnerTicket.h"
#include "client/model/PictureWindow.h"
#include "client/model/Rooms.h"
#include "client/model/TextRules.h"
#include "common/memory/StackWipe.h"
#include "common/protocol/Names.h"

#include <QPointer>
#include <QScopedValueRollback>
#include <QTimer>

#include <algorithm>
#include <set>
#include <utility>

namespace chatmet::client {

namespace {

constexpr std::uint32_t onlineMost = 1'000'000'000; ///< more people than that nobody has online
constexpr std::size_t leavingMax = 16;              ///< pairs that the server has not ended yet

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

std::string utf8Of(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return {utf8.constData(), static_cast<std::size_t>(utf8.size())};
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
          ticket(line),
          ticketBefore(line),
          rooms(line, pictureReader, window, settings)
    {
    }

    void wire();
    void onLine(LineState state);
    void onSessionEnded();
    void onResumed(const protocol::Welcome& welcome, std::uint64_t acknowledged);
    void keepWelcome(const protocol::Welcome& said);
    void onWelcome(const protocol::Welcome& welcome);
    void take(const protocol::ServerFrame& frame);
    void takePaired(const protocol::Paired& pair);
    void takeEnded(const protocol::Ended& end);
    void takeError(const protocol::ErrorAnswer& error);
    void takeMeetCancelled();

    bool readTopics(const QStringList& typed, std::vector<std::string>& topics);
    void askForPartner();
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
    PartnerTicket ticket;
    PartnerTicket ticketBefore;
    MessageStore store;
    PageCountdown countdown;
    int retryAfterMs{0}; ///< of the answer that is being taken
    QTimer nextTimer;    ///< while Next can be taken back; what comes is held then
    protocol::Welcome welcome;
    QString username;
    Meeting meeting{Meeting::None};
    EndCause endCause{EndCause::PartnerLeft};
    bool typingEnabled{true};
    bool nextPending{false};
    int onlineAbout{0};
    QStringList lastTopics;          ///< as typed
    std::vector<std::string> topics; ///< of the meet that is under way
    bool askWhenFree{false};         ///< meet as soon as the server has ended the last pair or search
    bool cancelling{false};          ///< a cancel is on its way
    std::uint64_t meetSequence{0};
    std::uint64_t cancelSequence{0};
    std::set<ConversationId> leaving; ///< left, not yet ended by the server
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
    connect(&line, &ChatConnection::sessionEnded, q, [this] { onSessionEnded(); });
    connect(&line, &ChatConnection::received, q, [this](const protocol::ServerFrame& frame) { take(frame); });
    connect(&line, &ChatConnection::problem, q, &ChatState::lineProblem);
    connect(&line, &ChatConnection::solvingChanged, q, &ChatState::solvingPuzzleChanged);
    connect(&line, &ChatConnection::heldTooMuch, q, [this] { q->next(); });
    nextTimer.setSingleShot(true);
    nextTimer.setTimerType(Qt::PreciseTimer);
    connect(&nextTimer, &QTimer::timeout, q, [this] { q->next(); });
    connect(&rooms, &Rooms::added, q, &ChatState::roomAdded);
    connect(&rooms, &Rooms::removed, q, &ChatState::roomRemoved);
    connect(&rooms, &Rooms::refused, q, [this](bool joining, Refusal refusal, Errc code) {
        Q_EMIT q->roomRefused(joining, refusal, code, retryAfterMs);
    });
    connect(&rooms, &Rooms::erased, q, [this] {
        line.overwriteBuffers();
        QTimer::singleShot(0, q, [] { wipeStack(); });
    });
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
        if (meeting == Meeting::Waiting && state == LineState::Closed)
            setMeeting(Meeting::None);
    }
    Q_EMIT q->lineChanged(state);
}

/// The next line is a new session: nothing of this one goes on.
void ChatState::Private::onSessionEnded()
{
    leaving.clear();
    askWhenFree = false;
    setOnlineAbout(0);
    ticket.clear();
    ticketBefore.clear();
    meetSequence = 0;
    cancelSequence = 0;
    if (isPaired())
        endConversation(EndCause::OwnLineLost);
    rooms.sessionEnded();
    if (meeting == Meeting::Waiting && cancelling)
        setMeeting(Meeting::None);
    cancelling = false;
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
    // Who was looking for somebody when the line broke still is.
    if (meeting == Meeting::Waiting)
        askForPartner();
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
        return takeMeetCancelled();
    if (const auto* reported = std::get_if<protocol::Reported>(&frame.kind))
        return static_cast<void>(ticket.take(*reported) || ticketBefore.take(*reported));
    if (const auto* blocked = std::get_if<protocol::Blocked>(&frame.kind))
        return static_cast<void>(ticket.take(*blocked) || ticketBefore.take(*blocked));
    if (const auto* counts = std::get_if<protocol::Counts>(&frame.kind))
        return setOnlineAbout(static_cast<int>(std::min<std::uint32_t>(counts->onlineAbout, onlineMost)));
    if (const auto* page = std::get_if<protocol::Holdings>(&frame.kind))
        return holdings.take(*page, frame.body);
    if (rooms.take(conversationOf(frame.kind), frame))
        return;
    // Frames of a pair that was left may still come until the server has ended it; they are not shown.
    if (isPaired() && conversationOf(frame.kind) == conversation->id())
        conversation->take(frame);
}

void ChatState::Private::takePaired(const protocol::Paired& pair)
{
    cancelling = false;
    meetSequence = 0;
    if (meeting != Meeting::Waiting || askWhenFree) {
        // Not (any more) wanted. One can cross a cancel; a server that goes on pairing is none of ours.
        if (leaving.size() >= leavingMax)
            return line.drop();
        leaving.insert(pair.conversation);
        line.send(protocol::Leave{pair.conversation});
        return;
    }
    if (!ticket.isEmpty())
        ticketBefore.takeFrom(ticket);
    ticket.begin(pair.conversation, pair.partnerMember);
    conversation = std::make_unique<Conversation>(TalkParts{line, store, reader, window}, pair, settings, q);
    Conversation* made = conversation.get();
    connect(made, &Conversation::arrived, q, &ChatState::arrived);
    connect(made, &Conversation::sent, q, &ChatState::sent);
    connect(made, &Conversation::delivered, q, &ChatState::delivered);
    connect(made, &Conversation::pictureShown, q, &ChatState::pictureShown);
    connect(made, &Conversation::refused, q,
            [this](Refusal refusal, Errc code) { Q_EMIT q->refused(refusal, code, retryAfterMs); });
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
    for (PartnerTicket* one : {&ticket, &ticketBefore}) {
        if (one->conversation() == end.conversation)
            one->end(static_cast<int>(std::min<std::uint32_t>(end.ticketMs, limits::ticketMs)));
    }
    if (rooms.takeEnded(end))
        return;
    if (isPaired() && conversation->id() == end.conversation)
        return endConversation(causeOf(end.reason));
    const bool wasLeaving = leaving.erase(end.conversation) > 0;
    // A pair that ended before this client was told of it took the search with it (Protocol.md, "Ends").
    const bool searchIsOver = !wasLeaving && meeting == Meeting::Waiting;
    if (searchIsOver && cancelling) {
        cancelSequence = 0; // the cancel crossed with the pair, and gets no other answer
        return takeMeetCancelled();
    }
    if ((askWhenFree || searchIsOver) && leaving.empty() && !cancelling)
        askForPartner();
}

void ChatState::Private::takeMeetCancelled()
{
    cancelling = false;
    if (askWhenFree && leaving.empty())
        askForPartner();
    else if (meeting == Meeting::Waiting && !askWhenFree)
        setMeeting(Meeting::None);
}

void ChatState::Private::takeError(const protocol::ErrorAnswer& error)
{
    if (error.closing)
        return;                                               // the line says it
    constexpr std::uint32_t waitMaxMs = 24 * 60 * 60 * 1'000; // whatever a server says
    const QScopedValueRollback wait(retryAfterMs, static_cast<int>(std::min(error.retryAfterMs, waitMaxMs)));
    if (holdings.takeError(error) || rooms.takeError(error))
        return;
    if (ticket.takeError(error) || ticketBefore.takeError(error)) {
        if (error.code != Errc::SaidBefore)
            Q_EMIT q->refused(Refusal::ServerSaidNo, error.code, retryAfterMs);
        return;
    }
    const auto isAbout = [&](std::uint64_t sequence) { return sequence != 0 && error.regarding == sequence; };
    if (isAbout(cancelSequence)) {
        // Not waiting (any more): as good as cancelled.
        cancelSequence = 0;
        return takeMeetCancelled();
    }
    if (isAbout(meetSequence)) {
        meetSequence = 0;
        if (meeting == Meeting::Waiting)
            setMeeting(Meeting::None);
        const Refusal refusal = error.code == Errc::TooManyTopics  ? Refusal::TooManyTopics
                                : error.code == Errc::TopicInvalid ? Refusal::TopicInvalid
                                                                   : Refusal::ServerSaidNo;
        Q_EMIT q->refused(refusal, error.code, retryAfterMs);
        return;
    }
    const bool isOurs =
        error.conversation.isNull() || (conversation && error.conversation == conversation->id());
    const bool crossedTheEnd = !isPaired() && error.code == Errc::NotInConversation;
    if (!isOurs || crossedTheEnd)
        return; // of a pair that was left, or that has ended: what it was about was on its way then
    if (isPaired() && conversation->takeError(error))
        return;
    Q_EMIT q->refused(Refusal::ServerSaidNo, error.code, retryAfterMs);
}

/// False after a refusal.
bool ChatState::Private::readTopics(const QStringList& typed, std::vector<std::string>& good)
{
    for (const QString& one : typed) {
        if (one.trimmed().isEmpty())
            continue;
        auto topic = protocol::normaliseTopic(utf8Of(one));
        if (!topic) {
            Q_EMIT q->refused(Refusal::TopicInvalid, topic.code());
            return false;
        }
        if (std::find(good.begin(), good.end(), *topic) == good.end())
            good.push_back(std::move(topic).value());
    }
    if (good.size() <= limits::topicsMax)
        return true;
    Q_EMIT q->refused(Refusal::TooManyTopics, Errc::TooManyTopics);
    return false;
}

void ChatState::Private::askForPartner()
{
    askWhenFree = false;
    if (line.send(protocol::Meet{topics})) {
        meetSequence = line.lastSentSequence();
        return;
    }
    if (meeting == Meeting::Waiting)
        setMeeting(Meeting::None);
    Q_EMIT q->refused(Refusal::NotConnected, Errc::Ok);
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
    if (!isPaired())
        return;
    leavePair();
    endConversation(cause);
}

/// The server erases it, then says so; until then no other search can begin.
void ChatState::Private::leavePair()
{
    if (line.send(protocol::Leave{conversation->id()}))
        leaving.insert(conversation->id());
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
        // What the handlers of its frames left on the stack, from the event loop's level.
        QTimer::singleShot(0, q, [] { wipeStack(); });
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
    d->leaving.clear();
    d->askWhenFree = false;
    d->cancelling = false;
    d->request = {};
    d->username.clear();
    d->lastTopics.clear();
    d->ticket.clear();
    d->ticketBefore.clear();
    std::vector<std::string>().swap(d->topics); // clear() would keep the block, and short texts in it
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

void ChatState::meet(const QStringList& topics)
{
    if (d->stopNext())
        return d->line.release([this, topics] { meet(topics); });
    if (!d->line.hasSession()) {
        Q_EMIT refused(Refusal::NotConnected, Errc::Ok);
        return;
    }
    std::vector<std::string> good;
    if (!d->readTopics(topics, good))
        return;
    if (d->meeting == Meeting::Waiting && !d->cancelling)
        return;
    d->lastTopics = topics;
    d->topics = std::move(good);
    d->askWhenFree = true;
    if (d->isPaired())
        d->leavePair();
    if (d->conversation)
        d->erase(Meeting::Waiting);
    else
        d->setMeeting(Meeting::Waiting);
    if (d->askWhenFree && d->leaving.empty() && !d->cancelling)
        d->askForPartner();
}

void ChatState::cancelMeet()
{
    if (d->meeting != Meeting::Waiting)
        return;
    if (d->askWhenFree || !d->line.send(protocol::CancelMeet{})) {
        // The server doesn't know of it.
        d->askWhenFree = false;
        if (!d->cancelling)
            d->setMeeting(Meeting::None);
        return;
    }
    d->cancelSequence = d->line.lastSentSequence();
    d->cancelling = true;
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
        return d->line.release([this] { meet(QStringList(d->lastTopics)); });
    if (!d->isPaired() || d->settings.nextUndoMs == 0)
        return meet(QStringList(d->lastTopics));
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
    return &d->ticket;
}

PartnerTicket* ChatState::ticketBefore() const
{
    return &d->ticketBefore;
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
