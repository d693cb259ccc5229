// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Words to find in a conversation, how often they stand there, and the way from one place to the next.

#include "client/model/MessageSearch.h"

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QToolButton;

namespace chatmet::client {

class MessageListView;
class PlainLabel;
class Theme;

/// Above the messages of one page; hidden until it is asked for. Closed, it holds nothing of what was typed.
class SearchBar : public QFrame
{
    Q_OBJECT

public:
    /// list: what is searched; outlives this.
    SearchBar(const Theme& theme, MessageListView* list, QWidget* parent = nullptr);

    /// After the list has it.
    void setMessages(MessageListModel* model);
    /// Opens it, or selects what is typed where it is open.
    void open();
    /// Closes and forgets; the focus stays where it is, unless it is here.
    void close();
    [[nodiscard]] bool isOpen() const { return !isHidden(); }
    /// Opens it where it is closed. Earlier ones stand above.
    void goEarlier();
    void goLater();

Q_SIGNALS:
    /// It had the focus, and what had it before can't have it any more.
    void focusWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void showState();
    void showPlace();
    [[nodiscard]] QString countWords() const;
    void say(const QString& words);

    const Theme& m_theme;
    MessageListView* m_list;
    MessageSearch m_search;
    QLineEdit* m_field;
    PlainLabel* m_count;
    QToolButton* m_earlier;
    QToolButton* m_later;
    QPointer<QWidget> m_focusBefore;
};

} // namespace chatmet::client
