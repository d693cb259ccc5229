// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What chatmet-server does beside serving: looks its settings over, makes a certificate, writes a link.

#include "common/base/Clock.h"
#include "server/ops/Config.h"
#include "server/ops/LogCommands.h"

#include <cstddef>

namespace chatmet::server {

/// Exit codes of the program, documented in server/README.md.
inline constexpr int exitDone = 0;
inline constexpr int exitNotDone = 1;

/// Says everything that would keep the server from starting, and what is not as it should be. Listens nowhere
/// for longer than a look takes, writes no file. openFilesMax: as for ServerApp. journal: output.out goes
/// there.
[[nodiscard]] int checkConfig(const Config& config, std::size_t openFilesMax, const Clock& clock,
                              LogOutput output, bool journal);

[[nodiscard]] int makeCertificate(const MakeCertificate& command, const Config& config, const Clock& clock,
                                  LogOutput output);

[[nodiscard]] int writeLink(const WriteLink& command, const Config& config, LogOutput output);

} // namespace chatmet::server
