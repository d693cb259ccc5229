// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the panic key did, said for a moment where the window was.

#include "client/view/PlainLabel.h"

#include <QTimer>

namespace chatmet::client {

/// GUI thread. Hidden until showAround().
class PanicNotice : public PlainLabel
{
    Q_OBJECT

public:
    PanicNotice();

    /// centre: on the screen.
    void showAround(const QPoint& centre);
    /// It has stood long enough to be read.
    [[nodiscard]] bool isRead() const { return m_isRead; }

Q_SIGNALS:
    void read();

private:
    QTimer m_clock;
    bool m_isRead{false};
};

} // namespace chatmet::client
