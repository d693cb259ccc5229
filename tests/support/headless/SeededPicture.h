// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pictures that scripts ask for by size and seed.

#include <QImage>
#include <QSize>

namespace chatmet::testing {

/// Smooth colours with noise, so that it compresses about as a photo does. Null for an empty or a huge size.
[[nodiscard]] QImage seededPicture(QSize size, quint32 seed);

} // namespace chatmet::testing
