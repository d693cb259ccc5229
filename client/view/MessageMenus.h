// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The menus of the message list: of a message, and of a link in it.

#include "client/model/Message.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QMenu;
class QModelIndex;
class QPoint;

namespace chatmet::client {

class MessageListView;

/// GUI thread. At most one menu is open; it is closed at the latest when its message is taken back or the
/// conversation erased, since it holds links, and would copy them.
class MessageMenus : public QObject
{
    Q_OBJECT

public:
    /// view: the parent, of the menus as well.
    explicit MessageMenus(MessageListView* view);

    /// Whether links can be opened besides being copied.
    void setOffersBrowser(bool offers) { m_offersBrowser = offers; }
    [[nodiscard]] bool offersBrowser() const { return m_offersBrowser; }

    /// at: on the screen.
    void open(const QModelIndex& index, const QPoint& at);
    void openLink(MessageKey key, const QString& link, const QPoint& at);
    void close();
    /// The one of this message.
    void close(MessageKey key);

private:
    QMenu* newMenu(const QString& name, MessageKey key);
    /// which: "2" for the second of several; empty for the first.
    void addLinkActions(QMenu* menu, const QString& link, const QString& which);
    void addRowActions(QMenu* menu, const QModelIndex& index);
    void addTalkActions(QMenu* menu, const Message& message);

    MessageListView* m_view;
    QPointer<QMenu> m_menu; ///< the one that is open
    MessageKey m_key{};
    bool m_offersBrowser{false};
};

} // namespace chatmet::client
