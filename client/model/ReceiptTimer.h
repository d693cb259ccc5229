// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// When to tell the partner what has arrived: at once where it is quiet, else one word for many messages.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <cstdint>

namespace chatmet::client {

/// GUI thread.
class ReceiptTimer : public QObject
{
    Q_OBJECT

public:
    explicit ReceiptTimer(int atMostEveryMs, QObject* parent = nullptr);

    /// A message with this number in the conversation is here; numbers rise.
    void arrived(std::uint64_t number);
    /// The last word was lost: say it once more.
    void again() { arrived(m_upTo); }
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    void due(quint64 upTo);

private:
    int m_atMostEveryMs;
    std::uint64_t m_upTo{0};
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
};

} // namespace chatmet::client
