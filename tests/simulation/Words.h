// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Events and effects in words, for whoever reads what happened under a seed.

#include "server/core/Events.h"

#include <string>

namespace chatmet::simulation {

[[nodiscard]] std::string wordsOf(const server::Event& event);
[[nodiscard]] std::string wordsOf(const server::Effect& effect);

} // namespace chatmet::simulation
