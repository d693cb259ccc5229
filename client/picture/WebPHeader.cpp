// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the chunks of a WebP: canvas, frames, orientation, and whether they contradict each other.

#include "client/picture/PictureHeaders.h"

namespace chatmet::client {
namespace {

constexpr qsizetype riffHeader = 12;
constexpr qsizetype chunkHeader = 8;
constexpr qsizetype frameHeader = 16; // what an ANMF chunk says before its own chunks

struct Chunk
{
    qsizetype at = 0;
    qsizetype length = 0;

    [[nodiscard]] qsizetype data() const { return at + chunkHeader; }
    [[nodiscard]] qsizetype end() const { return data() + length + (length & 1); }
    [[nodiscard]] bool is(ByteView bytes, const char (&type)[5]) const
    {
        return bytes.isAt(at, QByteArrayView(type, 4));
    }
    [[nodiscard]] ByteView body(ByteView bytes) const { return bytes.part(data(), length); }
};

std::optional<Chunk> chunkAt(ByteView bytes, qsizetype at)
{
    const Chunk chunk{at, static_cast<qsizetype>(bytes.le32(at + 4))};
    if (!bytes.has(at, chunkHeader) || !bytes.has(at, chunkHeader + chunk.length))
        return std::nullopt;
    return chunk;
}

QSize lossySize(ByteView body)
{
    if (body.size() < 10 || (body.u8(0) & 1U) != 0 || !body.isAt(3, QByteArrayView("\x9D\x01\x2A", 3)))
        return {};
    return {static_cast<int>(body.le16(6) & 0x3FFFU), static_cast<int>(body.le16(8) & 0x3FFFU)};
}

QSize losslessSize(ByteView body)
{
    if (body.size() < 5 || body.u8(0) != 0x2F)
        return {};
    const quint32 bits = body.le32(1);
    return {static_cast<int>(bits & 0x3FFFU) + 1, static_cast<int>(bits >> 14 & 0x3FFFU) + 1};
}

QSize sizeAt24(ByteView body, qsizetype at)
{
    return {static_cast<int>(body.le24(at)) + 1, static_cast<int>(body.le24(at + 3)) + 1};
}

/// Size of a chunk of packed pixels; nothing for another chunk, an empty size for a damaged one.
std::optional<QSize> pixelsOf(ByteView bytes, const Chunk& chunk)
{
    if (chunk.is(bytes, "VP8 "))
        return lossySize(chunk.body(bytes));
    if (chunk.is(bytes, "VP8L"))
        return losslessSize(chunk.body(bytes));
    return std::nullopt;
}

/// An ANMF chunk whose frame lies inside the canvas and holds packed pixels of just that frame.
bool isFrameOf(ByteView body, QSize canvas)
{
    const QSize frame = sizeAt24(body, 6);
    const qint64 right = qint64{body.le24(0)} * 2 + frame.width();
    const qint64 bottom = qint64{body.le24(3)} * 2 + frame.height();
    if (body.size() < frameHeader || right > canvas.width() || bottom > canvas.height())
        return false;
    for (auto chunk = chunkAt(body, frameHeader); chunk; chunk = chunkAt(body, chunk->end())) {
        if (const auto pixels = pixelsOf(body, *chunk))
            return *pixels == frame;
    }
    return false;
}

} // namespace

std::optional<PictureInfo> readWebPHeader(ByteView whole)
{
    const ByteView bytes = whole.part(0, chunkHeader + static_cast<qsizetype>(whole.le32(4)));
    PictureInfo info;
    info.format = PictureFormat::WebP;
    auto chunk = chunkAt(bytes, riffHeader);
    if (!chunk || !whole.has(0, chunkHeader + static_cast<qsizetype>(whole.le32(4))))
        return std::nullopt;
    if (const auto pixels = pixelsOf(bytes, *chunk)) {
        info.size = *pixels;
        return pixels->isEmpty() ? std::nullopt : std::optional(info);
    }
    if (!chunk->is(bytes, "VP8X") || chunk->length < 10)
        return std::nullopt;
    info.size = sizeAt24(chunk->body(bytes), 4);
    info.animated = (bytes.u8(chunk->data()) & 0x02U) != 0;
    bool complete = false;
    while (bytes.has(chunk->end(), 1)) {
        chunk = chunkAt(bytes, chunk->end());
        if (!chunk)
            return std::nullopt;
        const auto pixels = pixelsOf(bytes, *chunk);
        const bool frame = chunk->is(bytes, "ANMF");
        if ((pixels && *pixels != info.size) || (frame && !isFrameOf(chunk->body(bytes), info.size)))
            return std::nullopt;
        complete = complete || (info.animated ? frame : pixels.has_value());
        if (chunk->is(bytes, "EXIF")) {
            const ByteView exif = chunk->body(bytes); // some writers keep JPEG's prefix
            info.orientation = readExifOrientation(
                exif.isAt(0, QByteArrayView("Exif\0\0", 6)) ? exif.part(6, exif.size()) : exif);
        }
    }
    return complete ? std::optional(info) : std::nullopt;
}

} // namespace chatmet::client
