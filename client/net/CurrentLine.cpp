// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/CurrentLine.h"

#include "common/protocol/Codec.h"

#include <utility>

namespace chatmet::client {

CurrentLine::CurrentLine(TransportFactory makeTransport) : m_makeTransport(std::move(makeTransport)) {}

CurrentLine::~CurrentLine()
{
    discard();
}

void CurrentLine::open(const ServerAddress& server)
{
    discard();
    m_transport = m_makeTransport();
    Transport* made = m_transport.get();
    connect(made, &Transport::opened, this, &CurrentLine::opened);
    connect(made, &Transport::received, this, [this](const QByteArray& frame) {
        if (!m_dropping)
            Q_EMIT received(frame);
    });
    // What is queued is told even of a transport that was disconnected since.
    connect(
        made, &Transport::closed, this,
        [this, number = m_number] {
            if (number == m_number)
                Q_EMIT closed();
        },
        Qt::QueuedConnection);
    connect(
        made, &Transport::failed, this,
        [this, number = m_number](LineProblem problem, const QByteArray& fingerprint) {
            if (number == m_number)
                Q_EMIT failed(problem, fingerprint);
        },
        Qt::QueuedConnection);
    made->open(server);
}

/// The transport may be the one whose signal is being handled, so it dies later.
void CurrentLine::discard()
{
    if (!m_transport)
        return;
    ++m_number;
    m_dropping = false;
    m_transport->disconnect(this);
    m_transport->abort();
    m_transport.release()->deleteLater();
}

void CurrentLine::drop()
{
    if (!m_transport || m_dropping)
        return;
    m_dropping = true;
    m_transport->abort();
}

void CurrentLine::write(const protocol::ClientFrame& frame)
{
    const WipedBytes bytes = protocol::encodeClientFrame(frame);
    m_transport->send(
        QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
}

} // namespace chatmet::client
