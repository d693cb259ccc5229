// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The seconds for which an ended page is still shown.

#include <QObject>
#include <QTimer>

#include <functional>

namespace chatmet::client {

/// GUI thread.
class PageCountdown : public QObject
{
    Q_OBJECT

public:
    /// clock: in milliseconds; one that counts sleep, as nothing is to be shown longer because of that.
    explicit PageCountdown(std::function<qint64()> clock, QObject* parent = nullptr);

    /// 0: over() comes before this returns.
    void start(int milliseconds);
    void stop() { m_timer.stop(); }
    /// The computer has slept: over() comes before this returns where the time has passed meanwhile.
    void wake();
    /// Whole seconds, rounded up; 0 where it doesn't run.
    [[nodiscard]] int seconds() const;

Q_SIGNALS:
    void changed(int seconds);
    void over();

private:
    void tick();

    [[nodiscard]] qint64 leftMs() const { return m_deadlineMs - m_clock(); }

    const std::function<qint64()> m_clock;
    qint64 m_deadlineMs{0};
    QTimer m_timer;
};

} // namespace chatmet::client
