// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stated fallback: each start is a program of its own.
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
