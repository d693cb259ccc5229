// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PicturesToSend.h"

#include "client/view/ChatView.h"
#include "client/view/SendPictureDialog.h"

#include <utility>

namespace chatmet::client {

PicturesToSend::PicturesToSend(const Theme& theme, QWidget* pages)
    : QObject(pages), m_theme(theme), m_pages(pages)
{
}

SendPictureDialog* PicturesToSend::of(ChatView* chat)
{
    SendPictureDialog* panel = madeOf(chat);
    if (panel == nullptr) {
        panel = new SendPictureDialog(m_theme, m_pages);
        m_panels.insert(chat, panel);
        Q_EMIT made(chat, panel);
    }
    panel->setReceiver(chat->partner());
    return panel;
}

void PicturesToSend::setAside()
{
    for (SendPictureDialog* panel : std::as_const(m_panels))
        panel->setAside();
}

bool PicturesToSend::isAside(const ChatView* chat) const
{
    const SendPictureDialog* panel = madeOf(chat);
    return panel != nullptr && panel->isAside();
}

void PicturesToSend::bringBack(const ChatView* chat)
{
    if (SendPictureDialog* panel = madeOf(chat))
        panel->comeBack();
}

void PicturesToSend::clear(const ChatView* chat)
{
    if (SendPictureDialog* panel = madeOf(chat))
        panel->clear();
}

void PicturesToSend::clearAll()
{
    for (SendPictureDialog* panel : std::as_const(m_panels))
        panel->clear();
}

void PicturesToSend::remove(const ChatView* chat)
{
    clear(chat);
    if (SendPictureDialog* panel = m_panels.take(chat))
        panel->deleteLater();
}

} // namespace chatmet::client
