// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The pairs of one session, of which there is one at a time: how somebody is met, and how each pair ends and
// is erased.

#include "client/model/PageCountdown.h"
#include "client/model/Pair.h"
#include "client/model/PartnerSearch.h"
#include "client/model/PartnerTickets.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <memory>

namespace chatmet::client {

/// GUI thread.
class Pairs : public QObject
{
    Q_OBJECT

public:
    /// All outlive it; reader may be null. settings: endedPageMs may change.
    Pairs(ChatConnection& line, PictureReader* reader, PictureWindow& window, const StateSettings& settings);
    ~Pairs() override;

    // ---- wishes
    /// topics: as typed. Erases an ended pair that is still shown. While paired: leaves first (Next).
    void meet(const QStringList& topics);
    /// Asked by every meet() and next() that would be done, its topics valid; true: it is done elsewhere, and
    /// nothing is here.
    void setMeetElsewhere(std::function<bool(const QStringList& topics)> elsewhere);
    void cancelMeet();
    /// Ends the pair; its page is erased at once and the state is None (home).
    void leave();
    /// Ends the pair and looks for another, with the topics of the last meet(): after
    /// StateSettings::nextUndoMs, in which nothing is sent and what comes is neither shown nor acknowledged.
    /// A second call, leave() or meet() in that time don't wait for it.
    void next();
    /// Takes that back: the pair goes on, and what came meanwhile is shown.
    void undoNext();
    /// Erases an ended pair's page before its countdown does.
    void eraseNow();

    // ---- state
    [[nodiscard]] Meeting meeting() const { return m_meeting; }
    /// The one that goes on, or has ended and is still shown; nullptr: none. There until erased().
    [[nodiscard]] Pair* pair() const { return m_pair.get(); }
    [[nodiscard]] QString partnerName() const; ///< checked, plain; empty where there is no pair
    [[nodiscard]] EndCause endCause() const { return m_endCause; }              ///< only where Ended
    [[nodiscard]] int erasesInSeconds() const { return m_countdown.seconds(); } ///< only where Ended
    /// While next() can be taken back: how long still, at least 1; else 0.
    [[nodiscard]] int nextInMs() const;
    /// Rows of the pair of now; one store for all.
    [[nodiscard]] MessageStore* messages() { return &m_store; }
    /// Whom a report or a block would be about: the partner of now or of the page that is shown, and of the
    /// pair before it. Both end the pair.
    [[nodiscard]] PartnerTicket* partnerTicket() { return &m_tickets.now(); }
    [[nodiscard]] PartnerTicket* ticketBefore() { return &m_tickets.before(); }

    // ---- what the state passes on
    void setTypingEnabled(bool enabled);
    /// Whether Next could be taken back until now. What is held then is still to be released.
    [[nodiscard]] bool stopNext();
    /// Erases everything, and forgets whom one has met.
    void clear();

    void take(const ConversationId& conversation, const protocol::ServerFrame& frame);
    void takeEnded(const protocol::Ended& end);
    void takeError(const protocol::ErrorAnswer& error);

    void lineLost();
    void lineResumed(std::uint64_t acknowledged);
    /// A new session.
    void lineWelcomed() { m_search.lineWelcomed(); }
    void lineClosed();
    void sessionEnded(EndCause cause);
    /// The computer has slept: an ended page whose time has passed goes.
    void wake() { m_countdown.wake(); }

Q_SIGNALS:
    /// Somebody is there; before meetingChanged().
    void met(chatmet::client::Pair* pair);
    void meetingChanged(chatmet::client::Meeting meeting);
    void nextPendingChanged(bool pending);
    void erasesInChanged(int seconds);
    /// After the store is empty and nothing of the pair is held any more. The object is empty, and goes with
    /// the next turn of the event loop.
    void erased(chatmet::client::Pair* pair);
    /// What was said of the partner or the one before, or what nobody can tell what it was about; of what is
    /// wished of a pair that speaks itself. retryAfterMs: how long the server wants to be left alone; 0: it
    /// says nothing of that.
    void refused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);
    /// The same for a search for somebody: it has not begun, or is over.
    void meetRefused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);

private:
    void takePaired(const protocol::Paired& pair);
    void endPair(EndCause cause);
    void breakOff(EndCause cause);
    void leavePair();
    void erase(Meeting next);
    void setMeeting(Meeting next);
    [[nodiscard]] bool isPaired() const { return m_pair && m_meeting == Meeting::Paired; }

    ChatConnection& m_line;
    PictureReader* m_reader;
    PictureWindow& m_window;
    const StateSettings& m_settings;
    PartnerTickets m_tickets;
    PartnerSearch m_search;
    MessageStore m_store;
    PageCountdown m_countdown;
    std::function<bool(const QStringList&)> m_meetElsewhere;
    QTimer m_nextTimer; ///< while Next can be taken back; what comes is held then
    bool m_nextPending{false};
    bool m_typingEnabled{true};
    Meeting m_meeting{Meeting::None};
    EndCause m_endCause{EndCause::PartnerLeft};
    std::unique_ptr<Pair> m_pair;
};

} // namespace chatmet::client
