// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PictureCanvas.h"

#include "client/view/Theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTransform>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace chatmet::client {

namespace {

constexpr double scaleMax = 8.0;

} // namespace

PictureCanvas::PictureCanvas(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("pictureCanvas"));
    setAccessibleName(tr("Picture"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureCanvas::setImage(const QImage& image)
{
    m_image = image;
    fit();
}

double PictureCanvas::fittingScale() const
{
    if (m_image.isNull())
        return 1.0;
    const double ratio = devicePixelRatioF();
    const double share = std::min(width() * ratio / m_image.width(), height() * ratio / m_image.height());
    return std::min(1.0, share);
}

void PictureCanvas::fit()
{
    m_fits = true;
    m_scale = fittingScale();
    m_centre = {};
    update();
}

void PictureCanvas::zoom(double factor, const QPointF& about)
{
    const double wanted = std::clamp(m_scale * factor, std::min(fittingScale(), 1.0), scaleMax);
    const QPointF from = about - QPointF(rect().center());
    m_centre = from + (m_centre - from) * (wanted / m_scale);
    m_scale = wanted;
    m_fits = std::abs(wanted - fittingScale()) < 1e-9;
    keepInside();
}

void PictureCanvas::zoomToPixels()
{
    if (m_scale > 0)
        zoom(1.0 / m_scale);
}

void PictureCanvas::move(const QPointF& step)
{
    m_centre += step;
    keepInside();
}

void PictureCanvas::turn()
{
    m_image = m_image.transformed(QTransform().rotate(90));
    fit();
}

void PictureCanvas::keepInside()
{
    const QSizeF shown = QSizeF(m_image.size()) * m_scale / devicePixelRatioF();
    const double x = std::max(0.0, (shown.width() - width()) / 2);
    const double y = std::max(0.0, (shown.height() - height()) / 2);
    m_centre = {std::clamp(m_centre.x(), -x, x), std::clamp(m_centre.y(), -y, y)};
    update();
}

void PictureCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_image.isNull()) {
        const QSizeF size = QSizeF(m_image.size()) * m_scale / devicePixelRatioF();
        QRectF target({}, size);
        target.moveCenter(QRectF(rect()).center() + m_centre);
        painter.setRenderHint(QPainter::SmoothPixmapTransform, m_scale < 2.0);
        painter.drawImage(target, m_image);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.colors().accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void PictureCanvas::resizeEvent(QResizeEvent*)
{
    if (m_fits)
        fit();
    else
        keepInside();
}

void PictureCanvas::wheelEvent(QWheelEvent* event)
{
    zoom(std::pow(1.0015, event->angleDelta().y()), event->position());
    event->accept();
}

void PictureCanvas::mousePressEvent(QMouseEvent* event)
{
    m_dragFrom = event->position();
}

void PictureCanvas::mouseMoveEvent(QMouseEvent* event)
{
    m_centre += event->position() - m_dragFrom;
    m_dragFrom = event->position();
    keepInside();
}

} // namespace chatmet::client
