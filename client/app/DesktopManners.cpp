// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/DesktopManners.h"

#include "client/app/Settings.h"
#include "client/net/SleepClock.h"
#include "client/view/MainWindow.h"

namespace chatmet::client {

namespace {

constexpr int afterFirstPaintMs = 1'000;

} // namespace

DesktopManners::DesktopManners(MainWindow* window, std::unique_ptr<Notifier> notifier)
    : m_window(window),
      m_notifier(notifier ? std::move(notifier) : systemNotifier()),
      m_alerts(window, m_notifier.get(), &m_tray, awakeMs),
      m_sleep(sleepCountingMs, awakeMs),
      m_hasTray(Settings{}.tray)
{
    apply({});
    wire();
}

DesktopManners::~DesktopManners() = default;

void DesktopManners::wire()
{
    connect(m_window, &MainWindow::activeChanged, this, [this](bool active) {
        if (active)
            m_alerts.withdraw();
    });
    connect(&m_alerts, &Alerts::showRequested, this, &DesktopManners::showRequested);
    connect(&m_tray, &TrayIcon::showRequested, this, [this] { Q_EMIT showRequested({}); });
    connect(&m_tray, &TrayIcon::panicRequested, this, &DesktopManners::panicRequested);
    connect(&m_tray, &TrayIcon::quitRequested, this, &DesktopManners::quitRequested);
}

void DesktopManners::apply(const Settings& settings)
{
    m_alerts.setNotifications(settings.notifications);
    m_alerts.setSound(settings.sound);
    if (!settings.notifications)
        m_alerts.withdraw();
    m_hasTray = settings.tray;
    if (m_isShown)
        m_tray.setShown(m_hasTray);
}

void DesktopManners::windowShown()
{
    QTimer::singleShot(afterFirstPaintMs, this, [this] {
        if (m_hasLeft)
            return;
        m_isShown = true;
        m_tray.setShown(m_hasTray);
    });
}

void DesktopManners::follow(int unread, int conversations)
{
    m_tray.setUnread(unread);
    if (conversations == 0)
        m_alerts.withdraw();
}

void DesktopManners::leave()
{
    m_hasLeft = true;
    m_alerts.withdraw();
    m_tray.setShown(false);
}

} // namespace chatmet::client
