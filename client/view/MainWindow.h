// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The window: its pages and panels, shortcuts, menu and title. It says what the person wants and knows no
// rules.

#include "client/model/ChatState.h"
#include "client/picture/PictureTypes.h"
#include "client/view/ReportButtons.h"
#include "client/view/ServerWords.h"

#include <QList>
#include <QMainWindow>
#include <QPointer>

#include <optional>

class QMenu;
class QStackedWidget;

namespace chatmet::client {

class ChatView;
class EmojiCheckPanel;
class FileChooser;
class HomePage;
class InfoPage;
class InvitePanel;
class MembersPanel;
class MessageStore;
class PictureViewer;
class PrivacyPanel;
class ReadingPanel;
class SendPictureDialog;
class Sidebar;
class RoomPage;
class Theme;
class WelcomePage;

/// What the title says; scripts read it.
struct TitleState
{
    QString username; ///< empty: not online
    QString partner;  ///< empty: nobody
    Meeting meeting{Meeting::None};
    EndCause end{EndCause::PartnerLeft};
    int unread{0};  ///< shown while the window is not the active one
    QString room{}; ///< title of the one that is shown; empty: none
};

/// "ChatMet", "NAME – ChatMet", "NAME with PARTNER – ChatMet", "PARTNER has left – ChatMet", "(2) " before
/// it. Translated; scripts that wait for them run the program in English.
[[nodiscard]] QString windowTitle(const TitleState& state, bool active);

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Theme& theme, QWidget* parent = nullptr);

    void showWelcome();
    /// Below the privacy panel where that is open; the person closes it.
    void showHome();
    void showChat();
    void showPrivacy();
    void setTitleState(const TitleState& state);
    /// What the server says of itself; nothing while there is no line.
    void setServer(const std::optional<ServerCard>& server);
    /// Whether the line hides this computer's address from the server.
    void setProxied(bool proxied);
    void setSeal(SealState state);
    /// What may be said of the partner of now or of the last one, and of the one before.
    void setFacts(const PartnerFacts& partner, const PartnerFacts& before, bool isPaired);
    /// Closes viewer, picture panel and chooser, and forgets what they held: a conversation was erased.
    void closePanels();
    /// The same for what shows one message: it was taken back. chat: nullptr: the pair's.
    void closePanelsOf(MessageKey key, const ChatView* chat = nullptr);
    /// The same for what shows a message that is not there any more.
    void closePanelsOfErased(const ChatView* chat);

    /// The page of one more room, in the order of the sidebar, below the pair. rows: outlive it.
    RoomPage* addRoom(MessageStore* rows);
    /// Goes home from there, forgets what it showed; the page goes with the next turn of the event loop.
    void removeRoom(RoomPage* page);
    void showRoom(RoomPage* page);
    /// The room that is on the screen; nullptr where another page is.
    [[nodiscard]] RoomPage* shownRoom() const;
    /// The conversation whose page is open, below the privacy panel too; the pair's where it is none.
    [[nodiscard]] ChatView* currentChat() const;
    /// Where the picture stands that is seen large, or was last.
    [[nodiscard]] ChatView* viewedChat() const;

    [[nodiscard]] WelcomePage* welcome() const { return m_welcome; }
    [[nodiscard]] HomePage* home() const { return m_home; }
    [[nodiscard]] ChatView* chat() const { return m_chat; }
    [[nodiscard]] Sidebar* sidebar() const { return m_sidebar; }
    [[nodiscard]] PrivacyPanel* privacy() const { return m_privacy; }
    [[nodiscard]] SendPictureDialog* sendPicture() const { return m_sendPicture; }
    [[nodiscard]] PictureViewer* viewer() const { return m_viewer; }
    [[nodiscard]] EmojiCheckPanel* emojiCheck() const { return m_emojiCheck; }
    [[nodiscard]] bool isChatShown() const;

Q_SIGNALS:
    /// Ctrl+N, Meet someone, Meet someone else. While paired: leaves first.
    void meetRequested(const QStringList& topics);
    void nextRequested();
    void reportRequested(chatmet::protocol::ReportReason reason);
    void blockRequested();
    /// About the partner before this one.
    void reportBeforeRequested(chatmet::protocol::ReportReason reason);
    void blockBeforeRequested();
    /// Leave everything, erase, close: at once, without a question.
    void panicRequested();
    /// To welcome: ends the session.
    void disconnectRequested();
    /// A picture that is seen is to be seen large; answer with showInViewer().
    void viewPictureRequested(chatmet::client::MessageKey key);
    /// path: an absolute one that does not exist yet.
    void savePictureRequested(chatmet::client::MessageKey key, const QString& path);
    /// The window came to the front or left it, or a conversation came on it; what was unread may be seen
    /// now.
    void activeChanged(bool active);

public Q_SLOTS:
    void showInViewer(chatmet::client::MessageKey key, const QImage& image);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void buildMenu();
    void addReporting();
    void connectPages();
    void connectPanels();
    void addAction(const QString& name, const QString& text, const QKeySequence& keys,
                   void (MainWindow::*action)());
    void meet();
    void next();
    void showNewestPicture();
    void compareEmoji();
    void reply();
    void report();
    void block();
    void blockBefore();
    void openShortcuts();
    void openAbout();
    void openAnonymous();
    void openServer();
    void say();
    void goHome();
    void goToChat();
    /// row: of the sidebar.
    void goToConversation(int row);
    void addPlaces();
    [[nodiscard]] QList<QToolButton*> menuButtons() const;
    void view(ChatView* chat, MessageKey key);
    void showInvite(RoomPage* page);
    void showMembers(RoomPage* page);
    void updatePanels(const RoomPage* page);
    void closePrivacy();
    void showConversation(QWidget* conversation);
    /// In the sidebar.
    void markPlace();
    /// Shows what m_place says.
    void showPlace();
    void panic();
    void disconnectNow();
    void updateActions();
    /// Where the page begins; a panel above it keeps the focus.
    void focusPage();
    [[nodiscard]] bool isPanelOpen() const;
    void openMenu();
    void collapseSidebar();

    const Theme& m_theme;
    QStackedWidget* m_pages{nullptr};
    QWidget* m_online{nullptr};
    QStackedWidget* m_places{nullptr};
    WelcomePage* m_welcome;
    Sidebar* m_sidebar;
    HomePage* m_home;
    ChatView* m_chat;
    PrivacyPanel* m_privacy;
    QWidget* m_place; ///< home, chat or the page of a room
    QList<RoomPage*> m_rooms;
    QPointer<RoomPage> m_panelRoom; ///< whose invite or people are shown
    QPointer<ChatView> m_viewed;
    InvitePanel* m_invite{nullptr};
    MembersPanel* m_members{nullptr};
    QMenu* m_goTo{nullptr};
    bool m_privacyOpen{false};
    SendPictureDialog* m_sendPicture{nullptr};
    PictureViewer* m_viewer{nullptr};
    EmojiCheckPanel* m_emojiCheck{nullptr};
    FileChooser* m_chooser{nullptr};
    InfoPage* m_shortcuts{nullptr};
    InfoPage* m_about{nullptr};
    ReadingPanel* m_anonymous{nullptr};
    ReadingPanel* m_serverPage{nullptr};
    AnonymousFacts m_facts;
    QMenu* m_menu{nullptr};
    MessageKey m_saving{};
    SealState m_seal{SealState::NotSealed};
    TitleState m_title;
    PartnerFacts m_partner;
    PartnerFacts m_before;
};

} // namespace chatmet::client
