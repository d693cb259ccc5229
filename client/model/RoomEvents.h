// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// People who come into a room and leave it one after the other, told in one notice.

#include <QCoreApplication>
#include <QList>
#include <QString>
#include <QStringList>

namespace chatmet::client {

/// Names only, never addresses; nothing of what anybody wrote. They stand together here, and not in the list
/// that shows them: rows are one each for the model, the view and a screen reader, and all that the view has
/// to know is which of them are open.
class RoomEvents
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::RoomEvents)

public:
    enum class Event
    {
        Joined,
        Left
    };
    static constexpr int linesMax = 50; ///< more than anybody reads; the next notice takes the rest

    /// name: plain text, checked.
    void add(Event event, const QString& name);
    [[nodiscard]] bool isFull() const { return m_lines.size() >= linesMax; }
    void clear() { m_lines = {}; }

    /// The first line says all of it. Where that only counts people, one line for each event follows, oldest
    /// first: the list of messages shows these when it is asked to.
    [[nodiscard]] QString text() const;

private:
    struct Line
    {
        Event event;
        QString name; ///< isolated
    };
    [[nodiscard]] QStringList names(Event event) const;
    [[nodiscard]] QStringList sentences() const;
    static QString ofSeveral(Event event, const QStringList& names);
    static QString people(const QStringList& names);

    QList<Line> m_lines;
};

} // namespace chatmet::client
