// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a page says to screen readers, as Qt hands it to them: for every page and language there is.

#include <QStringList>

class QWidget;

namespace chatmet::client {

/// Controls that are to be seen and don't say what they are: of the roles that
/// tests/integration/screen_reader_test.py wants named, and whatever else can take the focus.
[[nodiscard]] QStringList unnamedControls(QWidget* window);

} // namespace chatmet::client
