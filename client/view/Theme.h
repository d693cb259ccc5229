// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's look: colours, measures and fonts, put on the application as palette, font and style sheet.

#include "client/view/ThemeColors.h"

#include <QFont>
#include <QObject>

#include <optional>

class QApplication;

namespace chatmet::client {

/// GUI thread; outlives every widget. Made right after QApplication, before the first widget.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication* application, std::optional<Scheme> chosen = {});

    /// What the person chose. No value: as the system says.
    void setScheme(std::optional<Scheme> scheme);
    /// What the desktop says of itself; goes before its palette.
    void setSystemWish(const SystemWish& wish);
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] const ThemeColors& colors() const { return m_colors; }

    /// designPixels: a length of design.md, where the font is 18 px high; the same share of this font's
    /// height.
    [[nodiscard]] int px(double designPixels) const;
    /// Edges of fields and buttons: 1 px, 2 px in high contrast.
    [[nodiscard]] int edge() const { return m_scheme == Scheme::HighContrast ? 2 : 1; }

    /// The system's font with emoji in colour.
    [[nodiscard]] QFont font() const { return m_font; }
    [[nodiscard]] QFont font(double factor, QFont::Weight weight = QFont::Normal) const;

Q_SIGNALS:
    /// After the application has the new colours.
    void changed();

protected:
    /// The system's palette changes while the program runs.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose();
    void apply();
    void applyPalette();
    void readSystem();

    QApplication* m_application;
    QPalette m_system;     ///< without anything of ours
    bool m_setting{false}; ///< the palette of the application changes by us
    std::optional<Scheme> m_chosen;
    SystemWish m_wish;
    QFont m_font;
    double m_scale{1.0};
    Scheme m_scheme{Scheme::Light};
    ThemeColors m_colors;
};

/// Text sizes of design.md, as factors of the base font.
inline constexpr double secondarySize = 0.86;
inline constexpr double titleSize = 1.55;

/// A page less wide than this, in pixels of design.md, has small margins and its cards below each other.
inline constexpr int narrowPageBelow = 520;
/// Below this height of the window, in the same pixels, a conversation leaves out what it can do without.
inline constexpr int lowWindowBelow = 460;

} // namespace chatmet::client
