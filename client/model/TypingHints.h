// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// "Typing": when to say it, and for how long to believe it of the partner.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace chatmet::client {

/// GUI thread.
class TypingHints : public QObject
{
    Q_OBJECT

public:
    TypingHints(int repeatMs, int shownMs, QObject* parent = nullptr);

    /// Called with every change in the composer. "Active" is said at most once in repeatMs, its end once.
    void setComposing(bool composing);
    /// Off: nothing is said from now on but the end of what was said.
    void setEnabled(bool enabled);
    /// A message went out: whoever gets it knows that the typing is over.
    void messageSent() { m_said = false; }

    /// A hint came; a message of the partner's or the end counts as "not active".
    void setPartnerActive(bool active);
    [[nodiscard]] bool partnerActive() const { return m_partnerActive; }

Q_SIGNALS:
    void say(bool active);
    void partnerChanged(bool active);

private:
    int m_repeatMs;
    int m_shownMs;
    bool m_enabled{true};
    bool m_said{false};
    QElapsedTimer m_sinceSaid;
    bool m_partnerActive{false};
    QTimer m_partnerTimer;
};

} // namespace chatmet::client
