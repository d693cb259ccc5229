// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The outer shape of a frame, before anything is parsed, and what the two codecs share. Inside this folder
// only.

#include "common/base/Ids.h"
#include "common/base/Result.h"
#include "common/memory/SharedBytes.h"

#include <optional>
#include <span>
#include <string>

namespace chatmet::protocol {

struct FrameParts
{
    std::span<const std::uint8_t> header; ///< valid while the frame's bytes live
    SharedBytes body;
};

/// Protobuf writes a line to stderr for text that is not UTF-8: one for every bad frame that anybody sends.
/// This stops it, once per process. Call before parsing; splitFrame does.
void keepParserQuiet();

/// Errc::BadFrame, HeaderTooLong. The body may be of any length.
[[nodiscard]] Result<FrameParts> splitFrame(const SharedBytes& frame);

/// header: 1..headerBytesMax bytes.
[[nodiscard]] WipedBytes joinFrame(std::string_view header, std::span<const std::uint8_t> body);

/// Reads an id field that has to be there; false for anything but 16 bytes that are not all zero.
template <class AnyId> [[nodiscard]] bool readId(const std::string& field, AnyId& id)
{
    const auto read = AnyId::fromBytes(field);
    if (!read)
        return false;
    id = *read;
    return true;
}

/// Reads an id field that may be absent.
template <class AnyId> [[nodiscard]] bool readOptionalId(const std::string& field, AnyId& id)
{
    return field.empty() || readId(field, id);
}

/// The bytes of an id as a protobuf field; empty for the null id.
template <class AnyId> [[nodiscard]] std::string idField(const AnyId& id)
{
    return id.isNull() ? std::string() : std::string(id.view());
}

} // namespace chatmet::protocol
