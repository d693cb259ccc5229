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
#include "client/view/WindowPlaces.h"

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
      m_behind(new PageStack),
      m_welcome(new WelcomePage(theme)),
      m_operatorBar(new OperatorBar(theme)),
      m_sidebar(new Sidebar(theme)),
      m_status(new StatusLine(theme)),
      m_home(new HomePage(theme)),
      m_chat(new ChatView(theme)),
      m_privacy([this] { return makePrivacy(); }),
      m_panels(new WindowPanels(theme, m_pages->parentWidget(), m_chat)),
      m_menu(new WindowMenu(this, m_sidebar)),
      m_places(new WindowPlaces({m_pages, m_behind, m_welcome, m_online, m_home, m_chat, m_sidebar, m_panels},
                                m_privacy, this))
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
    m_places->showWelcome();
    m_unstyled.reset();
}

void MainWindow::build()
{
    auto* column = new QVBoxLayout(m_online);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_operatorBar);
    auto* row = new QHBoxLayout;
    column->addLayout(row, 1);
    row->addWidget(m_sidebar);
    row->addWidget(m_behind, 1);
    column->addWidget(m_status);
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
            m_places->currentChat()->reply();
    });
    connect(m_menu, &WindowMenu::newestPictureRequested, this,
            [this] { m_places->currentChat()->showNewestPicture(); });
    connect(m_menu, &WindowMenu::searchRequested, this, [this] {
        if (!m_panels->isOpen())
            m_places->currentChat()->search()->open();
    });
    connect(m_menu, &WindowMenu::picturesAtOnceRequested, this,
            [this](bool on) { Q_EMIT m_places->currentChat()->picturesAtOnceRequested(on); });
    connect(m_menu, &QMenu::aboutToShow, this, &MainWindow::updateMenu);
    connect(m_menu, &WindowMenu::compareRequested, m_panels, &WindowPanels::openEmojiCheck);
    connect(m_menu, &WindowMenu::reportRequested, this, &MainWindow::report);
    connect(m_menu, &WindowMenu::blockRequested, this, &MainWindow::block);
    connect(m_menu, &WindowMenu::reportBeforeRequested, this, &MainWindow::reportBeforeRequested);
    connect(m_menu, &WindowMenu::blockBeforeRequested, this, &MainWindow::blockBeforeRequested);
    connect(m_menu, &WindowMenu::privacyRequested, m_places, &WindowPlaces::showPrivacy);
    connect(m_menu, &WindowMenu::disconnectRequested, this, &MainWindow::disconnectRequested);
    connect(m_menu, &WindowMenu::panicRequested, this, &MainWindow::panic);
    connect(m_menu, &WindowMenu::quitRequested, this, &QWidget::close);
    connect(m_menu, &WindowMenu::settingsRequested, m_panels, [this] { m_panels->openSettings(); });
    connect(m_menu, &WindowMenu::shortcutsRequested, m_panels, &WindowPanels::openShortcuts);
    connect(m_menu, &WindowMenu::anonymousRequested, m_panels, &WindowPanels::openAnonymous);
    connect(m_menu, &WindowMenu::serverRequested, m_panels, &WindowPanels::openServer);
    connect(m_menu, &WindowMenu::aboutRequested, m_panels, &WindowPanels::openAbout);
    connect(m_menu, &WindowMenu::homeRequested, m_places, &WindowPlaces::goHome);
    connect(m_menu, &WindowMenu::conversationRequested, m_places, &WindowPlaces::goToConversation);
}

void MainWindow::connectPages()
{
    connect(m_chat, &ChatView::meetRequested, this, &MainWindow::meet);
    connect(m_chat, &ChatView::nextRequested, this, &MainWindow::nextRequested);
    connect(m_chat, &ChatView::reportRequested, this, &MainWindow::reportRequested);
    connect(m_chat, &ChatView::blockRequested, this, &MainWindow::blockRequested);
    connect(m_chat, &ChatView::compareEmojiRequested, m_panels, &WindowPanels::openEmojiCheck);
    connect(m_home, &HomePage::meetRequested, this, &MainWindow::meetRequested);
    connect(m_home, &HomePage::backRequested, m_places, [this] { m_places->showChat(); });
    connect(m_home, &HomePage::reportRequested, this, &MainWindow::reportRequested);
    connect(m_home, &HomePage::blockRequested, this, &MainWindow::blockRequested);
    connect(m_home, &HomePage::anonymousRequested, m_panels, &WindowPanels::openAnonymous);
    connect(m_home, &HomePage::serverRequested, m_panels, &WindowPanels::openServer);
    connect(m_home, &HomePage::privacyRequested, m_places, &WindowPlaces::showPrivacy);
    connect(m_welcome, &WelcomePage::anonymousRequested, m_panels, &WindowPanels::openAnonymous);
    connect(m_welcome, &WelcomePage::settingsRequested, m_panels, &WindowPanels::openSettings);
    connect(m_places, &WindowPlaces::changed, this, &MainWindow::updateMenu);
    connect(m_places, &WindowPlaces::focusWanted, this, &MainWindow::focusPage);
    connect(m_places, &WindowPlaces::seen, this, [this] { Q_EMIT activeChanged(isInFront()); });
    connect(m_panels, &WindowPanels::focusWanted, this, &MainWindow::focusPage);
    connect(m_operatorBar, &OperatorBar::focusWanted, this, &MainWindow::focusPage);
    connect(m_panels, &WindowPanels::pictureChosen, this, [this](const QString& path) {
        if (ChatView* chat = m_panels->choosing()) // another page may have come up meanwhile
            chat->take(PictureSource::fromFile(path));
    });
    connect(m_panels, &WindowPanels::closed, m_places, &WindowPlaces::bringBackPicture);
    connect(m_chat, &ChatView::noReasonChosen, m_places, &WindowPlaces::bringBackPicture);
    connect(m_sidebar, &Sidebar::lineSaid, m_status, &StatusLine::setLine);
    connect(m_sidebar, &Sidebar::homeRequested, m_places, &WindowPlaces::goHome);
    connect(m_sidebar, &Sidebar::conversationRequested, m_places, &WindowPlaces::goToConversation);
    connect(m_sidebar, &Sidebar::conversationCountChanged, m_places, &WindowPlaces::mark);
    connect(m_sidebar, &Sidebar::privacyRequested, m_places, &WindowPlaces::showPrivacy);
}

PrivacyPanel* MainWindow::makePrivacy()
{
    auto* panel = new PrivacyPanel(m_theme);
    panel->setServer(m_facts.server);
    panel->menuButton()->setVisible(isNarrow());
    m_menu->addButton(panel->menuButton());
    connect(panel, &PrivacyPanel::closeRequested, m_places, &WindowPlaces::leavePrivacy);
    connect(panel, &PrivacyPanel::anonymousRequested, m_panels, &WindowPanels::openAnonymous);
    m_behind->addWidget(panel);
    Q_EMIT privacyMade(panel);
    return panel;
}

/// Minimised it may still be the active one: no other window has taken the keyboard.
bool MainWindow::isInFront() const
{
    return isActiveWindow() && !isMinimized();
}

RoomPage* MainWindow::addRoom(MessageStore* rows)
{
    auto* page = new RoomPage(m_theme, rows);
    m_places->add(page);
    m_menu->addButton(page->menuButton());
    m_panels->watch(page);
    collapseSidebar();
    return page;
}

void MainWindow::removeRoom(RoomPage* page)
{
    m_panels->forget(page);
    page->chat()->clear();
    m_places->remove(page);
    page->hide();
    page->deleteLater();
}

void MainWindow::focusPage()
{
    if (!m_panels->isOpen() && (m_closeQuestion == nullptr || m_closeQuestion->isHidden()))
        m_places->focusPage();
}

void MainWindow::setFacts(const PartnerFacts& partner, const PartnerFacts& before, bool isPaired)
{
    m_partner = partner;
    m_before = before;
    m_chat->setFacts(partner);
    // While there is a partner, "the person you last met" would be understood as that one.
    m_home->setFacts(isPaired ? PartnerFacts() : partner);
    m_places->setTellingOfPartner(isPaired && !(partner.mayReport && partner.mayBlock));
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
/// that is gone. A picture that was about to be sent there stays out of sight meanwhile.
void MainWindow::showPartner()
{
    m_panels->closeAll();
    const bool hasPage = m_title.meeting == Meeting::Paired || m_title.meeting == Meeting::Ended;
    if (hasPage)
        m_places->showChat(WindowPlaces::Aside::Stays);
    else
        m_places->goHome();
    focusPage();
}

void MainWindow::report()
{
    showPartner();
    if (m_places->isChatShown())
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
    m_menu->setFacts({.online = m_places->isOnlineShown(),
                      .paired = m_facts.paired,
                      .chatShown = m_places->isChatShown(),
                      .roomShown = m_places->shownRoom() != nullptr,
                      .leaving = m_places->currentChat()->isLeaving(),
                      .picturesAtOnce = m_places->currentChat()->picturesAtOnce(),
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
    const bool wasAtHome = m_places->isHomeShown();
    m_places->forgetPrivacy();
    // While paired the person sees first whom that leaves.
    if (m_title.meeting == Meeting::Paired && !wasAtHome)
        m_places->showHome();
    else
        Q_EMIT meetRequested(m_home->topics());
}

/// On its page it can be taken back.
void MainWindow::next()
{
    showPartner();
    Q_EMIT nextRequested();
    m_places->bringBackPicture(); // where it was refused
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
    for (RoomPage* page : m_places->rooms())
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
    for (const RoomPage* page : m_places->rooms())
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
