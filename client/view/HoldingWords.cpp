// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/HoldingWords.h"

#include "client/model/Numbers.h"
#include "client/model/TextRules.h"
#include "client/view/HoldingNames.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <string_view>

namespace chatmet::client {

namespace {

using protocol::Holding;
using Rows = QList<const Holding*>;

/// What a line of the summary is made of: the fields below any of these.
struct Topic
{
    const char* key;
    std::array<std::string_view, 4> below;
};

constexpr std::array topics{
    Topic{"name", {"session.username"}},
    Topic{"token", {"session.token"}},
    Topic{"address", {"line.address"}},
    Topic{"search", {"matchmaker"}},
    Topic{"pictures", {"conversation.pictures", "room.pictures"}},
    Topic{"pair", {"conversation", "session.pair"}},
    Topic{"rooms", {"room", "session.rooms"}},
    Topic{"outbox", {"session.outbox.frames"}},
    Topic{"queue", {"line.queue.waiting", "line.queue.underWay", "line.socket.writing"}},
    Topic{"ending", {"ending", "connection.erasing"}},
    Topic{"line", {"line.tls", "line.webSocket", "line.kernel", "line.socket"}},
    Topic{"log", {"accessLog"}}, // the card beside the table says it
};

bool isBelow(std::string_view field, std::string_view structure)
{
    return !structure.empty() && field.starts_with(structure) &&
           (field.size() == structure.size() || field[structure.size()] == '.');
}

bool isOf(const Topic& topic, const Holding& holding)
{
    return std::any_of(topic.below.begin(), topic.below.end(),
                       [&](std::string_view structure) { return isBelow(holding.field, structure); });
}

/// The row of a field; null where it is not among these.
const Holding* find(const Rows& rows, std::string_view field)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Holding* row) { return row->field == field; });
    return found == rows.end() ? nullptr : *found;
}

QString valueOf(const Rows& rows, std::string_view field)
{
    const Holding* row = find(rows, field);
    return row == nullptr ? QString() : isolated(cleanReceived(row->value).simplified());
}

/// Lists have one entry on each line.
QString listOf(const Rows& rows, std::string_view field)
{
    const Holding* row = find(rows, field);
    const QString lines = row == nullptr ? QString() : cleanReceived(row->value);
    return isolated(QLocale().createSeparatedList(lines.split(u'\n', Qt::SkipEmptyParts)));
}

quint64 sizeOf(const Rows& rows)
{
    quint64 bytes = 0;
    for (const Holding* row : rows)
        bytes += row->bytesCount;
    return bytes;
}

/// How many frames: each of them has one field of this name.
quint64 countOf(const Rows& rows, std::string_view ending)
{
    quint64 count = 0;
    for (const Holding* row : rows)
        count += row->field.ends_with(ending) ? row->count : 0;
    return count;
}

/// A line of the summary. "Sealed" is not said here: the server can't know it.
QString textOf(const QString& key, const Rows& rows)
{
    const QString size = HoldingWords::size(sizeOf(rows));
    if (key == u"name")
        return HoldingWords::tr("username “%1”").arg(valueOf(rows, "session.username"));
    if (key == u"token")
        return HoldingWords::tr("session token");
    if (key == u"address")
        return HoldingWords::tr("address %1").arg(valueOf(rows, "line.address"));
    if (key == u"search") {
        const QString named = listOf(rows, "matchmaker.waiting.topics");
        return named.isEmpty() ? HoldingWords::tr("that you are looking for somebody")
                               : HoldingWords::tr("that you are looking for somebody, topics: %1").arg(named);
    }
    if (key == u"pictures") {
        const quint64 moving = countOf(rows, "streams.id");
        return moving > 0 ? HoldingWords::tr("pictures on their way, a few pieces at a time: %1").arg(moving)
                          : HoldingWords::tr("random numbers of pictures that have passed: %1")
                                .arg(inDigits(countOf(rows, "ended.id")));
    }
    if (key == u"pair")
        return HoldingWords::tr("paired with one person");
    if (key == u"rooms")
        return HoldingWords::tr("in rooms: %1").arg(inDigits(countOf(rows, "session.rooms")));
    if (key == u"outbox")
        return HoldingWords::tr("messages and notices not yet confirmed by your program: %1, %2")
            .arg(inDigits(countOf(rows, ".sequence")))
            .arg(size);
    if (key == u"queue")
        return HoldingWords::tr("messages and notices on their way to you: %1, %2")
            .arg(inDigits(countOf(rows, ".head")))
            .arg(size);
    if (key == u"ending")
        return HoldingWords::tr("a pair that has ended and is being erased");
    return HoldingWords::tr("keys and buffers of the encrypted line, %1").arg(size);
}

HoldingLine lineOf(const QString& key, const QString& text, const Rows& rows)
{
    HoldingLine line{key, text, 0, {}};
    for (const Holding* row : rows)
        line.ageMs =
            std::max<qint64>(line.ageMs, static_cast<qint64>(std::min<quint64>(row->ageMs, INT64_MAX)));
    line.gone = HoldingWords::gone(rows.first()->gone);
    return line;
}

} // namespace

QString HoldingWords::size(quint64 bytes)
{
    constexpr quint64 kilo = 1'000;
    return bytes < 10 * kilo ? tr("%1 bytes").arg(QLocale().toString(bytes))
                             : tr("%1 kB").arg(QLocale().toString((bytes + kilo / 2) / kilo));
}

QString HoldingWords::age(qint64 milliseconds)
{
    constexpr qint64 second = 1'000;
    constexpr qint64 minute = 60 * second;
    constexpr qint64 hour = 60 * minute;
    if (milliseconds < minute)
        return tr("%1 s").arg(QLocale().toString(milliseconds / second));
    if (milliseconds < hour)
        return tr("%1 min").arg(QLocale().toString(milliseconds / minute));
    return tr("%1 h").arg(QLocale().toString(milliseconds / hour));
}

QString HoldingWords::gone(const std::string& word)
{
    namespace is = protocol::gone;
    if (word == is::withSession)
        return tr("when you leave");
    if (word == is::withLine)
        return tr("when the line closes");
    if (word == is::withConversation)
        return tr("when either ends it");
    if (word == is::onMatch)
        return tr("when somebody is found");
    if (word == is::withPicture)
        return tr("when it has passed");
    if (word == is::onAcknowledged)
        return tr("on delivery");
    if (word == is::onSent)
        return tr("when it is sent");
    if (word == is::onErased)
        return tr("within two seconds");
    if (word == is::onTold)
        return tr("within a second");
    if (word == is::withTicket)
        return tr("two minutes after the end");
    if (word == is::whenBack)
        return tr("within minutes, an hour after a report");
    if (word == is::atOnce)
        return tr("at once");
    if (word.starts_with(is::afterDays)) {
        const int days = QString::fromStdString(word.substr(is::afterDays.size())).toInt();
        return days == 1 ? tr("after a day") : tr("after %1 days").arg(inDigits(days));
    }
    return cleanReceived(word).simplified();
}

QList<HoldingLine> HoldingWords::summary(const QList<Holding>& holdings)
{
    std::array<Rows, topics.size()> byTopic;
    Rows others;
    for (const Holding& holding : holdings) {
        const auto topic =
            std::find_if(topics.begin(), topics.end(), [&](const Topic& one) { return isOf(one, holding); });
        (topic == topics.end() ? others : byTopic[static_cast<std::size_t>(topic - topics.begin())])
            .append(&holding);
    }
    QList<HoldingLine> lines;
    for (std::size_t i = 0; i < topics.size(); ++i) {
        const Rows& rows = byTopic[i];
        const QString key = QString::fromLatin1(topics[i].key);
        if (rows.isEmpty() || key == u"log")
            continue;
        lines.append(lineOf(key, textOf(key, rows), rows));
    }
    if (!others.isEmpty())
        lines.append(
            lineOf(QStringLiteral("others"),
                   tr("numbers and marks about your session and its line: %1").arg(inDigits(others.size())),
                   others));
    return lines;
}

bool HoldingWords::isKnown(const Holding& holding)
{
    return !HoldingNames::of(holding.field).isEmpty();
}

QList<HoldingLine> HoldingWords::everyField(const QList<Holding>& holdings)
{
    QList<HoldingLine> lines;
    for (const Holding& holding : holdings) {
        const QString key = cleanReceived(holding.field).simplified();
        const QString name = HoldingNames::of(holding.field);
        const Rows row{&holding};
        QString value = listOf(row, holding.field);
        if (value.isEmpty())
            value = size(holding.bytesCount);
        if (holding.count > 1)
            value = tr("%1 (%2 together)").arg(value, inDigits(holding.count));
        lines.append(lineOf(key, tr("%1: %2").arg(name.isEmpty() ? key : name, value), row));
    }
    return lines;
}

} // namespace chatmet::client
