// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the end of a line means: for the person, and for whether another is tried.

#include "client/net/Transport.h"
#include "common/base/Error.h"

namespace chatmet::client {

/// What a code of the server's, said before it closes the line, means for the person.
[[nodiscard]] LineProblem problemOf(Errc code);
/// Another line would end the same way.
[[nodiscard]] bool isAlwaysFinal(LineProblem problem);

} // namespace chatmet::client
