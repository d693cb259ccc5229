// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/TalkWiring.h"

#include "client/app/PicturePaths.h"
#include "client/view/MainWindow.h"
#include "client/view/PictureViewer.h"
#include "client/view/WindowPanels.h"

namespace chatmet::client {

TalkWiring::TalkWiring(MainWindow* window, ChatState* state, PicturePaths* pictures)
    : m_window(window), m_state(state), m_pictures(pictures)
{
}

void TalkWiring::wirePage(ChatView* chat)
{
    chat->list()->setOffersBrowser(m_offersBrowser);
    connect(chat, &ChatView::openLinkRequested, this, &TalkWiring::linkRequested);
    connect(chat, &ChatView::tryNowRequested, m_state, &ChatState::retryNow);
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
        m_pictures->forget(); // it may be being decoded for the viewer
    m_window->panels()->closeOf(message.key, chat);
    Q_EMIT erased();
}

} // namespace chatmet::client
