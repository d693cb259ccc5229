// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stated fallback: IOKit would say it; the clocks say the same, seconds later.
#include "client/app/SleepWatch.h"

namespace chatmet::client {

bool onMaybeAwake(QObject*, const std::function<void()>&)
{
    return false;
}

} // namespace chatmet::client
