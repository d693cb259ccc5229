// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stated fallback: LaunchServices brings the bundle that runs to the front, and sends it the link as an
// event.
#include "client/process/InstancePlace.h"

namespace chatmet::client {

ChildSocket InstancePlace::reach() const
{
    return {};
}

int InstancePlace::listen() const
{
    return -1;
}

int InstancePlace::accept(int)
{
    return -1;
}

} // namespace chatmet::client
