// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one style sheet; widgets ask for a look by the properties "role" (labels, frames) and "kind" (buttons).

#include <QString>

namespace chatmet::client {

class Theme;

[[nodiscard]] QString styleSheet(const Theme& theme);

} // namespace chatmet::client
