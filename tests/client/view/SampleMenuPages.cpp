// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What pops up over the window: menus and lists to choose from.
#include "client/view/ChatView.h"
#include "client/view/MessageListView.h"
#include "client/view/RoomPage.h"
#include "client/view/SettingsPanel.h"
#include "client/view/Sidebar.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/SamplePages.h"

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace chatmet::client {

namespace {

/// Where a button opens it.
void openBelow(QToolButton* button)
{
    const int across = button->layoutDirection() == Qt::LeftToRight ? 0 : button->width();
    button->menu()->popup(button->mapToGlobal(QPoint(across, button->height())));
}

void showMainMenu(Stage& stage)
{
    stage.pair(sample::fillTalk);
    openBelow(stage.window.sidebar()->menuButton());
}

void showMainMenuNarrow(Stage& stage)
{
    stage.pair(sample::fillTalk);
    openBelow(stage.window.chat()->menuButton());
}

void showMainMenuAtFirst(Stage& stage)
{
    openBelow(stage.window.welcome()->menuButton());
}

/// About who was met before, too, and where one can go.
void showSubmenu(Stage& stage, const char* name)
{
    stage.pair(sample::fillTalk);
    stage.conversations.setConversations({{QStringLiteral("lantern-fox"), sample::stranger(), 0, false},
                                          {QStringLiteral("Tea"), sample::peopleHere(3), 2, false}});
    stage.window.setFacts({true, true, false, false, 0}, {true, true, false, false, 92}, true);
    openBelow(stage.window.sidebar()->menuButton());
    auto* menu = stage.window.sidebar()->menuButton()->menu();
    for (QAction* action : menu->actions()) {
        const bool isIt = action->menu() != nullptr && (action->objectName() == QLatin1String(name) ||
                                                        action->menu()->objectName() == QLatin1String(name));
        if (isIt)
            menu->setActiveAction(action);
    }
}

void showReasons(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->openReasons();
}

/// By the menu key, on a row that was chosen by another.
void openMessageMenu(MessageListView* list, int row)
{
    QApplication::processEvents();
    list->setFocus();
    const QModelIndex index = list->model()->index(row, 0);
    list->setCurrentIndex(index);
    list->scrollTo(index);
    const QPoint at = list->visualRect(index).center();
    QContextMenuEvent asked(QContextMenuEvent::Mouse, at, list->viewport()->mapToGlobal(at));
    QApplication::sendEvent(list->viewport(), &asked);
}

void showMessageMenu(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->list()->setOffersBrowser(true);
    openMessageMenu(stage.window.chat()->list(), 4); // the one with a link
}

void showOwnMessageMenu(Stage& stage)
{
    stage.pair(sample::fillAnswers);
    stage.window.chat()->list()->setMayTakeBack([](MessageKey) { return true; });
    openMessageMenu(stage.window.chat()->list(), 4);
}

void showPictureMenu(Stage& stage)
{
    stage.pair(sample::fillTalk);
    openMessageMenu(stage.window.chat()->list(), 5);
}

void showTextMenu(Stage& stage)
{
    stage.pair(sample::fillTalk);
    auto* edit = stage.window.chat()->findChild<QPlainTextEdit*>(QStringLiteral("composerEdit"));
    edit->setPlainText(QStringLiteral("no harm done"));
    edit->selectAll();
    QMenu* menu = edit->createStandardContextMenu();
    menu->setParent(edit, menu->windowFlags()); // goes with the page
    menu->popup(edit->mapToGlobal(edit->rect().center()));
}

void showRoomMenu(Stage& stage)
{
    showSampleRoom(stage);
    openBelow(stage.window.findChild<QToolButton*>(QStringLiteral("roomMoreButton")));
}

void showMemberReasons(Stage& stage)
{
    Q_EMIT showSampleRoom(stage)->membersRequested();
    QApplication::processEvents();
    stage.window.findChild<QPushButton*>(QStringLiteral("reportMemberButton"))->click();
}

void showPicker(Stage& stage)
{
    stage.pair(sample::fillTalk);
    QApplication::processEvents(); // so that the button has its place
    stage.window.chat()->findChild<QToolButton*>(QStringLiteral("emojiButton"))->click();
}

void searchInPicker(Stage& stage, const QString& words)
{
    showPicker(stage);
    QApplication::activePopupWidget()->findChild<QLineEdit*>(QStringLiteral("emojiSearch"))->setText(words);
}

void showServers(Stage& stage)
{
    stage.window.welcome()->setServers(
        {QStringLiteral("chat.example.org"), QStringLiteral("own.example:8443")});
    stage.window.findChild<QComboBox*>(QStringLiteral("serverField"))->showPopup();
}

void showLooks(Stage& stage)
{
    stage.window.panels()->settings()->openAt(SettingsPart::Look);
    QApplication::processEvents();
    stage.window.panels()->settings()->findChild<QComboBox*>()->showPopup();
}

} // namespace

QList<Page> pagesOfMenus()
{
    return {
        {QStringLiteral("menu"), showMainMenu},
        narrow("menu-480", showMainMenuNarrow),
        {QStringLiteral("menu-at-first"), showMainMenuAtFirst},
        {QStringLiteral("menu-go-to"), [](Stage& stage) { showSubmenu(stage, "goToMenu"); }},
        {QStringLiteral("menu-report-before"),
         [](Stage& stage) { showSubmenu(stage, "reportBeforeAction"); }},
        {QStringLiteral("report-menu"), showReasons},
        narrow("report-menu-480", showReasons),
        {QStringLiteral("message-menu"), showMessageMenu},
        {QStringLiteral("own-message-menu"), showOwnMessageMenu},
        {QStringLiteral("picture-menu"), showPictureMenu},
        {QStringLiteral("text-menu"), showTextMenu},
        {QStringLiteral("room-menu"), showRoomMenu},
        {QStringLiteral("member-report-menu"), showMemberReasons},
        {QStringLiteral("emoji-picker"), showPicker},
        narrow("emoji-picker-480", showPicker),
        {QStringLiteral("emoji-picker-search"),
         [](Stage& stage) { searchInPicker(stage, QStringLiteral("cat")); }},
        {QStringLiteral("emoji-picker-nothing"),
         [](Stage& stage) { searchInPicker(stage, QStringLiteral("qqqq")); }},
        {QStringLiteral("welcome-servers"), showServers},
        {QStringLiteral("settings-looks"), showLooks},
    };
}

} // namespace chatmet::client
