// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One picture over the whole window, with zoom, turning, its neighbours and Save.

#include "client/model/Message.h"
#include "client/view/Overlay.h"

class QPushButton;
class QToolButton;

namespace chatmet::client {

class PictureCanvas;
class PlainLabel;

class PictureViewer : public Overlay
{
    Q_OBJECT

public:
    PictureViewer(const Theme& theme, QWidget* parent);

    /// Opens it. image: as much of the picture as there is; may be shown again when more is decoded.
    void showPicture(MessageKey key, const QImage& image, bool hasPrevious, bool hasNext);
    [[nodiscard]] MessageKey key() const { return m_key; }
    /// Off where there is no file to save: of one's own pictures only a small one is kept.
    void setSavable(bool savable);
    /// How saving went.
    void say(const QString& words);
    /// Closes and forgets the picture.
    void clear();

Q_SIGNALS:
    /// The person has read that this writes to a disk and wants it.
    void saveRequested(chatmet::client::MessageKey key);
    /// step: -1 the one before, 1 the one after.
    void stepRequested(chatmet::client::MessageKey key, int step);

protected:
    QWidget* firstFocus() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildSaveBar();
    void askToSave();
    void step(int step);

    MessageKey m_key{};
    PictureCanvas* m_canvas;
    QToolButton* m_previous{nullptr};
    QToolButton* m_next{nullptr};
    QFrame* m_saveBar{nullptr};
    PlainLabel* m_saveWords{nullptr};
    QPushButton* m_saveAnyway{nullptr};
    QPushButton* m_save{nullptr};
};

} // namespace chatmet::client
