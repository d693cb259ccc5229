// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a frame on its way to a client says.

#include "common/protocol/Codec.h"
#include "server/core/Events.h"
#include "tests/simulation/Ground.h"

#include <utility>

namespace chatmet::simulation {

/// Without its body. Throws Violation where the core made what nobody can read.
[[nodiscard]] inline protocol::ServerKind kindOf(const server::SendFrame& frame)
{
    const auto head = protocol::encodeFrameHead(0, 0, frame.kind.size());
    WipedBytes header(head.span().begin(), head.span().end());
    header.insert(header.end(), frame.kind.span().begin(), frame.kind.span().end());
    auto decoded = protocol::decodeServerFrame(SharedBytes(std::move(header)));
    require(decoded.ok(), "the core sends frames that can be read");
    return std::move(decoded->kind);
}

/// Most often they are the very same ones.
[[nodiscard]] inline bool isSame(const SharedBytes& one, const SharedBytes& other)
{
    return one.size() == other.size() && (one.data() == other.data() || one.view() == other.view());
}

} // namespace chatmet::simulation
