// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/WindowKeys.h"

#include "client/view/ChatView.h"
#include "client/view/HomePage.h"
#include "client/view/LiveStatus.h"
#include "client/view/MainWindow.h"
#include "client/view/OperatorBar.h"
#include "client/view/PaneCycle.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/QuickSwitcher.h"
#include "client/view/RoomPage.h"
#include "client/view/Sidebar.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowMenu.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>

namespace chatmet::client {

WindowKeys::WindowKeys(MainWindow* window, WindowMenu* menu)
    : QObject(window), m_window(window), m_switch(menu->findChild<QAction*>(QStringLiteral("switchAction")))
{
    connect(qApp, &QApplication::focusChanged, this, &WindowKeys::onFocus);
    auto* status = new LiveStatus(window);
    connect(menu, &WindowMenu::paneRequested, this, &WindowKeys::stepPane);
    connect(menu, &WindowMenu::switchRequested, this,
            [window] { window->panels()->openSwitcher(window->sidebar()); });
    connect(window->panels(), &WindowPanels::switcherMade, this, [menu, status](QuickSwitcher* switcher) {
        connect(switcher, &QuickSwitcher::marked, status, &LiveStatus::say);
        connect(switcher, &QuickSwitcher::homeRequested, menu, &WindowMenu::homeRequested);
        connect(switcher, &QuickSwitcher::privacyRequested, menu, &WindowMenu::privacyRequested);
        connect(switcher, &QuickSwitcher::conversationRequested, menu, &WindowMenu::conversationRequested);
    });
    connect(menu, &WindowMenu::leaveRequested, this,
            [window] { Q_EMIT window->places()->currentChat()->leaveRequested(); });
    connect(menu, &WindowMenu::sendPictureRequested, this,
            [window] { Q_EMIT window->places()->currentChat()->choosePictureRequested(); });
}

void WindowKeys::onFocus(QWidget* old, QWidget* now)
{
    if (old != nullptr)
        old->removeEventFilter(this);
    if (now != nullptr)
        now->installEventFilter(this);
}

/// On some desktops Ctrl+K deletes the rest of a line: fields would keep it for themselves.
bool WindowKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const QKeySequence keys(static_cast<QKeyEvent*>(event)->keyCombination());
    if (!m_switch->isEnabled() || keys != m_switch->shortcut())
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

/// What is not seen takes no focus, so all pages may stand in the list.
QList<QWidget*> WindowKeys::panes() const
{
    QList<QWidget*> all{m_window->operatorBar(), m_window->sidebar(), m_window->welcome(), m_window->home()};
    if (QWidget* privacy = m_window->madePrivacy())
        all.append(privacy);
    return all + m_window->places()->currentChat()->panes();
}

/// A panel over the page has one part only.
void WindowKeys::stepPane(int step)
{
    if (!m_window->panels()->isOpen())
        client::stepPane(panes(), step);
}

} // namespace chatmet::client
