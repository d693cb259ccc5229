// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where messages are written: the field, pictures, emoji, Send.

#include <QFrame>

class QMimeData;
class QToolButton;
class QPushButton;

namespace chatmet::client {

class ComposerEdit;
class EmojiPicker;
class PlainLabel;
class Theme;

class Composer : public QFrame
{
    Q_OBJECT

public:
    explicit Composer(const Theme& theme, QWidget* parent = nullptr);

    /// Plain text, in the placeholder and for screen readers.
    void setPartner(const QString& name);
    /// Not enabled: the conversation has ended.
    void setEnabledFor(bool open);
    /// Takes text and its undo history away: after it was sent, or erased.
    void clear();
    [[nodiscard]] QString text() const;
    void setText(const QString& text);
    /// One or more sentences above the field; empty takes them away. They go by themselves when the text
    /// changes.
    void showProblem(const QString& words);
    /// The message that the next one answers, in words above the field; empty takes them away.
    void setReply(const QString& words);
    [[nodiscard]] bool replyHasFocus() const;
    void focusEdit();
    /// Words typed while the focus was elsewhere on the page: they are meant for here.
    void type(const QString& text);

Q_SIGNALS:
    /// Not empty. The text stays until clear() says that it was taken.
    void sendRequested(const QString& text);
    /// The person writes (true), or has stopped or emptied the field (false).
    void composingChanged(bool composing);
    /// The picture button.
    void chooseRequested();
    /// Something that may be a picture was pasted; lives for this call only.
    void pictureGiven(const QMimeData* data);
    void escapePressed();
    /// The person does not want to answer that message any more.
    void replyCancelled();

private:
    QFrame* buildReplyBar();
    void escape();
    void send();
    void textChanged();
    void insert(const QString& text);
    void showPicker();
    void setComposing(bool composing);

    const Theme& m_theme;
    ComposerEdit* m_edit;
    QFrame* m_replyBar{nullptr};
    PlainLabel* m_replyWords{nullptr};
    QToolButton* m_replyCancel{nullptr};
    PlainLabel* m_problem;
    PlainLabel* m_counter;
    QToolButton* m_picture;
    QToolButton* m_emoji;
    QPushButton* m_send;
    EmojiPicker* m_picker{nullptr};
    bool m_open{true};
    bool m_composing{false};
};

} // namespace chatmet::client
