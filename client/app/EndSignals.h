// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The system asks the program to end (logout, shutdown, kill): it ends in order, telling the server and
// erasing.

#include <functional>

class QObject;

namespace chatmet::client {

/// Calls asked in the GUI thread, from the event loop, whenever the system asks the program to end, as long
/// as context lives. Once per process, after QCoreApplication is made. Linux and macOS: SIGTERM, SIGINT,
/// SIGHUP. Windows: nothing of its own; the session's end closes the windows, which Qt reports by itself.
void onEndAsked(QObject* context, std::function<void()> asked);

} // namespace chatmet::client
