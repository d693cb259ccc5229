// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the end of a line means: for the person, and for whether another is tried.

#include "client/net/Transport.h"
#include "common/base/Error.h"
#include "common/protocol/Messages.h"

#include <cstdint>

namespace chatmet::client {

/// Why the server closes the line, in its own words.
struct LastWord
{
    Errc code{Errc::Ok}; ///< Ok: it said nothing
    std::uint32_t retryAfterMs{0};

    /// Any frame; before the welcome every error is the last word.
    void note(const protocol::ServerFrame& frame, bool welcomed);
};

/// What a code of the server's, said before it closes the line, means for the person.
[[nodiscard]] LineProblem problemOf(Errc code);
/// Another line would end the same way.
[[nodiscard]] bool isAlwaysFinal(LineProblem problem);

} // namespace chatmet::client
