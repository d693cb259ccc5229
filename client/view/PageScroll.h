// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A page, or the inside of a panel, that scrolls where its words are longer than the window is high.

#include <QEvent>
#include <QScrollArea>

namespace chatmet::client {

/// Wider than this, in pixels of design.md, no page's words stand, but in the middle of the window: eyes lose
/// a long line on their way back.
inline constexpr int pageColumnMax = 760;

/// What stands in a PageScroll. QScrollArea gives its inside at least the least height that it says, and for
/// a label that wraps QLabel says the one of the narrowest it could be: the page would be higher than its
/// words and have a bar that shows nothing more. This one is as high as its words are at the width there is.
class ScrolledPage : public QWidget
{
public:
    using QWidget::QWidget;
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const QSize least = QWidget::minimumSizeHint();
        return hasHeightForWidth() ? QSize(least.width(), 1) : least;
    }
};

/// QScrollArea measures all its words whenever the style or something inside changes, whether or not anybody
/// sees them. This one does so once it is seen. Its bar goes where the words have room without it;
/// QScrollArea keeps a bar that is needed only because it takes width away itself.
class PageScroll : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

protected:
    bool event(QEvent* event) override
    {
        const bool measures = event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutRequest;
        if (measures && !isVisible())
            return QAbstractScrollArea::event(event);
        if (measures)
            chooseBar();
        return QScrollArea::event(event);
    }
    bool eventFilter(QObject* page, QEvent* event) override
    {
        if (event->type() == QEvent::LayoutRequest && page == widget() && isVisible())
            chooseBar();
        return QScrollArea::eventFilter(page, event);
    }
    void resizeEvent(QResizeEvent* event) override
    {
        chooseBar();
        QScrollArea::resizeEvent(event);
    }
    void showEvent(QShowEvent* event) override
    {
        QScrollArea::showEvent(event);
        QEvent measure(QEvent::LayoutRequest);
        PageScroll::event(&measure);
    }

private:
    void chooseBar()
    {
        const QSize room = maximumViewportSize();
        const bool hasRoom = widget() != nullptr && widget()->hasHeightForWidth() &&
                             widget()->heightForWidth(room.width()) <= room.height();
        setVerticalScrollBarPolicy(hasRoom ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    }
};

} // namespace chatmet::client
