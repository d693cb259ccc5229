// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every failure has words: what happened, what it means, what to do. Names, links and states as well.
#include "client/model/MessageWords.h"
#include "client/view/EmojiFinder.h"
#include "client/view/EmojiTable.h"
#include "client/view/LinkFinder.h"
#include "client/view/MembersPanel.h"
#include "client/view/ProblemText.h"
#include "client/view/UsernameSuggestions.h"
#include "client/view/WindowTitle.h"
#include "common/protocol/Names.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include "resources/Translations.h"

using namespace chatmet;
using namespace chatmet::client;

namespace {

int sentencesIn(const QString& words)
{
    return static_cast<int>(words.split(QStringLiteral(". "), Qt::SkipEmptyParts).size());
}

} // namespace

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problem_everyLineProblem_hasThreeSentences()
    {
        for (int value = static_cast<int>(LineProblem::BadAddress);
             value <= static_cast<int>(LineProblem::SentAway); ++value) {
            const auto problem = static_cast<LineProblem>(value);
            const Errc code = problem == LineProblem::NameRefused ? Errc::UsernameTooLong : Errc::Ok;
            const QString words = ProblemText::of(problem, code);
            QVERIFY2(sentencesIn(words) == 3, qPrintable(QStringLiteral("%1: %2").arg(value).arg(words)));
        }
        QVERIFY(ProblemText::of(LineProblem::None).isEmpty());
    }

    void problem_everyErrorCode_hasThreeSentences()
    {
        int known = 0;
        for (std::uint16_t value = 1; value <= 1040; ++value) {
            if (describe(Errc{value}) == describe(Errc{999}))
                continue;
            ++known;
            const QString words = ProblemText::of(Errc{value});
            QVERIFY2(sentencesIn(words) == 3, qPrintable(QStringLiteral("%1: %2").arg(value).arg(words)));
        }
        QVERIFY(known > 30);
        QCOMPARE(sentencesIn(ProblemText::of(Errc{999})), 3);
    }

    void problem_everyRefusalAndPictureError_hasThreeSentences()
    {
        for (int value = 0; value <= static_cast<int>(Refusal::ServerSaidNo); ++value)
            QCOMPARE(sentencesIn(ProblemText::of(static_cast<Refusal>(value))), 3);
        for (int value = 1; value <= static_cast<int>(PictureError::Busy); ++value)
            QCOMPARE(sentencesIn(ProblemText::of(static_cast<PictureError>(value))), 3);
    }

    void problem_tooMuchAtOnce_saysHowLongToWait()
    {
        const auto words = [](int ms) {
            return ProblemText::of(Refusal::ServerSaidNo, Errc::RateLimited, ms);
        };
        QVERIFY(words(11'001).contains(QStringLiteral("in 12 s.")));
        QVERIFY(words(150'000).contains(QStringLiteral("in 3 min.")));
        QCOMPARE(words(0), ProblemText::of(Errc::RateLimited));
        QCOMPARE(sentencesIn(words(11'001)), 3);
    }

    void suggestion_manyRolls_areValidAndNeverTwiceInARow()
    {
        UsernameSuggestions suggestions;
        QString last;
        for (int roll = 0; roll < 500; ++roll) {
            const QString name = suggestions.next();
            QVERIFY(name != last);
            QVERIFY2(protocol::normaliseUsername(name.toStdString()).ok(), qPrintable(name));
            last = name;
        }
    }

    void links_inText_endBeforeThePunctuation_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("link");
        QTest::newRow("plain") << QStringLiteral("see https://example.org now")
                               << QStringLiteral("https://example.org");
        QTest::newRow("sentence") << QStringLiteral("at http://example.org/a.")
                                  << QStringLiteral("http://example.org/a");
        QTest::newRow("brackets") << QStringLiteral("(www.example.org/x_(y))")
                                  << QStringLiteral("www.example.org/x_(y)");
        QTest::newRow("danda") << QStringLiteral("यहाँ https://example.org/क।")
                               << QStringLiteral("https://example.org/क");
        const QString address = QStringLiteral("https://example.org/a");
        for (const char* quotes :
             {"“%1”", "„%1“", "»%1«", "« %1 »", "«%1»", "‘%1’", "‹%1›", "“%1.”", "(“%1”)"})
            QTest::newRow(quotes) << QString::fromUtf8(quotes).arg(address) << address;
        QTest::newRow("after quotes") << QStringLiteral("“https://example.org/a”—she said") << address;
        QTest::newRow("apostrophe inside")
            << QStringLiteral("https://example.org/L’île now") << QStringLiteral("https://example.org/L’île");
        QTest::newRow("none") << QStringLiteral("httpsexample.org file:///etc/passwd javascript:x")
                              << QString();
        QTest::newRow("bare") << QStringLiteral("www. and https://") << QString();
    }

    void links_inText_endBeforeThePunctuation()
    {
        QFETCH(QString, text);
        QFETCH(QString, link);
        const QList<Link> links = findLinks(text);
        QCOMPARE(links.size(), link.isEmpty() ? 0 : 1);
        if (!links.isEmpty())
            QCOMPARE(text.mid(links.first().start, links.first().length), link);
    }

    void emoji_sequences_areFoundWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("runs");
        const auto row = [](const char* name, const QString& text, const QStringList& runs) {
            QTest::newRow(name) << text << runs;
        };
        row("words and digits", QStringLiteral("at 12:30 #1 *"), {});
        row("keycaps", QStringLiteral("1️⃣2 #⃣"), {QStringLiteral("1️⃣"), QStringLiteral("#⃣")});
        row("flag with a joiner", QStringLiteral("a🏳️‍🌈b"), {QStringLiteral("🏳️‍🌈")});
        row("family", QStringLiteral("👨‍👩‍👧‍👦!"),
            {QStringLiteral("👨‍👩‍👧‍👦")});
        row("skin tone", QStringLiteral("👋🏽"), {QStringLiteral("👋🏽")});
        row("heart", QStringLiteral("❤️ ©"), {QStringLiteral("❤️")});
        row("Hindi joiner", QStringLiteral("क्‍ष"), {});
        row("ends within", QStringLiteral("👨‍"), {});
        row("half a character", QString(QChar(0xD83D)), {});
    }

    void emoji_sequences_areFoundWhole()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, runs);
        QStringList found;
        for (const EmojiRun& run : findEmojiRuns(text))
            found.append(text.mid(run.start, run.length));
        QCOMPARE(found, runs);
    }

    void emoji_table_hasNoDoublesAndWordsForAll()
    {
        QSet<QString> seen;
        for (const EmojiGroup& group : EmojiTable::groups(QStringLiteral("en"))) {
            QVERIFY(!group.name.isEmpty());
            for (const EmojiEntry& entry : group.entries) {
                QVERIFY2(!seen.contains(entry.emoji), qPrintable(entry.words));
                QVERIFY(!entry.words.isEmpty() && entry.emoji.size() <= 4);
                seen.insert(entry.emoji);
            }
        }
        QVERIFY(seen.size() > 200);
    }

    void pictureTitle_sizeAndBytes_areSaid()
    {
        QLocale::setDefault(QLocale::c());
        const Message offer = sample::picture(PictureState::Offered, false, 0, false);
        QCOMPARE(MessageWords::pictureTitle(offer), QStringLiteral("Picture, 2048 × 1365, 640 kB"));
    }

    void day_nearAndFar_isSaid()
    {
        const QDate today(2024, 3, 10);
        const auto at = [](const QDate& day) { return day.startOfDay().toMSecsSinceEpoch(); };
        QCOMPARE(MessageWords::day(at(today), today), QStringLiteral("Today"));
        QCOMPARE(MessageWords::day(at(today.addDays(-1)), today), QStringLiteral("Yesterday"));
        QVERIFY(MessageWords::day(at(today.addDays(-9)), today).contains(QStringLiteral("2024")));
    }

    void translation_hindi_isThereAndComplete()
    {
        const Translations hindi(QLocale(QLocale::Hindi));
        QCOMPARE(hindi.language(), QStringLiteral("hi"));
        for (int value = static_cast<int>(LineProblem::BadAddress);
             value < static_cast<int>(LineProblem::NameRefused); ++value)
            QVERIFY(ProblemText::of(static_cast<LineProblem>(value)).contains(u'।'));
    }

    void translation_thereIsNone_isEnglish()
    {
        for (const QLocale& locale : {QLocale(QLocale::German), QLocale(QLocale::English), QLocale::c()})
            QCOMPARE(Translations(locale).language(), QStringLiteral("en"));
    }

    void translation_english_oneIsNotMany()
    {
        const Translations english(QLocale(QLocale::German));
        QCOMPARE(MembersPanel::tr("%n people", nullptr, 1), QStringLiteral("1 person"));
        QCOMPARE(MembersPanel::tr("%n people", nullptr, 2), QStringLiteral("2 people"));
        QCOMPARE(MembersPanel::tr("People in this room"), QStringLiteral("People in this room"));
    }

    void title_everyState_isWhatScriptsWaitFor()
    {
        TitleState state;
        QCOMPARE(windowTitle(state, true), QStringLiteral("ChatMet"));
        state.username = QStringLiteral("otter");
        QCOMPARE(windowTitle(state, true), QStringLiteral("otter – ChatMet"));
        state.partner = QStringLiteral("fox");
        state.meeting = Meeting::Paired;
        QCOMPARE(windowTitle(state, true), QStringLiteral("otter with fox – ChatMet"));
        state.unread = 3;
        QCOMPARE(windowTitle(state, false), QStringLiteral("(3) otter with fox – ChatMet"));
        QCOMPARE(windowTitle(state, true), QStringLiteral("otter with fox – ChatMet"));
        state.unread = 0;
        state.meeting = Meeting::Ended;
        QCOMPARE(windowTitle(state, false), QStringLiteral("fox has left – ChatMet"));
        state.end = EndCause::OwnLineLost;
        QCOMPARE(windowTitle(state, false), QStringLiteral("Ended with fox – ChatMet"));
    }

    void title_namesFromRightToLeft_keepTheirPlaces()
    {
        const QString otter = QStringLiteral("לוטרה 1");
        const QString fox = QStringLiteral("ثعلب");
        const auto alone = [](const QString& name) { return QChar(0x2068) + name + QChar(0x2069); };
        const QChar leftToRight(0x200E);
        TitleState state;
        state.username = otter;
        QCOMPARE(windowTitle(state, true), leftToRight + alone(otter) + QStringLiteral(" – ChatMet"));
        state.partner = fox;
        state.meeting = Meeting::Paired;
        state.unread = 2;
        QCOMPARE(windowTitle(state, false), leftToRight + QStringLiteral("(2) ") + alone(otter) +
                                                QStringLiteral(" with ") + alone(fox) +
                                                QStringLiteral(" – ChatMet"));
        state.meeting = Meeting::Ended;
        QCOMPARE(windowTitle(state, true), leftToRight + alone(fox) + QStringLiteral(" has left – ChatMet"));
        state.room = fox;
        state.username = QStringLiteral("otter");
        QCOMPARE(windowTitle(state, true),
                 leftToRight + QStringLiteral("otter in ") + alone(fox) + QStringLiteral(" – ChatMet"));
    }
};

QTEST_MAIN(WordsTest)
#include "WordsTest.moc"
