// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a picture is cut into chunks, and what is said where it doesn't arrive; both directions.

#include "client/picture/PictureTypes.h"
#include "common/protocol/Content.h"
#include "common/protocol/Limits.h"
#include "common/seal/SealedPicture.h"

#include <QCoreApplication>
#include <QString>

#include <algorithm>
#include <cstdint>

namespace chatmet::client {

/// Every chunk but the last is full (chatmet.proto, StreamChunk). bytes: of the file, 1 or more.
[[nodiscard]] inline std::uint32_t chunkCount(std::uint32_t bytes)
{
    constexpr auto full = static_cast<std::uint32_t>(limits::chunkContentBytes);
    return bytes / full + (bytes % full == 0 ? 0 : 1);
}

/// What passes for a file of this many bytes: each chunk has its tag.
[[nodiscard]] inline std::uint32_t sealedStreamBytes(std::uint32_t bytes)
{
    static_assert(limits::chunkContentBytes + seal::chunkTagBytes == limits::bodyBytesMax);
    return bytes + chunkCount(bytes) * static_cast<std::uint32_t>(seal::chunkTagBytes);
}

/// 0..1000.
[[nodiscard]] inline int progressOf(std::uint32_t chunks, std::uint32_t of)
{
    return of == 0 ? 0 : static_cast<int>(std::min<std::uint64_t>(1'000, std::uint64_t{chunks} * 1'000 / of));
}

/// Unknown for a kind that the wire doesn't have.
[[nodiscard]] protocol::PictureFormat wireFormat(PictureFormat format);

/// Said in a row whose picture failed.
class PictureStreamWords
{
    Q_DECLARE_TR_FUNCTIONS(PictureStreamWords)

public:
    [[nodiscard]] static QString badTransfer();
    [[nodiscard]] static QString serverRefused();
    [[nodiscard]] static QString gone();
    [[nodiscard]] static QString endedBefore();
    [[nodiscard]] static QString of(PictureError error);
};

} // namespace chatmet::client
