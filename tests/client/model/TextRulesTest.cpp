// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/TextRules.h"

#include "common/protocol/Limits.h"

#include <QTest>

using namespace chatmet;
using namespace chatmet::client;

class TextRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clean_isAsExpected_data();
    void clean_isAsExpected();
    void clean_twice_isTheSame();
    void typed_atTheLimits_passes();
    void isolated_wrapsTheName();
    void firstWords_isOneLineOfAtMostThatMuch();
};

void TextRulesTest::clean_isAsExpected_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* name, const QString& raw, const QString& clean) {
        QTest::newRow(name) << raw << clean;
    };
    row("plain", QStringLiteral("hello"), QStringLiteral("hello"));
    row("line ends", QStringLiteral("a\r\nb\rc\u2028d\u2029e\u0085f"), QStringLiteral("a\nb\nc\nd\ne\nf"));
    row("controls", QStringLiteral("a\u0000\u0007\u001b[31m\u007f\u009b\tb"), QStringLiteral("a[31m\tb"));
    row("embeddings", QStringLiteral("\u202aa\u202bb\u202cc\u202dd\u202ee"), QStringLiteral("abcde"));
    row("isolates", QStringLiteral("\u2066a\u2067b\u2068c\u2069d"), QStringLiteral("abcd"));
    row("direction marks", QStringLiteral("a\u200e\u200f\u061cb"), QStringLiteral("a\u200e\u200f\u061cb"));
    row("decomposed", QStringLiteral("e\u0301"), QStringLiteral("é"));
    row("Hindi", QStringLiteral("क्\u200dष क्\u200cष"), QStringLiteral("क्\u200dष क्\u200cष"));
    row("family", QStringLiteral("👩‍👩‍👧‍👦 1️⃣ 🇮🇳"),
        QStringLiteral("👩‍👩‍👧‍👦 1️⃣ 🇮🇳"));
    row("tower", QStringLiteral("x") + QString(50, QChar(0x0302)),
        QStringLiteral("x") + QString(4, QChar(0x0302)));
    row("composed over a control", QStringLiteral("e\u202e\u0301"), QStringLiteral("é"));
    row("lone surrogate", QStringLiteral("a") + QChar(0xD800) + QLatin1Char('b'), QStringLiteral("a\uFFFDb"));
}

void TextRulesTest::clean_isAsExpected()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, clean);
    QCOMPARE(cleanText(raw), clean);
}

void TextRulesTest::clean_twice_isTheSame()
{
    const QString once = cleanText(QStringLiteral("a\u0301\u0302\u0303\u0304\u0305\u202e\u0306 x\r\n"));
    QCOMPARE(cleanText(once), once);
}

void TextRulesTest::typed_atTheLimits_passes()
{
    QCOMPARE(checkTyped(QString(4'000, QLatin1Char('x'))).fault, TextFault::None);
    QCOMPARE(checkTyped(QString(4'001, QLatin1Char('x'))).fault, TextFault::TooLong);
    QCOMPARE(checkTyped(QString(4'000, QLatin1Char('x')) + QLatin1Char('\n')).fault, TextFault::None);
    QCOMPARE(checkTyped(QStringLiteral("ज़").repeated(2'000)).fault, TextFault::None);
    QCOMPARE(checkTyped(QStringLiteral("\u200b\u200d")).fault, TextFault::Empty);
}

void TextRulesTest::isolated_wrapsTheName()
{
    QCOMPARE(isolated(QStringLiteral("דן")), QStringLiteral("\u2068דן\u2069"));
}

void TextRulesTest::firstWords_isOneLineOfAtMostThatMuch()
{
    QCOMPARE(firstWords(QStringLiteral(" one\n two\t three "), 20), QStringLiteral("one two three"));
    QCOMPARE(firstWords(QStringLiteral("exactly"), 7), QStringLiteral("exactly"));
    QCOMPARE(firstWords(QStringLiteral("one more"), 7), QStringLiteral("one mor…"));
    QCOMPARE(firstWords(QStringLiteral("ab😀"), 3), QStringLiteral("ab…"));
    QCOMPARE(firstWords(QString(4'000, u'x'), 10), QString(10, u'x') + QStringLiteral("…"));
    QCOMPARE(firstWords(QString(100, u' ') + QStringLiteral("far"), 5), QStringLiteral("…"));
    QVERIFY(firstWords({}, 5).isEmpty());
}

QTEST_GUILESS_MAIN(TextRulesTest)
#include "TextRulesTest.moc"
