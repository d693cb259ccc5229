// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: stated fallback. A process can lower its integrity level only with effects on its windows, and an
// app container is for packaged programs; nothing is given up.
#include "client/process/WriteShelter.h"

namespace chatmet::client {

WriteShelter takeWriteShelter(ShelterMeans)
{
    return {false, false, "this program could write files: this system takes no such right away from it"};
}

bool writingIsRefused()
{
    return false;
}

} // namespace chatmet::client
