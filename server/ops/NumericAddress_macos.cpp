// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS has the calls of the Linux file. Not built or tested here.
#include "server/ops/NumericAddress_linux.cpp" // NOLINT(bugprone-suspicious-include)
