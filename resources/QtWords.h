// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words that Qt's own widgets show in this program, to be translated with ours: Debian has no Hindi ones.

#include <QStringList>

namespace chatmet::client {

/// Qt asks the application's translators for them by the context and the words of its sources (6.4), so
/// that nothing but an entry in our .ts files is needed.
class QtWords
{
public:
    struct Word
    {
        const char* context;
        const char* source;
    };

    /// Null-terminated.
    [[nodiscard]] static const Word* all();
    [[nodiscard]] static bool isContext(const char* context);
};

} // namespace chatmet::client
