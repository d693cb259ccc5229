// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which of the others' messages the person has not seen yet, and where the line "New messages" stands.

#include "client/model/MessageListModel.h"

#include <QObject>
#include <QPointer>

namespace chatmet::client {

/// GUI thread. The rules:
/// - What another one writes is seen at once while the person looks at the end of the conversation; else it
///   is unread until its row was wholly on a watched screen.
/// - The first unread one since all was seen takes the line; the line stays there while more come, and while
///   they are read.
/// - Once all is seen the line goes as soon as the person moves on: writes, or stops looking. Nothing moves
///   under the eyes of somebody who reads.
/// - Notices count as nothing; what is taken back or erased counts no more.
/// The line itself is MessageListModel::unreadFrom().
class UnreadMark : public QObject
{
    Q_OBJECT

public:
    explicit UnreadMark(QObject* parent = nullptr);

    /// Outlives this, or nullptr.
    void setMessages(MessageListModel* model);

    /// Whether the conversation is on the screen, in the window that is used. First: no.
    void setWatched(bool watched);
    [[nodiscard]] bool isWatched() const { return m_watched; }
    /// Whether the newest row is in view and stays so. First: yes.
    void setAtEnd(bool atEnd) { m_atEnd = atEnd; }
    /// Rows up to this one are or were wholly in view; nothing while nobody watches.
    void sawUpTo(int row);

    /// How many are unread.
    [[nodiscard]] int count() const { return m_count; }

Q_SIGNALS:
    void countChanged(int count);

private:
    void rowsInserted(int first, int last);
    void rowsRemoved();
    void recount();
    void setCount(int count);
    void setLine(MessageKey key);

    QPointer<MessageListModel> m_model;
    MessageKey m_seen{}; ///< the newest that was
    int m_count{0};
    bool m_watched{false};
    bool m_atEnd{true};
};

} // namespace chatmet::client
