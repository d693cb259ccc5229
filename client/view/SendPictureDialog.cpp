// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/SendPictureDialog.h"

#include "client/model/Numbers.h"
#include "client/model/TextRules.h"
#include "client/picture/PictureScaling.h"
#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "common/protocol/Limits.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

#include <utility>

namespace chatmet::client {

SendPictureDialog::SendPictureDialog(const Theme& theme, QWidget* parent)
    : Overlay(theme, parent, false),
      m_title((new PlainLabel({}, QStringLiteral("heading")))->wrapped()->named(QStringLiteral("sendTitle"))),
      m_preview((new PlainLabel)->named(QStringLiteral("sendPreview"))),
      m_about((new PlainLabel({}, QStringLiteral("strong")))->wrapped()->named(QStringLiteral("sendAbout"))),
      m_notice((new PlainLabel({}, QStringLiteral("muted")))->wrapped()->named(QStringLiteral("sendNotice"))),
      m_caption(new QLineEdit),
      m_problem(
          (new PlainLabel({}, QStringLiteral("problem")))->wrapped()->named(QStringLiteral("sendProblem"))),
      m_send(textButton(QStringLiteral("sendPictureButton"), tr("Send"), QStringLiteral("primary"))),
      m_cancel(textButton(QStringLiteral("cancelPictureButton"), tr("Cancel")))
{
    setObjectName(QStringLiteral("sendPictureDialog"));
    setAccessibleName(tr("Send a picture"));
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setAccessibleName(tr("The picture as it will be sent"));
    m_caption->setObjectName(QStringLiteral("captionEdit"));
    m_caption->setPlaceholderText(tr("Add a caption, if you like…"));
    m_caption->setAccessibleName(tr("Caption"));
    m_caption->setInputMethodHints(Qt::ImhSensitiveData);
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_title);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_about);
    layout->addWidget(m_notice);
    layout->addWidget(m_caption);
    layout->addWidget(m_problem);
    m_problem->hide();
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_send);
    layout->addLayout(buttons);
    panel()->setFixedWidth(theme.px(400));
    setReceiver({});
    connect(m_send, &QPushButton::clicked, this, &SendPictureDialog::send);
    connect(m_cancel, &QPushButton::clicked, this, &Overlay::close);
    connect(m_caption, &QLineEdit::textChanged, this, &SendPictureDialog::checkCaption);
    connect(this, &Overlay::closed, this, &SendPictureDialog::clear);
}

void SendPictureDialog::setReceiver(const QString& name)
{
    m_title->setShown(name.isEmpty() ? tr("Send this picture?")
                                     : tr("Send this picture to %1?").arg(isolated(name)));
}

void SendPictureDialog::appear()
{
    if (!m_isAside)
        open();
}

void SendPictureDialog::setAside()
{
    m_isAside = m_isAside || !isHidden();
    Overlay::setAside();
}

void SendPictureDialog::comeBack()
{
    if (std::exchange(m_isAside, false))
        open();
}

void SendPictureDialog::showPreparing()
{
    m_isAside = false; // another picture
    m_picture = {};
    m_preview->setPixmap({});
    m_send->setEnabled(false);
    m_caption->setEnabled(false);
    say(tr("Preparing the picture…"), {});
    appear();
}

void SendPictureDialog::showPicture(const CleanPicture& picture)
{
    m_picture = picture;
    const QSize largest(m_theme.px(358),
                        qBound(m_theme.px(110), parentWidget()->height() - m_theme.px(300), m_theme.px(300)));
    m_preview->setPixmap(QPixmap::fromImage(scaledForView(picture.preview, largest, devicePixelRatioF())));
    QStringList notices{tr("Only the picture itself is sent: place, camera and other data are removed.")};
    if (picture.wasAnimated)
        notices << tr("It moves: only its first frame is sent.");
    if (picture.wasScaled)
        notices << tr("It was made smaller to fit.");
    say(tr("%1 × %2, %3")
            .arg(inDigits(picture.size.width()), inDigits(picture.size.height()),
                 inBytes(picture.bytes.size())),
        notices.join(u' '));
    m_caption->setEnabled(true);
    checkCaption();
    appear();
}

void SendPictureDialog::showProblem(const QString& words)
{
    m_picture = {};
    m_preview->setPixmap({});
    m_send->setEnabled(false);
    m_caption->setEnabled(false);
    say(tr("This picture was not sent"), words);
    appear();
}

/// In a low window there is room for one of the two: what is sent was read before.
void SendPictureDialog::showRefused(const QString& words)
{
    m_problem->setShown(words);
    m_problem->setVisible(!words.isEmpty());
    m_notice->setVisible(words.isEmpty() && !m_notice->shown().isEmpty());
}

/// What is too long could not be sent, and would have to be cut without being seen.
void SendPictureDialog::checkCaption()
{
    const bool isTooLong = checkTyped(m_caption->text()).fault == TextFault::TooLong;
    m_send->setEnabled(!m_picture.bytes.isEmpty() && !isTooLong);
    showRefused(isTooLong ? tr("This caption is too long. There is room for %1 characters.")
                                .arg(QLocale().toString(qulonglong{limits::textCharactersMax}))
                          : QString());
}

void SendPictureDialog::say(const QString& about, const QString& notice)
{
    m_preview->setVisible(!m_picture.preview.isNull());
    m_about->setShown(about);
    m_notice->setShown(notice);
    showRefused({});
}

void SendPictureDialog::clear()
{
    m_isAside = false;
    m_picture = {};
    m_preview->setPixmap({});
    m_send->setEnabled(false);
    setReceiver({});
    m_caption->setText({}); // with every step of undoing it, which clear() would keep
    if (isHidden())
        Q_EMIT emptied();
    else
        close(); // comes here again
}

QWidget* SendPictureDialog::firstFocus()
{
    return m_caption->isEnabled() ? static_cast<QWidget*>(m_caption) : m_cancel;
}

void SendPictureDialog::send()
{
    if (!m_send->isEnabled() || m_isAside)
        return;
    showRefused({});
    const CleanPicture picture = m_picture; // the answer forgets it
    Q_EMIT sendRequested(picture, m_caption->text().trimmed());
}

void SendPictureDialog::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_cancel->hasFocus())
        close();
    else if (enter)
        send();
    else
        Overlay::keyPressEvent(event);
}

} // namespace chatmet::client
