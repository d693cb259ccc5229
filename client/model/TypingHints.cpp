// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/TypingHints.h"

namespace chatmet::client {

TypingHints::TypingHints(int repeatMs, int shownMs, QObject* parent)
    : QObject(parent), m_repeatMs(repeatMs), m_shownMs(shownMs)
{
    m_partnerTimer.setSingleShot(true);
    connect(&m_partnerTimer, &QTimer::timeout, this, [this] { setPartnerActive(false); });
}

void TypingHints::setComposing(bool composing)
{
    if (!composing) {
        if (m_said) {
            m_said = false;
            Q_EMIT say(false);
        }
        return;
    }
    // Only the repetition is held back: who sends a message and types on is seen typing at once.
    if (!m_enabled || (m_said && !m_sinceSaid.hasExpired(m_repeatMs)))
        return;
    m_said = true;
    m_sinceSaid.start();
    Q_EMIT say(true);
}

void TypingHints::setEnabled(bool enabled)
{
    m_enabled = enabled;
    if (!enabled)
        setComposing(false);
}

void TypingHints::setPartnerActive(bool active)
{
    if (active)
        m_partnerTimer.start(m_shownMs);
    else
        m_partnerTimer.stop();
    if (m_partnerActive == active)
        return;
    m_partnerActive = active;
    Q_EMIT partnerChanged(active);
}

} // namespace chatmet::client
