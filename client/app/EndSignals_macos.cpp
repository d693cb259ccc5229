// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The same POSIX calls as on Linux.
#include "client/app/EndSignals_linux.cpp" // NOLINT(bugprone-suspicious-include)
