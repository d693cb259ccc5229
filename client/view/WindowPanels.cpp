// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/WindowPanels.h"

#include "client/picture/PictureGate.h"
#include "client/view/ChatView.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/FileChooser.h"
#include "client/view/InfoPage.h"
#include "client/view/InvitePanel.h"
#include "client/view/MembersPanel.h"
#include "client/view/PictureViewer.h"
#include "client/view/QuickSwitcher.h"
#include "client/view/ReadingPanel.h"
#include "client/view/RoomPage.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/SettingsPanel.h"

#include <algorithm>

namespace chatmet::client {

namespace {

/// The first is the one that is offered.
QStringList suffixesOf(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Jpeg: return {QStringLiteral("jpg"), QStringLiteral("jpeg")};
    case PictureFormat::Png: return {QStringLiteral("png")};
    case PictureFormat::WebP: return {QStringLiteral("webp")};
    case PictureFormat::Gif: return {QStringLiteral("gif")};
    }
    return {};
}

} // namespace

template <class Panel> Panel* WindowPanels::own(Panel* panel)
{
    m_all.append(panel);
    connect(panel, &Overlay::focusWanted, this, &WindowPanels::focusWanted);
    return panel;
}

WindowPanels::WindowPanels(const Theme& theme, QWidget* pages, ChatView* chat)
    : QObject(pages),
      m_chat(chat),
      m_sendPicture(own(new SendPictureDialog(theme, pages))),
      m_viewer(own(new PictureViewer(theme, pages))),
      m_emojiCheck(own(new EmojiCheckPanel(theme, pages))),
      m_invite(own(new InvitePanel(theme, pages))),
      m_members(own(new MembersPanel(theme, pages))),
      m_chooser(own(new FileChooser(theme, pages))),
      m_settings(own(new SettingsPanel(theme, pages))),
      m_switcher(own(new QuickSwitcher(theme, pages))),
      m_shortcuts(own(InfoPage::shortcuts(theme, pages))),
      m_about(own(InfoPage::about(theme, pages))),
      m_anonymous(own(
          new ReadingPanel(theme, pages, QStringLiteral("anonymousPage"), tr("What anonymous means here")))),
      m_serverPage(own(new ReadingPanel(theme, pages, QStringLiteral("serverPage"), tr("About this server"))))
{
    connectPictures();
    connectMembers();
    watch(chat);
}

void WindowPanels::connectMembers()
{
    connect(m_members, &MembersPanel::removeRequested, this, [this](const MemberId& member) {
        if (m_room)
            Q_EMIT m_room->removeRequested(member);
    });
    connect(m_members, &MembersPanel::blockRequested, this, [this](const MemberId& member) {
        if (m_room)
            Q_EMIT m_room->blockRequested(member);
    });
    connect(m_members, &MembersPanel::reportRequested, this,
            [this](const MemberId& member, protocol::ReportReason reason) {
                if (m_room)
                    Q_EMIT m_room->reportRequested(member, reason);
            });
}

void WindowPanels::connectPictures()
{
    connect(m_chooser, &FileChooser::readChosen, this, &WindowPanels::pictureChosen);
    connect(m_chooser, &FileChooser::saveChosen, this,
            [this](const QString& path) { Q_EMIT savePictureRequested(m_saving, path); });
    connect(m_viewer, &PictureViewer::saveRequested, this, &WindowPanels::save);
    connect(m_viewer, &PictureViewer::stepRequested, this, [this](MessageKey key, int step) {
        if (const auto other = viewedChat()->pictureBeside(key, step))
            Q_EMIT viewPictureRequested(*other);
    });
}

bool WindowPanels::isOpen() const
{
    return std::any_of(m_all.cbegin(), m_all.cend(), [](const Overlay* one) { return !one->isHidden(); });
}

void WindowPanels::closeAll()
{
    for (Overlay* panel : std::as_const(m_all))
        panel->close();
}

void WindowPanels::clear()
{
    m_viewer->clear();
    m_sendPicture->clear();
    m_emojiCheck->clear();
    m_invite->clear();
    m_members->clear();
    m_chooser->close();
    m_switcher->close();
    m_saving = {};
    m_viewed = nullptr;
}

void WindowPanels::closeOfErased(const ChatView* chat)
{
    if (viewedChat() != chat)
        return;
    for (const MessageKey key : {m_viewer->key(), m_saving}) {
        if (key != MessageKey{} && chat->find(key) == nullptr)
            closeOf(key, chat);
    }
}

void WindowPanels::closeOf(MessageKey key, const ChatView* chat)
{
    if (viewedChat() != (chat == nullptr ? m_chat : chat))
        return;
    if (m_viewer->key() == key)
        m_viewer->clear();
    if (m_saving == key) {
        m_chooser->close();
        m_saving = {};
    }
}

void WindowPanels::watch(ChatView* chat)
{
    connect(chat, &ChatView::viewPictureRequested, this, [this, chat](MessageKey key) { view(chat, key); });
    connect(chat, &ChatView::choosePictureRequested, m_chooser, &FileChooser::openForReading);
}

void WindowPanels::watch(RoomPage* page)
{
    watch(page->chat());
    connect(page, &RoomPage::inviteRequested, this, [this, page] { showInvite(page); });
    connect(page, &RoomPage::membersRequested, this, [this, page] { showMembers(page); });
    connect(page, &RoomPage::changed, this, [this, page] { update(page); });
}

void WindowPanels::forget(RoomPage* page)
{
    if (m_room == page) {
        m_invite->clear();
        m_members->clear();
        m_room = nullptr;
    }
    if (m_viewed == page->chat())
        clear();
}

ChatView* WindowPanels::viewedChat() const
{
    return m_viewed ? m_viewed.data() : m_chat;
}

void WindowPanels::view(ChatView* chat, MessageKey key)
{
    m_viewed = chat;
    Q_EMIT viewPictureRequested(key);
}

void WindowPanels::showInViewer(MessageKey key, const QImage& image)
{
    const ChatView* chat = viewedChat();
    m_viewer->setSavable(!chat->fileOf(key).isEmpty());
    m_viewer->showPicture(key, image, chat->pictureBeside(key, -1).has_value(),
                          chat->pictureBeside(key, 1).has_value());
}

void WindowPanels::save(MessageKey key)
{
    m_saving = key;
    if (const auto format = PictureGate::formatOf(viewedChat()->fileOf(key)))
        m_chooser->openForSaving(tr("picture"), suffixesOf(*format));
}

void WindowPanels::showInvite(RoomPage* page)
{
    m_room = page;
    m_invite->setInvite(page->title(), page->invite(), page->isLocked());
    m_invite->open();
}

void WindowPanels::showMembers(RoomPage* page)
{
    m_room = page;
    m_members->setMembers(page->title(), page->members(), page->choices());
    m_members->open();
}

/// What is open follows what is so.
void WindowPanels::update(const RoomPage* page)
{
    if (m_room != page)
        return;
    if (!m_invite->isHidden() && page->invite().isEmpty())
        m_invite->close();
    else if (!m_invite->isHidden())
        m_invite->setInvite(page->title(), page->invite(), page->isLocked());
    if (!m_members->isHidden())
        m_members->setMembers(page->title(), page->members(), page->choices());
}

void WindowPanels::openSwitcher(const Sidebar* conversations)
{
    closeAll();
    m_switcher->openFor(conversations);
}

void WindowPanels::openEmojiCheck()
{
    m_emojiCheck->open();
}

void WindowPanels::openSettings(SettingsPart part)
{
    m_settings->openAt(part);
}

void WindowPanels::openShortcuts()
{
    m_shortcuts->showKeys();
    m_shortcuts->open();
}

void WindowPanels::openAbout()
{
    m_about->open();
}

void WindowPanels::openAnonymous()
{
    m_anonymous->open();
}

void WindowPanels::openServer()
{
    m_serverPage->open();
}

void WindowPanels::say(const AnonymousFacts& facts)
{
    m_anonymous->setSections(ServerWords::anonymous(facts));
    m_serverPage->setSections(ServerWords::page(facts.server));
}

} // namespace chatmet::client
