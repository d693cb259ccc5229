// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the program asks of the system that it runs on: signals and the terminal. Differs by system.

#include <vector>

namespace chatmet::server {

/// Call at the top of main: what connections and terminals need there.
void prepareProcess() noexcept;

/// Whether stdout is a terminal that knows escape sequences.
[[nodiscard]] bool isTerminal() noexcept;

/// Signals that ask the program to end; a second one, to end at once.
[[nodiscard]] std::vector<int> endSignals();

/// Signals that ask it to read its settings again; empty where the system has none for that.
[[nodiscard]] std::vector<int> reloadSignals();

/// The server has ended in order and only memory is left to be freed: one signal more, to which the system
/// would answer by killing it, must not make a bad status of that.
void ignoreFurtherSignals() noexcept;

} // namespace chatmet::server
