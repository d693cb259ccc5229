// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Words are found whatever their case, accents and encoding, in every script; the count follows the
// conversation; a long one stalls nobody; nothing of the words stays.
#include "client/model/MessageSearch.h"

#include "client/model/SearchFolding.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace chatmet::client;

namespace {

Message said(const QString& text)
{
    Message message;
    message.text = text;
    return message;
}

} // namespace

class MessageSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<MessageStore>();
        m_model = std::make_unique<MessageListModel>(m_store.get());
        m_search = std::make_unique<MessageSearch>();
        m_search->setMessages(m_model.get());
    }

    void cleanup()
    {
        m_search.reset();
        m_model.reset();
        m_store.reset();
    }

    void match_caseAccentsAndEncoding_areTheSame_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("marked");
        const auto row = [](const char* name, const QString& text, const QString& words,
                            const QString& marked) { QTest::newRow(name) << text << words << marked; };
        row("case", QStringLiteral("A Kettle"), QStringLiteral("kETTLE"), QStringLiteral("Kettle"));
        row("accent in the text", QStringLiteral("un café noir"), QStringLiteral("cafe"),
            QStringLiteral("café"));
        row("accent in the words", QStringLiteral("un cafe noir"), QStringLiteral("café"),
            QStringLiteral("cafe"));
        row("decomposed", QStringLiteral("un cafe\u0301 noir"), QStringLiteral("café"),
            QStringLiteral("cafe\u0301"));
        row("compatibility", QStringLiteral("an oﬃce"), QStringLiteral("offi"), QStringLiteral("oﬃ"));
        row("full width", QStringLiteral("ＡＢＣ"), QStringLiteral("abc"), QStringLiteral("ＡＢＣ"));
        row("sharp s", QStringLiteral("Große"), QStringLiteral("gross"), QStringLiteral("Groß"));
        row("greek", QStringLiteral("Όλος"), QStringLiteral("ΟΛΟΣ"), QStringLiteral("Όλος"));
        row("no-break space", QStringLiteral("a\u00A0b"), QStringLiteral("a b"), QStringLiteral("a\u00A0b"));
        row("hindi word", QStringLiteral("अदरक है"), QStringLiteral("अदरक"), QStringLiteral("अदरक"));
        row("hindi syllable", QStringLiteral("कितना"), QStringLiteral("क"), QStringLiteral("कि"));
        row("nukta in one code point", QStringLiteral("\u095Bरूर"), QStringLiteral("\u091C\u093Cरूर"),
            QStringLiteral("\u095Bरूर"));
        row("nukta left out", QStringLiteral("ग़ज़ल"), QStringLiteral("गजल"), QStringLiteral("ग़ज़ल"));
        row("conjunct with a joiner", QStringLiteral("क्\u200Dष"), QStringLiteral("क्ष"),
            QStringLiteral("क्\u200Dष"));
        row("arabic vowels", QStringLiteral("مَرْحَبًا"), QStringLiteral("مرحبا"), QStringLiteral("مَرْحَبًا"));
        row("emoji with a selector", QStringLiteral("I ❤️ it"), QStringLiteral("❤"),
            QStringLiteral("❤️"));
        row("hangul", QStringLiteral("한국"), QStringLiteral("하"), QStringLiteral("한"));
    }

    void match_caseAccentsAndEncoding_areTheSame()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QFETCH(QString, marked);
        const QString folded = foldedForSearch(words);
        const QList<TextMatch> matches = findMatches(text, folded);
        QCOMPARE(matches.size(), 1);
        QCOMPARE(text.mid(matches.first().start, matches.first().length), marked);
        QCOMPARE(countMatches(text, folded), 1);
    }

    void match_otherWords_areNotFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("vowel sign") << QStringLiteral("की") << QStringLiteral("कि");
        QTest::newRow("no vowel") << QStringLiteral("क्या") << QStringLiteral("कया");
        QTest::newRow("voiced kana") << QStringLiteral("が") << QStringLiteral("か\u309A");
        QTest::newRow("nothing") << QStringLiteral("anything") << QString();
    }

    void match_otherWords_areNotFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QVERIFY(findMatches(text, foldedForSearch(words)).isEmpty());
        QCOMPARE(countMatches(text, foldedForSearch(words)), 0);
    }

    void match_several_areInOrderAndApart()
    {
        const QList<TextMatch> matches = findMatches(QStringLiteral("aaaa a"), QStringLiteral("aa"));
        QCOMPARE(matches.size(), 2);
        QCOMPARE(matches[0].start, 0);
        QCOMPARE(matches[1].start, 2);
    }

    void match_anyUnits_staysInside()
    {
        // Halves of pairs, marks without a base, characters that become none or many.
        const QString odd = QStringLiteral("\u0301a\u200D") + QChar(0xD800) + QStringLiteral("ﷺ") +
                            QChar(0xDC00) + QStringLiteral("a\u0301\u0302");
        for (const QChar& c : foldedForSearch(odd)) {
            for (const TextMatch& match : findMatches(odd, QString(c))) {
                QVERIFY(match.start >= 0 && match.length > 0);
                QVERIFY(match.start + match.length <= odd.size());
            }
        }
    }

    void words_found_areNumberedFromTheNewest()
    {
        const MessageKey first = m_store->append(said(QStringLiteral("tea, tea")));
        m_store->append(said(QStringLiteral("coffee")));
        const MessageKey second = m_store->append(said(QStringLiteral("Tea")));
        QSignalSpy moved(m_search.get(), &MessageSearch::moved);
        m_search->setWords(QStringLiteral("tea"));
        QCOMPARE(m_search->count(), 3);
        QCOMPARE(m_search->number(), 1);
        QCOMPARE(m_search->place()->key, second);
        QCOMPARE(moved.size(), 1);
        m_search->earlier();
        QCOMPARE(m_search->number(), 2);
        QCOMPARE(m_search->place()->key, first);
        QCOMPARE(m_search->place()->match, 1);
        m_search->earlier();
        QCOMPARE(m_search->number(), 3);
        QCOMPARE(m_search->place()->match, 0);
        m_search->earlier();
        QCOMPARE(m_search->number(), 1);
        m_search->later();
        QCOMPARE(m_search->number(), 3);
        QCOMPARE(moved.size(), 5);
    }

    void words_noneOrOnlySpaces_findNothing()
    {
        m_store->append(said(QStringLiteral("a b")));
        m_search->setWords(QStringLiteral("zebra"));
        QCOMPARE(m_search->count(), 0);
        QVERIFY(!m_search->place());
        m_search->earlier();
        m_search->later();
        QCOMPARE(m_search->number(), 0);
        m_search->setWords(QStringLiteral(" "));
        QCOMPARE(m_search->count(), 0);
        QVERIFY(m_search->folded().isEmpty());
    }

    void words_ofTheProgram_areNotFound()
    {
        Message notice = said(QStringLiteral("You met tea."));
        notice.kind = MessageKind::Notice;
        m_store->append(notice);
        Message picture = said(QStringLiteral("my tea"));
        picture.kind = MessageKind::Picture;
        m_store->append(picture);
        m_search->setWords(QStringLiteral("tea"));
        QCOMPARE(m_search->count(), 1);
    }

    void conversation_goesOn_countFollowsAndPlaceStays()
    {
        const MessageKey first = m_store->append(said(QStringLiteral("tea")));
        const MessageKey second = m_store->append(said(QStringLiteral("tea tea")));
        m_search->setWords(QStringLiteral("tea"));
        QSignalSpy moved(m_search.get(), &MessageSearch::moved);
        m_store->append(said(QStringLiteral("more tea")));
        QCOMPARE(m_search->count(), 4);
        QCOMPARE(m_search->number(), 2);
        QCOMPARE(m_search->place()->key, second);
        m_store->change(second, [](Message& message) { message.text = QStringLiteral("one tea"); });
        QCOMPARE(m_search->count(), 3);
        QCOMPARE(m_search->place()->match, 0);
        m_store->change(second, [](Message& message) {
            message.kind = MessageKind::TakenBack;
            message.text.clear();
        });
        QCOMPARE(m_search->count(), 2);
        QCOMPARE(m_search->place()->key, first);
        m_store->remove([first](const Message& message) { return message.key <= first; });
        QCOMPARE(m_search->count(), 1);
        QCOMPARE(m_search->number(), 1);
        m_store->remove([](const Message&) { return true; });
        QCOMPARE(m_search->count(), 0);
        QVERIFY(!m_search->place());
        QVERIFY2(moved.isEmpty(), "nobody asked to go anywhere");
        const MessageKey later = m_store->append(said(QStringLiteral("tea")));
        QCOMPARE(m_search->place()->key, later);
    }

    void clear_orErased_keepsNothing()
    {
        m_store->append(said(QStringLiteral("tea")));
        m_search->setWords(QStringLiteral("tea"));
        m_search->clear();
        QVERIFY(m_search->folded().isEmpty() && m_search->count() == 0 && !m_search->place());
        m_search->setWords(QStringLiteral("tea"));
        m_store->clear();
        QVERIFY(m_search->folded().isEmpty() && m_search->count() == 0 && !m_search->place());
        m_store->append(said(QStringLiteral("tea")));
        QCOMPARE(m_search->count(), 0);
    }

    void longConversation_isLookedAtInSlices()
    {
        // As long as a conversation gets, each message far longer than people's: 15 million characters.
        const QString hindi = QStringLiteral("अदरक है, और शहद भी। ").repeated(150);
        for (int row = 0; row < MessageStore::rowsMax; ++row)
            m_store->append(said(row == 7 ? hindi + QStringLiteral("needle") : hindi));
        QElapsedTimer clock;
        clock.start();
        m_search->setWords(QStringLiteral("needle"));
        qint64 longest = clock.elapsed();
        QVERIFY(m_search->isLooking());
        // What happens meanwhile.
        m_store->append(said(QStringLiteral("a Needle"))); // and the oldest row goes
        QCOMPARE(m_search->count(), 1);
        int slices = 0;
        qint64 all = longest;
        while (m_search->isLooking()) {
            clock.restart();
            QCoreApplication::processEvents();
            longest = std::max(longest, clock.elapsed());
            all += clock.elapsed();
            ++slices;
        }
        QCOMPARE(m_search->count(), 2);
        QVERIFY(slices > 1);
        qInfo("%d slices, the longest %lld ms, all %lld ms", slices, longest, all);
        QVERIFY2(longest < 100, "a busy machine may take long, but not so long");
    }

private:
    std::unique_ptr<MessageStore> m_store;
    std::unique_ptr<MessageListModel> m_model;
    std::unique_ptr<MessageSearch> m_search;
};

QTEST_GUILESS_MAIN(MessageSearchTest)
#include "MessageSearchTest.moc"
