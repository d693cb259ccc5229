// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The panels over the window's pages, and what they are about: which room, whose picture, what is being
// saved. A panel is made when it is first needed: the window comes up without them.

#include "client/model/Message.h"
#include "client/view/OnDemand.h"
#include "client/view/ServerWords.h"
#include "client/view/SettingsChoices.h"

#include <QImage>
#include <QList>
#include <QObject>
#include <QPointer>

namespace chatmet::client {

class ChatView;
class EmojiCheckPanel;
class FileChooser;
class InfoPage;
class InvitePanel;
class MembersPanel;
class Overlay;
class PicturesToSend;
class PictureViewer;
class QuickSwitcher;
class ReadingPanel;
class RoomPage;
class SettingsPanel;
class Sidebar;
class Theme;

class WindowPanels : public QObject
{
    Q_OBJECT

public:
    /// pages: what they cover; their parent. chat: the pair's.
    WindowPanels(const Theme& theme, QWidget* pages, ChatView* chat);

    [[nodiscard]] bool isOpen() const;
    /// Something is open that belongs to no conversation, whatever page is below it.
    [[nodiscard]] bool isElsewhere() const;
    /// Closes all, since the person goes somewhere else; what they show stays for the next time. Pictures
    /// that are about to be sent are put aside.
    void closeAll();
    /// Closes viewer, pictures to send, chooser and what is about one conversation, and forgets what they
    /// held: all of it is erased.
    void clear();
    /// The same for what is about this page's conversation: it is over. What is about another one stays.
    void clearOf(const ChatView* chat);
    /// The same for what shows one message: it was taken back. chat: nullptr: the pair's.
    void closeOf(MessageKey key, const ChatView* chat = nullptr);
    /// The same for what shows a message that is not there any more.
    void closeOfErased(const ChatView* chat);

    /// Pictures of this page are seen and chosen here from now on.
    void watch(ChatView* chat);
    /// The same, and its invite and people.
    void watch(RoomPage* page);
    /// Before the page goes: nothing of it is shown any more.
    void forget(RoomPage* page);

    /// Where the picture stands that is seen large, or was last.
    [[nodiscard]] ChatView* viewedChat() const;
    void showInViewer(MessageKey key, const QImage& image);

    /// Ctrl+K. conversations: outlives this.
    void openSwitcher(const Sidebar* conversations);
    void openEmojiCheck();
    /// There is nothing to compare any more.
    void clearEmojiCheck();
    void openSettings(SettingsPart part = SettingsPart::Look);
    void openShortcuts();
    void openAbout();
    void openAnonymous();
    void openServer();
    /// The pages of words follow what is so now, open or not.
    void say(const AnonymousFacts& facts);

    /// Of the picture that is seen large, or was last and is still held; empty where there is none.
    [[nodiscard]] MessageKey viewedKey() const;
    [[nodiscard]] bool areSettingsOpen() const;

    /// Every panel, open or not: for whoever looks at all that the window can show.
    void makeAll();
    // Made by these where they have not been yet.
    /// For whom a file is chosen, or was last; null: that page is gone.
    [[nodiscard]] ChatView* choosing() const;
    [[nodiscard]] PictureViewer* viewer() { return m_viewer.get(); }
    [[nodiscard]] SettingsPanel* settings() { return m_settings.get(); }
    [[nodiscard]] EmojiCheckPanel* emojiCheck() { return m_emojiCheck.get(); }
    [[nodiscard]] PicturesToSend* picturesToSend() { return m_toSend; }

Q_SIGNALS:
    /// A picture that is seen is to be seen large; answer with showInViewer().
    void viewPictureRequested(chatmet::client::MessageKey key);
    /// path: an absolute one that does not exist yet.
    void savePictureRequested(chatmet::client::MessageKey key, const QString& path);
    /// A picture was chosen to be sent. path: an absolute one.
    void pictureChosen(const QString& path);
    /// Somebody asked for them for the first time: whoever fills them begins here.
    void settingsMade(chatmet::client::SettingsPanel* page);
    void emojiCheckMade(chatmet::client::EmojiCheckPanel* panel);
    void switcherMade(chatmet::client::QuickSwitcher* switcher);
    /// The person has closed one.
    void closed();
    /// One closed, and what had the focus before can't have it any more.
    void focusWanted();

private:
    /// One more panel: isOpen(), closeAll() and whoever waits for its end know it.
    void own(Overlay* panel);
    /// making: gives the panel.
    template <class Making> auto ownOnDemand(Making making);
    /// For whoever fills it: made, one of our signals, says that it is there.
    template <class Panel> Panel* announced(Panel* panel, void (WindowPanels::*made)(Panel*));
    PictureViewer* makeViewer(const Theme& theme, QWidget* pages);
    MembersPanel* makeMembers(const Theme& theme, QWidget* pages);
    FileChooser* makeChooser(const Theme& theme, QWidget* pages);
    ReadingPanel* makeAnonymous(const Theme& theme, QWidget* pages);
    ReadingPanel* makeServerPage(const Theme& theme, QWidget* pages);
    void view(ChatView* chat, MessageKey key);
    void save(MessageKey key);
    void closeChooser();
    void showInvite(RoomPage* page);
    void showMembers(RoomPage* page);
    void update(const RoomPage* page);

    ChatView* m_chat;
    QList<Overlay*> m_all; ///< that have been made
    PicturesToSend* m_toSend;
    OnDemand<PictureViewer> m_viewer;
    OnDemand<EmojiCheckPanel> m_emojiCheck;
    OnDemand<InvitePanel> m_invite;
    OnDemand<MembersPanel> m_members;
    OnDemand<FileChooser> m_chooser;
    OnDemand<SettingsPanel> m_settings;
    OnDemand<QuickSwitcher> m_switcher;
    OnDemand<InfoPage> m_shortcuts;
    OnDemand<InfoPage> m_about;
    OnDemand<ReadingPanel> m_anonymous;
    OnDemand<ReadingPanel> m_serverPage;
    AnonymousFacts m_facts;
    QPointer<RoomPage> m_room;   ///< whose invite or people are shown
    QPointer<ChatView> m_viewed; ///< null: the pair's
    bool m_closesAll{false};
    QPointer<ChatView> m_choosing; ///< for whom a file is chosen, or was last
    MessageKey m_saving{};         ///< what is to be written there; MessageKey{0}: a file is read
};

} // namespace chatmet::client
