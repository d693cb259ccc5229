// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Text for the clipboard, with the marks that keep it out of the histories of clipboard managers.

#include <QString>

class QMimeData;

namespace chatmet::client {

/// Puts text on the clipboard, marked.
void copyText(const QString& text);

[[nodiscard]] bool isMarkedSecret(const QMimeData& data);

} // namespace chatmet::client
