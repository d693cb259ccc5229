// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The pictures that are about to be sent: each conversation has a panel of its own for one, so that there are
// never more than conversations. It is seen over the page of its conversation and waits, out of sight, while
// the person is somewhere else.

#include <QHash>
#include <QObject>

namespace chatmet::client {

class ChatView;
class SendPictureDialog;
class Theme;

/// GUI thread.
class PicturesToSend : public QObject
{
    Q_OBJECT

public:
    /// pages: what the panels cover; their parent.
    PicturesToSend(const Theme& theme, QWidget* pages);

    /// The panel of this page, which says for whom it is; made where it has not been yet.
    SendPictureDialog* of(ChatView* chat);
    /// Null where none has been made.
    [[nodiscard]] SendPictureDialog* madeOf(const ChatView* chat) const { return m_panels.value(chat); }

    /// Out of sight, with all that is in them: the person goes somewhere else.
    void setAside();
    [[nodiscard]] bool isAside(const ChatView* chat) const;
    /// What was put aside there is seen again.
    void bringBack(const ChatView* chat);

    /// Picture and caption are forgotten.
    void clear(const ChatView* chat);
    void clearAll();
    /// Before the page goes.
    void remove(const ChatView* chat);

Q_SIGNALS:
    /// Whoever fills them begins here. chat: until remove().
    void made(chatmet::client::ChatView* chat, chatmet::client::SendPictureDialog* panel);

private:
    const Theme& m_theme;
    QWidget* m_pages;
    QHash<const ChatView*, SendPictureDialog*> m_panels;
};

} // namespace chatmet::client
