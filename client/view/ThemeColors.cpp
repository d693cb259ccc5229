// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ThemeColors.h"

#include <algorithm>
#include <cmath>

namespace chatmet::client {

namespace {

// design.md, table of tokens.
ThemeColors light()
{
    return {.ground = 0xF5F4F0,
            .surface = 0xFFFFFF,
            .raised = 0xFBFAF7,
            .ink = 0x1C1F24,
            .muted = 0x5B626C,
            .line = 0xE1DED6,
            .outline = 0x858B94,
            .accent = 0x0B6E69,
            .onAccent = 0xFFFFFF,
            .soft = 0xDDEFEC,
            .ownBubble = 0x0B6E69,
            .ownText = 0xFFFFFF,
            .ownMeta = 0xCFE9E6,
            .otherBubble = 0xFFFFFF,
            .danger = 0xB3261E,
            .warn = 0x7A4F00,
            .warnGround = 0xFBEBCB,
            .ok = 0x1A7446,
            .mark = 0xFFE9A8,
            .markText = 0x1C1F24,
            .markEdge = 0x7A4F00,
            .markHere = 0xFFA52B,
            .markHereText = 0x1C1F24,
            .markHereEdge = 0x7A4F00};
}

ThemeColors dark()
{
    return {.ground = 0x14161A,
            .surface = 0x1B1E24,
            .raised = 0x20242B,
            .ink = 0xECEDEF,
            .muted = 0xA4ABB6,
            .line = 0x2D323B,
            .outline = 0x707A88,
            .accent = 0x58C7BD,
            .onAccent = 0x07211F,
            .soft = 0x16322F,
            .ownBubble = 0x134F4B,
            .ownText = 0xF0FBFA,
            .ownMeta = 0xA6D5D0,
            .otherBubble = 0x242932,
            .danger = 0xF2857D,
            .warn = 0xF0C36B,
            .warnGround = 0x3A2E12,
            .ok = 0x6CCB94,
            .mark = 0x4A3A10,
            .markText = 0xFBEBCB,
            .markEdge = 0xF0C36B,
            .markHere = 0xF0C36B,
            .markHereText = 0x14161A,
            .markHereEdge = 0xF0C36B};
}

ThemeColors fromSystem(const QPalette& system)
{
    const QColor ground = system.color(QPalette::Window);
    const QColor ink = system.color(QPalette::WindowText);
    const QColor selection = system.color(QPalette::Highlight);
    const QColor onSelection = system.color(QPalette::HighlightedText);
    return {.ground = ground,
            .surface = ground,
            .raised = ground,
            .ink = ink,
            .muted = ink,
            .line = ink,
            .outline = ink,
            .accent = selection,
            .onAccent = onSelection,
            .soft = ground,
            .ownBubble = selection,
            .ownText = onSelection,
            .ownMeta = onSelection,
            .otherBubble = ground,
            .danger = ink,
            .warn = ink,
            .warnGround = ground,
            .ok = ink,
            .mark = ground,
            .markText = ink,
            .markEdge = ink,
            .markHere = selection,
            .markHereText = onSelection,
            .markHereEdge = onSelection};
}

/// Pure text on a pure ground; one more colour for what is selected, for links and buttons, as such themes
/// have it.
ThemeColors contrast(bool dark)
{
    const QColor ground = dark ? Qt::black : Qt::white;
    const QColor ink = dark ? Qt::white : Qt::black;
    const QColor accent = dark ? QColor(0xFFEB3B) : QColor(0x00308F);
    return {.ground = ground,
            .surface = ground,
            .raised = ground,
            .ink = ink,
            .muted = ink,
            .line = ink,
            .outline = ink,
            .accent = accent,
            .onAccent = ground,
            .soft = dark ? QColor(0x454545) : QColor(0xC8C8C8), // what is selected has to be seen
            .ownBubble = ink,
            .ownText = ground,
            .ownMeta = ground,
            .otherBubble = ground,
            .danger = ink,
            .warn = ink,
            .warnGround = ground,
            .ok = ink,
            .mark = ground,
            .markText = ink,
            .markEdge = ink,
            .markHere = accent,
            .markHereText = ground,
            .markHereEdge = ground};
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

ThemeColors ThemeColors::of(Scheme scheme, const QPalette& system, const SystemWish& wish)
{
    switch (scheme) {
    case Scheme::Light: return light();
    case Scheme::Dark: return dark();
    case Scheme::HighContrast:
        return schemeOf(system) == Scheme::HighContrast ? fromSystem(system)
                                                        : contrast(wish.dark.value_or(isDark(system)));
    }
    return light();
}

QList<ThemeColors::Pair> ThemeColors::textPairs() const
{
    QList<Pair> pairs;
    const QList<QPair<QString, QColor>> grounds{{QStringLiteral("ground"), ground},
                                                {QStringLiteral("surface"), surface},
                                                {QStringLiteral("raised"), raised},
                                                {QStringLiteral("soft"), soft},
                                                {QStringLiteral("other bubble"), otherBubble}};
    for (const auto& [name, color] : grounds) {
        pairs << Pair{QStringLiteral("ink on %1").arg(name), ink, color}
              << Pair{QStringLiteral("muted on %1").arg(name), muted, color};
    }
    for (const auto& [name, color] : grounds.first(3)) {
        pairs << Pair{QStringLiteral("danger on %1").arg(name), danger, color}
              << Pair{QStringLiteral("ok on %1").arg(name), ok, color}
              << Pair{QStringLiteral("accent on %1").arg(name), accent, color};
    }
    pairs << Pair{QStringLiteral("on accent"), onAccent, accent}
          << Pair{QStringLiteral("own text"), ownText, ownBubble}
          << Pair{QStringLiteral("own meta"), ownMeta, ownBubble}
          << Pair{QStringLiteral("link in other bubble"), accent, otherBubble}
          << Pair{QStringLiteral("failed in other bubble"), danger, otherBubble}
          << Pair{QStringLiteral("found words"), markText, mark}
          << Pair{QStringLiteral("found words looked at"), markHereText, markHere}
          << Pair{QStringLiteral("warn"), warn, warnGround}
          << Pair{QStringLiteral("ink on warn"), ink, warnGround};
    return pairs;
}

double contrastRatio(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

bool isDark(const QPalette& system)
{
    return system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
}

Scheme schemeOf(const QPalette& system)
{
    const QColor ground = system.color(QPalette::Window);
    const QColor ink = system.color(QPalette::WindowText);
    if (ground == system.color(QPalette::Base) && contrastRatio(ground, ink) > 20.9)
        return Scheme::HighContrast;
    return isDark(system) ? Scheme::Dark : Scheme::Light;
}

} // namespace chatmet::client
