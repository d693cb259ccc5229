// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/RowContext.h"

#include "client/model/MessageListModel.h"
#include "client/model/MessageWords.h"

#include <QDateTime>

namespace chatmet::client {

namespace {

constexpr qint64 groupMs = 5 * 60 * 1'000; // design.md: speakers are grouped within 5 minutes

QDate dayOf(const Message& message)
{
    return QDateTime::fromMSecsSinceEpoch(message.timeMs).date();
}

bool sameGroup(const Message& earlier, const Message& later)
{
    return isSaid(earlier.kind) && isSaid(later.kind) && earlier.own == later.own &&
           earlier.author == later.author && later.timeMs - earlier.timeMs < groupMs &&
           dayOf(earlier) == dayOf(later);
}

} // namespace

RowContext contextOf(const MessageListModel& model, int row, const QDate& today)
{
    const Message& message = model.message(row);
    RowContext context;
    context.today = today;
    if (row > 0) {
        const Message& before = model.message(row - 1);
        context.newDay = dayOf(before) != dayOf(message);
        context.firstOfGroup = !sameGroup(before, message);
    } else {
        context.newDay = dayOf(message) != today;
    }
    context.unread = model.unreadFrom() == message.key;
    context.partner = model.partnerName();
    if (message.replyTo != 0) {
        const Message* answered = model.find(message.replyKey);
        context.quote =
            RowQuote{answered == nullptr ? MessageKey{} : answered->key,
                     answered == nullptr ? QString() : MessageWords::author(*answered, context.partner),
                     MessageWords::quoted(answered)};
    }
    context.lastOfGroup = row + 1 >= model.rowCount() || !sameGroup(message, model.message(row + 1));
    return context;
}

} // namespace chatmet::client
