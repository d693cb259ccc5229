// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS does it as Linux does. Not built or tested here.
#include "server/ops/ControlPlace_linux.cpp" // NOLINT(bugprone-suspicious-include)
