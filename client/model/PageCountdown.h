// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The seconds for which an ended page is still shown.

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

namespace chatmet::client {

/// GUI thread.
class PageCountdown : public QObject
{
    Q_OBJECT

public:
    explicit PageCountdown(QObject* parent = nullptr);

    /// 0: over() comes before this returns.
    void start(int milliseconds);
    void stop() { m_timer.stop(); }
    /// Whole seconds, rounded up; 0 where it doesn't run.
    [[nodiscard]] int seconds() const;

Q_SIGNALS:
    void changed(int seconds);
    void over();

private:
    void tick();

    QDeadlineTimer m_deadline;
    QTimer m_timer;
};

} // namespace chatmet::client
