// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The rules for usernames, topics and titles of rooms, the same on both sides of the wire (ICU).

#include "common/base/Result.h"

#include <string>
#include <string_view>

namespace chatmet::protocol {

/// A username in the one form that is sent: NFC, no space at the ends, runs of spaces made one.
/// Errc::UsernameEmpty, UsernameTooLong (usernameCharactersMax, usernameBytesMax), UsernameCharacters: not
/// UTF-8; control, format, private, unassigned, invisible or bidi characters; more than 4 combining marks in
/// a row; zero-width joiners but after a virama (RFC 5892, appendix A.1 and A.2), where Indic scripts need
/// them.
[[nodiscard]] Result<std::string> normaliseUsername(std::string_view utf8);

/// A room's title, by the rules for usernames and as long as roomTitleCharactersMax and roomTitleBytesMax
/// say. Errc::InviteTitle.
[[nodiscard]] Result<std::string> normaliseTitle(std::string_view utf8);

/// A topic in the one form that is compared: NFKC, case-folded, trimmed. Errc::TopicInvalid.
[[nodiscard]] Result<std::string> normaliseTopic(std::string_view utf8);

/// Whether the bytes are well-formed UTF-8: anything else in a text of a header would be refused by its
/// reader.
[[nodiscard]] bool isUtf8(std::string_view text);

} // namespace chatmet::protocol
