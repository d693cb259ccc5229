// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS has the mode of the Linux file. Not built or tested here.
#include "server/net/KeyFileRights_linux.cpp" // NOLINT(bugprone-suspicious-include)
