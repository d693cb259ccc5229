// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What will be sent, seen before it goes: the cleaned picture, its size, what was left out, a caption.

#include "client/picture/PictureTypes.h"
#include "client/view/Overlay.h"

class QLineEdit;
class QPushButton;

namespace chatmet::client {

class PlainLabel;

class SendPictureDialog : public Overlay
{
    Q_OBJECT

public:
    SendPictureDialog(const Theme& theme, QWidget* parent);

    /// Who it is for: a partner's name or a room's title. Another page may have come up below.
    void setReceiver(const QString& name);
    /// Opens: the picture is being cleaned.
    void showPreparing();
    /// The cleaned picture; opens where it is not open yet.
    void showPicture(const CleanPicture& picture);
    /// There is no picture to send.
    void showProblem(const QString& words);
    /// It was not taken: picture and caption stay, to be sent again.
    void showRefused(const QString& words);
    /// Closes and forgets picture and caption: it was taken, or is not wanted any more.
    void clear();
    /// Out of sight until comeBack(), where it is open: picture and caption stay, also one that is being
    /// prepared.
    void setAside();
    [[nodiscard]] bool isAside() const { return m_isAside; }
    void comeBack();

Q_SIGNALS:
    /// Answer with clear() or showRefused().
    void sendRequested(const chatmet::client::CleanPicture& picture, const QString& caption);
    /// Sent, cancelled or cleared: nothing is here any more, and what is still being prepared is not wanted.
    void emptied();

protected:
    QWidget* firstFocus() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void appear();
    void send();
    void say(const QString& about, const QString& notice);
    void checkCaption();

    CleanPicture m_picture;
    bool m_isAside{false};
    PlainLabel* m_title;
    PlainLabel* m_preview;
    PlainLabel* m_about;
    PlainLabel* m_notice;
    QLineEdit* m_caption;
    PlainLabel* m_problem;
    QPushButton* m_send;
    QPushButton* m_cancel;
};

} // namespace chatmet::client
