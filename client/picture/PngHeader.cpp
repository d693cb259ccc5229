// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the chunks of a PNG, and leaves out those that carry no pixels.

#include "client/picture/PictureHeaders.h"

#include <limits>

namespace chatmet::client {
namespace {

constexpr qsizetype signatureBytes = 8;
constexpr qsizetype chunkOverhead = 12; // length, type, check sum

struct Chunk
{
    qsizetype at = 0;     // of its length field
    qsizetype length = 0; // of its data

    [[nodiscard]] qsizetype data() const { return at + 8; }
    [[nodiscard]] qsizetype end() const { return at + chunkOverhead + length; }
    [[nodiscard]] bool is(ByteView bytes, const char (&type)[5]) const
    {
        return bytes.isAt(at + 4, QByteArrayView(type, 4));
    }
};

std::optional<Chunk> chunkAt(ByteView bytes, qsizetype at)
{
    const Chunk chunk{at, static_cast<qsizetype>(bytes.be32(at))};
    if (!bytes.has(at, chunkOverhead) || !bytes.has(at, chunkOverhead + chunk.length))
        return std::nullopt;
    return chunk;
}

bool readImageHeader(ByteView bytes, const Chunk& chunk, PictureInfo& info)
{
    constexpr quint32 largest = std::numeric_limits<int>::max();
    const quint32 width = bytes.be32(chunk.data());
    const quint32 height = bytes.be32(chunk.data() + 4);
    if (!chunk.is(bytes, "IHDR") || chunk.length != 13 || width == 0 || height == 0 || width > largest ||
        height > largest)
        return false;
    info.size = QSize(static_cast<int>(width), static_cast<int>(height));
    info.bytesPerPixel = bytes.u8(chunk.data() + 8) == 16 ? 8 : 4;
    return true;
}

} // namespace

std::optional<PictureInfo> readPngHeader(ByteView bytes)
{
    PictureInfo info;
    info.format = PictureFormat::Png;
    auto chunk = chunkAt(bytes, signatureBytes);
    if (!chunk || !readImageHeader(bytes, *chunk, info))
        return std::nullopt;
    bool pixels = false;
    while (!chunk->is(bytes, "IEND")) {
        chunk = chunkAt(bytes, chunk->end());
        if (!chunk)
            return std::nullopt;
        pixels = pixels || chunk->is(bytes, "IDAT");
        if (chunk->is(bytes, "acTL"))
            info.animated = bytes.be32(chunk->data()) > 1;
        else if (chunk->is(bytes, "eXIf"))
            info.orientation = readExifOrientation(bytes.part(chunk->data(), chunk->length));
    }
    return pixels ? std::optional(info) : std::nullopt;
}

QByteArray pngPixelsOnly(ByteView bytes)
{
    QByteArray kept;
    kept.reserve(bytes.size());
    kept.append(bytes.part(0, signatureBytes).raw());
    bool ended = false;
    for (auto chunk = chunkAt(bytes, signatureBytes); chunk && !ended; chunk = chunkAt(bytes, chunk->end())) {
        const bool critical = (bytes.u8(chunk->at + 4) & 0x20U) ==
                              0; // an upper-case first letter; unknown ones stop the decoder
        if (critical || chunk->is(bytes, "tRNS") || chunk->is(bytes, "iCCP"))
            kept.append(bytes.part(chunk->at, chunk->end() - chunk->at).raw());
        ended = chunk->is(bytes, "IEND");
    }
    return kept;
}

} // namespace chatmet::client
