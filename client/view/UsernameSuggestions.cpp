// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/UsernameSuggestions.h"

#include <array>
#include <string_view>

namespace chatmet::client {

namespace {

constexpr std::array<std::u16string_view, 48> adjectives{
    u"amber",  u"autumn", u"brave",   u"bright", u"calm",    u"cheerful", u"clever",    u"cloudy",
    u"copper", u"cosy",   u"curious", u"dapper", u"distant", u"early",    u"gentle",    u"golden",
    u"hidden", u"humble", u"idle",    u"jolly",  u"kind",    u"lantern",  u"little",    u"lucky",
    u"lunar",  u"mellow", u"misty",   u"modest", u"mossy",   u"nimble",   u"northern",  u"patient",
    u"plain",  u"polite", u"quick",   u"quiet",  u"rainy",   u"river",    u"rustic",    u"sandy",
    u"secret", u"silver", u"sleepy",  u"snowy",  u"sunny",   u"velvet",   u"wandering", u"warm"};

constexpr std::array<std::u16string_view, 48> animals{
    u"badger",   u"bear",    u"beetle", u"bison",  u"cricket", u"crane", u"deer",  u"dolphin",
    u"duck",     u"falcon",  u"finch",  u"fox",    u"gecko",   u"goose", u"hare",  u"heron",
    u"ibis",     u"jackdaw", u"kite",   u"koala",  u"lark",    u"lemur", u"lynx",  u"magpie",
    u"marmot",   u"mole",    u"moth",   u"myna",   u"newt",    u"otter", u"owl",   u"panda",
    u"pika",     u"puffin",  u"quail",  u"rabbit", u"raven",   u"robin", u"seal",  u"sparrow",
    u"squirrel", u"swan",    u"tapir",  u"tiger",  u"turtle",  u"vole",  u"whale", u"wren"};

template <std::size_t count>
QString oneOf(const std::array<std::u16string_view, count>& words, QRandomGenerator* random)
{
    const std::u16string_view word = words[random->bounded(quint32{count})];
    return QString::fromUtf16(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace

QString UsernameSuggestions::next()
{
    QString name;
    do {
        name = oneOf(adjectives, m_random) + u'-' + oneOf(animals, m_random);
    } while (name == m_last);
    m_last = name;
    return name;
}

} // namespace chatmet::client
