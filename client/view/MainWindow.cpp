// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MainWindow.h"

#include "client/picture/PictureGate.h"
#include "client/view/Buttons.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/FileChooser.h"
#include "client/view/HomePage.h"
#include "client/view/Icons.h"
#include "client/view/InfoPage.h"
#include "client/view/InvitePanel.h"
#include "client/view/MembersPanel.h"
#include "client/view/MessageListView.h"
#include "client/view/PictureSource.h"
#include "client/view/PictureViewer.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/ReadingPanel.h"
#include "client/view/RoomPage.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "client/view/WelcomePage.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace chatmet::client {

namespace {

constexpr int collapseBelow = 720; // design.md: of the window, in pixels

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

QString windowTitle(const TitleState& state, bool active)
{
    const bool paired = state.meeting == Meeting::Paired && !state.partner.isEmpty();
    const bool left = state.end == EndCause::PartnerLeft || state.end == EndCause::PartnerLost;
    QString title;
    if (state.username.isEmpty())
        title = MainWindow::tr("ChatMet");
    else if (!state.room.isEmpty())
        title = MainWindow::tr("%1 in %2 – ChatMet").arg(state.username, state.room);
    else if (paired)
        title = MainWindow::tr("%1 with %2 – ChatMet").arg(state.username, state.partner);
    else if (state.meeting == Meeting::Ended && left)
        title = MainWindow::tr("%1 has left – ChatMet").arg(state.partner);
    else if (state.meeting == Meeting::Ended)
        title = MainWindow::tr("Ended with %1 – ChatMet").arg(state.partner);
    else
        title = MainWindow::tr("%1 – ChatMet").arg(state.username);
    return active || state.unread == 0 ? title : QStringLiteral("(%1) %2").arg(state.unread).arg(title);
}

MainWindow::MainWindow(const Theme& theme, QWidget* parent)
    : QMainWindow(parent),
      m_theme(theme),
      m_welcome(new WelcomePage(theme)),
      m_sidebar(new Sidebar(theme)),
      m_home(new HomePage(theme)),
      m_chat(new ChatView(theme)),
      m_privacy(new PrivacyPanel(theme)),
      m_place(m_home)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(programIcon());
    setMinimumSize(480, 420);
    resize(960, 640);
    build();
    buildMenu();
    connectPages();
    connectPanels();
    setTitleState({});
    showWelcome();
}

void MainWindow::build()
{
    m_places = new QStackedWidget;
    m_places->addWidget(m_home);
    m_places->addWidget(m_chat);
    m_places->addWidget(m_privacy);
    m_online = new QWidget;
    auto* row = new QHBoxLayout(m_online);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addWidget(m_places, 1);
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_online);
    setCentralWidget(m_pages);
    m_sendPicture = new SendPictureDialog(m_theme, m_pages);
    m_viewer = new PictureViewer(m_theme, m_pages);
    m_emojiCheck = new EmojiCheckPanel(m_theme, m_pages);
    m_invite = new InvitePanel(m_theme, m_pages);
    m_members = new MembersPanel(m_theme, m_pages);
    m_chooser = new FileChooser(m_theme, m_pages);
    m_shortcuts = InfoPage::shortcuts(m_theme, m_pages);
    m_about = InfoPage::about(m_theme, m_pages);
    m_anonymous =
        new ReadingPanel(m_theme, m_pages, QStringLiteral("anonymousPage"), tr("What anonymous means here"));
    m_serverPage = new ReadingPanel(m_theme, m_pages, QStringLiteral("serverPage"), tr("About this server"));
}

void MainWindow::addAction(const QString& name, const QString& text, const QKeySequence& keys,
                           void (MainWindow::*action)())
{
    QAction* entry = m_menu->addAction(text);
    entry->setObjectName(name);
    entry->setShortcut(keys);
    entry->setShortcutContext(Qt::WindowShortcut);
    QMainWindow::addAction(entry);
    connect(entry, &QAction::triggered, this, action);
}

void MainWindow::buildMenu()
{
    m_menu = new QMenu(this);
    m_menu->setObjectName(QStringLiteral("mainMenu"));
    addAction(QStringLiteral("meetAction"), tr("Meet someone"), QKeySequence(QStringLiteral("Ctrl+N")),
              &MainWindow::meet);
    addAction(QStringLiteral("nextAction"), tr("Next"), QKeySequence(QStringLiteral("Ctrl+Shift+N")),
              &MainWindow::next);
    addAction(QStringLiteral("replyAction"), tr("Reply"), QKeySequence(QStringLiteral("Ctrl+R")),
              &MainWindow::reply);
    addAction(QStringLiteral("showPictureAction"), tr("Show the newest picture"),
              QKeySequence(QStringLiteral("Ctrl+Shift+O")), &MainWindow::showNewestPicture);
    addAction(QStringLiteral("compareAction"), tr("Compare seven emoji"),
              QKeySequence(QStringLiteral("Ctrl+Shift+E")), &MainWindow::compareEmoji);
    addReporting();
    m_menu->addSeparator();
    addAction(QStringLiteral("privacyAction"), tr("What is held about you"),
              QKeySequence(QStringLiteral("Ctrl+I")), &MainWindow::showPrivacy);
    m_menu->addSeparator();
    addAction(QStringLiteral("disconnectAction"), tr("Disconnect"),
              QKeySequence(QStringLiteral("Ctrl+Shift+D")), &MainWindow::disconnectNow);
    addAction(QStringLiteral("panicAction"), tr("Panic: erase everything and close"),
              QKeySequence(QStringLiteral("Ctrl+Shift+Del")), &MainWindow::panic);
    m_menu->addSeparator();
    addAction(QStringLiteral("shortcutsAction"), tr("Keys"), QKeySequence(Qt::Key_F1),
              &MainWindow::openShortcuts);
    addAction(QStringLiteral("anonymousAction"), tr("What anonymous means here"), {},
              &MainWindow::openAnonymous);
    addAction(QStringLiteral("serverAction"), tr("About this server"), {}, &MainWindow::openServer);
    addAction(QStringLiteral("aboutAction"), tr("About ChatMet"), {}, &MainWindow::openAbout);
    addPlaces();
    for (QToolButton* button : menuButtons())
        button->setMenu(m_menu);
    auto* open = new QAction(this);
    open->setObjectName(QStringLiteral("openMenuAction"));
    open->setShortcut(Qt::Key_F10);
    QMainWindow::addAction(open);
    connect(open, &QAction::triggered, this, &MainWindow::openMenu);
}

void MainWindow::addReporting()
{
    m_menu->addSeparator();
    addAction(QStringLiteral("reportAction"), tr("Report…"), QKeySequence(QStringLiteral("Ctrl+Shift+R")),
              &MainWindow::report);
    addAction(QStringLiteral("blockAction"), tr("Block"), QKeySequence(QStringLiteral("Ctrl+Shift+B")),
              &MainWindow::block);
    QMenu* reasons = m_menu->addMenu(tr("Report the person before"));
    reasons->menuAction()->setObjectName(QStringLiteral("reportBeforeAction"));
    ReportButtons::addReasons(
        reasons, this, [this](protocol::ReportReason reason) { Q_EMIT reportBeforeRequested(reason); });
    addAction(QStringLiteral("blockBeforeAction"), tr("Block the person before"), {},
              &MainWindow::blockBefore);
}

/// Below the button that is there; the first page has none.
void MainWindow::openMenu()
{
    for (QToolButton* button : menuButtons()) {
        if (button->isVisible())
            return button->showMenu();
    }
}

QList<QToolButton*> MainWindow::menuButtons() const
{
    QList<QToolButton*> buttons{m_sidebar->menuButton(), m_home->menuButton(), m_chat->menuButton(),
                                m_privacy->menuButton()};
    for (const RoomPage* page : m_rooms)
        buttons.append(page->menuButton());
    return buttons;
}

/// By number, as in the sidebar; in the menu for windows that have none.
void MainWindow::addPlaces()
{
    for (int number = 1; number <= 9; ++number) {
        auto* action = new QAction(this);
        action->setObjectName(QStringLiteral("place%1Action").arg(number));
        action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number)));
        QMainWindow::addAction(action);
        connect(action, &QAction::triggered, this, [this, number] { goToConversation(number - 1); });
    }
    m_goTo = new QMenu(tr("Go to"), m_menu);
    m_goTo->setObjectName(QStringLiteral("goToMenu"));
    QAction* first = m_menu->actions().first();
    m_menu->insertMenu(first, m_goTo);
    m_menu->insertSeparator(first);
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        m_goTo->clear();
        connect(m_goTo->addAction(tr("Home")), &QAction::triggered, this, &MainWindow::goHome);
        for (int row = 0; row < m_sidebar->conversationCount(); ++row) {
            QAction* action = m_goTo->addAction(asButtonText(m_sidebar->titleOf(row)));
            connect(action, &QAction::triggered, this, [this, row] { goToConversation(row); });
        }
        m_goTo->setEnabled(m_pages->currentWidget() == m_online);
    });
    // It holds names.
    connect(m_menu, &QMenu::aboutToHide, m_goTo, &QMenu::clear, Qt::QueuedConnection);
}

void MainWindow::connectPages()
{
    connect(m_home, &HomePage::meetRequested, this, &MainWindow::meetRequested);
    connect(m_home, &HomePage::backRequested, this, &MainWindow::goToChat);
    connect(m_chat, &ChatView::meetRequested, this, &MainWindow::meet);
    connect(m_chat, &ChatView::nextRequested, this, &MainWindow::nextRequested);
    connect(m_chat, &ChatView::reportRequested, this, &MainWindow::reportRequested);
    connect(m_chat, &ChatView::blockRequested, this, &MainWindow::blockRequested);
    connect(m_home, &HomePage::reportRequested, this, &MainWindow::reportRequested);
    connect(m_home, &HomePage::blockRequested, this, &MainWindow::blockRequested);
    connect(m_chat, &ChatView::compareEmojiRequested, this, &MainWindow::compareEmoji);
    connect(m_chat, &ChatView::viewPictureRequested, this, [this](MessageKey key) { view(m_chat, key); });
    connect(m_chat, &ChatView::choosePictureRequested, m_chooser, &FileChooser::openForReading);
    connect(m_sidebar, &Sidebar::homeRequested, this, &MainWindow::goHome);
    connect(m_sidebar, &Sidebar::conversationRequested, this, &MainWindow::goToConversation);
    connect(m_sidebar, &Sidebar::conversationCountChanged, this, &MainWindow::markPlace);
    connect(m_sidebar, &Sidebar::privacyRequested, this, &MainWindow::showPrivacy);
    connect(m_privacy, &PrivacyPanel::closeRequested, this, &MainWindow::closePrivacy);
    connect(m_privacy, &PrivacyPanel::anonymousRequested, this, &MainWindow::openAnonymous);
    connect(m_welcome, &WelcomePage::anonymousRequested, this, &MainWindow::openAnonymous);
    connect(m_home, &HomePage::anonymousRequested, this, &MainWindow::openAnonymous);
    connect(m_home, &HomePage::serverRequested, this, &MainWindow::openServer);
    connect(m_home, &HomePage::privacyRequested, this, &MainWindow::showPrivacy);
}

void MainWindow::connectPanels()
{
    for (Overlay* panel : m_pages->findChildren<Overlay*>())
        connect(panel, &Overlay::focusWanted, this, &MainWindow::focusPage);
    connect(m_chooser, &FileChooser::readChosen, this,
            [this](const QString& path) { currentChat()->take(PictureSource::fromFile(path)); });
    connect(m_members, &MembersPanel::removeRequested, this, [this](const MemberId& member) {
        if (m_panelRoom)
            Q_EMIT m_panelRoom->removeRequested(member);
    });
    connect(m_chooser, &FileChooser::saveChosen, this,
            [this](const QString& path) { Q_EMIT savePictureRequested(m_saving, path); });
    connect(m_viewer, &PictureViewer::saveRequested, this, [this](MessageKey key) {
        m_saving = key;
        if (const auto format = PictureGate::formatOf(viewedChat()->fileOf(key)))
            m_chooser->openForSaving(tr("picture"), suffixesOf(*format));
    });
    connect(m_viewer, &PictureViewer::stepRequested, this, [this](MessageKey key, int step) {
        if (const auto other = viewedChat()->pictureBeside(key, step))
            Q_EMIT viewPictureRequested(*other);
    });
}

bool MainWindow::isChatShown() const
{
    return m_pages->currentWidget() == m_online && m_places->currentWidget() == m_chat;
}

void MainWindow::showWelcome()
{
    m_privacyOpen = false;
    m_pages->setCurrentWidget(m_welcome);
    m_places->setCurrentWidget(m_place);
    updateActions();
    focusPage();
}

void MainWindow::showHome()
{
    m_place = m_home;
    showPlace();
    Q_EMIT activeChanged(isActiveWindow());
}

void MainWindow::showChat()
{
    showConversation(m_chat);
}

void MainWindow::showRoom(RoomPage* page)
{
    showConversation(page);
}

void MainWindow::showConversation(QWidget* conversation)
{
    m_place = conversation;
    m_privacyOpen = false; // somebody is there
    showPlace();
    Q_EMIT activeChanged(isActiveWindow());
}

void MainWindow::showPrivacy()
{
    if (m_pages->currentWidget() != m_online)
        return;
    for (Overlay* panel : m_pages->findChildren<Overlay*>())
        panel->close();
    m_privacyOpen = true;
    showPlace();
}

void MainWindow::closePrivacy()
{
    m_privacyOpen = false;
    if (m_place == m_home)
        showHome();
    else
        showConversation(m_place);
}

void MainWindow::goHome()
{
    m_privacyOpen = false;
    showHome();
}

void MainWindow::goToChat()
{
    showChat();
}

/// The pair, where there is one, stands before the rooms.
void MainWindow::goToConversation(int row)
{
    const auto count = static_cast<int>(m_rooms.size());
    const int before = m_sidebar->conversationCount() - count;
    if (m_pages->currentWidget() != m_online || row < 0 || row >= before + count)
        return;
    for (Overlay* panel : m_pages->findChildren<Overlay*>())
        panel->close();
    if (row < before)
        goToChat();
    else
        showRoom(m_rooms.at(row - before));
}

RoomPage* MainWindow::addRoom(MessageStore* rows)
{
    auto* page = new RoomPage(m_theme, rows);
    m_rooms.append(page);
    m_places->addWidget(page);
    page->menuButton()->setMenu(m_menu);
    ChatView* chat = page->chat();
    connect(chat, &ChatView::viewPictureRequested, this, [this, chat](MessageKey key) { view(chat, key); });
    connect(chat, &ChatView::choosePictureRequested, m_chooser, &FileChooser::openForReading);
    connect(page, &RoomPage::inviteRequested, this, [this, page] { showInvite(page); });
    connect(page, &RoomPage::membersRequested, this, [this, page] { showMembers(page); });
    connect(page, &RoomPage::changed, this, [this, page] { updatePanels(page); });
    collapseSidebar();
    return page;
}

void MainWindow::removeRoom(RoomPage* page)
{
    if (m_panelRoom == page) {
        m_invite->clear();
        m_members->clear();
        m_panelRoom = nullptr;
    }
    if (m_viewed == page->chat())
        closePanels();
    m_rooms.removeAll(page);
    page->chat()->clear();
    const bool wasPlace = m_place == page;
    if (wasPlace)
        m_place = m_home;
    if (wasPlace && m_pages->currentWidget() == m_online)
        showPlace();
    m_places->removeWidget(page);
    page->hide();
    page->deleteLater();
}

RoomPage* MainWindow::shownRoom() const
{
    return m_pages->currentWidget() == m_online ? qobject_cast<RoomPage*>(m_places->currentWidget())
                                                : nullptr;
}

ChatView* MainWindow::currentChat() const
{
    const auto* room = qobject_cast<const RoomPage*>(m_place);
    return room == nullptr ? m_chat : room->chat();
}

ChatView* MainWindow::viewedChat() const
{
    return m_viewed ? m_viewed.data() : m_chat;
}

void MainWindow::view(ChatView* chat, MessageKey key)
{
    m_viewed = chat;
    Q_EMIT viewPictureRequested(key);
}

void MainWindow::showInvite(RoomPage* page)
{
    m_panelRoom = page;
    m_invite->setInvite(page->title(), page->invite(), page->isLocked());
    m_invite->open();
}

void MainWindow::showMembers(RoomPage* page)
{
    m_panelRoom = page;
    m_members->setMembers(page->title(), page->members(), page->mayRemove());
    m_members->open();
}

/// What is open follows what is so.
void MainWindow::updatePanels(const RoomPage* page)
{
    if (m_panelRoom != page)
        return;
    if (!m_invite->isHidden() && page->invite().isEmpty())
        m_invite->close();
    else if (!m_invite->isHidden())
        m_invite->setInvite(page->title(), page->invite(), page->isLocked());
    if (!m_members->isHidden())
        m_members->setMembers(page->title(), page->members(), page->mayRemove());
}

void MainWindow::markPlace()
{
    const auto room = m_rooms.indexOf(qobject_cast<RoomPage*>(m_place));
    const int row =
        room < 0 ? 0
                 : m_sidebar->conversationCount() - static_cast<int>(m_rooms.size()) + static_cast<int>(room);
    m_sidebar->setPlace(m_privacyOpen       ? Sidebar::Place::Elsewhere
                        : m_place == m_home ? Sidebar::Place::Home
                                            : Sidebar::Place::Conversation,
                        row);
}

void MainWindow::showPlace()
{
    m_pages->setCurrentWidget(m_online);
    m_places->setCurrentWidget(m_privacyOpen ? m_privacy : m_place);
    markPlace();
    updateActions();
    focusPage();
}

bool MainWindow::isPanelOpen() const
{
    const auto panels = m_pages->findChildren<Overlay*>();
    return std::any_of(panels.cbegin(), panels.cend(), [](const Overlay* one) { return !one->isHidden(); });
}

void MainWindow::focusPage()
{
    if (isPanelOpen())
        return;
    if (m_pages->currentWidget() == m_welcome)
        m_welcome->focusFirst();
    else if (m_places->currentWidget() == m_privacy)
        m_privacy->focusFirst();
    else if (m_places->currentWidget() == m_home)
        m_home->focusFirst();
    else
        currentChat()->focusFirst();
}

void MainWindow::showInViewer(MessageKey key, const QImage& image)
{
    const ChatView* chat = viewedChat();
    m_viewer->setSavable(!chat->fileOf(key).isEmpty());
    m_viewer->showPicture(key, image, chat->pictureBeside(key, -1).has_value(),
                          chat->pictureBeside(key, 1).has_value());
}

void MainWindow::closePanels()
{
    m_viewer->clear();
    m_sendPicture->clear();
    m_emojiCheck->clear();
    m_invite->clear();
    m_members->clear();
    m_chooser->close();
    m_saving = {};
    m_viewed = nullptr;
}

void MainWindow::closePanelsOfErased(const ChatView* chat)
{
    if (viewedChat() != chat)
        return;
    for (const MessageKey key : {m_viewer->key(), m_saving}) {
        if (key != MessageKey{} && chat->find(key) == nullptr)
            closePanelsOf(key, chat);
    }
}

void MainWindow::closePanelsOf(MessageKey key, const ChatView* chat)
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

void MainWindow::setFacts(const PartnerFacts& partner, const PartnerFacts& before, bool isPaired)
{
    m_partner = partner;
    m_before = before;
    m_chat->setFacts(partner);
    // While there is a partner, "the person you last met" would be understood as that one.
    m_home->setFacts(isPaired ? PartnerFacts() : partner);
    updateActions();
}

void MainWindow::setTitleState(const TitleState& state)
{
    m_title = state;
    setWindowTitle(client::windowTitle(state, isActiveWindow()));
    m_home->setLeaves(state.meeting == Meeting::Paired ? state.partner : QString());
    m_facts.paired = state.meeting == Meeting::Paired;
    say();
}

void MainWindow::setSeal(SealState state)
{
    m_facts.seal = state;
    say();
    m_seal = state;
    m_chat->setSeal(state);
    if (state == SealState::NotSealed)
        m_emojiCheck->clear();
    updateActions();
}

void MainWindow::compareEmoji()
{
    m_emojiCheck->open();
}

void MainWindow::reply()
{
    if (!isPanelOpen())
        currentChat()->reply();
}

/// Where the reasons can be chosen: on the page of the conversation, or at home once that is gone.
void MainWindow::report()
{
    for (Overlay* panel : m_pages->findChildren<Overlay*>())
        panel->close();
    const bool hasPage = m_title.meeting == Meeting::Paired || m_title.meeting == Meeting::Ended;
    m_privacyOpen = false;
    if (hasPage) {
        showChat();
        m_chat->openReasons();
    } else {
        showHome();
        m_home->openReasons();
    }
}

void MainWindow::block()
{
    Q_EMIT blockRequested();
}

void MainWindow::blockBefore()
{
    Q_EMIT blockBeforeRequested();
}

void MainWindow::updateActions()
{
    const bool online = m_pages->currentWidget() == m_online;
    const auto enable = [this](const char* name, bool enabled) {
        findChild<QAction*>(QLatin1String(name))->setEnabled(enabled);
    };
    enable("meetAction", online);
    enable("nextAction", online && m_title.meeting == Meeting::Paired);
    enable("showPictureAction", online && (m_title.meeting == Meeting::Paired || shownRoom() != nullptr));
    enable("replyAction", (isChatShown() && m_title.meeting == Meeting::Paired) || shownRoom() != nullptr);
    enable("reportAction", online && m_partner.mayReport);
    enable("blockAction", online && m_partner.mayBlock);
    findChild<QAction*>(QStringLiteral("reportBeforeAction"))->setVisible(online && m_before.mayReport);
    findChild<QAction*>(QStringLiteral("blockBeforeAction"))->setVisible(online && m_before.mayBlock);
    enable("compareAction", online && m_seal != SealState::NotSealed);
    enable("disconnectAction", online);
    enable("privacyAction", online);
    enable("serverAction", m_facts.online);
}

void MainWindow::meet()
{
    for (Overlay* panel : m_pages->findChildren<Overlay*>())
        panel->close();
    const bool wasAtHome = m_places->currentWidget() == m_home;
    m_privacyOpen = false;
    // While paired the person sees first whom that leaves.
    if (m_title.meeting == Meeting::Paired && !wasAtHome)
        showHome();
    else
        Q_EMIT meetRequested(m_home->topics());
}

void MainWindow::next()
{
    m_privacyOpen = false;
    Q_EMIT nextRequested();
}

void MainWindow::showNewestPicture()
{
    currentChat()->showNewestPicture();
}

void MainWindow::openShortcuts()
{
    m_shortcuts->open();
}

void MainWindow::openAbout()
{
    m_about->open();
}

void MainWindow::openAnonymous()
{
    m_anonymous->open();
}

void MainWindow::openServer()
{
    m_serverPage->open();
}

void MainWindow::setServer(const std::optional<ServerCard>& server)
{
    m_facts.online = server.has_value();
    m_facts.server = server.value_or(ServerCard());
    m_home->setServer(m_facts.server);
    m_privacy->setServer(m_facts.server);
    say();
}

void MainWindow::setProxied(bool proxied)
{
    m_facts.proxied = proxied;
    say();
}

/// The pages of words follow what is so now, open or not.
void MainWindow::say()
{
    m_anonymous->setSections(ServerWords::anonymous(m_facts));
    m_serverPage->setSections(ServerWords::page(m_facts.server));
    updateActions();
}

void MainWindow::panic()
{
    closePanels();
    m_chat->composer()->clear();
    for (RoomPage* page : std::as_const(m_rooms))
        page->chat()->composer()->clear();
    Q_EMIT panicRequested();
}

void MainWindow::disconnectNow()
{
    Q_EMIT disconnectRequested();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    collapseSidebar();
}

void MainWindow::collapseSidebar()
{
    const bool narrow = width() < collapseBelow;
    m_sidebar->setVisible(!narrow);
    m_home->menuButton()->setVisible(narrow);
    m_chat->menuButton()->setVisible(narrow);
    m_privacy->menuButton()->setVisible(narrow);
    for (const RoomPage* page : std::as_const(m_rooms))
        page->menuButton()->setVisible(narrow);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::ActivationChange)
        return;
    setWindowTitle(client::windowTitle(m_title, isActiveWindow()));
    Q_EMIT activeChanged(isActiveWindow());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    closePanels();
    QMainWindow::closeEvent(event);
}

} // namespace chatmet::client
