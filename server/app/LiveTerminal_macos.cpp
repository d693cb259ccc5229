// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS has every call of the Linux file. Not built or tested here.
#include "server/app/LiveTerminal_linux.cpp" // NOLINT(bugprone-suspicious-include)
