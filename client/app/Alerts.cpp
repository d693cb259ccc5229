// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/Alerts.h"

#include "client/app/Notifier.h"
#include "client/app/TrayIcon.h"

#include <QApplication>
#include <QWidget>

namespace chatmet::client {

QString alertWords(Arrival arrival)
{
    switch (arrival) {
    case Arrival::Message: return Alerts::tr("New message");
    case Arrival::Somebody: return Alerts::tr("Somebody is there");
    case Arrival::Over: return Alerts::tr("It is over");
    }
    return {};
}

Alerts::Alerts(QWidget* window, Notifier* notifier, TrayIcon* tray, std::function<qint64()> clock)
    : m_window(window), m_notifier(notifier), m_tray(tray), m_clock(std::move(clock))
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &Alerts::tellDue);
    connect(m_notifier, &Notifier::shown, this, [this](bool sounds) {
        if (m_sound && !sounds)
            QApplication::beep();
    });
    connect(m_notifier, &Notifier::failed, this, &Alerts::onFailed);
    connect(m_notifier, &Notifier::clicked, this, &Alerts::showRequested);
    connect(m_tray, &TrayIcon::messageClicked, this, [this] { Q_EMIT showRequested({}); });
}

void Alerts::tell(Arrival arrival)
{
    QApplication::alert(m_window); // the window's own entry in the desktop; does nothing where it is active
    if (m_window->isActiveWindow() && !m_window->isMinimized())
        return;
    if (const auto now = m_pace.arrived(arrival, m_clock()))
        tellNow(*now);
    else
        m_later.start(static_cast<int>(m_pace.dueIn(m_clock())));
}

void Alerts::tellDue()
{
    if (const auto now = m_pace.due(m_clock()))
        tellNow(*now);
    else if (m_pace.isWaiting())
        m_later.start(static_cast<int>(m_pace.dueIn(m_clock())));
}

void Alerts::tellNow(Arrival arrival)
{
    m_told = alertWords(arrival);
    if (m_notifications)
        m_notifier->show(m_told, m_sound);
    else if (m_sound)
        QApplication::beep();
}

void Alerts::onFailed()
{
    m_tray->showMessage(m_told);
    if (m_sound)
        QApplication::beep();
}

void Alerts::withdraw()
{
    m_later.stop();
    m_pace.drop();
    m_notifier->withdraw();
}

} // namespace chatmet::client
