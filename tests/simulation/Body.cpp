// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/Body.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace chatmet::simulation {

namespace {

struct Layout
{
    std::uint64_t serial;
    std::array<char, StreamId::bytesCount> stream;
    std::uint32_t chunks;
    std::uint32_t lastBytes;
};

} // namespace

std::uint32_t PictureOffer::bytesCount() const
{
    return static_cast<std::uint32_t>((chunks - 1) * limits::bodyBytesMax + lastBytes);
}

std::size_t PictureOffer::chunkBytes(std::uint32_t number) const
{
    return number + 1 == chunks ? lastBytes : limits::bodyBytesMax;
}

SharedBytes PictureOffer::chunk(std::uint32_t number) const
{
    static const std::array<SharedBytes, 4> full = [] {
        std::array<SharedBytes, 4> made;
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = SharedBytes(WipedBytes(limits::bodyBytesMax, static_cast<std::uint8_t>(i)));
        return made;
    }();
    if (chunkBytes(number) == limits::bodyBytesMax)
        return full[number % full.size()];
    return SharedBytes(WipedBytes(lastBytes, static_cast<std::uint8_t>(number % full.size())));
}

SharedBytes bodyOf(std::uint64_t serial, const std::optional<PictureOffer>& offer, std::size_t bytesCount)
{
    Layout layout{serial, {}, 0, 0};
    if (offer) {
        std::memcpy(layout.stream.data(), offer->stream.bytes().data(), layout.stream.size());
        layout.chunks = offer->chunks;
        layout.lastBytes = offer->lastBytes;
    }
    WipedBytes bytes(std::max(bytesCount, sizeof layout), 0);
    std::memcpy(bytes.data(), &layout, sizeof layout);
    return SharedBytes(std::move(bytes));
}

SharedBytes keyBody(protocol::KeyStep step)
{
    return SharedBytes(
        WipedBytes(step == protocol::KeyStep::Reveal ? 64 : 32, static_cast<std::uint8_t>(step)));
}

std::optional<PictureOffer> offerIn(const SharedBytes& body)
{
    Layout layout{};
    if (body.size() < sizeof layout)
        return std::nullopt;
    std::memcpy(&layout, body.data(), sizeof layout);
    const auto stream = StreamId::fromBytes({layout.stream.data(), layout.stream.size()});
    if (!stream || layout.chunks == 0)
        return std::nullopt;
    return PictureOffer{*stream, layout.chunks, layout.lastBytes};
}

} // namespace chatmet::simulation
