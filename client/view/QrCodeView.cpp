// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/QrCodeView.h"

#include <QPainter>

#include <algorithm>

namespace chatmet::client {

QrCodeView::QrCodeView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("inviteQrCode"));
    setAccessibleName(tr("The invite as a QR code, to be read by the camera of another device"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void QrCodeView::setText(const QString& text)
{
    m_matrix = QrMatrix::of(text);
    updateGeometry();
    update();
}

QSize QrCodeView::sizeHint() const
{
    const int side = std::max(m_matrix.side + 2 * quietModules, 1) * 4; // px to a module
    return {side, side};
}

void QrCodeView::paintEvent(QPaintEvent*)
{
    if (m_matrix.side == 0)
        return;
    QPainter painter(this);
    const int modules = m_matrix.side + 2 * quietModules;
    // In pixels of the screen, so that no module is wider than another.
    const qreal ratio = devicePixelRatioF();
    const int module = std::max(1, static_cast<int>(std::min(width(), height()) * ratio) / modules);
    const int side = module * modules;
    const int left = (static_cast<int>(width() * ratio) - side) / 2;
    const int top = (static_cast<int>(height() * ratio) - side) / 2;
    painter.scale(1 / ratio, 1 / ratio);
    painter.fillRect(left, top, side, side, Qt::white);
    const int inset = quietModules * module;
    for (int y = 0; y < m_matrix.side; ++y) {
        for (int x = 0; x < m_matrix.side; ++x) {
            if (m_matrix.isDark(x, y))
                painter.fillRect(left + inset + x * module, top + inset + y * module, module, module,
                                 Qt::black);
        }
    }
}

} // namespace chatmet::client
