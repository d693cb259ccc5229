// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Theme.h"

#include "client/view/StyleSheet.h"

#include <QApplication>
#include <QEvent>
#include <QFontMetricsF>
#include <QStyleFactory>

namespace chatmet::client {

namespace {

constexpr double designFontHeight = 18.0;

// Platforms without a desktop's settings give 9 pt, which nobody chose.
constexpr double fontPointsMin = 10.0;

QFont withColourEmoji(QFont font)
{
    if (font.pointSizeF() > 0 && font.pointSizeF() < fontPointsMin)
        font.setPointSizeF(fontPointsMin); // first: what is asked below loads the font, at this size
    // Default fallback draws monochrome glyphs and splits skin tones.
    // The resolved family: a generic name ("Sans Serif") in a list is no family to Qt, which then takes the
    // next one, and digits and spaces come out of the emoji font.
    font.setFamilies({QFontInfo(font).family(), QStringLiteral("Noto Color Emoji")});
    return font;
}

} // namespace

Theme::Theme(QApplication* application, std::optional<Scheme> chosen)
    : m_application(application),
      m_chosen(chosen),
      m_font(withColourEmoji(application->font())),
      m_scale(QFontMetricsF(m_font).height() / designFontHeight)
{
    readSystem();
    application->setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application->installEventFilter(this);
    choose();
}

void Theme::setScheme(std::optional<Scheme> scheme)
{
    m_chosen = scheme;
    choose();
}

void Theme::setSystemWish(const SystemWish& wish)
{
    m_wish = wish;
    choose();
}

/// Where nothing is another than before, nothing is drawn again.
void Theme::choose()
{
    Scheme scheme = schemeOf(m_system);
    if (m_wish.contrast)
        scheme = Scheme::HighContrast;
    else if (m_wish.dark && scheme != Scheme::HighContrast)
        scheme = *m_wish.dark ? Scheme::Dark : Scheme::Light;
    scheme = m_chosen.value_or(scheme);
    const ThemeColors colors = ThemeColors::of(scheme, m_system, m_wish);
    if (scheme == m_scheme && colors == m_colors)
        return;
    m_scheme = scheme;
    m_colors = colors;
    apply();
    Q_EMIT changed();
}

/// An application that was given a palette tells that one; without it, the system's.
void Theme::readSystem()
{
    m_setting = true;
    m_application->setPalette(QPalette());
    m_system = m_application->palette();
    m_setting = false;
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    const bool isPalette = event->type() == QEvent::ApplicationPaletteChange && watched == m_application;
    // Some desktops change only what ours covers: then nothing but this is heard.
    if ((isPalette || event->type() == QEvent::ThemeChange) && !m_setting) {
        readSystem();
        choose();
        applyPalette();
    }
    return QObject::eventFilter(watched, event);
}

int Theme::px(double designPixels) const
{
    return qRound(designPixels * m_scale);
}

QFont Theme::font(double factor, QFont::Weight weight) const
{
    QFont font = m_font;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    font.setWeight(weight);
    return font;
}

void Theme::applyPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, m_colors.ground);
    palette.setColor(QPalette::WindowText, m_colors.ink);
    palette.setColor(QPalette::Base, m_colors.surface);
    palette.setColor(QPalette::AlternateBase, m_colors.raised);
    palette.setColor(QPalette::Text, m_colors.ink);
    palette.setColor(QPalette::Button, m_colors.surface);
    palette.setColor(QPalette::ButtonText, m_colors.ink);
    palette.setColor(QPalette::PlaceholderText, m_colors.muted);
    palette.setColor(QPalette::Highlight, m_colors.accent);
    palette.setColor(QPalette::HighlightedText, m_colors.onAccent);
    palette.setColor(QPalette::Link, m_colors.accent);
    palette.setColor(QPalette::ToolTipBase, m_colors.surface);
    palette.setColor(QPalette::ToolTipText, m_colors.ink);
    palette.setColor(QPalette::Light, m_colors.line);
    palette.setColor(QPalette::Mid, m_colors.line);
    palette.setColor(QPalette::Dark, m_colors.outline);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, m_colors.muted);
    m_setting = true;
    m_application->setPalette(palette);
    m_setting = false;
}

void Theme::apply()
{
    applyPalette();
    m_application->setFont(m_font);
    m_application->setStyleSheet(styleSheet(*this));
}

} // namespace chatmet::client
