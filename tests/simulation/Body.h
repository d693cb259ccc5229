// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What simulated people write: each message unlike every other, some offer a picture.

#include "common/base/Ids.h"
#include "common/memory/SharedBytes.h"
#include "common/protocol/Messages.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace chatmet::simulation {

/// A picture as its offer describes it: chunks of limits::bodyBytesMax, but for the last.
struct PictureOffer
{
    StreamId stream;
    std::uint32_t chunks{0};
    std::uint32_t lastBytes{0};

    [[nodiscard]] std::uint32_t bytesCount() const;
    [[nodiscard]] std::size_t chunkBytes(std::uint32_t number) const;
    /// Its bytes; made once for all pictures, since they are many and large.
    [[nodiscard]] SharedBytes chunk(std::uint32_t number) const;
};

/// serial: of all messages of this world. bytesCount: at least 40.
[[nodiscard]] SharedBytes bodyOf(std::uint64_t serial, const std::optional<PictureOffer>& offer,
                                 std::size_t bytesCount);
[[nodiscard]] std::optional<PictureOffer> offerIn(const SharedBytes& body);
/// A step of a pair's key exchange, of its size.
[[nodiscard]] SharedBytes keyBody(protocol::KeyStep step);

} // namespace chatmet::simulation
