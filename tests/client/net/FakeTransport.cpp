// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/client/net/FakeTransport.h"

#include "common/protocol/Codec.h"

namespace chatmet::testing {

void FakeTransport::send(const QByteArray& frame)
{
    const auto* data = reinterpret_cast<const std::uint8_t*>(frame.constData());
    auto decoded =
        protocol::decodeClientFrame(SharedBytes::copyOf({data, static_cast<std::size_t>(frame.size())}));
    Q_ASSERT(decoded.ok());
    sent.append(std::move(decoded).value());
}

void FakeTransport::sayNumbered(std::uint64_t number, protocol::ServerKind kind, const SharedBytes& body)
{
    protocol::ServerFrame frame;
    frame.sequence = number;
    frame.acknowledged = acknowledged;
    frame.kind = std::move(kind);
    frame.body = body;
    const WipedBytes bytes = protocol::encodeServerFrame(frame);
    Q_EMIT received(
        QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
}

client::ChatConnection::TransportFactory FakeServer::factory()
{
    return [this] {
        auto made = std::make_unique<FakeTransport>();
        newest = made.get();
        ++attempts;
        return made;
    };
}

void FakeServer::welcome(std::uint32_t resumeWindowMs, const protocol::Welcome& card)
{
    Q_EMIT newest->opened();
    sayWelcome(resumeWindowMs, false, card);
}

void FakeServer::resume(std::uint64_t sequence, std::uint64_t acknowledged, std::uint32_t resumeWindowMs)
{
    Q_EMIT newest->opened();
    newest->sequence = sequence;
    newest->acknowledged = acknowledged;
    sayWelcome(resumeWindowMs, true);
}

void FakeServer::sayWelcome(std::uint32_t resumeWindowMs, bool resumed, const protocol::Welcome& card)
{
    protocol::Welcome welcome = card;
    welcome.revision = 1;
    welcome.token = token = SessionToken::random(systemRandom());
    welcome.resumeWindowMs = resumeWindowMs;
    welcome.resumed = resumed;
    newest->hint(welcome);
}

client::SessionRequest requestFor(const QString& username)
{
    return {{QUrl(QStringLiteral("wss://chat.example")), {}}, username};
}

} // namespace chatmet::testing
