// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/LiveStatus.h"

#include "client/view/SpokenNote.h"

#include <QWidget>

#include <utility>

namespace chatmet::client {

LiveStatus::LiveStatus(QWidget* window, bool (*listens)()) : QObject(window), m_listens(listens) {}

LiveStatus* LiveStatus::of(const QWidget* widget)
{
    return widget->window()->findChild<LiveStatus*>(QString(), Qt::FindDirectChildrenOnly);
}

void LiveStatus::say(const QString& words)
{
    if (!m_listens() || words.isEmpty())
        return;
    // A new one each time: readers keep the name of a label that they know.
    SpokenNote*& note = m_notes.at(m_next);
    delete note;
    note = new SpokenNote(qobject_cast<QWidget*>(parent()), staysMs);
    note->say(words);
    m_next = (m_next + 1) % notesMax;
}

void LiveStatus::forget()
{
    for (SpokenNote*& note : m_notes)
        delete std::exchange(note, nullptr);
}

} // namespace chatmet::client
