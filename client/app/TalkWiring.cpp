// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/TalkWiring.h"

#include "client/app/PicturePaths.h"
#include "client/model/ChatState.h"
#include "client/model/MessageStore.h"
#include "client/model/Talk.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/MainWindow.h"
#include "client/view/MessageListView.h"
#include "client/view/WindowPanels.h"

namespace chatmet::client {

TalkWiring::TalkWiring(MainWindow* window, ChatState* state, PicturePaths* pictures)
    : m_window(window), m_state(state), m_pictures(pictures)
{
}

void TalkWiring::addPage(ChatView* chat, const MessageStore* messages)
{
    chat->list()->setOffersBrowser(m_offersBrowser);
    connect(chat, &ChatView::openLinkRequested, this, &TalkWiring::linkRequested);
    connect(chat, &ChatView::tryNowRequested, m_state, &ChatState::retryNow);
    connect(messages, &MessageStore::changed, chat,
            [this, chat, messages](int row) { onRowChanged(chat, messages->at(row)); });
}

void TalkWiring::wire(ChatView* chat, Talk* talk)
{
    connect(chat, &ChatView::sendRequested, talk, [talk, chat](const QString& text) {
        if (!talk->sendText(text, chat->replyTo()))
            return;
        chat->composer()->clear();
        chat->clearReply();
    });
    connect(chat, &ChatView::composingChanged, talk, [this, talk](bool composing) {
        if (!m_typingHints || m_typingHints())
            talk->setComposing(composing);
    });
    chat->list()->setMayTakeBack([talk](MessageKey key) { return talk->mayTakeBack(key); });
    connect(chat, &ChatView::takeBackRequested, talk, &Talk::takeBack);
    connect(chat, &ChatView::retryRequested, talk, &Talk::retry);
    connect(chat, &ChatView::showPictureRequested, talk, &Talk::acceptPicture);
    connect(chat, &ChatView::declinePictureRequested, talk, &Talk::declinePicture);
    connect(chat, &ChatView::cancelPictureRequested, talk, &Talk::cancelPicture);
    connect(chat, &ChatView::picturesAtOnceRequested, talk, &Talk::setPicturesAtOnce);
    connect(talk, &Talk::picturesAtOnceChanged, chat, &ChatView::setPicturesAtOnce);
    m_pictures->watch(chat, talk);
}

void TalkWiring::unwire(ChatView* chat, Talk* talk)
{
    disconnect(chat, nullptr, talk, nullptr);
    disconnect(talk, nullptr, chat, nullptr);
    chat->list()->setMayTakeBack({});
}

void TalkWiring::setOffersBrowser(bool offers)
{
    m_offersBrowser = offers;
    for (const ChatView* chat : m_window->findChildren<ChatView*>())
        chat->list()->setOffersBrowser(offers);
}

/// What was taken back is shown nowhere any more, and no copy of a picture stays.
void TalkWiring::onRowChanged(const ChatView* chat, const Message& message)
{
    if (message.kind != MessageKind::TakenBack)
        return;
    const WindowPanels* panels = m_window->panels();
    if (panels->viewedChat() == chat && panels->viewedKey() == message.key)
        m_pictures->forgetSeenLarge(); // it may be being decoded
    m_window->panels()->closeOf(message.key, chat);
    Q_EMIT erased();
}

} // namespace chatmet::client
