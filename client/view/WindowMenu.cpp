// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/WindowMenu.h"

#include "client/view/Buttons.h"
#include "client/view/Mnemonics.h"
#include "client/view/ReportButtons.h"
#include "client/view/Sidebar.h"

#include <QAction>

#include <tuple>
#include <utility>

namespace chatmet::client {

namespace {

QKeySequence keys(const char* text)
{
    return QKeySequence(QLatin1String(text));
}

} // namespace

WindowMenu::WindowMenu(QWidget* window, const Sidebar* conversations)
    : QMenu(window),
      m_window(window),
      m_conversations(conversations),
      m_goTo(new QMenu(tr("Go to"), this)),
      m_switch(
          add(QStringLiteral("switchAction"), tr("Switch to…"), keys("Ctrl+K"), &WindowMenu::switchRequested))
{
    setObjectName(QStringLiteral("mainMenu"));
    setAccessibleName(tr("Menu"));
    addPlaces();
    addSeparator();
    addTalk();
    addSeparator();
    addReporting();
    addSeparator();
    addPages();
    auto* open = new QAction(this);
    open->setObjectName(QStringLiteral("openMenuAction"));
    open->setShortcut(Qt::Key_F10);
    m_window->addAction(open);
    connect(open, &QAction::triggered, this, &WindowMenu::openBelowButton);
    QList<QMenu*> menus = findChildren<QMenu*>();
    menus.append(this);
    for (QMenu* menu : std::as_const(menus)) {
        if (menu->accessibleName().isEmpty())
            menu->setAccessibleName(menu->title());
        connect(menu, &QMenu::aboutToShow, menu, [menu] { giveMnemonics(menu); });
    }
}

QAction* WindowMenu::add(const QString& name, const QString& text, const QKeySequence& keys,
                         void (WindowMenu::*wish)())
{
    QAction* entry = addAction(text);
    entry->setObjectName(name);
    entry->setShortcut(keys);
    entry->setShortcutContext(Qt::WindowShortcut);
    m_window->addAction(entry);
    if (wish != nullptr)
        connect(entry, &QAction::triggered, this, wish);
    return entry;
}

void WindowMenu::addTalk()
{
    m_meet =
        add(QStringLiteral("meetAction"), tr("Meet someone"), keys("Ctrl+N"), &WindowMenu::meetRequested);
    m_next = add(QStringLiteral("nextAction"), tr("Next"), keys("Ctrl+Shift+N"), &WindowMenu::nextRequested);
    m_leave = add(QStringLiteral("leaveAction"), tr("Leave"), {}, &WindowMenu::leaveRequested);
    m_reply = add(QStringLiteral("replyAction"), tr("Reply"), keys("Ctrl+R"), &WindowMenu::replyRequested);
    m_sendPicture = add(QStringLiteral("sendPictureAction"), tr("Send a picture…"), {},
                        &WindowMenu::sendPictureRequested);
    m_picture = add(QStringLiteral("showPictureAction"), tr("Show the newest picture"), keys("Ctrl+Shift+O"),
                    &WindowMenu::newestPictureRequested);
    m_atOnce = addAction(tr("Show pictures at once here"));
    m_atOnce->setObjectName(QStringLiteral("picturesAtOnceAction"));
    m_atOnce->setCheckable(true);
    connect(m_atOnce, &QAction::triggered, this, &WindowMenu::picturesAtOnceRequested);
    m_search = add(QStringLiteral("searchAction"), tr("Search in this conversation"),
                   QKeySequence(QKeySequence::Find), &WindowMenu::searchRequested);
    m_compare = add(QStringLiteral("compareAction"), tr("Compare seven emoji"), keys("Ctrl+Shift+E"),
                    &WindowMenu::compareRequested);
}

void WindowMenu::addReporting()
{
    m_report = add(QStringLiteral("reportAction"), tr("Report…"), keys("Ctrl+Shift+R"),
                   &WindowMenu::reportRequested);
    m_block =
        add(QStringLiteral("blockAction"), tr("Block"), keys("Ctrl+Shift+B"), &WindowMenu::blockRequested);
    QMenu* reasons = addMenu(tr("Report the person before"));
    m_reportBefore = reasons->menuAction();
    m_reportBefore->setObjectName(QStringLiteral("reportBeforeAction"));
    ReportButtons::addReasons(
        reasons, this, [this](protocol::ReportReason reason) { Q_EMIT reportBeforeRequested(reason); });
    m_blockBefore = add(QStringLiteral("blockBeforeAction"), tr("Block the person before"), {},
                        &WindowMenu::blockBeforeRequested);
}

void WindowMenu::addPages()
{
    m_privacy = add(QStringLiteral("privacyAction"), tr("What is held about you"), keys("Ctrl+I"),
                    &WindowMenu::privacyRequested);
    addSeparator();
    m_disconnect = add(QStringLiteral("disconnectAction"), tr("Disconnect"), keys("Ctrl+Shift+D"),
                       &WindowMenu::disconnectRequested);
    m_panic = add(QStringLiteral("panicAction"), tr("Panic: erase everything and close"),
                  keys("Ctrl+Shift+Del"), &WindowMenu::panicRequested);
    m_quit = add(QStringLiteral("quitAction"), tr("Quit"), keys("Ctrl+Q"), &WindowMenu::quitRequested);
    addSeparator();
    add(QStringLiteral("settingsAction"), tr("Settings"), keys("Ctrl+,"), &WindowMenu::settingsRequested);
    addHelp();
}

/// In a list of its own: the menu is to fit on the display of a small laptop.
void WindowMenu::addHelp()
{
    QMenu* help = addMenu(tr("Help"));
    help->setObjectName(QStringLiteral("helpMenu"));
    help->menuAction()->setObjectName(QStringLiteral("helpAction"));
    const auto addHere = [this, help](const char* name, const QString& text, const QKeySequence& sequence,
                                      void (WindowMenu::*wish)()) {
        QAction* entry = add(QLatin1String(name), text, sequence, nullptr);
        removeAction(entry); // and disconnects it from this
        connect(entry, &QAction::triggered, this, wish);
        help->addAction(entry);
        return entry;
    };
    addHere("shortcutsAction", tr("Keys"), QKeySequence(Qt::Key_F1), &WindowMenu::shortcutsRequested);
    addHere("anonymousAction", tr("What anonymous means here"), {}, &WindowMenu::anonymousRequested);
    m_server = addHere("serverAction", tr("About this server"), {}, &WindowMenu::serverRequested);
    addHere("aboutAction", tr("About ChatMet"), {}, &WindowMenu::aboutRequested);
}

/// By number, as in the sidebar; in the menu for windows that have none. And from part to part.
void WindowMenu::addPlaces()
{
    for (const auto& [name, text, sequence, step] :
         {std::tuple{"nextPaneAction", tr("Next part of the window"), keys("F6"), 1},
          std::tuple{"previousPaneAction", tr("Previous part of the window"), keys("Shift+F6"), -1}}) {
        QAction* action = add(QLatin1String(name), text, sequence, nullptr);
        removeAction(action); // fillPlaces() puts it where places are; and disconnects it from this
        connect(action, &QAction::triggered, this, [this, way = step] { Q_EMIT paneRequested(way); });
        m_panes.append(action);
    }
    for (int number = 1; number <= 9; ++number) {
        auto* action = new QAction(this);
        action->setObjectName(QStringLiteral("place%1Action").arg(number));
        action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number)));
        m_window->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, number] { Q_EMIT conversationRequested(number - 1); });
    }
    m_goTo->setObjectName(QStringLiteral("goToMenu"));
    insertMenu(m_switch, m_goTo);
    m_goTo->menuAction()->setObjectName(QStringLiteral("goToAction"));
    connect(this, &QMenu::aboutToShow, this, &WindowMenu::fillPlaces);
    // An entry would keep the name of one that is over, and go to another.
    connect(m_conversations, &Sidebar::conversationCountChanged, m_goTo, &QMenu::clear);
    // It holds names.
    connect(this, &QMenu::aboutToHide, m_goTo, &QMenu::clear, Qt::QueuedConnection);
}

void WindowMenu::fillPlaces()
{
    m_goTo->clear();
    QAction* home = m_goTo->addAction(tr("Home"));
    home->setObjectName(QStringLiteral("goHomeAction"));
    connect(home, &QAction::triggered, this, &WindowMenu::homeRequested);
    for (int row = 0; row < m_conversations->conversationCount(); ++row) {
        QAction* action = m_goTo->addAction(asButtonText(m_conversations->titleOf(row)));
        connect(action, &QAction::triggered, this, [this, row] { Q_EMIT conversationRequested(row); });
    }
    m_goTo->addSeparator();
    m_goTo->addActions(m_panes);
}

void WindowMenu::setFacts(const MenuFacts& facts)
{
    m_goTo->setEnabled(facts.online);
    m_switch->setEnabled(facts.online);
    const bool isTalking = (facts.chatShown && facts.paired) || facts.roomShown;
    m_leave->setEnabled(isTalking);
    m_sendPicture->setEnabled(isTalking && !facts.leaving);
    m_reply->setEnabled(isTalking && !facts.leaving);
    m_meet->setEnabled(facts.online);
    m_next->setEnabled(facts.online && facts.paired);
    m_picture->setEnabled(facts.online && (facts.paired || facts.roomShown));
    m_atOnce->setEnabled(isTalking);
    m_atOnce->setChecked(facts.picturesAtOnce);
    m_search->setEnabled(facts.chatShown || facts.roomShown);
    m_report->setEnabled(facts.online && facts.mayReport);
    m_block->setEnabled(facts.online && facts.mayBlock);
    m_reportBefore->setVisible(facts.online && facts.mayReportBefore);
    m_blockBefore->setVisible(facts.online && facts.mayBlockBefore);
    m_compare->setEnabled(facts.online && facts.sealed);
    m_disconnect->setEnabled(facts.online);
    m_privacy->setEnabled(facts.online);
    m_server->setEnabled(facts.serverKnown);
}

QList<QKeySequence> WindowMenu::endingKeys() const
{
    return {m_panic->shortcut(), m_quit->shortcut()};
}

void WindowMenu::addButton(QToolButton* button)
{
    m_buttons.removeAll(nullptr);
    m_buttons.append(button);
    button->setMenu(this);
}

void WindowMenu::openBelowButton()
{
    for (const QPointer<QToolButton>& button : std::as_const(m_buttons)) {
        if (button && button->isVisible())
            return button->showMenu();
    }
}

} // namespace chatmet::client
