// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Composer.h"

#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/ComposerEdit.h"
#include "client/view/EmojiPicker.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "common/protocol/Limits.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMimeData>
#include <QTextDocument>

namespace chatmet::client {

namespace {

constexpr qsizetype charactersMax = static_cast<qsizetype>(limits::textCharactersMax);
constexpr qsizetype counterFrom = charactersMax - 400;

// No character has more than four bytes in UTF-8, so that the other limit is never nearer.
static_assert(limits::textBytesMax >= 4 * limits::textCharactersMax);

qsizetype charactersIn(const QString& text)
{
    qsizetype count = 0;
    for (const QChar c : text)
        count += c.isLowSurrogate() ? 0 : 1;
    return count;
}

/// As it would be sent, where that matters: what is pasted may come decomposed, and ends in white space.
qsizetype charactersSent(const QString& typed)
{
    const qsizetype asTyped = charactersIn(typed);
    if (asTyped <= counterFrom || asTyped > 4 * charactersMax)
        return asTyped;
    QString text = cleanText(typed);
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return charactersIn(text);
}

} // namespace

Composer::Composer(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      m_theme(theme),
      m_edit(new ComposerEdit(theme)),
      m_problem((new PlainLabel({}, QStringLiteral("problem")))
                    ->wrapped()
                    ->named(QStringLiteral("composerProblem"))),
      m_counter((new PlainLabel({}, QStringLiteral("small")))->named(QStringLiteral("composerCounter"))),
      m_picture(iconButton(theme, QStringLiteral("pictureButton"), QStringLiteral("picture"),
                           tr("Send a picture"))),
      m_emoji(iconButton(theme, QStringLiteral("emojiButton"), QStringLiteral("smile"), tr("Emoji"))),
      m_send(textButton(QStringLiteral("sendButton"), tr("Send"), QStringLiteral("primary")))
{
    setObjectName(QStringLiteral("composer"));
    setProperty("role", QStringLiteral("footer"));
    m_send->setToolTip(tr("Enter"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(9), theme.px(14), theme.px(9));
    layout->setSpacing(theme.px(4));
    layout->addWidget(buildReplyBar());
    layout->addWidget(m_problem);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.px(7));
    row->addWidget(m_picture, 0, Qt::AlignBottom);
    row->addWidget(m_edit, 1);
    row->addWidget(m_emoji, 0, Qt::AlignBottom);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    layout->addLayout(row);
    layout->addWidget(m_counter, 0, Qt::AlignRight);
    for (QToolButton* button : {m_picture, m_emoji})
        button->setFixedHeight(m_edit->height() - 2);
    m_send->setFixedHeight(m_edit->height());
    setFocusProxy(m_edit);
    setTabOrder(m_replyCancel, m_edit);
    setTabOrder(m_edit, m_send);
    setTabOrder(m_send, m_picture);
    setTabOrder(m_picture, m_emoji);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::textChanged);
    connect(m_edit, &ComposerEdit::enterPressed, this, &Composer::send);
    connect(m_edit, &ComposerEdit::escapePressed, this, &Composer::escape);
    connect(m_edit, &ComposerEdit::pictureGiven, this, &Composer::pictureGiven);
    connect(m_edit, &ComposerEdit::tooMuchPasted, this, [this] {
        showProblem(tr("That is far more than a message may be. Nothing of it was pasted. A message takes %1 "
                       "characters.")
                        .arg(QLocale().toString(charactersMax)));
    });
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_picture, &QToolButton::clicked, this, &Composer::chooseRequested);
    connect(m_emoji, &QToolButton::clicked, this, &Composer::showPicker);
    setReply({});
    showProblem({});
    setPartner({});
    textChanged();
}

QFrame* Composer::buildReplyBar()
{
    m_replyBar = new QFrame;
    m_replyBar->setObjectName(QStringLiteral("replyBar"));
    m_replyBar->setProperty("role", QStringLiteral("reply"));
    m_replyWords =
        (new PlainLabel({}, QStringLiteral("small")))->elided()->named(QStringLiteral("replyWords"));
    m_replyCancel = iconButton(m_theme, QStringLiteral("replyCancelButton"), QStringLiteral("close"),
                               tr("Don’t reply to it (Esc)"));
    m_replyCancel->setIconSize({m_theme.px(14), m_theme.px(14)});
    auto* row = new QHBoxLayout(m_replyBar);
    row->setContentsMargins(m_theme.px(10), 0, 0, 0);
    row->setSpacing(m_theme.px(7));
    row->addWidget(m_replyWords, 1);
    row->addWidget(m_replyCancel);
    connect(m_replyCancel, &QToolButton::clicked, this, &Composer::replyCancelled);
    return m_replyBar;
}

void Composer::setReply(const QString& words)
{
    m_replyWords->setShown(words);
    m_replyBar->setVisible(!words.isEmpty());
    m_edit->setAccessibleDescription(words);
}

bool Composer::replyHasFocus() const
{
    return m_replyBar->isAncestorOf(window()->focusWidget()) && isActiveWindow();
}

/// The picker takes its own Esc; what is to be answered goes before anything of the window.
void Composer::escape()
{
    if (m_replyBar->isVisible())
        Q_EMIT replyCancelled();
    else
        Q_EMIT escapePressed();
}

void Composer::setPartner(const QString& name)
{
    const QString words = !m_open          ? tr("The conversation has ended")
                          : name.isEmpty() ? tr("Message")
                                           : tr("Message %1").arg(isolated(name));
    m_edit->setPlaceholderText(words);
    m_edit->setAccessibleName(words);
}

void Composer::setEnabledFor(bool open)
{
    m_open = open;
    for (QWidget* widget :
         {static_cast<QWidget*>(m_edit), static_cast<QWidget*>(m_picture), static_cast<QWidget*>(m_emoji)})
        widget->setEnabled(open);
    if (!open) {
        clear();
        if (m_picker)
            m_picker->hide();
    }
    setPartner({});
    textChanged();
}

void Composer::clear()
{
    m_edit->startAfresh();
    showProblem({});
    setComposing(false);
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setText(const QString& text)
{
    m_edit->setPlainText(text);
}

void Composer::showProblem(const QString& words)
{
    m_problem->setShown(words);
    m_problem->setVisible(!words.isEmpty());
}

void Composer::focusEdit()
{
    m_edit->setFocus();
}

void Composer::send()
{
    const QString words = text();
    if (m_open && !words.trimmed().isEmpty())
        Q_EMIT sendRequested(words);
}

void Composer::textChanged()
{
    const QString words = text();
    const bool empty = words.trimmed().isEmpty();
    showProblem({});
    m_send->setEnabled(m_open && !empty);
    const qsizetype count = charactersSent(words);
    m_counter->setVisible(count > counterFrom);
    m_counter->setShown(
        tr("%1 of %2 characters").arg(QLocale().toString(count), QLocale().toString(charactersMax)));
    setLook(m_counter, "role", count > charactersMax ? QStringLiteral("problem") : QStringLiteral("small"));
    setComposing(!empty && m_open);
}

void Composer::setComposing(bool composing)
{
    // Each further word is news for whoever repeats the hint, so "true" is said again.
    if (composing || m_composing != composing)
        Q_EMIT composingChanged(composing);
    m_composing = composing;
}

void Composer::insert(const QString& text)
{
    m_edit->insertPlainText(text);
    m_edit->setFocus();
}

void Composer::type(const QString& text)
{
    if (m_open)
        insert(text);
}

void Composer::showPicker()
{
    if (!m_picker) {
        m_picker = new EmojiPicker(m_theme, this);
        connect(m_picker, &EmojiPicker::chosen, this, &Composer::insert);
    }
    m_picker->openAbove(m_emoji);
}

} // namespace chatmet::client
