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

namespace chatmet::client {

WindowKeys::WindowKeys(MainWindow* window, WindowMenu* menu) : QObject(window), m_window(window)
{
    auto* status = new LiveStatus(window);
    const QuickSwitcher* switcher = window->panels()->switcher();
    connect(menu, &WindowMenu::paneRequested, this, &WindowKeys::stepPane);
    connect(menu, &WindowMenu::switchRequested, this,
            [window] { window->panels()->openSwitcher(window->sidebar()); });
    connect(switcher, &QuickSwitcher::marked, status, &LiveStatus::say);
    connect(switcher, &QuickSwitcher::homeRequested, menu, &WindowMenu::homeRequested);
    connect(switcher, &QuickSwitcher::privacyRequested, menu, &WindowMenu::privacyRequested);
    connect(switcher, &QuickSwitcher::conversationRequested, menu, &WindowMenu::conversationRequested);
    connect(menu, &WindowMenu::leaveRequested, this,
            [window] { Q_EMIT window->currentChat()->leaveRequested(); });
    connect(menu, &WindowMenu::sendPictureRequested, this,
            [window] { Q_EMIT window->currentChat()->choosePictureRequested(); });
}

/// What is not seen takes no focus, so all pages may stand in the list.
QList<QWidget*> WindowKeys::panes() const
{
    QList<QWidget*> all{m_window->operatorBar(), m_window->sidebar(), m_window->welcome(), m_window->home(),
                        m_window->privacy()};
    return all + m_window->currentChat()->panes();
}

/// A panel over the page has one part only.
void WindowKeys::stepPane(int step)
{
    if (!m_window->panels()->isOpen())
        client::stepPane(panes(), step);
}

} // namespace chatmet::client
