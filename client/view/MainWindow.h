// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The window and its pages. It says what the person wants and knows no rules.

#include "client/view/CloseQuestion.h"
#include "client/view/LateStyle.h"
#include "client/view/OnDemand.h"
#include "client/view/ReportButtons.h"
#include "client/view/ServerWords.h"
#include "client/view/WindowTitle.h"

#include <QMainWindow>

#include <optional>

namespace chatmet::client {

class ChatView;
class HomePage;
class OperatorBar;
class MessageStore;
class PageStack;
class PrivacyPanel;
class Sidebar;
class RoomPage;
class StatusLine;
class Theme;
class WelcomePage;
class WindowMenu;
class WindowPanels;
class WindowPlaces;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Theme& theme, QWidget* parent = nullptr);

    void setTitleState(const TitleState& state);
    /// Who is still talked to: closing asks first, once. A second wish to close is not asked about.
    void setLeaves(const Leaves& leaves);
    /// Without a question: the person has said so already, or nobody may be waited for (the session ends, the
    /// system asks).
    void closeAtOnce();
    /// From now on no wish to close is asked about.
    void askNoMore() { m_asksNoMore = true; }
    void askAgain() { m_asksNoMore = false; }
    void panic();
    /// What the server says of itself, or last said in this session; nothing where there is none.
    void setServer(const std::optional<ServerCard>& server);
    /// Whether the line hides this computer's address from the server.
    void setProxied(bool proxied);
    /// Whether partners are told when the person types.
    void setTypingHints(bool told);
    void setSeal(SealState state);
    /// What may be said of the partner of now or of the last one, and of the one before.
    void setFacts(const PartnerFacts& partner, const PartnerFacts& before, bool isPaired);

    /// The page of one more room, in the order of the sidebar, below the pair. rows: outlive it.
    RoomPage* addRoom(MessageStore* rows);
    /// Goes home from there, forgets what it showed; the page goes with the next turn of the event loop.
    void removeRoom(RoomPage* page);

    [[nodiscard]] WindowPlaces* places() const { return m_places; }
    [[nodiscard]] WelcomePage* welcome() const { return m_welcome; }
    [[nodiscard]] HomePage* home() const { return m_home; }
    [[nodiscard]] OperatorBar* operatorBar() const { return m_operatorBar; }
    [[nodiscard]] ChatView* chat() const { return m_chat; }
    [[nodiscard]] Sidebar* sidebar() const { return m_sidebar; }
    /// Made by this where it has not been shown yet.
    [[nodiscard]] PrivacyPanel* privacy() { return m_privacy.get(); }
    /// Null before that.
    [[nodiscard]] PrivacyPanel* madePrivacy() const { return m_privacy.made(); }
    [[nodiscard]] WindowPanels* panels() const { return m_panels; }
    /// The person sees what comes.
    [[nodiscard]] bool isInFront() const;

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
    /// The window came to the front or left it, or a conversation came on it; what was unread may be seen
    /// now.
    void activeChanged(bool active);
    /// Somebody asked for it for the first time: whoever fills it begins here.
    void privacyMade(chatmet::client::PrivacyPanel* panel);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void connectMenu();
    void connectPages();
    void meet();
    void next();
    void report();
    void block();
    void showPartner();
    void say();
    void askBeforeClosing();
    void updateMenu();
    /// Where the page begins; a panel above it keeps the focus.
    void focusPage();
    PrivacyPanel* makePrivacy();
    void collapseSidebar();
    [[nodiscard]] bool isNarrow() const;

    std::optional<LateStyle> m_unstyled; ///< while it is being built
    const Theme& m_theme;
    PageStack* m_pages;
    QWidget* m_online;
    PageStack* m_behind; ///< the first page
    WelcomePage* m_welcome;
    OperatorBar* m_operatorBar;
    Sidebar* m_sidebar;
    StatusLine* m_status; ///< in the place of the sidebar, where that has none
    HomePage* m_home;
    ChatView* m_chat;
    OnDemand<PrivacyPanel> m_privacy;
    WindowPanels* m_panels;
    WindowMenu* m_menu;
    WindowPlaces* m_places;
    CloseQuestion* m_closeQuestion{nullptr}; ///< made when first asked
    Leaves m_leaves;
    bool m_asksNoMore{false};
    AnonymousFacts m_facts;
    TitleState m_title;
    PartnerFacts m_partner;
    PartnerFacts m_before;
};

} // namespace chatmet::client
