// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the picture process gives up before it sees a picture.

#include "client/picture/PictureMessages.h"

namespace chatmet::client {

/// For good, the whole process: memory and processor time are limited, no file can be opened in any way,
/// nothing connected, no program run. What stays: computing, threads, reading and writing what is open. A
/// forbidden call kills the process; opening a file, which libraries try, fails. The answer says what was
/// obtained.
[[nodiscard]] PictureConfinement confinePictureProcess();

} // namespace chatmet::client
