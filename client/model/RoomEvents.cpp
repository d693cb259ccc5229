// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/RoomEvents.h"

#include "client/model/TextRules.h"

#include <QLocale>

namespace chatmet::client {

namespace {

constexpr int namedMax = 3;      ///< of one kind, in one line
constexpr int namedMaxMixed = 2; ///< of each kind, where there are both

} // namespace

void RoomEvents::add(Event event, const QString& name)
{
    m_lines.append({event, isolated(name)});
}

QString RoomEvents::text() const
{
    const QStringList joined = names(Event::Joined);
    const QStringList left = names(Event::Left);
    if (joined.isEmpty() || left.isEmpty()) {
        const Event event = left.isEmpty() ? Event::Joined : Event::Left;
        const QString line = ofSeveral(event, joined + left);
        return m_lines.size() > namedMax ? (QStringList(line) + sentences()).join(u'\n') : line;
    }
    const QString line = tr("%1 came in, %2 left.").arg(people(joined), people(left));
    const bool isAll = joined.size() <= namedMaxMixed && left.size() <= namedMaxMixed;
    return isAll ? line : (QStringList(line) + sentences()).join(u'\n');
}

QStringList RoomEvents::names(Event event) const
{
    QStringList found;
    for (const Line& line : m_lines) {
        if (line.event == event)
            found.append(line.name);
    }
    return found;
}

QStringList RoomEvents::sentences() const
{
    QStringList all;
    for (const Line& line : m_lines)
        all.append(ofSeveral(line.event, {line.name}));
    return all;
}

QString RoomEvents::ofSeveral(Event event, const QStringList& names)
{
    const auto count = static_cast<int>(names.size());
    const QString list = QLocale().createSeparatedList(names.mid(0, namedMax));
    if (event == Event::Joined)
        return count == 1          ? tr("%1 has come in.").arg(list)
               : count <= namedMax ? tr("%1 have come in.").arg(list)
                                   : tr("%1 and %n more have come in.", nullptr, count - namedMax).arg(list);
    return count == 1          ? tr("%1 has left.").arg(list)
           : count <= namedMax ? tr("%1 have left.").arg(list)
                               : tr("%1 and %n more have left.", nullptr, count - namedMax).arg(list);
}

/// Three people or more, or their names.
QString RoomEvents::people(const QStringList& names)
{
    return names.size() <= namedMaxMixed ? QLocale().createSeparatedList(names)
                                         : tr("%n people", nullptr, static_cast<int>(names.size()));
}

} // namespace chatmet::client
