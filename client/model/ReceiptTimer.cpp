// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/ReceiptTimer.h"

#include <algorithm>

namespace chatmet::client {

ReceiptTimer::ReceiptTimer(int atMostEveryMs, QObject* parent)
    : QObject(parent), m_atMostEveryMs(atMostEveryMs)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_sinceLast.start();
        Q_EMIT due(m_upTo);
    });
}

void ReceiptTimer::arrived(std::uint64_t number)
{
    m_upTo = number;
    if (m_timer.isActive())
        return;
    // Zero still waits for the other frames of the same read.
    qint64 wait = 0;
    if (m_sinceLast.isValid())
        wait = std::clamp<qint64>(m_atMostEveryMs - m_sinceLast.elapsed(), 0, m_atMostEveryMs);
    m_timer.start(static_cast<int>(wait));
}

} // namespace chatmet::client
