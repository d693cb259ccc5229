// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The system sees it end.
#include "client/app/StartNotice.h"

namespace chatmet::client {

void endStartNotice() {}

} // namespace chatmet::client
