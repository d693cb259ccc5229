// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is the same on the page of a pair and of a room: what the person wishes there goes to the
// conversation, and what is taken back is shown nowhere any more.

#include "client/model/Message.h"

#include <QObject>

#include <functional>

namespace chatmet::client {

class ChatState;
class ChatView;
class MainWindow;
class MessageStore;
class PicturePaths;
class Talk;

/// GUI thread. Window, state and pictures outlive it.
class TalkWiring : public QObject
{
    Q_OBJECT

public:
    TalkWiring(MainWindow* window, ChatState* state, PicturePaths* pictures);

    /// On every page, those that come later as well.
    void setOffersBrowser(bool offers);
    /// Asked before a hint is said.
    void setTypingHints(std::function<bool()> wanted) { m_typingHints = std::move(wanted); }

    /// Once for each page. messages: those that it shows.
    void addPage(ChatView* chat, const MessageStore* messages);
    /// From now on the page is this conversation's, until unwire() or the end of either.
    void wire(ChatView* chat, Talk* talk);
    void unwire(ChatView* chat, Talk* talk);

Q_SIGNALS:
    /// Something that was shown is erased.
    void erased();
    void linkRequested(const QString& link);

private:
    void onRowChanged(const ChatView* chat, const Message& message);

    MainWindow* m_window;
    ChatState* m_state;
    PicturePaths* m_pictures;
    bool m_offersBrowser{false};
    std::function<bool()> m_typingHints;
};

} // namespace chatmet::client
