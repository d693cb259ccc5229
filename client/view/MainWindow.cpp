// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MainWindow.h"

#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/HomePage.h"
#include "client/view/Icons.h"
#include "client/view/OperatorBar.h"
#include "client/view/PageStack.h"
#include "client/view/PictureSource.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/RoomPage.h"
#include "client/view/SearchBar.h"
#include "client/view/Sidebar.h"
#include "client/view/StatusLine.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowKeys.h"
#include "client/view/WindowMenu.h"
#include "client/view/WindowPanels.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QTimer>
#include <QToolButton>

#include <utility>

namespace chatmet::client {

MainWindow::MainWindow(const Theme& theme, QWidget* parent)
    : QMainWindow(parent),
      m_unstyled(std::in_place, this),
      m_theme(theme),
      // Screen readers see one page of a stack and nothing else of it: panels lie beside it, not in it.
      m_pages(new PageStack(new QWidget)),
      m_online(new QWidget),
      m_places(new PageStack),
      m_welcome(new WelcomePage(theme)),
      m_operatorBar(new OperatorBar(theme)),
      m_sidebar(new Sidebar(theme)),
      m_status(new StatusLine(theme)),
      m_home(new HomePage(theme)),
      m_chat(new ChatView(theme)),
      m_privacy([this] { return makePrivacy(); }),
      m_panels(new WindowPanels(theme, m_pages->parentWidget(), m_chat)),
      m_menu(new WindowMenu(this, m_sidebar)),
      m_place(m_home)
{
    setObjectName(QStringLiteral("mainWindow"));
    // Drawn in seven sizes: the window need not wait for that.
    QTimer::singleShot(0, this, [this] { setWindowIcon(programIcon()); });
    setMinimumSize(480, 420);
    resize(960, 640);
    build();
    connectMenu();
    connectPages();
    new WindowKeys(this, m_menu);
    setTitleState({});
    showWelcome();
    m_unstyled.reset();
}

void MainWindow::build()
{
    m_places->addWidget(m_home);
    m_places->addWidget(m_chat);
    auto* column = new QVBoxLayout(m_online);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_operatorBar);
    auto* row = new QHBoxLayout;
    column->addLayout(row, 1);
    row->addWidget(m_sidebar);
    row->addWidget(m_places, 1);
    column->addWidget(m_status);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_online);
    auto* whole = new QVBoxLayout(m_pages->parentWidget());
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);
    setCentralWidget(m_pages->parentWidget());
    for (QToolButton* button :
         {m_welcome->menuButton(), m_sidebar->menuButton(), m_home->menuButton(), m_chat->menuButton()})
        m_menu->addButton(button);
}

void MainWindow::connectMenu()
{
    connect(m_menu, &WindowMenu::meetRequested, this, &MainWindow::meet);
    connect(m_menu, &WindowMenu::nextRequested, this, &MainWindow::next);
    connect(m_menu, &WindowMenu::replyRequested, this, [this] {
        if (!m_panels->isOpen())
            currentChat()->reply();
    });
    connect(m_menu, &WindowMenu::newestPictureRequested, this,
            [this] { currentChat()->showNewestPicture(); });
    connect(m_menu, &WindowMenu::searchRequested, this, [this] {
        if (!m_panels->isOpen())
            currentChat()->search()->open();
    });
    connect(m_menu, &WindowMenu::picturesAtOnceRequested, this,
            [this](bool on) { Q_EMIT currentChat()->picturesAtOnceRequested(on); });
    connect(m_menu, &QMenu::aboutToShow, this, &MainWindow::updateMenu);
    connect(m_menu, &WindowMenu::compareRequested, m_panels, &WindowPanels::openEmojiCheck);
    connect(m_menu, &WindowMenu::reportRequested, this, &MainWindow::report);
    connect(m_menu, &WindowMenu::blockRequested, this, &MainWindow::block);
    connect(m_menu, &WindowMenu::reportBeforeRequested, this, &MainWindow::reportBeforeRequested);
    connect(m_menu, &WindowMenu::blockBeforeRequested, this, &MainWindow::blockBeforeRequested);
    connect(m_menu, &WindowMenu::privacyRequested, this, &MainWindow::showPrivacy);
    connect(m_menu, &WindowMenu::disconnectRequested, this, &MainWindow::disconnectRequested);
    connect(m_menu, &WindowMenu::panicRequested, this, &MainWindow::panic);
    connect(m_menu, &WindowMenu::quitRequested, this, &QWidget::close);
    connect(m_menu, &WindowMenu::settingsRequested, m_panels, [this] { m_panels->openSettings(); });
    connect(m_menu, &WindowMenu::shortcutsRequested, m_panels, &WindowPanels::openShortcuts);
    connect(m_menu, &WindowMenu::anonymousRequested, m_panels, &WindowPanels::openAnonymous);
    connect(m_menu, &WindowMenu::serverRequested, m_panels, &WindowPanels::openServer);
    connect(m_menu, &WindowMenu::aboutRequested, m_panels, &WindowPanels::openAbout);
    connect(m_menu, &WindowMenu::homeRequested, this, [this] { goTo(m_home); });
    connect(m_menu, &WindowMenu::conversationRequested, this, &MainWindow::goToConversation);
}

void MainWindow::connectPages()
{
    connect(m_chat, &ChatView::meetRequested, this, &MainWindow::meet);
    connect(m_chat, &ChatView::nextRequested, this, &MainWindow::nextRequested);
    connect(m_chat, &ChatView::reportRequested, this, &MainWindow::reportRequested);
    connect(m_chat, &ChatView::blockRequested, this, &MainWindow::blockRequested);
    connect(m_chat, &ChatView::compareEmojiRequested, m_panels, &WindowPanels::openEmojiCheck);
    connect(m_home, &HomePage::meetRequested, this, &MainWindow::meetRequested);
    connect(m_home, &HomePage::backRequested, this, &MainWindow::showChat);
    connect(m_home, &HomePage::reportRequested, this, &MainWindow::reportRequested);
    connect(m_home, &HomePage::blockRequested, this, &MainWindow::blockRequested);
    connect(m_home, &HomePage::anonymousRequested, m_panels, &WindowPanels::openAnonymous);
    connect(m_home, &HomePage::serverRequested, m_panels, &WindowPanels::openServer);
    connect(m_home, &HomePage::privacyRequested, this, &MainWindow::showPrivacy);
    connect(m_welcome, &WelcomePage::anonymousRequested, m_panels, &WindowPanels::openAnonymous);
    connect(m_welcome, &WelcomePage::settingsRequested, m_panels, &WindowPanels::openSettings);
    connect(m_panels, &WindowPanels::focusWanted, this, &MainWindow::focusPage);
    connect(m_operatorBar, &OperatorBar::focusWanted, this, &MainWindow::focusPage);
    connect(m_panels, &WindowPanels::pictureChosen, this, [this](const QString& path) {
        if (ChatView* chat = m_panels->choosing()) // another page may have come up meanwhile
            chat->take(PictureSource::fromFile(path));
    });
    connect(m_sidebar, &Sidebar::lineSaid, m_status, &StatusLine::setLine);
    connect(m_sidebar, &Sidebar::homeRequested, this, [this] { goTo(m_home); });
    connect(m_sidebar, &Sidebar::conversationRequested, this, &MainWindow::goToConversation);
    connect(m_sidebar, &Sidebar::conversationCountChanged, this, &MainWindow::markPlace);
    connect(m_sidebar, &Sidebar::privacyRequested, this, &MainWindow::showPrivacy);
}

PrivacyPanel* MainWindow::makePrivacy()
{
    auto* panel = new PrivacyPanel(m_theme);
    panel->setServer(m_facts.server);
    panel->menuButton()->setVisible(isNarrow());
    m_menu->addButton(panel->menuButton());
    connect(panel, &PrivacyPanel::closeRequested, this, [this] { goTo(m_place); });
    connect(panel, &PrivacyPanel::anonymousRequested, m_panels, &WindowPanels::openAnonymous);
    m_places->addWidget(panel);
    Q_EMIT privacyMade(panel);
    return panel;
}

bool MainWindow::isOnlineShown() const
{
    return m_pages->currentWidget() == m_online;
}

bool MainWindow::isChatShown() const
{
    return isOnlineShown() && m_places->currentWidget() == m_chat;
}

void MainWindow::showWelcome()
{
    m_privacyOpen = false;
    m_pages->setCurrentWidget(m_welcome);
    m_places->setCurrentWidget(m_place);
    updateMenu();
    focusPage();
}

/// Minimised it may still be the active one: no other window has taken the keyboard.
bool MainWindow::isInFront() const
{
    return isActiveWindow() && !isMinimized();
}

void MainWindow::showHome()
{
    m_place = m_home;
    showPlace();
    Q_EMIT activeChanged(isInFront());
}

void MainWindow::showChat()
{
    goTo(m_chat);
}

void MainWindow::showRoom(RoomPage* page)
{
    goTo(page);
}

void MainWindow::goTo(QWidget* place)
{
    m_privacyOpen = false; // somebody is there
    m_place = place;
    showPlace();
    Q_EMIT activeChanged(isInFront());
}

void MainWindow::showPrivacy()
{
    if (!isOnlineShown())
        return;
    m_panels->closeAll();
    m_privacyOpen = true;
    showPlace();
}

/// The pair, where there is one, stands before the rooms.
void MainWindow::goToConversation(int row)
{
    const auto count = static_cast<int>(m_rooms.size());
    const int before = m_sidebar->conversationCount() - count;
    if (!isOnlineShown() || row < 0 || row >= before + count)
        return;
    m_panels->closeAll();
    if (row < before)
        showChat();
    else
        showRoom(m_rooms.at(row - before));
}

RoomPage* MainWindow::addRoom(MessageStore* rows)
{
    auto* page = new RoomPage(m_theme, rows);
    m_rooms.append(page);
    m_places->addWidget(page);
    m_menu->addButton(page->menuButton());
    m_panels->watch(page);
    collapseSidebar();
    return page;
}

void MainWindow::removeRoom(RoomPage* page)
{
    m_panels->forget(page);
    m_rooms.removeAll(page);
    page->chat()->clear();
    const bool wasPlace = m_place == page;
    if (wasPlace)
        m_place = m_home;
    if (wasPlace && isOnlineShown())
        showPlace();
    m_places->removeWidget(page);
    page->hide();
    page->deleteLater();
}

RoomPage* MainWindow::shownRoom() const
{
    return isOnlineShown() ? qobject_cast<RoomPage*>(m_places->currentWidget()) : nullptr;
}

const ChatView* MainWindow::copiedChat() const
{
    const bool isShown = isChatShown() || shownRoom() != nullptr;
    return isShown && !m_panels->isElsewhere() ? currentChat() : nullptr;
}

ChatView* MainWindow::currentChat() const
{
    const auto* room = qobject_cast<const RoomPage*>(m_place);
    return room == nullptr ? m_chat : room->chat();
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
    const bool wasHome = m_pages->currentWidget() == m_online && m_places->currentWidget() == m_home;
    m_pages->setCurrentWidget(m_online);
    m_places->setCurrentWidget(m_privacyOpen ? m_privacy.get() : m_place);
    markPlace();
    updateMenu();
    // A line that is back takes nobody out of a field of the page that was there already.
    const bool isHome = m_places->currentWidget() == m_home;
    if (!wasHome || !isHome || !m_home->isTypedIn())
        focusPage();
}

void MainWindow::focusPage()
{
    if (m_panels->isOpen() || (m_closeQuestion != nullptr && !m_closeQuestion->isHidden()))
        return;
    if (m_pages->currentWidget() == m_welcome)
        m_welcome->focusFirst();
    else if (m_privacy.made() != nullptr && m_places->currentWidget() == m_privacy.made())
        m_privacy->focusFirst();
    else if (m_places->currentWidget() != m_home)
        currentChat()->focusFirst();
    else
        m_home->focusFirst();
}

void MainWindow::setFacts(const PartnerFacts& partner, const PartnerFacts& before, bool isPaired)
{
    m_partner = partner;
    m_before = before;
    m_chat->setFacts(partner);
    // While there is a partner, "the person you last met" would be understood as that one.
    m_home->setFacts(isPaired ? PartnerFacts() : partner);
    updateMenu();
}

void MainWindow::setTitleState(const TitleState& state)
{
    m_title = state;
    setWindowTitle(client::windowTitle(state, isInFront()));
    m_home->setLeaves(state.meeting == Meeting::Paired ? state.partner : QString());
    m_facts.paired = state.meeting == Meeting::Paired;
    say();
}

void MainWindow::setSeal(SealState state)
{
    m_facts.seal = state;
    m_chat->setSeal(state);
    if (state == SealState::NotSealed)
        m_panels->clearEmojiCheck();
    say();
}

/// What is done to the partner is done where it is seen: on the page of the conversation, or at home once
/// that is gone.
void MainWindow::showPartner()
{
    m_panels->closeAll();
    const bool hasPage = m_title.meeting == Meeting::Paired || m_title.meeting == Meeting::Ended;
    goTo(hasPage ? static_cast<QWidget*>(m_chat) : m_home);
}

void MainWindow::report()
{
    showPartner();
    if (m_place == m_chat)
        m_chat->openReasons();
    else
        m_home->openReasons();
}

void MainWindow::block()
{
    showPartner();
    Q_EMIT blockRequested();
}

void MainWindow::updateMenu()
{
    m_menu->setFacts({.online = isOnlineShown(),
                      .paired = m_facts.paired,
                      .chatShown = isChatShown(),
                      .roomShown = shownRoom() != nullptr,
                      .leaving = currentChat()->isLeaving(),
                      .picturesAtOnce = currentChat()->picturesAtOnce(),
                      .sealed = m_facts.seal != SealState::NotSealed,
                      .serverKnown = m_facts.server.has_value(),
                      .mayReport = m_partner.mayReport,
                      .mayBlock = m_partner.mayBlock,
                      .mayReportBefore = m_before.mayReport,
                      .mayBlockBefore = m_before.mayBlock});
}

void MainWindow::meet()
{
    m_panels->closeAll();
    const bool wasAtHome = m_places->currentWidget() == m_home;
    m_privacyOpen = false;
    // While paired the person sees first whom that leaves.
    if (m_title.meeting == Meeting::Paired && !wasAtHome)
        showHome();
    else
        Q_EMIT meetRequested(m_home->topics());
}

/// On its page it can be taken back, and so long a picture that was about to be sent there stays.
void MainWindow::next()
{
    if (isChatShown())
        m_panels->setSendPictureAside();
    showPartner();
    Q_EMIT nextRequested();
    if (!m_chat->isLeaving())
        m_panels->bringBackSendPicture(); // it was refused, or it is left: then nothing is there any more
}

void MainWindow::setServer(const std::optional<ServerCard>& server)
{
    m_facts.server = server;
    m_home->setServer(m_facts.server);
    if (m_privacy.made() != nullptr)
        m_privacy->setServer(m_facts.server);
    say();
}

void MainWindow::setProxied(bool proxied)
{
    m_facts.proxied = proxied;
    say();
}

void MainWindow::setTypingHints(bool told)
{
    m_facts.typingHints = told;
    say();
}

/// The pages of words follow what is so now, open or not.
void MainWindow::say()
{
    m_panels->say(m_facts);
    updateMenu();
}

void MainWindow::panic()
{
    m_panels->clear();
    m_chat->composer()->clear();
    for (RoomPage* page : std::as_const(m_rooms))
        page->chat()->composer()->clear();
    Q_EMIT panicRequested();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    collapseSidebar();
}

bool MainWindow::isNarrow() const
{
    constexpr int collapseBelow = 720; // design.md: of the window, in pixels
    return width() < collapseBelow;
}

void MainWindow::collapseSidebar()
{
    const bool narrow = isNarrow();
    // Qt measures what is told to be visible, even on a page that nobody sees, and even where it was visible.
    if (m_sidebar->isHidden() != narrow)
        m_sidebar->setVisible(!narrow);
    m_status->setVisible(narrow);
    for (QToolButton* button : {m_home->menuButton(), m_chat->menuButton()})
        button->setVisible(narrow);
    if (m_privacy.made() != nullptr)
        m_privacy->menuButton()->setVisible(narrow);
    for (const RoomPage* page : std::as_const(m_rooms))
        page->menuButton()->setVisible(narrow);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::ActivationChange && event->type() != QEvent::WindowStateChange)
        return;
    setWindowTitle(client::windowTitle(m_title, isInFront()));
    Q_EMIT activeChanged(isInFront());
}

void MainWindow::setLeaves(const Leaves& leaves)
{
    if (std::exchange(m_leaves, leaves) == leaves)
        return;
    if (m_closeQuestion != nullptr && !m_closeQuestion->isHidden())
        m_closeQuestion->setLeaves(leaves);
}

void MainWindow::askBeforeClosing()
{
    if (m_closeQuestion == nullptr) {
        m_closeQuestion = new CloseQuestion(m_theme, m_pages->parentWidget(), m_menu->endingKeys());
        connect(m_closeQuestion, &CloseQuestion::leaveRequested, this, &MainWindow::closeAtOnce);
        connect(m_closeQuestion, &Overlay::focusWanted, this, &MainWindow::focusPage);
    }
    m_closeQuestion->setLeaves(m_leaves);
    m_closeQuestion->open();
}

void MainWindow::closeAtOnce()
{
    askNoMore();
    close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const bool isAsked = m_closeQuestion != nullptr && !m_closeQuestion->isHidden();
    if (!m_asksNoMore && !isAsked && m_leaves.isAnybody()) {
        event->ignore();
        return askBeforeClosing();
    }
    if (isAsked)
        m_closeQuestion->close();
    m_panels->clear();
    QMainWindow::closeEvent(event);
}

} // namespace chatmet::client
