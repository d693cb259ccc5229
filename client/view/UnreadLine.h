// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The line "New messages" of a list of messages: tells UnreadMark what is on the screen, and draws.

#include "client/model/UnreadMark.h"

#include <QCoreApplication>

class QPainter;
class QRect;

namespace chatmet::client {

class MessageListView;
class Theme;

/// GUI thread; a child of its list. Watched is a list that is shown in the active window.
class UnreadLine : public QObject
{
    Q_OBJECT

public:
    explicit UnreadLine(MessageListView* list);

    void setMessages(MessageListModel* model) { m_mark.setMessages(model); }
    /// Others' messages that nobody has seen.
    [[nodiscard]] int count() const { return m_mark.count(); }
    /// How far a list that stays at its newest row goes; maximum: of its scroll bar. While nobody looks the
    /// line stays in view, so that who comes back begins to read there.
    [[nodiscard]] int followTo(int maximum);
    /// Whether the last followTo() was less than asked for.
    [[nodiscard]] bool holdsBack() const { return m_holdsBack; }
    /// What is in view may be seen now; after rows were placed or moved.
    void look();

    /// Device-independent pixels, without the space around it.
    [[nodiscard]] static int heightOf(const Theme& theme);
    static void paint(QPainter* painter, const QRect& rect, const Theme& theme);

Q_SIGNALS:
    void countChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool isSeen() const;
    void setWatched(bool watched);

    MessageListView* m_list;
    UnreadMark m_mark;
    bool m_holdsBack{false};
};

} // namespace chatmet::client
