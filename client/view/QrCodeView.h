// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A QR code to hold before a camera: black on white in every theme, with a quiet zone, whole pixels to a
// module.

#include "client/view/QrMatrix.h"

#include <QWidget>

namespace chatmet::client {

class QrCodeView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int quietModules = 4; ///< on each side (ISO/IEC 18004)

    explicit QrCodeView(QWidget* parent = nullptr);

    /// Empty takes it away.
    void setText(const QString& text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return width; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QrMatrix m_matrix;
};

} // namespace chatmet::client
