// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the program tells the desktop, and hears of it: notifications, the tray, sleep.

#include "client/app/Alerts.h"
#include "client/app/Notifier.h"
#include "client/app/SleepWatch.h"
#include "client/app/TrayIcon.h"

#include <QObject>

#include <memory>

namespace chatmet::client {

class MainWindow;
struct Settings;

/// GUI thread.
class DesktopManners : public QObject
{
    Q_OBJECT

public:
    /// window: outlives it. notifier: null: systemNotifier().
    explicit DesktopManners(MainWindow* window, std::unique_ptr<Notifier> notifier = {});
    ~DesktopManners() override;

    /// The person's wishes, from now on.
    void apply(const Settings& settings);
    /// The window is shown: what it does not need for that is made after its first paint.
    void windowShown();
    /// Something came.
    void tell(Arrival arrival) { m_alerts.tell(arrival); }
    /// unread: messages that were not seen; conversations: how many pages of conversations there are, ended
    /// ones too. Where there are none nothing is left to be told of.
    void follow(int unread, int conversations);
    [[nodiscard]] SleepWatch* sleep() { return &m_sleep; }
    /// The program ends: nothing of it stays on the desktop.
    void leave();

Q_SIGNALS:
    /// By the tray or a notification. activation: as of Notifier::clicked().
    void showRequested(const QByteArray& activation);
    void panicRequested();
    void quitRequested();

private:
    void wire();

    MainWindow* m_window;
    std::unique_ptr<Notifier> m_notifier;
    TrayIcon m_tray;
    Alerts m_alerts;
    SleepWatch m_sleep;
    bool m_hasTray;
    bool m_isShown{false}; ///< and painted
    bool m_hasLeft{false};
};

} // namespace chatmet::client
