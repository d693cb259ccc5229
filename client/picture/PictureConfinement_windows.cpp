// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stated fallback: no picture process is started here (client/process/ChildProcess_windows.cpp); pictures are
// decoded in the program itself.
#include "client/picture/PictureConfinement.h"

namespace chatmet::client {

PictureConfinement confinePictureProcess()
{
    return {};
}

} // namespace chatmet::client
