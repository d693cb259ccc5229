// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The list of everything that a server keeps about a session, cut into pages, and its words.

#include "common/base/Result.h"
#include "common/memory/SharedBytes.h"
#include "common/protocol/Limits.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chatmet::protocol {

/// One field of one structure that mentions the session. Fields as in chatmet.proto.
struct Holding
{
    std::string field; ///< "session.username"; at most limits::holdingFieldBytesMax bytes
    std::string value; ///< UTF-8; empty: not told. At most limits::holdingValueBytesMax bytes
    std::uint64_t ageMs{0};
    std::string gone; ///< one of the words below, at most limits::holdingFieldBytesMax bytes
    std::uint64_t bytesCount{0};
    std::uint64_t count{1};
};

/// When something goes; the words of Protocol.md, "Holdings".
namespace gone {
inline constexpr std::string_view withSession = "session";           ///< when the session ends
inline constexpr std::string_view withLine = "line";                 ///< when the connection closes
inline constexpr std::string_view withConversation = "conversation"; ///< when either side ends it
inline constexpr std::string_view onMatch = "match"; ///< when somebody was found, or the search is cancelled
inline constexpr std::string_view withPicture = "picture"; ///< when the picture has passed or was cancelled
inline constexpr std::string_view onAcknowledged = "acknowledged"; ///< when the client says that it has it
inline constexpr std::string_view onSent = "sent";                 ///< when it is with the network
inline constexpr std::string_view onErased =
    "erased"; ///< when every queue has confirmed the erasure, or after 2 s
inline constexpr std::string_view onTold =
    "told"; ///< with the next frame to the client, 250 ms at the latest
inline constexpr std::string_view withTicket =
    "ticket"; ///< when it was used for both, or two minutes after the end
inline constexpr std::string_view whenBack =
    "back"; ///< when what the address took has come back: minutes, an hour where somebody of it was reported
inline constexpr std::string_view atOnce = "at once";  ///< when what is under way at this moment is done
inline constexpr std::string_view afterDays = "days:"; ///< so many days after it was written, as in "days:30"
} // namespace gone

/// Bodies of the pages in order, at least one, each at most pageBytesMax bytes. pageBytesMax: at least what
/// one row of the largest size needs (4 KiB), but for tests with small rows.
[[nodiscard]] std::vector<SharedBytes> encodeHoldings(std::span<const Holding> holdings,
                                                      std::size_t pageBytesMax = limits::bodyBytesMax);

/// Errc::BadFrame for bytes that are no page, or more rows or longer texts than the limits allow.
[[nodiscard]] Result<std::vector<Holding>> decodeHoldingsPage(std::span<const std::uint8_t> body);

} // namespace chatmet::protocol
