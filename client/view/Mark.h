// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's mark, in the accent colour.

#include <QWidget>

namespace chatmet::client {

class Theme;

class Mark : public QWidget
{
    Q_OBJECT

public:
    /// width: device-independent pixels.
    Mark(const Theme& theme, int width, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

} // namespace chatmet::client
