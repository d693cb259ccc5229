// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which day it is, and that it is another one: "Today" is said of a conversation that is open at midnight.

#include <QDate>
#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <functional>

namespace chatmet::client {

/// GUI thread. Days and time are local.
class DayWatch : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<QDateTime()>;

    explicit DayWatch(QObject* parent = nullptr);

    [[nodiscard]] QDate today() const { return m_today; }
    /// Looks now, where the timer may be late: the computer slept, or its clock was set.
    void look();
    /// Another clock than the system's.
    void setClock(Clock clock);

Q_SIGNALS:
    void changed(const QDate& today);

private:
    Clock m_clock;
    QDate m_today;
    QTimer m_timer;
};

} // namespace chatmet::client
