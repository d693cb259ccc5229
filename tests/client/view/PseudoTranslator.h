// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A language that nobody speaks: every word of ours is there, accented, longer and between marks.

#include <QTranslator>

namespace chatmet::client {

/// Installed in place of a language; it shows what is cut off where words are longer than in English, and
/// what does not come from a translator at all.
class PseudoTranslator : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    static constexpr QChar begins{u'⟦'};
    static constexpr QChar ends{u'⟧'};

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* context, const char* source,
                                    const char* disambiguation = nullptr, int n = -1) const override;
};

} // namespace chatmet::client
