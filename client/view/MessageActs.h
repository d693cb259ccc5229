// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is done with messages in their list, whichever way it is asked for: by click, by key, by menu.

#include "client/view/MessageLayout.h"

#include <QObject>

class QKeyEvent;
class QModelIndex;

namespace chatmet::client {

class MessageDelegate;
class MessageListView;
class MessageMenus;
class MessageSelector;

/// GUI thread. Wishes go out as the view's signals.
class MessageActs : public QObject
{
    Q_OBJECT

public:
    /// view: the parent. The others outlive this.
    MessageActs(MessageListView* view, MessageDelegate* delegate, MessageSelector* selector,
                MessageMenus* menus);

    /// What a click on a part does. link: where it is one. Nothing where the row is gone.
    void act(const QModelIndex& index, RowPart part, const QString& link = {});
    /// True where the key means something here; the list's own keys go on to it.
    bool press(const QKeyEvent& event);
    /// What is selected, as MessageCopy.h says: characters, or rows where there are none.
    [[nodiscard]] QString selectedText() const;
    void copySelected();

private:
    /// What Enter does on a row.
    [[nodiscard]] RowPart firstPart(const QModelIndex& index) const;

    MessageListView* m_view;
    MessageDelegate* m_delegate;
    MessageSelector* m_selector;
    MessageMenus* m_menus;
};

} // namespace chatmet::client
