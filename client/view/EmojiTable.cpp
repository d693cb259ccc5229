// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/EmojiTable.h"

#include "client/model/SearchFolding.h"

#include <QFile>
#include <QHash>

#include <algorithm>

namespace chatmet::client {

namespace {

/// Of one language, by emoji: the name, then words.
QHash<QString, QStringList> wordsIn(const QString& language)
{
    QHash<QString, QStringList> words;
    QFile file(QStringLiteral(":/emoji/words_%1.txt").arg(language));
    if (!file.open(QIODevice::ReadOnly))
        return words;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u'#'))
            words.insert(line.section(u'\t', 0, 0), line.split(u'\t').sliced(1));
    }
    return words;
}

// One entry: the emoji, a space, words; entries end with a semicolon.
QList<EmojiEntry> entriesIn(QStringView list)
{
    QList<EmojiEntry> entries;
    for (const QStringView entry : list.split(u';', Qt::SkipEmptyParts)) {
        const qsizetype space = entry.indexOf(u' ');
        entries.append({entry.first(space).toString(), entry.sliced(space + 1).toString(), {}, {}});
    }
    return entries;
}

constexpr const char16_t* group0 =
    u"😀 grinning;😃 happy smile;😄 laughing eyes;😁 beaming grin;😆 squinting laugh;"
    u"😅 sweat laugh relief;🤣 rolling laughing;😂 tears of joy;🙂 slight smile;🙃 upside down;"
    u"😉 wink;😊 blush smile;😇 angel halo;🥰 in love hearts;😍 heart eyes;🤩 star struck;😘 "
    u"kiss;"
    u"😋 yummy tasty;😛 tongue;😜 winking tongue;🤪 zany crazy;🤗 hug;🤭 oops giggle;"
    u"🤫 quiet shush;🤔 thinking hmm;🤐 zipper mouth;🤨 raised eyebrow;😐 neutral;"
    u"😶 no mouth silent;😏 smirk;😒 unamused;🙄 rolling eyes;😬 grimace;😌 relieved;"
    u"😔 pensive sad;😴 sleeping;🤤 drooling;😷 mask ill;🤒 fever ill;🤕 hurt bandage;🤢 "
    u"nauseated;"
    u"🤧 sneeze;🥵 hot;🥶 cold;🥴 woozy;😵 dizzy;🤯 mind blown;🤠 cowboy;🥳 party;😎 cool "
    u"sunglasses;"
    u"🤓 nerd;🧐 monocle;😕 confused;🙁 frown;😮 surprised open mouth;😲 astonished;😳 flushed;"
    u"🥺 pleading;😢 crying;😭 sobbing;😱 scream fear;😤 huffing;😡 angry;🤬 swearing;💀 "
    u"skull;"
    u"👻 ghost;👽 alien;🤖 robot;💩 poo;";

constexpr const char16_t* group1 =
    u"👋 wave hello;🤚 raised back hand;✋ hand stop;👌 ok;✌️ peace victory;"
    u"🤞 fingers crossed luck;🤟 love you;🤘 rock;🤙 call me;👈 left;👉 right;👆 up;👇 down;"
    u"👍 thumbs up yes;👎 thumbs down no;✊ fist;👏 clap;🙌 hooray;👐 open hands;🤝 handshake;"
    u"🙏 thanks please namaste;💪 strong;👀 eyes look;🧠 brain;🗣️ speaking;🙋 raising hand;"
    u"🤦 facepalm;🤷 shrug;🙇 bow;🕺 dancing man;💃 dancing woman;🧘 yoga calm;🚶 walking;"
    u"🏃 running;";

constexpr const char16_t* group2 =
    u"❤️ red heart love;🧡 orange heart;💛 yellow heart;💚 green heart;💙 blue heart;"
    u"💜 purple heart;🖤 black heart;🤍 white heart;💔 broken heart;💕 two hearts;"
    u"💯 hundred perfect;💢 anger;💥 boom;💫 dizzy star;💦 drops;💤 sleep zzz;🔥 fire;✨ sparkles;"
    u"⭐ star;🌟 glowing star;🎉 party popper;🎊 confetti;✅ check done;❌ cross no;❓ question;"
    u"❗ exclamation;⚠️ warning;🔒 lock;🔑 key;🔔 bell;🎵 note music;🎶 notes music;➕ plus;"
    u"➖ minus;♻️ recycle;";

constexpr const char16_t* group3 =
    u"🐶 dog;🐱 cat;🐭 mouse;🐹 hamster;🐰 rabbit;🦊 fox;🐻 bear;🐼 panda;🐨 koala;🐯 "
    u"tiger;🦁 "
    u"lion;"
    u"🐮 cow;🐷 pig;🐸 frog;🐵 monkey;🐔 chicken;🐧 penguin;🐦 bird;🦆 duck;🦉 owl;🦇 "
    u"bat;🐺 "
    u"wolf;"
    u"🐴 horse;🦄 unicorn;🐝 bee;🦋 butterfly;🐌 snail;🐢 turtle;🐍 snake;🐙 octopus;🐠 "
    u"fish;"
    u"🐬 dolphin;🐳 whale;🐘 elephant;🦚 peacock;🌱 seedling;🌵 cactus;🌲 tree;🌴 palm;"
    u"🍀 clover luck;🌸 blossom;🌹 rose;🌻 sunflower;🌞 sun;🌙 moon;☁️ cloud;🌈 "
    u"rainbow;❄️ "
    u"snow;"
    u"⛄ snowman;🌊 wave sea;🏔️ mountain snow;🌅 sunrise;";

constexpr const char16_t* group4 =
    u"🍎 apple;🍌 banana;🍇 grapes;🍉 watermelon;🍓 strawberry;🍑 peach;🥭 mango;🍍 "
    u"pineapple;"
    u"🥥 coconut;🍅 tomato;🥑 avocado;🌶️ chilli;🌽 corn;🥕 carrot;🥔 potato;🍞 bread;🧀 "
    u"cheese;"
    u"🍳 egg;🍕 pizza;🍔 burger;🍟 fries;🌮 taco;🍜 noodles;🍛 curry rice;🍣 sushi;🍚 rice;"
    u"🍦 ice cream;🍩 doughnut;🍪 cookie;🎂 cake birthday;🍫 chocolate;🍬 sweet candy;"
    u"☕ coffee tea;🍵 green tea;🥤 cold drink;🍺 beer;🍷 wine;🥂 cheers;🧂 salt;";

constexpr const char16_t* group5 =
    u"⚽ football;🏏 cricket;🏀 basketball;🎾 tennis;🏸 badminton;♟️ chess;🎮 game;🎲 dice;"
    u"🎸 guitar;🎹 piano;🥁 drum;🎤 microphone sing;🎧 headphones;🎨 paint art;🎬 film;📷 "
    u"camera;"
    u"📚 books;✏️ pencil;💡 idea light;💻 laptop;📱 phone;⌚ watch;⏰ alarm;🎁 present gift;"
    u"🎈 balloon;🪔 diya lamp;🧵 thread;🚗 car;🚌 bus;🚲 bicycle;🚂 train;✈️ plane;🚀 "
    u"rocket;⛵ "
    u"boat;"
    u"🏠 house home;🏖️ beach;🏕️ camping;🌍 world earth;🗺️ map;💰 money;☂️ "
    u"umbrella;🧭 "
    u"compass;";

} // namespace

bool isFoundBy(const EmojiEntry& entry, const QString& typed)
{
    const QStringList wanted = foldedForSearch(typed).split(u' ', Qt::SkipEmptyParts);
    return std::all_of(wanted.cbegin(), wanted.cend(),
                       [&entry](const QString& word) { return entry.found.contains(u' ' + word); });
}

QList<EmojiGroup> EmojiTable::groups(const QString& language)
{
    const QHash<QString, QStringList> english = wordsIn(QStringLiteral("en"));
    const QHash<QString, QStringList> own = wordsIn(language);
    QList<EmojiGroup> all = plainGroups();
    for (EmojiGroup& group : all) {
        for (EmojiEntry& entry : group.entries) {
            const QStringList there = own.value(entry.emoji, english.value(entry.emoji));
            entry.name = there.value(0, entry.words);
            entry.found = foldedForSearch(u' ' + entry.words + u' ' + english.value(entry.emoji).join(u' ') +
                                          u' ' + there.join(u' '));
        }
    }
    return all;
}

QList<EmojiGroup> EmojiTable::plainGroups()
{
    return {{tr("Faces"), entriesIn(group0)},
            {tr("Hands and people"), entriesIn(group1)},
            {tr("Hearts and signs"), entriesIn(group2)},
            {tr("Animals and nature"), entriesIn(group3)},
            {tr("Food and drink"), entriesIn(group4)},
            {tr("Things and places"), entriesIn(group5)}};
}

} // namespace chatmet::client
