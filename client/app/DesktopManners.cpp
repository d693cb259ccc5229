// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/DesktopManners.h"

#include "client/app/SettingsFile.h"
#include "client/net/SleepClock.h"
#include "client/view/MainWindow.h"

namespace chatmet::client {

namespace {

constexpr int afterFirstPaintMs = 1'000;

const Settings& settingsOf(const SettingsFile* file)
{
    static const Settings defaults;
    return file == nullptr ? defaults : file->settings();
}

} // namespace

DesktopManners::DesktopManners(MainWindow* window, SettingsFile* settings, std::unique_ptr<Notifier> notifier)
    : m_window(window),
      m_settings(settings),
      m_notifier(notifier ? std::move(notifier) : systemNotifier()),
      m_alerts(window, m_notifier.get(), &m_tray, awakeMs),
      m_sleep(sleepCountingMs, awakeMs)
{
    m_alerts.setNotifications(notifications());
    m_alerts.setSound(sound());
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

bool DesktopManners::notifications() const
{
    return settingsOf(m_settings).notifications;
}

bool DesktopManners::sound() const
{
    return settingsOf(m_settings).sound;
}

bool DesktopManners::tray() const
{
    return settingsOf(m_settings).tray;
}

void DesktopManners::windowShown()
{
    QTimer::singleShot(afterFirstPaintMs, this, [this] {
        m_isShown = true;
        m_tray.setShown(tray());
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
    m_alerts.withdraw();
    m_tray.setShown(false);
}

void DesktopManners::setNotifications(bool on)
{
    m_alerts.setNotifications(on);
    if (!on)
        m_alerts.withdraw();
    if (m_settings != nullptr)
        m_settings->change([on](Settings& changed) { changed.notifications = on; });
}

void DesktopManners::setSound(bool on)
{
    m_alerts.setSound(on);
    if (m_settings != nullptr)
        m_settings->change([on](Settings& changed) { changed.sound = on; });
}

void DesktopManners::setTray(bool on)
{
    if (m_isShown)
        m_tray.setShown(on);
    if (m_settings != nullptr)
        m_settings->change([on](Settings& changed) { changed.tray = on; });
}

} // namespace chatmet::client
