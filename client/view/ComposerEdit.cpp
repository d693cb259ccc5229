// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ComposerEdit.h"

#include "client/view/PictureSource.h"
#include "client/view/Theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QPlainTextDocumentLayout>
#include <QScrollBar>

namespace chatmet::client {

namespace {

constexpr int linesMax = 6;
constexpr int linesMaxLow = 4; // in a window where the conversation would have no room

} // namespace

ComposerEdit::ComposerEdit(const Theme& theme, QWidget* parent) : QPlainTextEdit(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("composerEdit"));
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhMultiLine);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    newDocument();
    connect(this, &QPlainTextEdit::textChanged, this, &ComposerEdit::fitHeight);
    fitHeight();
}

void ComposerEdit::newDocument()
{
    // The first one belongs to Qt's control, which deletes it itself.
    QTextDocument* old = document()->parent() == this ? document() : nullptr;
    auto* fresh = new QTextDocument(this);
    fresh->setDocumentLayout(new QPlainTextDocumentLayout(fresh));
    fresh->setDefaultFont(font());
    fresh->setDocumentMargin(0);
    setDocument(fresh);
    delete old;
}

void ComposerEdit::startAfresh()
{
    const bool hadText = !document()->isEmpty();
    newDocument();
    fitHeight();
    if (hadText)
        Q_EMIT textChanged();
}

void ComposerEdit::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !event->modifiers().testFlag(Qt::ShiftModifier))
        Q_EMIT enterPressed();
    else if (enter)
        textCursor().insertBlock();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT escapePressed();
    else
        QPlainTextEdit::keyPressEvent(event);
}

bool ComposerEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasText() || PictureSource::offers(*source);
}

void ComposerEdit::insertFromMimeData(const QMimeData* source)
{
    // Offices put a picture of the text beside the text: words win, unless they only name a file.
    const bool words = source->hasText() && !source->hasUrls();
    if (PictureSource::offers(*source) && !words)
        Q_EMIT pictureGiven(source);
    else if (source->hasText())
        pasteText(source->text());
}

/// Whole or not at all: what is cut off without a word is sent without it.
void ComposerEdit::pasteText(const QString& text)
{
    const QTextCursor cursor = textCursor();
    const qsizetype replaced = cursor.selectionEnd() - cursor.selectionStart();
    if (document()->characterCount() - 1 - replaced + text.size() > pastedMax)
        Q_EMIT tooMuchPasted();
    else
        insertPlainText(text);
}

void ComposerEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void ComposerEdit::fitHeight()
{
    // The document layout of a plain-text edit counts lines, not pixels.
    const int most = window()->height() < m_theme.px(lowWindowBelow) ? linesMaxLow : linesMax;
    const int lines = qBound(1, qRound(document()->size().height()), most);
    const int frame = 2 * m_theme.px(9) + 2 * 2 + 2;
    const int height = lines * fontMetrics().lineSpacing() + frame;
    if (height != this->height())
        setFixedHeight(height);
    setVerticalScrollBarPolicy(document()->size().height() > most ? Qt::ScrollBarAsNeeded
                                                                  : Qt::ScrollBarAlwaysOff);
}

} // namespace chatmet::client
