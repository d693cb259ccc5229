// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A line without a network: the test is the server.

#include "client/net/ChatConnection.h"

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
    void send(const QByteArray& frame) override;
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
    void sayNumbered(std::uint64_t number, protocol::ServerKind kind, const SharedBytes& body = {});
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
    client::ChatConnection::TransportFactory factory();
    FakeTransport* operator->() const { return newest.data(); }

    /// resumeWindowMs: 0: no session is ever resumed. card: what the server says of itself.
    void welcome(std::uint32_t resumeWindowMs = 0, const protocol::Welcome& card = {});
    /// The session goes on, on the newest line. sequence: of the last reliable frame that the server gave;
    /// acknowledged: of the client's that it has.
    void resume(std::uint64_t sequence, std::uint64_t acknowledged, std::uint32_t resumeWindowMs = 20'000);
    void sayWelcome(std::uint32_t resumeWindowMs, bool resumed, const protocol::Welcome& card = {});

    QPointer<FakeTransport> newest;
    int attempts{0};
    SessionToken token; ///< of the last welcome
};

[[nodiscard]] client::SessionRequest requestFor(const QString& username);

} // namespace chatmet::testing
