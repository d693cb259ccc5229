// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PanicNotice.h"

namespace chatmet::client {

namespace {

constexpr int readMs = 1'500; ///< long enough for seven words

}

/// What was done, and no more: what the server does with it nobody can say from here.
PanicNotice::PanicNotice()
    : PlainLabel(tr("You have left. Everything here is erased."), QStringLiteral("notice"))
{
    setObjectName(QStringLiteral("panicNotice"));
    setWindowFlags(Qt::ToolTip);
    m_clock.setSingleShot(true);
    m_clock.setInterval(readMs);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        m_isRead = true;
        Q_EMIT read();
    });
}

void PanicNotice::showAround(const QPoint& centre)
{
    ensurePolished();
    resize(sizeHint()); // adjustSize() leaves a third of the display free, also where that cuts words off
    move(centre - rect().center());
    show();
    m_clock.start();
}

} // namespace chatmet::client
