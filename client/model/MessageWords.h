// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words of a row: day, time, state, what becomes of a picture.

#include "client/model/Message.h"

#include <QCoreApplication>
#include <QDate>

namespace chatmet::client {

class MessageWords
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::MessageWords)

public:
    /// today: what "Today" means.
    [[nodiscard]] static QString day(qint64 timeMs, const QDate& today);
    /// "19:03", by the person's locale.
    [[nodiscard]] static QString time(qint64 timeMs);
    /// "19:03 · delivered"
    [[nodiscard]] static QString meta(const Message& message);
    /// "Picture, 2048 × 1365, 640 kB"
    [[nodiscard]] static QString pictureTitle(const Message& message);
    /// Empty where the picture speaks for itself, or buttons do.
    [[nodiscard]] static QString pictureStatus(const Message& message);
    /// What is said instead of a message of a kind that this version doesn't know.
    [[nodiscard]] static QString text(const Message& message);
    /// The whole row for screen readers: "name, time, text, state". answered: what it answers, as it is now;
    /// nullptr: nothing, or it is not here (any more). partner: plain text.
    [[nodiscard]] static QString spoken(const Message& message, const Message* answered,
                                        const QString& partner);
    /// The line of a row that nobody said (isSaid()); where people came and left, a line more for each of
    /// them may follow (RoomEvents). partner: plain text.
    [[nodiscard]] static QString line(const Message& message, const QString& partner);
    /// Who wrote it, where it is quoted. partner: plain text.
    [[nodiscard]] static QString author(const Message& message, const QString& partner);
    /// "name: text", for the clipboard; nothing hidden around the name. words: of the message. partner: plain
    /// text.
    [[nodiscard]] static QString copied(const Message& message, const QString& words, const QString& partner);
    /// A message where it is quoted, in one line: its words as they are now. nullptr: it is not here (any
    /// more).
    [[nodiscard]] static QString quoted(const Message* message);

private:
    /// Empty where there is nothing to say: of what others wrote.
    static QString delivery(DeliveryState state);
    static QString spokenContent(const Message& message);
    static QString spokenPicture(const Message& message);
    static QString ownPictureStatus(const Message& message);
    static QString otherPictureStatus(const Message& message);
};

} // namespace chatmet::client
