// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/EndSignals.h"

namespace chatmet::client {

// Stated fallback: Windows ends a GUI program by closing its windows (WM_QUERYENDSESSION, WM_CLOSE), which Qt
// turns into the same close event as a click; a process that is terminated otherwise can't act.
void onEndAsked(QObject*, std::function<void()>) {}

} // namespace chatmet::client
