// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where somebody is met: topics, one button, and the quiet wait.

#include "client/model/ServerCard.h"
#include "client/view/ReportButtons.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QFrame;
class QPushButton;
class QTimer;
class QToolButton;

namespace chatmet::client {

class OperatorCard;
class PlainLabel;
class RoomsCard;
class Theme;
class TopicField;

class HomePage : public QWidget
{
    Q_OBJECT

public:
    explicit HomePage(const Theme& theme, QWidget* parent = nullptr);

    void setTopics(const QStringList& topics);
    [[nodiscard]] QStringList topics() const;
    /// Looking for somebody; the page shows it, without moving anything that blinks.
    void setWaiting(bool waiting);
    /// A partner who is left when somebody else is met; empty: none. Plain text.
    void setLeaves(const QString& partner);
    /// Off while the line is down.
    void setOnline(bool online);
    void showProblem(const QString& words);
    /// What the server says of itself: on the page until somebody was met, behind a button afterwards.
    void setServer(const std::optional<ServerCard>& server);
    void setHasMet(bool hasMet);
    /// People online, in round numbers; 0: nothing is said of it.
    void setOnlineAbout(int people);
    /// The person met last, who is named nowhere any more: shown while leftSeconds is above 0.
    void setFacts(const PartnerFacts& facts);
    /// The list of reasons for a report.
    void openReasons();
    void focusFirst();
    /// The cursor is in a field for rooms, which may take a secret: what is typed next is meant for it.
    [[nodiscard]] bool isTypedIn() const;

    /// The button for the menu, shown where there is no sidebar.
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }

    /// The ways into rooms.
    [[nodiscard]] RoomsCard* rooms() const { return m_rooms; }

    /// As if the button had been pressed.
    void meet();

Q_SIGNALS:
    void meetRequested(const QStringList& topics);
    void cancelRequested();
    /// To the conversation that goes on.
    void backRequested();
    void privacyRequested();
    void anonymousRequested();
    void serverRequested();
    void reportRequested(chatmet::protocol::ReportReason reason);
    void blockRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QBoxLayout* buildPage();
    void fit();
    QBoxLayout* buildFoot();
    QFrame* buildCard();
    QFrame* buildWaiting();
    QWidget* buildTicket();
    void showElapsed();

    const Theme& m_theme;
    QBoxLayout* m_page{nullptr};
    QBoxLayout* m_foot{nullptr};
    QBoxLayout* m_row{nullptr}; ///< of what can be done there
    QToolButton* m_menu{nullptr};
    TopicField* m_topics{nullptr};
    PlainLabel* m_problem{nullptr};
    QPushButton* m_meet{nullptr};
    PlainLabel* m_hint{nullptr};
    PlainLabel* m_onlineAbout{nullptr};
    QPushButton* m_back{nullptr};
    QFrame* m_card{nullptr};
    QFrame* m_waiting{nullptr};
    PlainLabel* m_waitingFor{nullptr};
    PlainLabel* m_elapsed{nullptr};
    QTimer* m_tick{nullptr};
    QElapsedTimer m_waitingSince;
    QPushButton* m_cancel{nullptr};
    QWidget* m_ticket{nullptr};
    PlainLabel* m_ticketWords{nullptr};
    ReportButtons* m_reporting{nullptr};
    RoomsCard* m_rooms{nullptr};
    OperatorCard* m_operator{nullptr};
    QPushButton* m_aboutServer{nullptr};
    bool m_isWaiting{false};
};

} // namespace chatmet::client
