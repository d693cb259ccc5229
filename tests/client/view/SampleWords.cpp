// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/EmojiTable.h"
#include "tests/client/view/SamplePages.h"

#include <QDir>

namespace chatmet::client {

/// What others wrote, here: names, rules, topics, files and keys of the samples.
QStringList wordsOfOthers()
{
    QStringList words{
        QStringLiteral("wss://chat.example.org"),
        QStringLiteral("wss://own.example:8443"),
        QStringLiteral("lantern-fox"),
        QStringLiteral("quiet-otter"),
        QStringLiteral("chat.example.org"),
        QStringLiteral("Example Collective"),
        QStringLiteral("Tea"),
        QStringLiteral("हिन्दी साहित्य"),
        QStringLiteral("हिन्दी"),
        QStringLiteral("music"),
        QStringLiteral("boris"),
        QStringLiteral("chen"),
        QStringLiteral("chat@example.org"),
        QStringLiteral("Be kind. No harassment, nothing illegal."),
        QStringLiteral("Germany"),
        QStringLiteral("English"), // a language names itself
        QStringLiteral("9f86 d081 884c 7d65 9a2f eaa0 c55a d015\na3bf 4f1b 2b0b 822c d15d 6c15 b0f0 0a08"),
        QDir::homePath() + QStringLiteral("/Pictures"),
        QStringLiteral("/Garden"),
        QStringLiteral("own.example:8443"),
        QStringLiteral("Wm"), // names as long as they may be
        QStringLiteral("Liechtenstein"),
        QStringLiteral("The Association of the Friends of the River and its Meadows,"),
        QStringLiteral("Be kind to whoever you meet, and leave when they are not kind to you."),
        QStringLiteral("Because the law of that country asks for it."),
        sampleNotice,
        sampleInvite};
    for (const EmojiGroup& group : EmojiTable::groups(QStringLiteral("en")))
        words.append(group.name); // Unicode's
    return words;
}

} // namespace chatmet::client
