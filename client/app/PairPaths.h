// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Between the window and the state, for the pair: wishes go in, its page, home and the panels follow what is
// so.

#include "client/app/Arrival.h"
#include "client/app/Unread.h"
#include "client/model/ChatTypes.h"
#include "client/model/ConversationListModel.h"
#include "client/model/Message.h"
#include "common/protocol/Messages.h"

#include <QList>
#include <QObject>
#include <QTimer>

namespace chatmet::client {

class ChatState;
class EmojiCheckPanel;
class MainWindow;
class MessageListModel;
class Pair;
class Pairs;
class PartnerTicket;
class PicturePaths;
class TalkWiring;

/// GUI thread. All that it is given outlives it.
class PairPaths : public QObject
{
    Q_OBJECT

public:
    /// messages: rows of the pair; what its page shows.
    PairPaths(MainWindow* window, ChatState* state, MessageListModel* messages, PicturePaths* pictures,
              TalkWiring* wiring, QObject* parent = nullptr);

    /// What the sidebar says of it: one, or none where there is no page of a pair.
    [[nodiscard]] QList<ConversationSummary> summaries() const;
    /// A partner who came while the person was in a room counts as one.
    [[nodiscard]] int unread() const;
    /// Words for its page; false where that is not on the screen.
    bool tell(const QString& words);

    /// What counts seconds on its page, as it is now. reconnecting: as ChatView::setReconnecting().
    void showClocks(int reconnecting);
    /// Whether it has to be called again: the partner is waited for, or Next can be taken back.
    [[nodiscard]] bool hasClocks() const;

Q_SIGNALS:
    /// Summaries or unread(), or what the title says of the pair, are others now.
    void changed();
    /// Somebody is there, something came that the person may not see yet, or it is over.
    void alerted(chatmet::client::Arrival arrival);
    /// All that was said is erased, here and wherever this program put it.
    void erased();
    /// What showClocks() shows or hasClocks() says may be another now.
    void clocksChanged();
    /// Words for where the person looks.
    void problem(const QString& words);

private:
    void wirePage();
    void wireReporting();
    void wirePairs();
    void wirePair(Pair* pair);
    void onMeeting(Meeting meeting);
    void onPaired();
    void onErased(Pair* pair);
    void closeWhatShowsIt();
    void showSeal();
    void fillCheck();
    void showTickets();
    void report(PartnerTicket* ticket, protocol::ReportReason reason);
    void block(PartnerTicket* ticket);
    void onRefused(Refusal refusal, Errc code, int retryAfterMs);
    void tellPair(const QString& words);
    void onArrived(MessageKey key);
    [[nodiscard]] int partnerAwayForMs() const;
    void forgetUnread();
    void seen(bool active);

    MainWindow* m_window;
    EmojiCheckPanel* m_check{nullptr}; ///< once somebody has opened it
    ChatState* m_state;
    Pairs* m_pairs; ///< of the state
    MessageListModel* m_messages;
    PicturePaths* m_pictures;
    TalkWiring* m_wiring;
    QTimer m_ticketClock; ///< while a pair that has ended can still be reported
    Unread m_unread;
    bool m_isNew{false}; ///< and was not looked at
};

} // namespace chatmet::client
