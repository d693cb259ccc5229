// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a server says of itself is cleaned and of bounded size before anybody sees it.
#include "client/model/ServerCard.h"

#include <QTest>

using namespace chatmet;
using namespace chatmet::client;

class ServerCardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void card_everything_isThere()
    {
        protocol::Welcome welcome;
        welcome.operatorName = "Example Collective";
        welcome.operatorContact = "chat@example.org";
        welcome.operatorRules = "Be kind.\nNothing illegal.";
        welcome.operatorCountry = "भारत";
        welcome.logRetentionDays = 60;
        welcome.logTruncated = true;
        welcome.resumeWindowMs = 20'000;
        welcome.legalBasis = "Order 12";
        const ServerCard card = serverCardOf(welcome);
        QCOMPARE(card.name, QStringLiteral("Example Collective"));
        QCOMPARE(card.contact, QStringLiteral("chat@example.org"));
        QCOMPARE(card.rules, QStringLiteral("Be kind.\nNothing illegal."));
        QCOMPARE(card.country, QStringLiteral("भारत"));
        QCOMPARE(card.logDays, 60);
        QVERIFY(card.logTruncated);
        QCOMPARE(card.resumeSeconds, 20);
        welcome.resumeWindowMs = UINT32_MAX;
        QCOMPARE(serverCardOf(welcome).resumeSeconds, 120);
        QCOMPARE(card.logBasis, QStringLiteral("Order 12"));
        QVERIFY(card.saysWho());
    }

    void card_nothing_saysNothing()
    {
        protocol::Welcome welcome;
        welcome.operatorName = " \n\t ";
        welcome.operatorRules = "\xE2\x80\x8D\n\xE2\x80\x8E"; // joiner, direction mark: nothing to see
        welcome.logRetentionDays = -7;
        const ServerCard card = serverCardOf(welcome);
        QVERIFY(!card.saysWho());
        QCOMPARE(card.logDays, 0);
    }

    void card_linesAndControls_areTamed()
    {
        protocol::Welcome welcome;
        welcome.operatorName = "two\nlines \xE2\x80\xAEturned\x07";
        welcome.operatorRules.append(3'000, '\n').append("a\n\n\n b \n").append(40, 'c');
        for (int line = 0; line < 30; ++line)
            welcome.operatorRules += "\nrule";
        const ServerCard card = serverCardOf(welcome);
        QCOMPARE(card.name, QStringLiteral("two lines turned"));
        QCOMPARE(card.rules.count(u'\n'), ServerCard::textLinesMax - 1);
        QVERIFY(card.rules.startsWith(QStringLiteral("a\nb\n")));
        QVERIFY(card.rules.endsWith(QStringLiteral("rule…")));
    }

    void card_endlessTexts_areCutBetweenCharacters()
    {
        protocol::Welcome welcome;
        for (int i = 0; i < 1'000; ++i)
            welcome.operatorName += "\xF0\x9F\x90\xA6"; // a bird: two UTF-16 units
        welcome.operatorName.insert(0, "x");
        welcome.operatorRules = std::string(4'000, 'w');
        const ServerCard card = serverCardOf(welcome);
        QVERIFY(card.name.size() <= ServerCard::lineCharactersMax + 1);
        QVERIFY(card.name.endsWith(u'…'));
        QVERIFY(card.name.isValidUtf16());
        QCOMPARE(card.rules.size(), ServerCard::textCharactersMax + 1);
    }
};

QTEST_GUILESS_MAIN(ServerCardTest)
#include "ServerCardTest.moc"
