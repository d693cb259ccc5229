// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A line without a network: the test is the server.

#include "client/net/ChatConnection.h"
#include "common/protocol/Codec.h"

#include <QList>
#include <QPointer>

#include <memory>
#include <optional>
#include <utility>

namespace chatmet::testing {

/// Keeps what the client sends until the test takes it; says what the test tells it to say.
class FakeTransport : public client::Transport
{
    Q_OBJECT

public:
    using Transport::Transport;

    void open(const client::ServerAddress& server) override { address = server; }
    void send(const QByteArray& frame) override
    {
        const auto* data = reinterpret_cast<const std::uint8_t*>(frame.constData());
        auto decoded =
            protocol::decodeClientFrame(SharedBytes::copyOf({data, static_cast<std::size_t>(frame.size())}));
        Q_ASSERT(decoded.ok());
        sent.append(std::move(decoded).value());
    }
    void close() override { closeAsked = true; }
    void abort() override
    {
        aborted = true;
        Q_EMIT closed();
    }

    /// As the server: the next reliable frame.
    void say(protocol::ServerKind kind, const SharedBytes& body = {})
    {
        sayNumbered(++sequence, std::move(kind), body);
    }
    /// A frame without a number.
    void hint(protocol::ServerKind kind, const SharedBytes& body = {})
    {
        sayNumbered(0, std::move(kind), body);
    }
    void sayNumbered(std::uint64_t number, protocol::ServerKind kind, const SharedBytes& body = {})
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
    /// Takes the oldest frame of this kind out of what was sent; nothing where there is none.
    template <class Kind> std::optional<Kind> take()
    {
        for (qsizetype i = 0; i < sent.size(); ++i) {
            if (const auto* kind = std::get_if<Kind>(&sent[i].kind)) {
                const Kind found = *kind;
                last = sent.takeAt(i);
                return found;
            }
        }
        return std::nullopt;
    }
    template <class Kind> [[nodiscard]] int count() const
    {
        int found = 0;
        for (const protocol::ClientFrame& frame : sent)
            found += std::holds_alternative<Kind>(frame.kind) ? 1 : 0;
        return found;
    }

    client::ServerAddress address;
    QList<protocol::ClientFrame> sent;
    protocol::ClientFrame last; ///< the frame of the last take()
    std::uint64_t sequence{0};
    std::uint64_t acknowledged{0};
    bool closeAsked{false};
    bool aborted{false};
};

/// Makes transports and knows the newest.
class FakeServer
{
public:
    client::ChatConnection::TransportFactory factory()
    {
        return [this] {
            auto made = std::make_unique<FakeTransport>();
            newest = made.get();
            ++attempts;
            return made;
        };
    }
    FakeTransport* operator->() const { return newest.data(); }

    /// resumeWindowMs: 0: no session is ever resumed. card: what the server says of itself.
    void welcome(std::uint32_t resumeWindowMs = 0, const protocol::Welcome& card = {})
    {
        Q_EMIT newest->opened();
        sayWelcome(resumeWindowMs, false, card);
    }
    /// The session goes on, on the newest line. sequence: of the last reliable frame that the server gave;
    /// acknowledged: of the client's that it has.
    void resume(std::uint64_t sequence, std::uint64_t acknowledged, std::uint32_t resumeWindowMs = 20'000)
    {
        Q_EMIT newest->opened();
        newest->sequence = sequence;
        newest->acknowledged = acknowledged;
        sayWelcome(resumeWindowMs, true);
    }
    void sayWelcome(std::uint32_t resumeWindowMs, bool resumed, const protocol::Welcome& card = {})
    {
        protocol::Welcome welcome = card;
        welcome.revision = 1;
        welcome.token = token = SessionToken::random(systemRandom());
        welcome.resumeWindowMs = resumeWindowMs;
        welcome.resumed = resumed;
        newest->hint(welcome);
    }

    QPointer<FakeTransport> newest;
    int attempts{0};
    SessionToken token; ///< of the last welcome
};

[[nodiscard]] inline client::SessionRequest requestFor(const QString& username)
{
    return {{QUrl(QStringLiteral("wss://chat.example")), {}}, username};
}

} // namespace chatmet::testing
