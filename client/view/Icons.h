// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The drawn icons, in any colour and at any pixel density; they follow the theme.

#include "client/view/ThemeColors.h"

#include <QIcon>
#include <QPixmap>

namespace chatmet::client {

class Theme;

/// name: a file of resources/icons without its ending. colour: a member of ThemeColors; read each time it is
/// drawn. The theme outlives the icon.
[[nodiscard]] QIcon themedIcon(const Theme& theme, const QString& name,
                               QColor ThemeColors::*colour = &ThemeColors::ink);

/// size: device-independent pixels.
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& colour, QSize size,
                                 qreal devicePixelRatio);

/// The program's own icon, as the desktop shows it.
[[nodiscard]] QIcon programIcon();

} // namespace chatmet::client
