// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/SendPictureDialog.h"

#include "client/model/Numbers.h"
#include "client/picture/PictureScaling.h"
#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace chatmet::client {

SendPictureDialog::SendPictureDialog(const Theme& theme, QWidget* parent)
    : Overlay(theme, parent, false),
      m_preview((new PlainLabel)->named(QStringLiteral("sendPreview"))),
      m_about((new PlainLabel({}, QStringLiteral("strong")))->wrapped()->named(QStringLiteral("sendAbout"))),
      m_notice((new PlainLabel({}, QStringLiteral("muted")))->wrapped()->named(QStringLiteral("sendNotice"))),
      m_caption(new QLineEdit),
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
    layout->addWidget(new PlainLabel(tr("Send this picture?"), QStringLiteral("heading")));
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_about);
    layout->addWidget(m_notice);
    layout->addWidget(m_caption);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_send);
    layout->addLayout(buttons);
    panel()->setFixedWidth(theme.px(400));
    connect(m_send, &QPushButton::clicked, this, &SendPictureDialog::send);
    connect(m_cancel, &QPushButton::clicked, this, &Overlay::close);
    connect(this, &Overlay::closed, this, [this] {
        clear();
        Q_EMIT cancelled();
    });
}

void SendPictureDialog::showPreparing()
{
    m_picture = {};
    m_preview->setPixmap({});
    m_send->setEnabled(false);
    m_caption->setEnabled(false);
    say(tr("Preparing the picture…"), {});
    open();
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
    const QString bytes = QLocale().formattedDataSize(picture.bytes.size(), 1, QLocale::DataSizeSIFormat);
    say(tr("%1 × %2, %3").arg(inDigits(picture.size.width()), inDigits(picture.size.height()), bytes),
        notices.join(u' '));
    m_send->setEnabled(true);
    m_caption->setEnabled(true);
    open();
}

void SendPictureDialog::showProblem(const QString& words)
{
    m_picture = {};
    m_preview->setPixmap({});
    m_send->setEnabled(false);
    m_caption->setEnabled(false);
    say(tr("This picture was not sent"), words);
    open();
}

void SendPictureDialog::say(const QString& about, const QString& notice)
{
    m_preview->setVisible(!m_picture.preview.isNull());
    m_about->setShown(about);
    m_notice->setShown(notice);
    m_notice->setVisible(!notice.isEmpty());
}

void SendPictureDialog::clear()
{
    m_picture = {};
    m_preview->setPixmap({});
    m_caption->setText({}); // with every step of undoing it, which clear() would keep
    close();
}

QWidget* SendPictureDialog::firstFocus()
{
    return m_caption->isEnabled() ? static_cast<QWidget*>(m_caption) : m_cancel;
}

void SendPictureDialog::send()
{
    if (!m_send->isEnabled())
        return;
    const CleanPicture picture = m_picture;
    const QString caption = m_caption->text().trimmed();
    {
        const QSignalBlocker notCancelled(this);
        clear();
    }
    Q_EMIT sendRequested(picture, caption);
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
