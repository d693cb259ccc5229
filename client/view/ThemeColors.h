// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The colours of design.md, each named for its use; light, dark, or made from a high-contrast system palette.

#include <QColor>
#include <QList>
#include <QPair>
#include <QPalette>
#include <QString>

#include <optional>

namespace chatmet::client {

enum class Scheme
{
    Light,
    Dark,
    HighContrast ///< colours of the system palette where that is such a one, else our own; borders of 2 px
};

/// What the desktop says of itself besides its palette.
struct SystemWish
{
    std::optional<bool> dark{}; ///< no value: it has no preference, or says nothing
    bool contrast{false};       ///< high contrast is on

    friend bool operator==(const SystemWish&, const SystemWish&) = default;
};

struct ThemeColors
{
    QColor ground;  ///< behind everything
    QColor surface; ///< cards, header, composer
    QColor raised;  ///< sidebar
    QColor ink;
    QColor muted;
    QColor line;    ///< separators and cards
    QColor outline; ///< edges of fields and buttons
    QColor accent;
    QColor onAccent;
    QColor soft; ///< chips, selected row
    QColor ownBubble;
    QColor ownText;
    QColor ownMeta;
    QColor otherBubble;
    QColor danger;
    QColor warn;
    QColor warnGround;
    QColor ok;
    QColor mark; ///< behind words that were searched for
    QColor markText;
    QColor markEdge; ///< around the ground, which alone need not differ from every bubble
    QColor markHere; ///< behind those that are looked at
    QColor markHereText;
    QColor markHereEdge;

    /// system: used for HighContrast only, whose colours it gives where it is a palette of that kind. Where
    /// not, they are white on black or black on white: by wish, else by the lightness of the palette.
    [[nodiscard]] static ThemeColors of(Scheme scheme, const QPalette& system = {},
                                        const SystemWish& wish = {});

    friend bool operator==(const ThemeColors&, const ThemeColors&) = default;

    struct Pair
    {
        QString name;
        QColor text;
        QColor ground;
    };
    /// Every colour of text with every ground that it is drawn on.
    [[nodiscard]] QList<Pair> textPairs() const;
};

/// WCAG 2.1 contrast ratio, 1..21.
[[nodiscard]] double contrastRatio(const QColor& one, const QColor& other);

/// What the system palette asks for. High contrast: pure text on a pure ground, as such system themes have
/// it.
[[nodiscard]] Scheme schemeOf(const QPalette& system);
[[nodiscard]] bool isDark(const QPalette& system);

} // namespace chatmet::client
