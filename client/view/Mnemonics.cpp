// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Mnemonics.h"

#include <QHash>
#include <QKeySequence>
#include <QMenu>
#include <QSet>

#include <utility>

namespace chatmet::client {

namespace {

/// Where the "&" may go, best first: before words, then before any letter.
QList<qsizetype> placesIn(const QString& text)
{
    const qsizetype end = text.contains(u'\t') ? text.indexOf(u'\t') : text.size();
    QList<qsizetype> places;
    for (const bool begins : {true, false}) {
        for (qsizetype at = 0; at < end; ++at) {
            if (text.at(at).isLetter() && begins == (at == 0 || text.at(at - 1).isSpace()))
                places.append(at);
        }
    }
    return places;
}

/// Gives each text a letter; an earlier one moves to another of its letters where that helps (Kuhn's way).
class Letters
{
public:
    explicit Letters(QStringList texts) : m_texts(std::move(texts)) {}

    void take(QChar letter) { m_owner.insert(letter, taken); }

    bool give(qsizetype text)
    {
        QSet<QChar> tried;
        return give(text, tried);
    }

    /// -1: none.
    [[nodiscard]] qsizetype placeOf(qsizetype text) const { return m_place.value(text, -1); }

private:
    static constexpr qsizetype taken = -1;

    bool give(qsizetype text, QSet<QChar>& tried)
    {
        for (const qsizetype place : placesIn(m_texts.at(text))) {
            const QChar letter = m_texts.at(text).at(place).toUpper();
            const auto owner = m_owner.constFind(letter);
            if ((owner != m_owner.cend() && *owner == taken) || tried.contains(letter))
                continue;
            tried.insert(letter);
            if (owner != m_owner.cend() && !give(*owner, tried))
                continue;
            m_owner.insert(letter, text);
            m_place.insert(text, place);
            return true;
        }
        return false;
    }

    QStringList m_texts;
    QHash<QChar, qsizetype> m_owner;
    QHash<qsizetype, qsizetype> m_place;
};

} // namespace

void giveMnemonics(QMenu* menu)
{
    QList<QAction*> without;
    QStringList texts;
    QList<QChar> given;
    for (QAction* entry : menu->actions()) {
        if (entry->isSeparator() || !entry->isVisible())
            continue;
        const QString keys = QKeySequence::mnemonic(entry->text()).toString();
        if (!keys.isEmpty()) {
            given.append(keys.back());
        } else if (!entry->text().contains(u'&')) { // or it is one of a name of others, doubled
            without.append(entry);
            texts.append(entry->text());
        }
    }
    Letters letters(texts);
    for (const QChar letter : std::as_const(given))
        letters.take(letter);
    for (qsizetype entry = 0; entry < without.size(); ++entry)
        letters.give(entry);
    for (qsizetype entry = 0; entry < without.size(); ++entry) {
        if (letters.placeOf(entry) >= 0)
            without.at(entry)->setText(QString(texts.at(entry)).insert(letters.placeOf(entry), u'&'));
    }
}

} // namespace chatmet::client
