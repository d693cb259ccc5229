// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A tick with words that break into lines where the window is narrow, which those of a QCheckBox never do.

#include <QWidget>

class QCheckBox;

namespace chatmet::client {

class PlainLabel;
class Theme;

class TickRow : public QWidget
{
public:
    /// objectName: of the tick.
    TickRow(const Theme& theme, const QString& objectName, const QString& words);

    [[nodiscard]] QCheckBox* tick() const { return m_tick; }

protected:
    /// A click on the words is one on the tick.
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QCheckBox* m_tick;
    PlainLabel* m_words;
};

} // namespace chatmet::client
