// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pages of which one is shown, as large as that one asks for.

#include <QStackedWidget>

namespace chatmet::client {

/// QStackedWidget asks every page how large it would be, and so styles and measures all words of pages that
/// nobody has opened yet.
class PageStack : public QStackedWidget
{
public:
    using QStackedWidget::QStackedWidget;

    [[nodiscard]] QSize sizeHint() const override
    {
        return currentWidget() == nullptr ? QSize() : currentWidget()->sizeHint();
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return currentWidget() == nullptr ? QSize() : currentWidget()->minimumSizeHint();
    }
    /// Pages scroll: none is higher because it is narrower.
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

} // namespace chatmet::client
