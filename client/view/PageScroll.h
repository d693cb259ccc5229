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

/// QScrollArea measures all its words whenever the style or something inside changes, whether or not anybody
/// sees them. This one does so once it is seen.
class PageScroll : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

protected:
    bool event(QEvent* event) override
    {
        const bool measures = event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutRequest;
        return measures && !isVisible() ? QAbstractScrollArea::event(event) : QScrollArea::event(event);
    }
    void showEvent(QShowEvent* event) override
    {
        QScrollArea::showEvent(event);
        QEvent measure(QEvent::LayoutRequest);
        QScrollArea::event(&measure);
    }
};

} // namespace chatmet::client
