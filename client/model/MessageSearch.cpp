// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/MessageSearch.h"

#include "client/model/SearchFolding.h"
#include "client/model/TextRules.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace chatmet::client {

namespace {

constexpr qint64 sliceMs = 4; ///< a quarter of a frame at 60 Hz

} // namespace

MessageSearch::MessageSearch(QObject* parent) : QObject(parent) {}

void MessageSearch::setMessages(MessageListModel* model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    clear();
    if (model == nullptr)
        return;
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &MessageSearch::clear);
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { rowsInserted(first, last); });
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first, int last) { rowsRemoved(first, last); });
    connect(
        model, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex& first, const QModelIndex& last) { rowsChanged(first.row(), last.row()); });
}

void MessageSearch::clear()
{
    // Fresh ones: what is freed is overwritten (common/memory), and clear() alone would keep it.
    m_folded = QString();
    Rows().swap(m_rows);
    m_count = 0;
    m_unseenRows = 0;
    m_place.reset();
    Q_EMIT changed();
}

void MessageSearch::setWords(const QString& typed)
{
    const QString folded = hasSomethingToSee(typed) ? foldedForSearch(typed) : QString();
    if (folded == m_folded)
        return;
    {
        const QSignalBlocker once(this);
        clear();
    }
    m_folded = folded;
    m_unseenRows = m_folded.isEmpty() || !m_model ? 0 : m_model->rowCount();
    look();
}

int MessageSearch::matchesIn(int row) const
{
    const Message& message = m_model->message(row);
    const bool written = message.kind == MessageKind::Text || message.kind == MessageKind::Picture;
    return written ? countMatches(message.text, m_folded) : 0;
}

/// Goes on where it was, and comes back after the events that wait.
void MessageSearch::look()
{
    const bool hadPlace = m_place.has_value();
    QElapsedTimer clock;
    clock.start();
    while (m_unseenRows > 0 && clock.elapsed() < sliceMs)
        lookAt(--m_unseenRows, true);
    if (m_unseenRows > 0)
        lookLater();
    Q_EMIT changed();
    if (!hadPlace && m_place)
        Q_EMIT moved();
}

void MessageSearch::lookLater()
{
    if (std::exchange(m_lookingLater, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_lookingLater = false;
        if (m_unseenRows > 0)
            look();
    });
}

void MessageSearch::lookAt(int row, bool atEnd)
{
    const int matches = matchesIn(row);
    if (matches == 0)
        return;
    const Row found{m_model->message(row).key, matches};
    m_count += matches;
    if (atEnd)
        m_rows.push_back(found);
    else
        m_rows.push_front(found);
    if (!m_place)
        m_place = Place{found.key, matches - 1};
}

MessageSearch::Rows::iterator MessageSearch::find(MessageKey key)
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), key,
                                        [](const Row& row, MessageKey wanted) { return row.key > wanted; });
    return found != m_rows.end() && found->key == key ? found : m_rows.end();
}

void MessageSearch::rowsInserted(int first, int last)
{
    if (m_folded.isEmpty())
        return;
    const int before = m_count;
    for (int row = first; row <= last; ++row)
        lookAt(row, false);
    if (m_count != before)
        Q_EMIT changed();
}

void MessageSearch::rowsRemoved(int first, int last)
{
    m_unseenRows -= std::max(0, std::min(last + 1, m_unseenRows) - first);
    const int before = m_count;
    for (int row = first; row <= last && !m_rows.empty(); ++row)
        take(m_model->message(row).key);
    if (m_count != before)
        Q_EMIT changed();
}

/// The row has the words no more; the place goes to the one above, else below.
void MessageSearch::take(MessageKey key)
{
    const auto found = find(key);
    if (found == m_rows.end())
        return;
    m_count -= found->matches;
    const bool wasHere = m_place && m_place->key == key;
    auto next = m_rows.erase(found);
    if (!wasHere)
        return;
    m_place.reset();
    if (m_rows.empty())
        return;
    if (next == m_rows.end())
        --next;
    m_place = Place{next->key, next->matches - 1};
}

void MessageSearch::rowsChanged(int first, int last)
{
    for (int row = std::max(first, m_unseenRows); !m_folded.isEmpty() && row <= last; ++row) {
        const MessageKey key = m_model->message(row).key;
        const int matches = matchesIn(row);
        const auto known = find(key);
        if (matches == (known == m_rows.end() ? 0 : known->matches))
            continue;
        if (matches == 0) {
            take(key);
        } else if (known != m_rows.end()) {
            m_count += matches - known->matches;
            known->matches = matches;
            if (m_place && m_place->key == key)
                m_place->match = std::min(m_place->match, matches - 1);
        } else {
            const auto at =
                std::lower_bound(m_rows.begin(), m_rows.end(), key,
                                 [](const Row& one, MessageKey wanted) { return one.key > wanted; });
            m_rows.insert(at, Row{key, matches});
            m_count += matches;
            if (!m_place)
                m_place = Place{key, matches - 1};
        }
        Q_EMIT changed();
    }
}

int MessageSearch::number() const
{
    if (!m_place)
        return 0;
    int newer = 0;
    for (const Row& row : m_rows) {
        if (row.key == m_place->key)
            return newer + row.matches - m_place->match;
        newer += row.matches;
    }
    return 0;
}

void MessageSearch::setPlace(Rows::const_iterator row, int match)
{
    m_place = Place{row->key, match};
    Q_EMIT changed();
    Q_EMIT moved();
}

void MessageSearch::earlier()
{
    const auto here = m_place ? find(m_place->key) : m_rows.end();
    if (here == m_rows.end())
        return;
    if (m_place->match > 0)
        return setPlace(here, m_place->match - 1);
    const auto next = std::next(here) == m_rows.end() ? m_rows.begin() : std::next(here);
    setPlace(next, next->matches - 1);
}

void MessageSearch::later()
{
    const auto here = m_place ? find(m_place->key) : m_rows.end();
    if (here == m_rows.end())
        return;
    if (m_place->match + 1 < here->matches)
        return setPlace(here, m_place->match + 1);
    setPlace(here == m_rows.begin() ? std::prev(m_rows.end()) : std::prev(here), 0);
}

} // namespace chatmet::client
