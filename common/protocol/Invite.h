// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A room's invite, as people hand it on: chatmet://HOST[:PORT]/ROOMID#v1.SECRET[.FINGERPRINT][.TITLE]. What
// stands after # never reaches the server.

#include "common/base/Ids.h"
#include "common/base/Result.h"
#include "common/memory/WipedBytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chatmet::protocol {

/// Of a server; it is not written, as in the client's wss://HOST.
inline constexpr std::uint16_t usualPort = 443;

struct Invite
{
    /// ASCII in lower case: a host name (of another alphabet in its xn-- form), an IPv4 address, or an IPv6
    /// address without its brackets.
    std::string host;
    std::uint16_t port{usualPort};
    ConversationId room;
    WipedBytes secret;       ///< 16 bytes
    std::string fingerprint; ///< of the server's key (Fingerprint.h); may be empty
    std::string title;       ///< as normaliseTitle gives it; may be empty

    friend bool operator==(const Invite&, const Invite&) = default;
};

/// Reads what somebody pasted or a QR code held; white space around it does not count, nor the case of
/// scheme, host and fingerprint. Everything else has one spelling. Of two optional parts the fingerprint
/// stands first; of one alone, 64 hex digits are a fingerprint, which no title can be: a title has at most 48
/// characters, and any other than a letter or digit is percent-encoded. Only hex digits, more than 48 but not
/// 64, are a damaged fingerprint. Codes: Errc::Invite..., the first part from the left that is wrong;
/// InviteTooLong comes before all.
[[nodiscard]] Result<Invite> parseInvite(std::string_view text);

/// The one text that parseInvite reads as this. The same codes for an invite that there can't be; the title
/// is normalised. More than 15 characters, so the text stands in a block of its own that is wiped when it is
/// freed.
[[nodiscard]] Result<std::string> writeInvite(const Invite& invite);

/// A server without a room, as its operator hands it on: chatmet://HOST[:PORT]/#v1[.FINGERPRINT].
struct ServerLink
{
    std::string host; ///< as Invite::host
    std::uint16_t port{usualPort};
    std::string fingerprint; ///< as Invite::fingerprint

    friend bool operator==(const ServerLink&, const ServerLink&) = default;
};

/// The same codes as parseInvite; Errc::InviteRoom where it names a room, and so is an invite.
[[nodiscard]] Result<ServerLink> parseServerLink(std::string_view text);

/// server: HOST or HOST:PORT, IPv6 addresses in brackets. The one text that parseServerLink reads as this.
[[nodiscard]] Result<std::string> writeServerLink(std::string_view server, const std::string& fingerprint);

} // namespace chatmet::protocol
