// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Mnemonics.h"

#include <QHash>
#include <QKeySequence>
#include <QMenu>
#include <QRegularExpression>
#include <QSet>

#include <optional>
#include <utility>

namespace chatmet::client {

namespace {

constexpr qsizetype behind = -1; ///< in parentheses behind the words

struct Place
{
    QChar letter; ///< upper case
    qsizetype at; ///< in the text, or behind
};

qsizetype endOf(const QString& text)
{
    return text.contains(u'\t') ? text.indexOf(u'\t') : text.size();
}

/// An underline cuts a shaped text in two. Only letters that have a case stand for themselves: in Devanagari
/// or Arabic the next sign changes the shape, and for others a keyboard may need several keys.
bool standsAlone(const QString& text, qsizetype at)
{
    const bool isCased = text.at(at).isLetter() && text.at(at).toUpper() != text.at(at).toLower();
    return isCased && (at + 1 == text.size() || !text.at(at + 1).isMark());
}

/// Where the "&" may go, best first: before words, then before any letter. Where the script has none that
/// stands alone, a Latin one behind the words, as is usual there: of the entry's object name, which is
/// English. Entries without one are called by names of others, which nothing is put behind.
QList<Place> placesIn(const QAction* entry)
{
    const QString text = entry->text();
    QList<Place> places;
    for (const bool begins : {true, false}) {
        for (qsizetype at = 0; at < endOf(text); ++at) {
            if (standsAlone(text, at) && begins == (at == 0 || text.at(at - 1).isSpace()))
                places.append({text.at(at).toUpper(), at});
        }
    }
    if (!places.isEmpty() || entry->objectName().isEmpty())
        return places;
    for (const QChar letter : entry->objectName() + QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
        if (standsAlone(letter, 0))
            places.append({letter.toUpper(), behind});
    }
    return places;
}

QString marked(const QString& text, const Place& place)
{
    if (place.at != behind)
        return QString(text).insert(place.at, u'&');
    const qsizetype end = endOf(text);
    return QString(text).insert(end > 0 && text.at(end - 1) == u'…' ? end - 1 : end,
                                QStringLiteral(" (&%1)").arg(place.letter));
}

/// Gives each entry a letter; an earlier one moves to another of its letters where that helps (Kuhn's way).
class Letters
{
public:
    explicit Letters(QList<QList<Place>> places) : m_places(std::move(places)) {}

    void take(QChar letter) { m_owner.insert(letter, taken); }

    void give(qsizetype entry)
    {
        QSet<QChar> tried;
        give(entry, tried);
    }

    [[nodiscard]] std::optional<Place> placeOf(qsizetype entry) const
    {
        const auto found = m_place.constFind(entry);
        return found == m_place.cend() ? std::nullopt : std::optional(*found);
    }

private:
    static constexpr qsizetype taken = -1;

    bool give(qsizetype entry, QSet<QChar>& tried)
    {
        const QList<Place>& places = std::as_const(m_places).at(entry);
        for (const Place& place : places) { // nobody moves for what can be had without
            if (!m_owner.contains(place.letter))
                return put(entry, place);
        }
        for (const Place& place : places) {
            const qsizetype owner = m_owner.value(place.letter);
            if (owner == taken || tried.contains(place.letter))
                continue;
            tried.insert(place.letter);
            if (give(owner, tried))
                return put(entry, place);
        }
        return false;
    }

    bool put(qsizetype entry, const Place& place)
    {
        m_owner.insert(place.letter, entry);
        m_place.insert(entry, place);
        return true;
    }

    QList<QList<Place>> m_places; ///< for each entry, best first
    QHash<QChar, qsizetype> m_owner;
    QHash<qsizetype, Place> m_place;
};

} // namespace

void giveMnemonics(QMenu* menu)
{
    QList<QAction*> without;
    QList<QList<Place>> places;
    QList<QChar> given;
    for (QAction* entry : menu->actions()) {
        if (entry->isSeparator() || !entry->isVisible())
            continue;
        const QString keys = QKeySequence::mnemonic(entry->text()).toString();
        if (!keys.isEmpty()) {
            given.append(keys.back());
        } else if (!entry->text().contains(u'&')) { // or it is one of a name of others, doubled
            without.append(entry);
            places.append(placesIn(entry));
        }
    }
    Letters letters(places);
    for (const QChar letter : std::as_const(given))
        letters.take(letter);
    for (qsizetype entry = 0; entry < without.size(); ++entry)
        letters.give(entry);
    for (qsizetype entry = 0; entry < without.size(); ++entry) {
        if (const auto place = letters.placeOf(entry))
            without.at(entry)->setText(marked(without.at(entry)->text(), *place));
    }
}

QString withoutMnemonic(QString text)
{
    static const QRegularExpression letterBehind(QStringLiteral(" \\(&[A-Z]\\)"));
    return text.remove(letterBehind).remove(u'&');
}

} // namespace chatmet::client
