// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Finds web addresses in plain text; nothing is ever fetched or opened from here.

#include <QList>
#include <QString>

namespace chatmet::client {

struct Link
{
    qsizetype start;
    qsizetype length;
};

/// http, https and www addresses, in order, without the punctuation that ends a sentence. Linear in the
/// text's length.
[[nodiscard]] QList<Link> findLinks(const QString& text);

} // namespace chatmet::client
