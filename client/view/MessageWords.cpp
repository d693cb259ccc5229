// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageWords.h"

#include "client/model/TextRules.h"
#include "client/view/Numbers.h"

#include <QDateTime>
#include <QLocale>

namespace chatmet::client {

QString MessageWords::day(qint64 timeMs, const QDate& today)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(timeMs).date();
    if (day == today)
        return tr("Today");
    if (day == today.addDays(-1))
        return tr("Yesterday");
    return QLocale().toString(day, QLocale::LongFormat);
}

QString MessageWords::meta(const Message& message)
{
    const QLocale locale;
    // The C locale's short time has seconds, which nobody needs to see.
    const QString format = locale.timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss"));
    const QString time = locale.toString(QDateTime::fromMSecsSinceEpoch(message.timeMs).time(), format);
    QString state;
    switch (message.delivery) {
    case DeliveryState::Received: return time;
    case DeliveryState::Sending: state = tr("sending"); break;
    case DeliveryState::Sent: state = tr("sent"); break;
    case DeliveryState::Delivered: state = tr("delivered"); break;
    case DeliveryState::Failed: state = tr("failed"); break;
    }
    return tr("%1 · %2").arg(time, state);
}

QString MessageWords::pictureTitle(const Message& message)
{
    const QLocale locale;
    constexpr qint64 mega = 1'000'000;
    const QString bytes = locale.formattedDataSize(message.pictureBytes, message.pictureBytes < mega ? 0 : 1,
                                                   QLocale::DataSizeSIFormat);
    return tr("Picture, %1 × %2, %3")
        .arg(inDigits(message.pictureSize.width()))
        .arg(inDigits(message.pictureSize.height()))
        .arg(bytes);
}

QString MessageWords::pictureStatus(const Message& message)
{
    if (message.picture == PictureState::Failed)
        return message.pictureProblem.isEmpty() ? tr("It did not get through.") : message.pictureProblem;
    if (message.picture == PictureState::NotOpened)
        return tr("was not opened");
    return message.own ? ownPictureStatus(message) : otherPictureStatus(message);
}

QString MessageWords::ownPictureStatus(const Message& message)
{
    switch (message.picture) {
    case PictureState::Offered:
    case PictureState::Waiting: return tr("Waits until it is asked for");
    case PictureState::Declined: return tr("not wanted for now");
    case PictureState::Moving: return tr("Sending, %1 %").arg(inDigits(message.pictureProgress / 10));
    case PictureState::Cancelled: return tr("taken back");
    default: return {};
    }
}

QString MessageWords::otherPictureStatus(const Message& message)
{
    switch (message.picture) {
    case PictureState::Declined: return tr("not shown");
    case PictureState::Waiting: return tr("Asked for");
    case PictureState::Moving: return tr("Receiving, %1 %").arg(inDigits(message.pictureProgress / 10));
    case PictureState::Decoding: return tr("Opening");
    case PictureState::Cancelled: return tr("cancelled");
    default: return {};
    }
}

QString MessageWords::text(const Message& message)
{
    return message.kind == MessageKind::Unsupported
               ? tr("A kind of message that this version does not know. A newer ChatMet shows it.")
               : message.text;
}

QString MessageWords::line(const Message& message, const QString& partner)
{
    switch (message.kind) {
    case MessageKind::TakenBack:
        return message.own ? tr("You took back a message.")
                           : tr("%1 took back a message.").arg(isolated(author(message, partner)));
    case MessageKind::Missing:
        return tr("A message is missing here. The server says that it was taken back.");
    default: return message.text;
    }
}

QString MessageWords::author(const Message& message, const QString& partner)
{
    return message.own ? tr("You") : message.authorName.isEmpty() ? partner : message.authorName;
}

QString MessageWords::quoted(const Message* message)
{
    constexpr qsizetype charactersMax = 240; // more than any line has
    if (message == nullptr)
        return tr("an earlier message");
    switch (message->kind) {
    case MessageKind::TakenBack: return tr("a message that was taken back");
    case MessageKind::Missing: return tr("a message that is missing");
    case MessageKind::Unsupported: return tr("a kind of message that this version does not know");
    case MessageKind::Picture:
        if (message->text.isEmpty())
            return tr("Picture");
        break;
    case MessageKind::Text:
    case MessageKind::Notice: break;
    }
    return firstWords(message->text, charactersMax);
}

} // namespace chatmet::client
