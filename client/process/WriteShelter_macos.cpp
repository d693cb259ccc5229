// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS: stated fallback. Its sandbox is for signed bundles with entitlements, and the call that takes one at
// run time is deprecated; nothing is given up.
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
