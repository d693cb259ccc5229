// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Frames to structs and back: header length (2 bytes, big endian) | header (protobuf) | body, untouched.
// Pure functions, any thread. Nothing here copies a body: decoded frames share the bytes they came in.

#include "common/base/Result.h"
#include "common/memory/SharedBytes.h"
#include "common/protocol/Messages.h"

#include <array>
#include <cstdint>
#include <span>

namespace chatmet::protocol {

/// Errc::BadFrame, HeaderTooLong, BadHeader. A kind that is unknown or not built, or a body that is too long,
/// is a frame of that kind and not an error: the connection stays and its sequence goes on.
[[nodiscard]] Result<ClientFrame> decodeClientFrame(const SharedBytes& frame);
/// The same for a client; a body above bodyBytesMax is Errc::BodyTooLong.
[[nodiscard]] Result<ServerFrame> decodeServerFrame(const SharedBytes& frame);

/// A whole frame, ready to be sent. The body is copied: a client sends one frame to one server.
[[nodiscard]] WipedBytes encodeClientFrame(const ClientFrame& frame);

/// The part of a server frame's header that is the same for every recipient. Share it.
[[nodiscard]] SharedBytes encodeServerKind(const ServerKind& kind);

/// What differs by recipient: header length and numbers. head | kind | body are the frame (protobuf lets a
/// message be put together from parts: encoding spec, "Last One Wins").
struct FrameHead
{
    std::array<std::uint8_t, 24> storage{}; ///< 2 + 2 x (1 tag + 10 varint) = 24
    std::uint8_t size{0};
    [[nodiscard]] std::span<const std::uint8_t> span() const { return {storage.data(), size}; }
};

/// sequence, acknowledged: 0 for absent. kindBytes: size of the encoded kind, at most headerBytesMax - 22.
[[nodiscard]] FrameHead encodeFrameHead(std::uint64_t sequence, std::uint64_t acknowledged,
                                        std::size_t kindBytes);

/// A whole server frame in one piece, for tests and for frames to a single recipient.
[[nodiscard]] WipedBytes encodeServerFrame(const ServerFrame& frame);

} // namespace chatmet::protocol
