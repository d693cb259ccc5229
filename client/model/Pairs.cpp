// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/Pairs.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

namespace {

EndCause causeOf(protocol::EndReason reason)
{
    switch (reason) {
    case protocol::EndReason::Lost: return EndCause::PartnerLost;
    case protocol::EndReason::YouLeft: return EndCause::YouLeft;
    default: return EndCause::PartnerLeft;
    }
}

} // namespace

Pairs::Pairs(ChatConnection& line, PictureReader* reader, PictureWindow& window,
             const StateSettings& settings)
    : m_line(line),
      m_reader(reader),
      m_window(window),
      m_settings(settings),
      m_tickets(line),
      m_search(line),
      m_countdown(settings.line.sleepCountingClock)
{
    m_nextTimer.setSingleShot(true);
    m_nextTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_nextTimer, &QTimer::timeout, this, &Pairs::next);
    connect(&line, &ChatConnection::heldTooMuch, this, &Pairs::next);
    connect(&m_search, &PartnerSearch::refused, this, &Pairs::meetRefused);
    connect(&m_search, &PartnerSearch::over, this, [this] {
        if (m_meeting == Meeting::Waiting)
            setMeeting(Meeting::None);
    });
    connect(&m_countdown, &PageCountdown::changed, this, &Pairs::erasesInChanged);
    connect(&m_countdown, &PageCountdown::over, this, [this] { erase(Meeting::None); });
}

Pairs::~Pairs()
{
    m_pair.reset();
    // Empty ones that wait for their end, which refers to what is gone after this.
    qDeleteAll(findChildren<Pair*>(Qt::FindDirectChildrenOnly));
}

void Pairs::meet(const QStringList& topics)
{
    if (stopNext())
        return m_line.release([this, topics] { meet(topics); });
    if (!m_line.hasSession()) {
        Q_EMIT meetRefused(Refusal::NotConnected, Errc::Ok);
        return;
    }
    if (m_meetElsewhere && (!m_search.isValid(topics) || m_meetElsewhere(topics)))
        return;
    if (!m_search.want(topics))
        return;
    if (isPaired())
        leavePair();
    if (m_pair)
        erase(Meeting::Waiting);
    else
        setMeeting(Meeting::Waiting);
    m_search.askIfFree();
}

void Pairs::setMeetElsewhere(std::function<bool(const QStringList& topics)> elsewhere)
{
    m_meetElsewhere = std::move(elsewhere);
}

void Pairs::cancelMeet()
{
    if (m_meeting == Meeting::Waiting)
        m_search.cancel();
}

void Pairs::leave()
{
    if (stopNext())
        return m_line.release([this] { leave(); });
    if (m_meeting == Meeting::Waiting)
        return cancelMeet();
    if (isPaired())
        leavePair();
    if (m_pair)
        erase(Meeting::None);
}

void Pairs::next()
{
    if (m_nextPending || !isPaired() || m_settings.nextUndoMs == 0)
        return meet(QStringList(m_search.lastTopics()));
    m_nextPending = true;
    m_pair->setLeaving(true);
    m_nextTimer.start(m_settings.nextUndoMs);
    m_line.hold();
    Q_EMIT nextPendingChanged(true);
}

void Pairs::undoNext()
{
    if (stopNext())
        m_line.release();
}

bool Pairs::stopNext()
{
    if (!m_nextPending)
        return false;
    m_nextPending = false;
    m_pair->setLeaving(false);
    m_nextTimer.stop();
    Q_EMIT nextPendingChanged(false);
    return true;
}

int Pairs::nextInMs() const
{
    return m_nextPending ? std::max(m_nextTimer.remainingTime(), 1) : 0;
}

void Pairs::eraseNow()
{
    if (m_meeting == Meeting::Ended)
        erase(Meeting::None);
}

void Pairs::setTypingEnabled(bool enabled)
{
    m_typingEnabled = enabled;
    if (m_pair)
        m_pair->typing().setEnabled(enabled);
}

void Pairs::clear()
{
    if (m_pair || m_meeting != Meeting::None)
        erase(Meeting::None);
    m_search.clear();
    m_tickets.clear();
}

QString Pairs::partnerName() const
{
    return m_pair ? m_pair->partnerName() : QString();
}

void Pairs::take(const ConversationId& conversation, const protocol::ServerFrame& frame)
{
    if (const auto* paired = std::get_if<protocol::Paired>(&frame.kind))
        return takePaired(*paired);
    if (std::holds_alternative<protocol::MeetCancelled>(frame.kind))
        return m_search.takeCancelled();
    if (const auto* reported = std::get_if<protocol::Reported>(&frame.kind))
        return m_tickets.take(*reported);
    if (const auto* blocked = std::get_if<protocol::Blocked>(&frame.kind))
        return m_tickets.take(*blocked);
    // Frames of a pair that was left may still come until the server has ended it; they are not shown.
    if (isPaired() && conversation == m_pair->id())
        m_pair->take(frame);
}

void Pairs::takePaired(const protocol::Paired& paired)
{
    if (!m_search.takePaired(paired.conversation))
        return;
    m_tickets.begin(paired.conversation, paired.partnerMember);
    m_pair = std::make_unique<Pair>(TalkParts{m_line, m_store, m_reader, m_window}, paired, m_settings, this);
    Pair* made = m_pair.get();
    connect(made, &Pair::broken, this, &Pairs::breakOff);
    made->typing().setEnabled(m_typingEnabled);
    m_meeting = Meeting::Paired;
    // Whoever hears of it may leave at once.
    Q_EMIT met(made);
    if (m_pair.get() == made)
        Q_EMIT meetingChanged(Meeting::Paired);
    if (m_pair.get() == made)
        made->begin();
}

void Pairs::takeEnded(const protocol::Ended& end)
{
    m_tickets.takeEnded(end);
    if (isPaired() && m_pair->id() == end.conversation)
        endPair(causeOf(end.reason));
    else
        m_search.takeEnded(end.conversation);
}

void Pairs::takeError(const protocol::ErrorAnswer& error)
{
    if (m_tickets.takeError(error)) {
        if (error.code != Errc::SaidBefore)
            Q_EMIT refused(Refusal::ServerSaidNo, error.code, static_cast<int>(error.retryAfterMs));
        return;
    }
    if (m_search.takeError(error))
        return;
    const bool isOurs = error.conversation.isNull() || (m_pair && error.conversation == m_pair->id());
    const bool crossedTheEnd = !isPaired() && error.code == Errc::NotInConversation;
    if (!isOurs || crossedTheEnd)
        return; // of a pair that was left, or that has ended: what it was about was on its way then
    if (!isPaired() || !m_pair->takeError(error))
        Q_EMIT refused(Refusal::ServerSaidNo, error.code, static_cast<int>(error.retryAfterMs));
}

void Pairs::endPair(EndCause cause)
{
    if (stopNext())
        m_line.release();
    m_endCause = cause;
    m_line.erase(m_pair->id());
    m_pair->end();
    setMeeting(Meeting::Ended);
    if (m_meeting == Meeting::Ended)
        m_countdown.start(m_settings.endedPageMs);
}

/// What came is not what the partner sent, or no keys could be had: this side leaves, and the page says why.
void Pairs::breakOff(EndCause cause)
{
    // What is held may be the partner's own end: it is heard once this side has left.
    if (stopNext())
        return m_line.release([this, cause] { breakOff(cause); });
    if (!isPaired())
        return;
    leavePair();
    endPair(cause);
}

/// The server erases it, then says so; until then no other search can begin. What was held since Next never
/// goes.
void Pairs::leavePair()
{
    m_line.erase(m_pair->id());
    m_search.leave(m_pair->id());
}

void Pairs::erase(Meeting next)
{
    m_countdown.stop();
    m_meeting = next;
    m_store.clear();
    if (m_pair) {
        // The shell dies later: this may be called from a slot on one of its signals.
        Pair* shell = m_pair.release();
        shell->disconnect(this);
        m_line.erase(shell->id());
        shell->forget();
        shell->deleteLater();
        m_line.overwriteBuffers();
        Q_EMIT erased(shell);
    }
    Q_EMIT meetingChanged(m_meeting);
}

void Pairs::setMeeting(Meeting next)
{
    if (m_meeting == next)
        return;
    m_meeting = next;
    Q_EMIT meetingChanged(next);
}

void Pairs::lineLost()
{
    if (isPaired())
        m_pair->lineLost();
}

void Pairs::lineResumed(std::uint64_t acknowledged)
{
    if (isPaired())
        m_pair->lineResumed(acknowledged);
}

void Pairs::lineClosed()
{
    m_search.clear();
    if (m_meeting == Meeting::Waiting)
        setMeeting(Meeting::None);
}

void Pairs::sessionEnded(EndCause cause)
{
    m_tickets.clear();
    if (isPaired())
        endPair(cause);
    m_search.sessionEnded();
}

} // namespace chatmet::client
