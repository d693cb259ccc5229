// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The clients' own part of the protocol: what a message body holds. The server never links a call to this.

#include "common/base/Ids.h"
#include "common/base/Result.h"
#include "common/memory/WipedBytes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>

namespace chatmet::protocol {

enum class PictureFormat : std::uint8_t
{
    Unknown = 0,
    Jpeg = 1,
    Png = 2,
    WebP = 3
};

/// text: UTF-8; 1..textCharactersMax scalar values and at most textBytesMax bytes when it came out of
/// decodeContent.
struct Text
{
    std::string text;
    std::uint64_t replyTo{0}; ///< number of a message in this conversation; 0: no reply
};

/// Checked against the picture limits when it came out of decodeContent.
struct PictureOffer
{
    StreamId stream;
    std::uint32_t bytesCount{0};
    std::uint32_t width{0};
    std::uint32_t height{0};
    PictureFormat format{PictureFormat::Unknown};
    std::string caption; ///< UTF-8, as Text::text, may be empty
    std::uint64_t replyTo{0};
};

struct Receipt
{
    std::uint64_t upTo{0};
};

/// The person compared the seven emoji and said so.
struct EmojiCheck
{
    bool match{false};
};

/// The author takes back the message with this number, from 1.
struct UnsendNotice
{
    std::uint64_t number{0};
};

/// In a room, by its host: invites made from here on have this secret.
struct NewSecret
{
    static constexpr std::size_t bytesCount = 16;
    std::array<std::uint8_t, bytesCount> secret{};
};

/// A newer client's kind: to be shown as such, not dropped in silence.
struct UnknownContent
{
};

using Content =
    std::variant<UnknownContent, Text, PictureOffer, Receipt, EmojiCheck, UnsendNotice, NewSecret>;

/// The body of a Send. Errc::BodyTooLong above limits::bodyBytesMax.
[[nodiscard]] Result<WipedBytes> encodeContent(const Content& content);

/// Errc::BadFrame for bytes that are no Content or break its limits.
[[nodiscard]] Result<Content> decodeContent(std::span<const std::uint8_t> body);

/// Unicode scalar values in UTF-8 text that is known to be valid.
[[nodiscard]] std::size_t countCharacters(std::string_view utf8);

} // namespace chatmet::protocol
