// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The line of now: one transport after the other. What an earlier one still says is not heard.

#include "client/net/Transport.h"
#include "common/protocol/Messages.h"

#include <QObject>

#include <functional>
#include <memory>

namespace chatmet::client {

/// GUI thread.
class CurrentLine : public QObject
{
    Q_OBJECT

public:
    /// Called for every line; the result belongs to this.
    using TransportFactory = std::function<std::unique_ptr<Transport>()>;
    explicit CurrentLine(TransportFactory makeTransport);
    ~CurrentLine() override;

    /// In place of the one before.
    void open(const ServerAddress& server);
    /// Nothing more is heard of it.
    void discard();
    /// Cuts it as a broken network would: from now on nothing comes, and closed() follows.
    void drop();

    // Only where isThere().
    void write(const protocol::ClientFrame& frame);
    void flush() { m_transport->flush(); }
    /// After what was written; closed() follows.
    void close() { m_transport->close(); }

    /// From open() to discard(), whatever the line does.
    [[nodiscard]] bool isThere() const { return m_transport != nullptr; }
    [[nodiscard]] bool isDropping() const { return m_dropping; }
    /// Another one once this line is discarded.
    [[nodiscard]] int number() const { return m_number; }

Q_SIGNALS:
    void opened();
    void received(const QByteArray& frame);
    // From the event loop: a line can break inside write(), whose callers don't expect to be told of the end
    // in there.
    void closed();
    void failed(chatmet::client::LineProblem problem, const QByteArray& observedFingerprint);

private:
    TransportFactory m_makeTransport;
    std::unique_ptr<Transport> m_transport;
    int m_number{0};
    bool m_dropping{false};
};

} // namespace chatmet::client
