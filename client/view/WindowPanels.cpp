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
#include "client/view/PicturesToSend.h"
#include "client/view/QuickSwitcher.h"
#include "client/view/ReadingPanel.h"
#include "client/view/RoomPage.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/SettingsPanel.h"

#include <algorithm>
#include <type_traits>

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

// Of panels that may not have been made.
template <class Panel> void clearMade(const OnDemand<Panel>& panel)
{
    if (panel.made() != nullptr)
        panel.made()->clear();
}

template <class Panel> void closeMade(const OnDemand<Panel>& panel)
{
    if (panel.made() != nullptr)
        panel.made()->close();
}

template <class Panel> Panel* ifOpen(const OnDemand<Panel>& panel)
{
    return panel.made() != nullptr && !panel.made()->isHidden() ? panel.made() : nullptr;
}

} // namespace

void WindowPanels::own(Overlay* panel)
{
    m_all.append(panel);
    connect(panel, &Overlay::focusWanted, this, &WindowPanels::focusWanted);
    connect(panel, &Overlay::closed, this, [this] {
        if (!m_closesAll)
            Q_EMIT closed();
    });
    connect(panel, &QObject::destroyed, this, [this, panel] { m_all.removeOne(panel); });
}

template <class Making> auto WindowPanels::ownOnDemand(Making making)
{
    using Panel = std::remove_pointer_t<decltype(making())>;
    return OnDemand<Panel>([this, making] {
        Panel* panel = making();
        own(panel);
        return panel;
    });
}

template <class Panel> Panel* WindowPanels::announced(Panel* panel, void (WindowPanels::*made)(Panel*))
{
    Q_EMIT(this->*made)(panel);
    return panel;
}

WindowPanels::WindowPanels(const Theme& theme, QWidget* pages, ChatView* chat)
    : QObject(pages),
      m_chat(chat),
      m_toSend(new PicturesToSend(theme, pages)),
      m_viewer(ownOnDemand([=, this, &theme] { return makeViewer(theme, pages); })),
      m_emojiCheck(ownOnDemand([=, this, &theme] {
          return announced(new EmojiCheckPanel(theme, pages), &WindowPanels::emojiCheckMade);
      })),
      m_invite(ownOnDemand([=, &theme] { return new InvitePanel(theme, pages); })),
      m_members(ownOnDemand([=, this, &theme] { return makeMembers(theme, pages); })),
      m_chooser(ownOnDemand([=, this, &theme] { return makeChooser(theme, pages); })),
      m_settings(ownOnDemand([=, this, &theme] {
          return announced(new SettingsPanel(theme, pages), &WindowPanels::settingsMade);
      })),
      m_switcher(ownOnDemand([=, this, &theme] {
          return announced(new QuickSwitcher(theme, pages), &WindowPanels::switcherMade);
      })),
      m_shortcuts(ownOnDemand([=, &theme] { return InfoPage::shortcuts(theme, pages); })),
      m_about(ownOnDemand([=, &theme] { return InfoPage::about(theme, pages); })),
      m_anonymous(ownOnDemand([=, this, &theme] { return makeAnonymous(theme, pages); })),
      m_serverPage(ownOnDemand([=, this, &theme] { return makeServerPage(theme, pages); }))
{
    connect(m_toSend, &PicturesToSend::made, this, [this](ChatView*, Overlay* panel) { own(panel); });
    watch(chat);
}

PictureViewer* WindowPanels::makeViewer(const Theme& theme, QWidget* pages)
{
    auto* viewer = new PictureViewer(theme, pages);
    connect(viewer, &PictureViewer::saveRequested, this, &WindowPanels::save);
    connect(viewer, &PictureViewer::stepRequested, this, [this](MessageKey key, int step) {
        if (const auto other = viewedChat()->pictureBeside(key, step))
            Q_EMIT viewPictureRequested(*other);
    });
    return viewer;
}

MembersPanel* WindowPanels::makeMembers(const Theme& theme, QWidget* pages)
{
    auto* members = new MembersPanel(theme, pages);
    connect(members, &MembersPanel::removeRequested, this, [this](const MemberId& member) {
        if (m_room)
            Q_EMIT m_room->removeRequested(member);
    });
    connect(members, &MembersPanel::blockRequested, this, [this](const MemberId& member) {
        if (m_room)
            Q_EMIT m_room->blockRequested(member);
    });
    connect(members, &MembersPanel::reportRequested, this,
            [this](const MemberId& member, protocol::ReportReason reason) {
                if (m_room)
                    Q_EMIT m_room->reportRequested(member, reason);
            });
    return members;
}

FileChooser* WindowPanels::makeChooser(const Theme& theme, QWidget* pages)
{
    auto* chooser = new FileChooser(theme, pages);
    connect(chooser, &FileChooser::readChosen, this, &WindowPanels::pictureChosen);
    connect(chooser, &FileChooser::saveChosen, this,
            [this](const QString& path) { Q_EMIT savePictureRequested(m_saving, path); });
    return chooser;
}

ReadingPanel* WindowPanels::makeAnonymous(const Theme& theme, QWidget* pages)
{
    auto* page =
        new ReadingPanel(theme, pages, QStringLiteral("anonymousPage"), tr("What anonymous means here"));
    page->setSections(ServerWords::anonymous(m_facts));
    return page;
}

ReadingPanel* WindowPanels::makeServerPage(const Theme& theme, QWidget* pages)
{
    auto* page = new ReadingPanel(theme, pages, QStringLiteral("serverPage"), tr("About this server"));
    page->setSections(ServerWords::page(m_facts.server));
    return page;
}

void WindowPanels::makeAll()
{
    const auto make = [](auto&... panels) { (panels.get(), ...); };
    m_toSend->of(m_chat);
    make(m_viewer, m_emojiCheck, m_invite, m_members, m_chooser, m_settings, m_switcher, m_shortcuts, m_about,
         m_anonymous, m_serverPage);
}

bool WindowPanels::isOpen() const
{
    return std::any_of(m_all.cbegin(), m_all.cend(), [](const Overlay* one) { return !one->isHidden(); });
}

bool WindowPanels::isElsewhere() const
{
    const auto isAnyOpen = [](const auto&... panels) { return ((ifOpen(panels) != nullptr) || ...); };
    return isAnyOpen(m_chooser, m_settings, m_switcher, m_shortcuts, m_about, m_anonymous, m_serverPage);
}

void WindowPanels::closeAll()
{
    m_toSend->setAside();
    m_closesAll = true;
    for (Overlay* panel : std::as_const(m_all))
        panel->close();
    m_closesAll = false;
}

void WindowPanels::clear()
{
    clearMade(m_viewer);
    m_toSend->clearAll();
    clearMade(m_emojiCheck);
    clearMade(m_invite);
    clearMade(m_members);
    closeChooser();
    closeMade(m_switcher);
    m_viewed = nullptr;
}

void WindowPanels::clearOf(const ChatView* chat)
{
    if (m_choosing == chat)
        closeChooser();
    if (viewedChat() == chat) {
        clearMade(m_viewer);
        m_viewed = nullptr;
    }
    if (chat == m_chat)
        clearMade(m_emojiCheck);
    m_toSend->clear(chat);
}

void WindowPanels::closeChooser()
{
    closeMade(m_chooser);
    m_choosing = nullptr;
    m_saving = {};
}

void WindowPanels::closeOfErased(const ChatView* chat)
{
    if (viewedChat() != chat)
        return;
    for (const MessageKey key : {viewedKey(), m_saving}) {
        if (key != MessageKey{} && chat->find(key) == nullptr)
            closeOf(key, chat);
    }
}

void WindowPanels::closeOf(MessageKey key, const ChatView* chat)
{
    if (viewedChat() != (chat == nullptr ? m_chat : chat))
        return;
    if (viewedKey() == key)
        clearMade(m_viewer);
    if (m_saving == key)
        closeChooser();
}

void WindowPanels::watch(ChatView* chat)
{
    connect(chat, &ChatView::viewPictureRequested, this, [this, chat](MessageKey key) { view(chat, key); });
    connect(chat, &ChatView::choosePictureRequested, this, [this, chat] {
        if (m_toSend->isAside(chat))
            return m_toSend->bringBack(chat); // there is one already
        m_choosing = chat;
        m_saving = {};
        m_chooser->openForReading();
    });
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
        clearMade(m_invite);
        clearMade(m_members);
        m_room = nullptr;
    }
    clearOf(page->chat());
    m_toSend->remove(page->chat());
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

ChatView* WindowPanels::choosing() const
{
    return m_choosing;
}

void WindowPanels::save(MessageKey key)
{
    m_choosing = viewedChat();
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
    InvitePanel* invite = ifOpen(m_invite);
    if (invite != nullptr && page->invite().isEmpty())
        invite->close();
    else if (invite != nullptr)
        invite->setInvite(page->title(), page->invite(), page->isLocked());
    if (MembersPanel* members = ifOpen(m_members))
        members->setMembers(page->title(), page->members(), page->choices());
}

MessageKey WindowPanels::viewedKey() const
{
    return m_viewer.made() == nullptr ? MessageKey{} : m_viewer.made()->key();
}

bool WindowPanels::areSettingsOpen() const
{
    return ifOpen(m_settings) != nullptr;
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

void WindowPanels::clearEmojiCheck()
{
    clearMade(m_emojiCheck);
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
    m_facts = facts;
    if (m_anonymous.made() != nullptr)
        m_anonymous->setSections(ServerWords::anonymous(m_facts));
    if (m_serverPage.made() != nullptr)
        m_serverPage->setSections(ServerWords::page(m_facts.server));
}

} // namespace chatmet::client
