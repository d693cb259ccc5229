// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PictureViewer.h"

#include "client/view/Buttons.h"
#include "client/view/PictureCanvas.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace chatmet::client {

namespace {

constexpr double zoomStep = 1.25;
constexpr double panStep = 60; ///< device-independent pixels

} // namespace

PictureViewer::PictureViewer(const Theme& theme, QWidget* parent)
    : Overlay(theme, parent, true), m_canvas(new PictureCanvas(theme))
{
    setObjectName(QStringLiteral("pictureViewer"));
    setAccessibleName(tr("Picture viewer"));
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout->addWidget(buildBar());
    layout->addWidget(buildSaveBar());
    layout->addWidget(m_canvas, 1);
    connect(this, &Overlay::closed, this, &PictureViewer::clear);
}

QWidget* PictureViewer::buildBar()
{
    auto* bar = new QWidget;
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.px(2));
    const auto add = [&](const QString& name, const QString& icon, const QString& words, auto action) {
        QToolButton* button = iconButton(m_theme, name, icon, words);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, action);
        return button;
    };
    m_previous = add(QStringLiteral("previousPicture"), QStringLiteral("previous"), tr("Previous picture"),
                     [this] { step(-1); });
    m_next =
        add(QStringLiteral("nextPicture"), QStringLiteral("next"), tr("Next picture"), [this] { step(1); });
    layout->addStretch(1);
    add(QStringLiteral("zoomOut"), QStringLiteral("minus"), tr("Smaller (-)"),
        [this] { m_canvas->zoom(1 / zoomStep); });
    add(QStringLiteral("zoomFit"), QStringLiteral("fit"), tr("Fit into the window (0)"),
        [this] { m_canvas->fit(); });
    add(QStringLiteral("zoomPixels"), QStringLiteral("actual"), tr("Its own size, 1:1 (1)"),
        [this] { m_canvas->zoomToPixels(); });
    add(QStringLiteral("zoomIn"), QStringLiteral("plus"), tr("Larger (+)"),
        [this] { m_canvas->zoom(zoomStep); });
    add(QStringLiteral("rotatePicture"), QStringLiteral("rotate"), tr("Turn by a quarter (R)"),
        [this] { m_canvas->turn(); });
    layout->addStretch(1);
    m_save = textButton(QStringLiteral("savePicture"), tr("Save…"));
    m_save->setAccessibleName(tr("Save picture…"));
    layout->addWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, &PictureViewer::askToSave);
    add(QStringLiteral("closeViewer"), QStringLiteral("close"), tr("Close (Esc)"), [this] { close(); });
    return bar;
}

QWidget* PictureViewer::buildSaveBar()
{
    m_saveBar = new QFrame;
    m_saveBar->setObjectName(QStringLiteral("saveBar"));
    m_saveBar->setProperty("role", QStringLiteral("warning"));
    auto* layout = new QHBoxLayout(m_saveBar);
    layout->setContentsMargins(m_theme.px(14), m_theme.px(8), m_theme.px(10), m_theme.px(8));
    m_saveWords = (new PlainLabel)->wrapped()->named(QStringLiteral("saveWords"));
    layout->addWidget(m_saveWords, 1);
    m_saveAnyway = textButton(QStringLiteral("saveAnyway"), tr("Choose where"));
    layout->addWidget(m_saveAnyway);
    connect(m_saveAnyway, &QPushButton::clicked, this, [this] {
        m_saveBar->hide();
        m_save->setFocus();
        Q_EMIT saveRequested(m_key);
    });
    m_saveBar->hide();
    return m_saveBar;
}

void PictureViewer::askToSave()
{
    m_saveWords->setShown(
        tr("Saving writes the picture to a disk of this computer. ChatMet cannot erase it there."));
    m_saveAnyway->show();
    m_saveBar->show();
    m_saveAnyway->setFocus();
}

void PictureViewer::setSavable(bool savable)
{
    m_save->setVisible(savable);
}

void PictureViewer::say(const QString& words)
{
    m_saveWords->setShown(words);
    m_saveAnyway->hide();
    m_saveBar->show();
}

void PictureViewer::showPicture(MessageKey key, const QImage& image, bool hasPrevious, bool hasNext)
{
    if (m_key != key || isHidden())
        m_saveBar->hide();
    m_key = key;
    m_previous->setEnabled(hasPrevious);
    m_next->setEnabled(hasNext);
    open();
    m_canvas->setImage(image);
}

void PictureViewer::clear()
{
    m_canvas->setImage({});
    m_key = {};
    close();
}

QWidget* PictureViewer::firstFocus()
{
    return m_canvas;
}

void PictureViewer::step(int step)
{
    if ((step < 0 ? m_previous : m_next)->isEnabled())
        Q_EMIT stepRequested(m_key, step);
}

void PictureViewer::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers().testFlag(Qt::ShiftModifier) &&
        (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
        return m_canvas->move({event->key() == Qt::Key_Left ? panStep : -panStep, 0});
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: m_canvas->zoom(zoomStep); break;
    case Qt::Key_Minus: m_canvas->zoom(1 / zoomStep); break;
    case Qt::Key_0: m_canvas->fit(); break;
    case Qt::Key_1: m_canvas->zoomToPixels(); break;
    case Qt::Key_R: m_canvas->turn(); break;
    case Qt::Key_Up: m_canvas->move({0, panStep}); break;
    case Qt::Key_Down: m_canvas->move({0, -panStep}); break;
    case Qt::Key_Left: step(layoutDirection() == Qt::LeftToRight ? -1 : 1); break;
    case Qt::Key_Right: step(layoutDirection() == Qt::LeftToRight ? 1 : -1); break;
    default: Overlay::keyPressEvent(event);
    }
}

} // namespace chatmet::client
