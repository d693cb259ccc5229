// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The field one writes in: grows from one line to six, plain text only, pictures pasted go elsewhere.

#include <QPlainTextEdit>

namespace chatmet::client {

class Theme;

class ComposerEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ComposerEdit(const Theme& theme, QWidget* parent = nullptr);

    /// Another document, empty: with it go the text and every step of undoing it.
    void startAfresh();

Q_SIGNALS:
    void enterPressed();
    void escapePressed();
    /// Something that may be a picture was pasted or dropped; data lives for this call only.
    void pictureGiven(const QMimeData* data);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void newDocument();
    void fitHeight();

    const Theme& m_theme;
};

} // namespace chatmet::client
