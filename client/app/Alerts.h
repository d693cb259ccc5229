// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Something has come while the person looks elsewhere: the desktop is told that, and nothing of what it is.

#include "client/app/AlertPace.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>

class QWidget;

namespace chatmet::client {

class Notifier;
class TrayIcon;

/// The words of a notification: the same for everybody and everything.
[[nodiscard]] QString alertWords(Arrival arrival);

/// GUI thread.
class Alerts : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. clock: in milliseconds, steady.
    Alerts(QWidget* window, Notifier* notifier, TrayIcon* tray, std::function<qint64()> clock);

    void setNotifications(bool on) { m_notifications = on; }
    void setSound(bool on) { m_sound = on; }

    /// Nothing where the window is the active one.
    void tell(Arrival arrival);
    /// The person has seen it, or there is nothing left to see: what was told is taken back.
    void withdraw();

Q_SIGNALS:
    /// The person has clicked what was told. activation: as of Notifier::clicked().
    void showRequested(const QByteArray& activation);

private:
    void tellNow(Arrival arrival);
    void tellDue();
    void onFailed();

    QWidget* m_window;
    Notifier* m_notifier;
    TrayIcon* m_tray;
    const std::function<qint64()> m_clock;
    AlertPace m_pace;
    QTimer m_later;
    QString m_told; ///< words of the last one
    bool m_notifications{true};
    bool m_sound{false};
};

} // namespace chatmet::client
