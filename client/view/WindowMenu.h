// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The window's one menu: what it offers, by which keys, and when. What an entry does, the window knows.

#include "common/protocol/Messages.h"

#include <QKeySequence>
#include <QList>
#include <QMenu>
#include <QPointer>
#include <QToolButton>

namespace chatmet::client {

class Sidebar;

/// What is so: what of the menu can be used.
struct MenuFacts
{
    bool online{false}; ///< the pages behind the welcome page are shown
    bool paired{false}; ///< in a living conversation with one
    bool chatShown{false};
    bool roomShown{false};
    bool leaving{false};        ///< the conversation that is shown: Next can still be taken back
    bool picturesAtOnce{false}; ///< in the conversation that is shown
    bool sealed{false};
    bool serverKnown{false};
    bool mayReport{false}; ///< the partner of now or the last one
    bool mayBlock{false};
    bool mayReportBefore{false}; ///< the partner before that one
    bool mayBlockBefore{false};
};

class WindowMenu : public QMenu
{
    Q_OBJECT

public:
    /// Its keys work in all of window, shown or not. conversations: its rows are what "Go to" offers;
    /// outlives this.
    WindowMenu(QWidget* window, const Sidebar* conversations);

    void setFacts(const MenuFacts& facts);
    /// Of what ends everything: panic, and quitting.
    [[nodiscard]] QList<QKeySequence> endingKeys() const;
    /// The button opens it; F10 does below the one that is to be seen.
    void addButton(QToolButton* button);

Q_SIGNALS:
    void switchRequested();
    /// step: 1 for the next part of the window, -1 for the previous one.
    void paneRequested(int step);
    /// Of the conversation that is shown.
    void leaveRequested();
    void sendPictureRequested();
    void meetRequested();
    void nextRequested();
    void replyRequested();
    void newestPictureRequested();
    void picturesAtOnceRequested(bool on);
    void searchRequested();
    void compareRequested();
    void reportRequested();
    void blockRequested();
    /// About the partner before this one.
    void reportBeforeRequested(chatmet::protocol::ReportReason reason);
    void blockBeforeRequested();
    void privacyRequested();
    void disconnectRequested();
    void panicRequested();
    void quitRequested();
    void settingsRequested();
    void shortcutsRequested();
    void anonymousRequested();
    void serverRequested();
    void aboutRequested();
    void homeRequested();
    /// row: as in the sidebar; there may be none of that number.
    void conversationRequested(int row);

private:
    QAction* add(const QString& name, const QString& text, const QKeySequence& keys,
                 void (WindowMenu::*wish)());
    void addTalk();
    void addReporting();
    void addPages();
    void addHelp();
    void addPlaces();
    void fillPlaces();
    void openBelowButton();

    QWidget* m_window;
    const Sidebar* m_conversations;
    QList<QPointer<QToolButton>> m_buttons;
    QMenu* m_goTo;
    QList<QAction*> m_panes; ///< to go from part to part
    QAction* m_switch;
    QAction* m_meet{nullptr};
    QAction* m_next{nullptr};
    QAction* m_leave{nullptr};
    QAction* m_reply{nullptr};
    QAction* m_sendPicture{nullptr};
    QAction* m_picture{nullptr};
    QAction* m_atOnce{nullptr};
    QAction* m_search{nullptr};
    QAction* m_compare{nullptr};
    QAction* m_report{nullptr};
    QAction* m_block{nullptr};
    QAction* m_reportBefore{nullptr};
    QAction* m_blockBefore{nullptr};
    QAction* m_privacy{nullptr};
    QAction* m_disconnect{nullptr};
    QAction* m_panic{nullptr};
    QAction* m_quit{nullptr};
    QAction* m_server{nullptr};
};

} // namespace chatmet::client
