// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whether what the core keeps in several places says the same.

#include "server/core/ServiceState.h"

namespace chatmet::simulation {

/// Throws Violation: structures that disagree about a session, a conversation or a search, and totals that
/// are not what is there.
void checkAgreement(const server::ServiceState& state, const server::ServiceCounts& counts);

} // namespace chatmet::simulation
