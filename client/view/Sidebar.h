// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Conversations, the way home, who one is at the moment and how the line is.

#include "client/net/ChatConnection.h"

#include <QFrame>

class QAbstractItemModel;
class QListView;
class QPushButton;
class QToolButton;

namespace chatmet::client {

class LineDot;
class PlainLabel;
class Theme;

class Sidebar : public QFrame
{
    Q_OBJECT

public:
    /// Selected: what the page beside it shows.
    enum class Place
    {
        Home,
        Conversation,
        Elsewhere
    };

    explicit Sidebar(const Theme& theme, QWidget* parent = nullptr);

    /// A ConversationListModel that outlives this.
    void setConversations(QAbstractItemModel* model);
    /// row: of the conversation, where place is that.
    void setPlace(Place place, int row = 0);
    [[nodiscard]] int conversationCount() const;
    [[nodiscard]] QString titleOf(int row) const;
    /// As screen readers say it.
    [[nodiscard]] QString wordsOf(int row) const;
    void setUsername(const QString& username);
    /// solvingPuzzle: while the line is being made, the server asks for a sum first.
    void setLine(LineState state, bool solvingPuzzle = false);

    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }

Q_SIGNALS:
    /// words: as they stand here.
    void lineSaid(chatmet::client::LineState state, const QString& words);
    void homeRequested();
    void conversationRequested(int row);
    /// There are more or fewer conversations; the place may stand in another row.
    void conversationCountChanged();
    /// What is said of some, or of all. Every row is up to date.
    void conversationsChanged();
    void privacyRequested();

private:
    QWidget* buildHead();
    QWidget* buildFoot();
    void showPlace();
    static QString wordsFor(LineState state);

    const Theme& m_theme;
    Place m_place{Place::Home};
    int m_row{0};
    QToolButton* m_menu{nullptr};
    QListView* m_list{nullptr};
    QPushButton* m_home{nullptr};
    LineDot* m_dot{nullptr};
    PlainLabel* m_username{nullptr};
    PlainLabel* m_line{nullptr};
};

} // namespace chatmet::client
