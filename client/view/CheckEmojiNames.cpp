// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/CheckEmojiNames.h"

#include "common/seal/CheckEmoji.h"

#include <QCoreApplication>

#include <iterator>

namespace chatmet::client {

namespace {

// The names of common/seal's table once more, for the translators' tool, which reads them here.
[[maybe_unused]] const char* const forTranslators[] = {
    QT_TRANSLATE_NOOP("CheckEmoji", "dog"),        QT_TRANSLATE_NOOP("CheckEmoji", "cat"),
    QT_TRANSLATE_NOOP("CheckEmoji", "lion"),       QT_TRANSLATE_NOOP("CheckEmoji", "horse"),
    QT_TRANSLATE_NOOP("CheckEmoji", "elephant"),   QT_TRANSLATE_NOOP("CheckEmoji", "rabbit"),
    QT_TRANSLATE_NOOP("CheckEmoji", "panda"),      QT_TRANSLATE_NOOP("CheckEmoji", "hen"),
    QT_TRANSLATE_NOOP("CheckEmoji", "penguin"),    QT_TRANSLATE_NOOP("CheckEmoji", "turtle"),
    QT_TRANSLATE_NOOP("CheckEmoji", "fish"),       QT_TRANSLATE_NOOP("CheckEmoji", "octopus"),
    QT_TRANSLATE_NOOP("CheckEmoji", "butterfly"),  QT_TRANSLATE_NOOP("CheckEmoji", "bee"),
    QT_TRANSLATE_NOOP("CheckEmoji", "snail"),      QT_TRANSLATE_NOOP("CheckEmoji", "snake"),
    QT_TRANSLATE_NOOP("CheckEmoji", "sunflower"),  QT_TRANSLATE_NOOP("CheckEmoji", "tree"),
    QT_TRANSLATE_NOOP("CheckEmoji", "cactus"),     QT_TRANSLATE_NOOP("CheckEmoji", "mushroom"),
    QT_TRANSLATE_NOOP("CheckEmoji", "globe"),      QT_TRANSLATE_NOOP("CheckEmoji", "moon"),
    QT_TRANSLATE_NOOP("CheckEmoji", "star"),       QT_TRANSLATE_NOOP("CheckEmoji", "fire"),
    QT_TRANSLATE_NOOP("CheckEmoji", "rainbow"),    QT_TRANSLATE_NOOP("CheckEmoji", "umbrella"),
    QT_TRANSLATE_NOOP("CheckEmoji", "snowman"),    QT_TRANSLATE_NOOP("CheckEmoji", "wave"),
    QT_TRANSLATE_NOOP("CheckEmoji", "banana"),     QT_TRANSLATE_NOOP("CheckEmoji", "apple"),
    QT_TRANSLATE_NOOP("CheckEmoji", "strawberry"), QT_TRANSLATE_NOOP("CheckEmoji", "maize"),
    QT_TRANSLATE_NOOP("CheckEmoji", "pizza"),      QT_TRANSLATE_NOOP("CheckEmoji", "cake"),
    QT_TRANSLATE_NOOP("CheckEmoji", "lemon"),      QT_TRANSLATE_NOOP("CheckEmoji", "carrot"),
    QT_TRANSLATE_NOOP("CheckEmoji", "clock"),      QT_TRANSLATE_NOOP("CheckEmoji", "key"),
    QT_TRANSLATE_NOOP("CheckEmoji", "hammer"),     QT_TRANSLATE_NOOP("CheckEmoji", "bell"),
    QT_TRANSLATE_NOOP("CheckEmoji", "padlock"),    QT_TRANSLATE_NOOP("CheckEmoji", "light bulb"),
    QT_TRANSLATE_NOOP("CheckEmoji", "book"),       QT_TRANSLATE_NOOP("CheckEmoji", "paper clip"),
    QT_TRANSLATE_NOOP("CheckEmoji", "balloon"),    QT_TRANSLATE_NOOP("CheckEmoji", "present"),
    QT_TRANSLATE_NOOP("CheckEmoji", "hat"),        QT_TRANSLATE_NOOP("CheckEmoji", "glasses"),
    QT_TRANSLATE_NOOP("CheckEmoji", "crown"),      QT_TRANSLATE_NOOP("CheckEmoji", "boot"),
    QT_TRANSLATE_NOOP("CheckEmoji", "train"),      QT_TRANSLATE_NOOP("CheckEmoji", "bicycle"),
    QT_TRANSLATE_NOOP("CheckEmoji", "car"),        QT_TRANSLATE_NOOP("CheckEmoji", "rocket"),
    QT_TRANSLATE_NOOP("CheckEmoji", "boat"),       QT_TRANSLATE_NOOP("CheckEmoji", "anchor"),
    QT_TRANSLATE_NOOP("CheckEmoji", "house"),      QT_TRANSLATE_NOOP("CheckEmoji", "tent"),
    QT_TRANSLATE_NOOP("CheckEmoji", "guitar"),     QT_TRANSLATE_NOOP("CheckEmoji", "drum"),
    QT_TRANSLATE_NOOP("CheckEmoji", "trumpet"),    QT_TRANSLATE_NOOP("CheckEmoji", "ball"),
    QT_TRANSLATE_NOOP("CheckEmoji", "cup"),        QT_TRANSLATE_NOOP("CheckEmoji", "compass"),
};
static_assert(std::size(forTranslators) == seal::checkEmojiTableSize);

} // namespace

QString checkEmojiName(std::uint8_t index)
{
    // A literal of the table, so it ends with a zero.
    return QCoreApplication::translate("CheckEmoji", seal::checkEmoji(index).name.data());
}

} // namespace chatmet::client
