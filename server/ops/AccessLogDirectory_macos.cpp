// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The access log's folder on macOS, which has every call of the Linux file. Not built or tested here.
#include "server/ops/AccessLogDirectory_linux.cpp" // NOLINT(bugprone-suspicious-include)
