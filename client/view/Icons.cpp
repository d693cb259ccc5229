// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Icons.h"

#include "client/view/Theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace chatmet::client {

namespace {

QByteArray svgIn(const QString& name, const QColor& colour)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "icon", "no such icon in resources/CMakeLists.txt");
    return opened ? file.readAll().replace("currentColor", colour.name().toLatin1()) : QByteArray();
}

/// Arrows along the line of reading point the other way where that goes from right to left.
bool isMirrored(const QString& name)
{
    return QGuiApplication::isRightToLeft() && (name == u"previous" || name == u"next" || name == u"leave");
}

void draw(QPainter* painter, const QRectF& rect, const QString& name, const QColor& colour)
{
    QSvgRenderer renderer(svgIn(name, colour));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    painter->setRenderHint(QPainter::Antialiasing);
    if (isMirrored(name)) {
        painter->translate(2 * rect.center().x(), 0);
        painter->scale(-1, 1);
    }
    renderer.render(painter, rect);
}

class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(const Theme& theme, QString name, QColor ThemeColors::*colour)
        : m_theme(&theme), m_name(std::move(name)), m_colour(colour)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const ThemeColors& colors = m_theme->colors();
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.45);
        draw(painter, rect, m_name, colors.*m_colour);
        painter->restore();
    }

    // Without the base class's way through QPixmapCache.
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new ThemedIconEngine(*this); }

private:
    const Theme* m_theme;
    QString m_name;
    QColor ThemeColors::*m_colour;
};

} // namespace

QIcon themedIcon(const Theme& theme, const QString& name, QColor ThemeColors::*colour)
{
    return QIcon(new ThemedIconEngine(theme, name, colour));
}

QPixmap iconPixmap(const QString& name, const QColor& colour, QSize size, qreal devicePixelRatio)
{
    QPixmap pixmap(size * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    draw(&painter, QRectF({}, QSizeF(size)), name, colour);
    return pixmap;
}

QIcon programIcon()
{
    QIcon icon;
    for (const int side : {16, 24, 32, 48, 64, 128, 256})
        icon.addPixmap(iconPixmap(QStringLiteral("chatmet"), Qt::black, {side, side}, 1.0));
    return icon;
}

} // namespace chatmet::client
