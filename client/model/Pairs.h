// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The pairs of one session, of which there is one at a time: how somebody is met, and how each pair ends and
// is erased.

#include "client/model/Conversation.h"
#include "client/model/PageCountdown.h"
#include "client/model/PartnerSearch.h"
#include "client/model/PartnerTickets.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <memory>

namespace chatmet::client {

/// GUI thread. Wishes and signals are those of ChatState, which says what they mean.
class Pairs : public QObject
{
    Q_OBJECT

public:
    /// All outlive it; reader may be null. settings: endedPageMs may change.
    Pairs(ChatConnection& line, PictureReader* reader, PictureWindow& window, const StateSettings& settings);
    ~Pairs() override;

    // Wishes.
    void meet(const QStringList& topics);
    void setMeetElsewhere(std::function<bool(const QStringList& topics)> elsewhere);
    void cancelMeet();
    void leave();
    void next();
    void undoNext();
    void eraseNow();
    void setTypingEnabled(bool enabled);
    /// Whether Next could be taken back until now. What is held then is still to be released.
    [[nodiscard]] bool stopNext();
    /// Erases everything, and forgets whom one has met.
    void clear();

    [[nodiscard]] Meeting meeting() const { return m_meeting; }
    [[nodiscard]] EndCause endCause() const { return m_endCause; }
    [[nodiscard]] int erasesInSeconds() const { return m_countdown.seconds(); }
    [[nodiscard]] int nextInMs() const;
    [[nodiscard]] MessageStore* messages() { return &m_store; }
    [[nodiscard]] PartnerTickets& tickets() { return m_tickets; }
    /// The pair that goes on; nullptr: none.
    [[nodiscard]] Conversation* living() const { return isPaired() ? m_conversation.get() : nullptr; }
    /// The same; where there is none, refused() has said why.
    [[nodiscard]] Conversation* livingOrRefuse();
    /// The same, but not while Next can be taken back: nothing new is said then.
    [[nodiscard]] Conversation* livingToTellOrRefuse();
    /// That, or the one that has ended and is still shown; nullptr: none.
    [[nodiscard]] Conversation* shown() const { return m_conversation.get(); }

    // What the server says. takeError(): true where it was about a pair or a search.
    void take(const ConversationId& conversation, const protocol::ServerFrame& frame);
    void takeEnded(const protocol::Ended& end);
    [[nodiscard]] bool takeError(const protocol::ErrorAnswer& error);

    void lineLost();
    void lineResumed(std::uint64_t acknowledged);
    /// A new session.
    void lineWelcomed() { m_search.lineWelcomed(); }
    void lineClosed();
    void sessionEnded(EndCause cause);
    /// The computer has slept: an ended page whose time has passed goes.
    void wake() { m_countdown.wake(); }

Q_SIGNALS:
    void meetingChanged(chatmet::client::Meeting meeting);
    void nextPendingChanged(bool pending);
    void erasesInChanged(int seconds);
    void erased();
    void refused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);
    void meetRefused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);

    // Of the pair of now.
    void arrived(chatmet::client::MessageKey key);
    void sent(chatmet::client::MessageKey key);
    void delivered(chatmet::client::MessageKey key);
    void pictureShown(chatmet::client::MessageKey key);
    void picturesAtOnceChanged(bool on);
    void partnerTypingChanged(bool typing);
    void partnerAwayChanged(bool away);
    void sealChanged();

private:
    void takePaired(const protocol::Paired& pair);
    void wire(Conversation* made);
    void endPair(EndCause cause);
    void breakOff(EndCause cause);
    void leavePair();
    void erase(Meeting next);
    void setMeeting(Meeting next);
    [[nodiscard]] bool isPaired() const { return m_conversation && m_meeting == Meeting::Paired; }

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
    std::unique_ptr<Conversation> m_conversation;
};

} // namespace chatmet::client
