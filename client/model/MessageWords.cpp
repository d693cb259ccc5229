// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/MessageWords.h"

#include "client/model/Numbers.h"
#include "client/model/TextRules.h"

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

QString MessageWords::time(qint64 timeMs)
{
    const QLocale locale;
    // The C locale's short time has seconds, which nobody needs to see.
    const QString format = locale.timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss"));
    return locale.toString(QDateTime::fromMSecsSinceEpoch(timeMs).time(), format);
}

QString MessageWords::delivery(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Received: break;
    case DeliveryState::Sending: return tr("sending");
    case DeliveryState::Sent: return tr("sent");
    case DeliveryState::Delivered: return tr("delivered");
    case DeliveryState::Failed: return tr("failed");
    }
    return {};
}

QString MessageWords::meta(const Message& message)
{
    const QString state = delivery(message.delivery);
    return state.isEmpty() ? time(message.timeMs) : tr("%1 · %2").arg(time(message.timeMs), state);
}

QString MessageWords::pictureTitle(const Message& message)
{
    return tr("Picture, %1 × %2, %3")
        .arg(inDigits(message.pictureSize.width()))
        .arg(inDigits(message.pictureSize.height()))
        .arg(inBytes(message.pictureBytes));
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

QString MessageWords::spoken(const Message& message, const Message* answered, const QString& partner)
{
    constexpr qsizetype charactersMax = 60; // of what is answered: enough to know it again
    if (message.kind == MessageKind::Notice || message.kind == MessageKind::Missing)
        return line(message, partner).replace(u'\n', u' ');
    const QString who = author(message, partner);
    const QString when = time(message.timeMs);
    if (message.kind == MessageKind::TakenBack)
        return tr("%1, %2, %3").arg(who, when, spokenContent(message));
    // Of a picture that is not seen yet, its size stands there to read.
    QString content = spokenContent(message);
    if (message.kind == MessageKind::Picture && message.preview.isNull())
        content = message.text.isEmpty() ? pictureTitle(message)
                                         : tr("%1, %2").arg(pictureTitle(message), message.text);
    QString words = message.replyTo == 0
                        ? tr("%1, %2, %3").arg(who, when, content)
                        : tr("%1, %2, replying to %3: %4")
                              .arg(who, when,
                                   answered == nullptr ? tr("an earlier message")
                                                       : firstWords(spokenContent(*answered), charactersMax),
                                   content);
    for (const QString& state : {spokenPicture(message), delivery(message.delivery)}) {
        if (!state.isEmpty())
            words = tr("%1, %2").arg(words, state);
    }
    return words;
}

QString MessageWords::spokenContent(const Message& message)
{
    switch (message.kind) {
    case MessageKind::Picture:
        return message.text.isEmpty() ? tr("picture") : tr("picture, %1").arg(message.text);
    case MessageKind::Unsupported: return tr("a kind of message that this version does not know");
    case MessageKind::TakenBack: return tr("a message that was taken back");
    case MessageKind::Missing: return tr("a message that is missing");
    case MessageKind::Text:
    case MessageKind::Notice: break;
    }
    return message.text;
}

/// What becomes of a picture. Of an offer, buttons say it to those who see them.
QString MessageWords::spokenPicture(const Message& message)
{
    if (message.kind != MessageKind::Picture)
        return {};
    return !message.own && message.picture == PictureState::Offered ? tr("waits to be shown")
                                                                    : pictureStatus(message);
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

QString MessageWords::copied(const Message& message, const QString& words, const QString& partner)
{
    return tr("%1: %2").arg(author(message, partner), words);
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
