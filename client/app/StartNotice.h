// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Desktops show that a program is being started, with a cursor that is busy, until its window is there. A
// start that hands over to a window that was there before has to say that it is done.

namespace chatmet::client {

/// Where this start was announced; else, and where the desktop sees by itself that it is over, nothing. Needs
/// no QCoreApplication.
void endStartNotice();

} // namespace chatmet::client
