// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the mouse does in the message list: what it is over, what a click means.

#include "client/view/MessageLayout.h"

#include <QObject>
#include <QPersistentModelIndex>

class QMouseEvent;

namespace chatmet::client {

class MessageDelegate;
class MessageListView;
class MessageSelector;

/// GUI thread. Events of the view's viewport; a function that answers true has dealt with its event, and the
/// list's own way of selecting rows doesn't get it.
class MessagePointer : public QObject
{
    Q_OBJECT

public:
    /// view: the parent. The others outlive this.
    MessagePointer(MessageListView* view, MessageDelegate* delegate, MessageSelector* selector);

    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    /// On text: its word is selected. On the ground of a bubble: its message is answered.
    bool doubleClick(const QMouseEvent& event);
    void leave();
    /// What was pressed may not be there any more.
    void forgetPress() { m_pressed = {}; }

private:
    struct Target
    {
        QPersistentModelIndex index;
        RowPart part{RowPart::None};
        QString link;
    };
    [[nodiscard]] Target targetAt(const QPoint& point) const;
    [[nodiscard]] bool isBubbleAt(const QModelIndex& index, const QPoint& point) const;

    MessageListView* m_view;
    MessageDelegate* m_delegate;
    MessageSelector* m_selector;
    Target m_pressed;
    bool m_isOurs{false}; ///< the press was dealt with here, so what follows it is as well
};

} // namespace chatmet::client
