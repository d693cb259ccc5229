// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bus on which a person's programs speak with each other, which is there or is not: this program starts
// none.

namespace chatmet::client {

/// From here on nobody in this process looks for a bus that is not there. Before QApplication, whose plugins
/// look for one.
void startNoDesktopBus();

/// False where the desktop has no way for a tray icon that could be asked for.
[[nodiscard]] bool mayHaveTray();

} // namespace chatmet::client
