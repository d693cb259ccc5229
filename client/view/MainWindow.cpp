// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MainWindow.h"

#include "client/picture/PictureGate.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/FileChooser.h"
#include "client/view/HomePage.h"
#include "client/view/Icons.h"
#include "client/view/InfoPage.h"
#include "client/view/PictureSource.h"
#include "client/view/PictureViewer.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/ReadingPanel.h"
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
    for (QToolButton* button :
         {m_sidebar->menuButton(), m_home->menuButton(), m_chat->menuButton(), m_privacy->menuButton()})
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
    for (QToolButton* button :
         {m_sidebar->menuButton(), m_home->menuButton(), m_chat->menuButton(), m_privacy->menuButton()})
        if (button->isVisible())
            return button->showMenu();
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
    connect(m_chat, &ChatView::viewPictureRequested, this, &MainWindow::viewPictureRequested);
    connect(m_chat, &ChatView::choosePictureRequested, m_chooser, &FileChooser::openForReading);
    connect(m_sidebar, &Sidebar::homeRequested, this, &MainWindow::goHome);
    connect(m_sidebar, &Sidebar::conversationRequested, this, &MainWindow::goToChat);
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
    connect(m_chooser, &FileChooser::readChosen, m_chat,
            [this](const QString& path) { m_chat->take(PictureSource::fromFile(path)); });
    connect(m_chooser, &FileChooser::saveChosen, this,
            [this](const QString& path) { Q_EMIT savePictureRequested(m_saving, path); });
    connect(m_viewer, &PictureViewer::saveRequested, this, [this](MessageKey key) {
        m_saving = key;
        if (const auto format = PictureGate::formatOf(m_chat->fileOf(key)))
            m_chooser->openForSaving(tr("picture"), suffixesOf(*format));
    });
    connect(m_viewer, &PictureViewer::stepRequested, this, [this](MessageKey key, int step) {
        if (const auto other = m_chat->pictureBeside(key, step))
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
}

void MainWindow::showChat()
{
    m_place = m_chat;
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
    if (m_place == m_chat)
        showChat();
    else
        showHome();
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

void MainWindow::showPlace()
{
    m_pages->setCurrentWidget(m_online);
    m_places->setCurrentWidget(m_privacyOpen ? m_privacy : m_place);
    m_sidebar->setPlace(m_privacyOpen       ? Sidebar::Place::Elsewhere
                        : m_place == m_home ? Sidebar::Place::Home
                                            : Sidebar::Place::Conversation);
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
        m_chat->focusFirst();
}

void MainWindow::showInViewer(MessageKey key, const QImage& image)
{
    m_viewer->setSavable(!m_chat->fileOf(key).isEmpty());
    m_viewer->showPicture(key, image, m_chat->pictureBeside(key, -1).has_value(),
                          m_chat->pictureBeside(key, 1).has_value());
}

void MainWindow::closePanels()
{
    m_viewer->clear();
    m_sendPicture->clear();
    m_emojiCheck->clear();
    m_chooser->close();
    m_saving = {};
}

void MainWindow::closePanelsOf(MessageKey key)
{
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
        m_chat->reply();
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
    enable("showPictureAction", online && m_title.meeting == Meeting::Paired);
    enable("replyAction", isChatShown() && m_title.meeting == Meeting::Paired);
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
    m_chat->showNewestPicture();
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
