// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The field one writes in: grows from one line to six, plain text only, pictures pasted go elsewhere.

#include "common/protocol/Limits.h"

#include <QPlainTextEdit>

namespace chatmet::client {

class Theme;

class ComposerEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// Beyond this nothing is pasted or dropped, in UTF-16 units of the whole field: it is no message even
    /// after it was composed, in which no character has more than four of them, and the window stands still
    /// while it is laid out (measured: 10 ms for so much, 8 s for ten million in one line).
    static constexpr qsizetype pastedMax = 4 * static_cast<qsizetype>(limits::textCharactersMax);

    explicit ComposerEdit(const Theme& theme, QWidget* parent = nullptr);

    /// Another document, empty: with it go the text and every step of undoing it.
    void startAfresh();

Q_SIGNALS:
    void enterPressed();
    void escapePressed();
    /// Something that may be a picture was pasted or dropped; data lives for this call only.
    void pictureGiven(const QMimeData* data);
    /// Nothing of what was pasted or dropped was taken: the field would hold more than pastedMax.
    void tooMuchPasted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void newDocument();
    void pasteText(const QString& text);
    void fitHeight();

    const Theme& m_theme;
};

} // namespace chatmet::client
