// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Tells that the computer has slept, and for how long.

#include <QObject>
#include <QTimer>

#include <functional>

namespace chatmet::client {

/// Calls look in the GUI thread, from the event loop, whenever the computer may just have slept, as long as
/// context lives. False: this system does not say so. Linux: the kernel, through a timer that it cancels when
/// it sets its clock, as it does at every awakening; no daemon is asked. Windows, macOS: not said.
bool onMaybeAwake(QObject* context, const std::function<void()>& look);

/// GUI thread.
class SleepWatch : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<qint64()>; ///< milliseconds; as sleepCountingMs() and awakeMs()

    SleepWatch(Clock sleepCounting, Clock awake);

    /// Where the system says nothing, it looks at the clocks every few seconds while somebody could be shown
    /// too long what he should not be.
    void setLooking(bool looking);

    void look();

Q_SIGNALS:
    /// At least a second.
    void woke(qint64 sleptMs);

private:
    [[nodiscard]] qint64 sleptSoFar() const { return m_sleepCounting() - m_awake(); }

    const Clock m_sleepCounting;
    const Clock m_awake;
    qint64 m_slept; ///< as far as it was told
    QTimer m_timer;
    bool m_isTold;
};

} // namespace chatmet::client
