// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Walks over everything that the core keeps and looks for what should not be there any more.

#include "server/core/ServiceState.h"

namespace chatmet::simulation {

/// Goes by the descriptions (CHATMET_DESCRIBED), so a new member is walked by itself and one of a type that
/// the walk does not know does not compile. Throws Violation:
/// - an id of a session, conversation, connection, member or token that is not alive
/// - charges that do not add up to what the budget counts, or an outbox whose bytes do not
/// - structures that disagree about a session, a pair or a search
/// - totals (ServiceCounts) that are not what is there
void walk(const server::ServiceState& state, const server::ServiceCounts& counts);

/// Everybody has left and every window is over: not one entry is in any container.
void requireEmpty(const server::ServiceState& state);

} // namespace chatmet::simulation
