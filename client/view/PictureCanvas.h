// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Shows one image: fitted or zoomed, turned, dragged.

#include <QImage>
#include <QWidget>

namespace chatmet::client {

class Theme;

class PictureCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit PictureCanvas(const Theme& theme, QWidget* parent = nullptr);

    /// Fitted, upright. A null image shows nothing.
    void setImage(const QImage& image);
    void fit();
    /// factor: more than 1 enlarges, about a point of the widget.
    void zoom(double factor, const QPointF& about);
    void zoom(double factor) { zoom(factor, rect().center()); }
    /// One pixel of the picture for each of the screen.
    void zoomToPixels();
    /// step: device-independent pixels; never beyond an edge.
    void move(const QPointF& step);
    /// A quarter, clockwise.
    void turn();
    /// Screen pixels per picture pixel.
    [[nodiscard]] double scale() const { return m_scale; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] double fittingScale() const;
    void keepInside();

    const Theme& m_theme;
    QImage m_image;
    double m_scale{1.0};
    QPointF m_centre; ///< of the picture, in the widget, from the middle
    QPointF m_dragFrom;
    bool m_fits{true};
};

} // namespace chatmet::client
