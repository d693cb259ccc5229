// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is the same on the page of a pair and of a room: what the person wishes there goes to the
// conversation, and what is taken back is shown nowhere any more.

#include "client/model/ChatState.h"
#include "client/model/MessageStore.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/MessageListView.h"

#include <QObject>

#include <functional>

namespace chatmet::client {

class MainWindow;
class PicturePaths;

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

    /// Conversation: a Room, or the ChatState for its pair. The page asks it until setMayTakeBack({}) or its
    /// own end.
    template <class Conversation> void wire(ChatView* chat, Conversation* conversation);

Q_SIGNALS:
    /// Something that was shown is erased.
    void erased();
    void linkRequested(const QString& link);

private:
    void wirePage(ChatView* chat);
    void onRowChanged(const ChatView* chat, const Message& message);

    MainWindow* m_window;
    ChatState* m_state;
    PicturePaths* m_pictures;
    bool m_offersBrowser{false};
    std::function<bool()> m_typingHints;
};

template <class Conversation> void TalkWiring::wire(ChatView* chat, Conversation* conversation)
{
    wirePage(chat);
    connect(chat, &ChatView::sendRequested, conversation, [conversation, chat](const QString& text) {
        if (!conversation->sendText(text, chat->replyTo()))
            return;
        chat->composer()->clear();
        chat->clearReply();
    });
    connect(chat, &ChatView::composingChanged, this, [this, conversation](bool composing) {
        if (!m_typingHints || m_typingHints())
            conversation->setComposing(composing);
    });
    chat->list()->setMayTakeBack([conversation](MessageKey key) { return conversation->mayTakeBack(key); });
    connect(chat, &ChatView::takeBackRequested, conversation, &Conversation::takeBack);
    connect(chat, &ChatView::retryRequested, conversation, &Conversation::retry);
    connect(chat, &ChatView::showPictureRequested, conversation, &Conversation::acceptPicture);
    connect(chat, &ChatView::declinePictureRequested, conversation, &Conversation::declinePicture);
    connect(chat, &ChatView::cancelPictureRequested, conversation, &Conversation::cancelPicture);
    connect(chat, &ChatView::picturesAtOnceRequested, conversation, &Conversation::setPicturesAtOnce);
    connect(conversation, &Conversation::picturesAtOnceChanged, chat, &ChatView::setPicturesAtOnce);
    MessageStore* messages = conversation->messages();
    connect(messages, &MessageStore::changed, chat,
            [this, chat, messages](int row) { onRowChanged(chat, messages->at(row)); });
}

} // namespace chatmet::client
