// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The panels over the window's pages, and what they are about: which room, whose picture, what is being
// saved.

#include "client/model/Message.h"
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
class PictureViewer;
class QuickSwitcher;
class ReadingPanel;
class RoomPage;
class SendPictureDialog;
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
    /// Closes all; what they show stays for the next time.
    void closeAll();
    /// Closes viewer, picture panel, chooser and what is about one conversation, and forgets what they held:
    /// it was erased.
    void clear();
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
    void openSettings(SettingsPart part = SettingsPart::Look);
    void openShortcuts();
    void openAbout();
    void openAnonymous();
    void openServer();
    /// The pages of words follow what is so now, open or not.
    void say(const AnonymousFacts& facts);

    [[nodiscard]] SendPictureDialog* sendPicture() const { return m_sendPicture; }
    [[nodiscard]] PictureViewer* viewer() const { return m_viewer; }
    [[nodiscard]] SettingsPanel* settings() const { return m_settings; }
    [[nodiscard]] EmojiCheckPanel* emojiCheck() const { return m_emojiCheck; }
    [[nodiscard]] QuickSwitcher* switcher() const { return m_switcher; }

Q_SIGNALS:
    /// A picture that is seen is to be seen large; answer with showInViewer().
    void viewPictureRequested(chatmet::client::MessageKey key);
    /// path: an absolute one that does not exist yet.
    void savePictureRequested(chatmet::client::MessageKey key, const QString& path);
    /// A picture was chosen to be sent. path: an absolute one.
    void pictureChosen(const QString& path);
    /// One closed, and what had the focus before can't have it any more.
    void focusWanted();

private:
    template <class Panel> Panel* own(Panel* panel);
    void connectPictures();
    void connectMembers();
    void view(ChatView* chat, MessageKey key);
    void save(MessageKey key);
    void showInvite(RoomPage* page);
    void showMembers(RoomPage* page);
    void update(const RoomPage* page);

    ChatView* m_chat;
    QList<Overlay*> m_all;
    SendPictureDialog* m_sendPicture;
    PictureViewer* m_viewer;
    EmojiCheckPanel* m_emojiCheck;
    InvitePanel* m_invite;
    MembersPanel* m_members;
    FileChooser* m_chooser;
    SettingsPanel* m_settings;
    QuickSwitcher* m_switcher;
    InfoPage* m_shortcuts;
    InfoPage* m_about;
    ReadingPanel* m_anonymous;
    ReadingPanel* m_serverPage;
    QPointer<RoomPage> m_room;   ///< whose invite or people are shown
    QPointer<ChatView> m_viewed; ///< null: the pair's
    MessageKey m_saving{};
};

} // namespace chatmet::client
