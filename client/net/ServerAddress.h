// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which server a line goes to and which key has to answer there, and how people write that.

#include "common/protocol/Invite.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

namespace chatmet::client {

struct ServerAddress
{
    QUrl url;               ///< wss://HOST[:PORT][/PATH]
    QByteArray fingerprint; ///< its key's (Fingerprint.h); empty: any that an authority vouches for
};

/// A wss:// URL with a host and neither user, query nor fragment; a fingerprint in its one form or none.
[[nodiscard]] bool isGoodAddress(const ServerAddress& server);

/// The URL of such an address from what a person types or pastes: a bare host gets wss://, the link of a
/// server (chatmet://HOST/#v1...) or of a room gives its server, and nothing else is guessed. In one
/// spelling: without the port that every server has, and without a path that is none. Nothing for what is no
/// such address.
[[nodiscard]] std::optional<QUrl> serverUrl(const QString& typed);

/// The fingerprint of the server's key that such a link brings along; else empty.
[[nodiscard]] QByteArray serverFingerprint(const QString& typed);

/// Of a server, or of a room on one: what the desktop may start the program with.
[[nodiscard]] bool isLink(const QString& text);

/// What links and invites say of this server.
[[nodiscard]] protocol::ServerLink linkOf(const ServerAddress& server);

} // namespace chatmet::client
