// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ReadingPanel.h"

#include "client/view/Buttons.h"
#include "client/view/PageScroll.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace chatmet::client {

ReadingPanel::ReadingPanel(const Theme& theme, QWidget* parent, const QString& objectName,
                           const QString& title)
    : Overlay(theme, parent, false),
      m_scroll(new PageScroll),
      m_close(textButton(objectName + QStringLiteral("Close"), tr("Close"), QStringLiteral("primary")))
{
    setObjectName(objectName);
    setAccessibleName(title);
    m_scroll->setObjectName(objectName + QStringLiteral("Scroll"));
    m_scroll->setAccessibleName(title);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus); // arrow keys scroll
    m_scroll->setProperty("ring", true);
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(theme.px(22), theme.px(18), theme.px(14), theme.px(16));
    layout->setSpacing(theme.px(10));
    layout->addWidget((new PlainLabel(title, QStringLiteral("heading")))->wrapped());
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_close, 0, Qt::AlignRight);
    connect(m_close, &QPushButton::clicked, this, &Overlay::close);
}

void ReadingPanel::setSections(const QList<ReadingSection>& sections)
{
    if (sections == m_sections)
        return;
    m_sections = sections;
    m_filled = false;
    if (isVisible())
        fill();
    else
        delete m_scroll->takeWidget(); // of a server that may be none of ours any more
}

void ReadingPanel::fill()
{
    m_filled = true;
    const int place = m_scroll->verticalScrollBar()->value();
    auto* inside = new ScrolledPage;
    inside->setProperty("role", QStringLiteral("surface"));
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, m_theme.px(8), 0);
    layout->setSpacing(m_theme.px(6));
    const auto add = [layout](const QString& words, const QString& role) {
        auto* label = (new PlainLabel(words, role))->wrapped();
        layout->addWidget(label);
        return label;
    };
    for (const ReadingSection& section : std::as_const(m_sections)) {
        if (!section.heading.isEmpty())
            add(section.heading, QStringLiteral("strong"));
        for (const QString& paragraph : section.paragraphs)
            add(paragraph, QStringLiteral("muted"))->named(QStringLiteral("readingParagraph"));
        layout->addSpacing(m_theme.px(6));
    }
    layout->addStretch(1);
    m_scroll->setWidget(inside);
    fit();
    m_scroll->verticalScrollBar()->setValue(place);
}

void ReadingPanel::setInside(QWidget* inside)
{
    m_filled = true;
    m_scroll->setWidget(inside);
}

void ReadingPanel::reveal(QWidget* part)
{
    m_scroll->ensureWidgetVisible(part, 0, m_theme.px(28));
}

/// As wide as is good to read and as high as the words are, as long as the window has room.
void ReadingPanel::fit()
{
    if (m_scroll->widget() == nullptr)
        return; // until it is filled
    const int margin = m_theme.px(16);
    const int panelWidth = std::clamp(width() - 2 * margin, m_theme.px(200), m_theme.px(456));
    panel()->setFixedWidth(panelWidth);
    const QMargins inner = panel()->layout()->contentsMargins();
    const int wordsWidth = panelWidth - inner.left() - inner.right();
    const int frame = 2 * m_scroll->frameWidth();
    const int bar = m_scroll->verticalScrollBar()->sizeHint().width();
    const int needed = m_scroll->widget()->heightForWidth(wordsWidth - frame - bar) + frame;
    // What stands around the words is as high as the panel is with hardly any words in it.
    const int least = m_theme.px(60);
    m_scroll->setFixedHeight(least);
    panel()->layout()->invalidate();
    const int around = panel()->sizeHint().height() - least;
    const int room = height() - around - 2 * margin;
    m_scroll->setFixedHeight(std::clamp(needed, least, std::max(room, least)));
}

void ReadingPanel::resizeEvent(QResizeEvent* event)
{
    Overlay::resizeEvent(event);
    if (isVisible())
        fit();
}

void ReadingPanel::showEvent(QShowEvent* event)
{
    Overlay::showEvent(event);
    if (m_filled)
        fit();
    else
        fill();
}

QWidget* ReadingPanel::firstFocus()
{
    return m_close;
}

void ReadingPanel::keyPressEvent(QKeyEvent* event)
{
    QScrollBar* bar = m_scroll->verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: return close();
    // Also while the button has the focus: there is nothing else that these could mean here.
    case Qt::Key_Down: return bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    case Qt::Key_Up: return bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    case Qt::Key_PageDown: return bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    case Qt::Key_PageUp: return bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    default: Overlay::keyPressEvent(event);
    }
}

} // namespace chatmet::client
