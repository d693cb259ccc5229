// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of the server, and of being anonymous on it, is what is so: no state says what only another
// may say.
#include "client/view/ServerWords.h"

#include "client/view/ReadingPanel.h"
#include "client/view/Theme.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace chatmet::client;

namespace {

QString wholeOf(const QList<ReadingSection>& sections)
{
    QString whole;
    for (const ReadingSection& section : sections)
        whole += section.heading + u'\n' + section.paragraphs.join(u'\n') + u'\n';
    return whole;
}

AnonymousFacts talking(SealState seal)
{
    AnonymousFacts facts;
    facts.paired = true;
    facts.server.emplace().logDays = 30;
    facts.seal = seal;
    return facts;
}

} // namespace

class ServerWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void card_everythingSaid_standsThere()
    {
        ServerCard card{QStringLiteral("Example Collective"),
                        QStringLiteral("chat@example.org"),
                        QStringLiteral("Be kind."),
                        QStringLiteral("Germany"),
                        30,
                        false,
                        {},
                        20};
        QStringList said;
        for (const ServerWords::Line& line : ServerWords::card(card))
            said.append(line.label + u'=' + line.words);
        QCOMPARE(said, QStringList({QStringLiteral("Run by=Example Collective"),
                                    QStringLiteral("Contact=chat@example.org"),
                                    QStringLiteral("Country=Germany"), QStringLiteral("Rules=Be kind."),
                                    QStringLiteral("Addresses=kept for 30 days, it says")}));
    }

    void resume_isSaidWhereThereIsOne()
    {
        AnonymousFacts facts = talking(SealState::Sealed);
        QVERIFY(!wholeOf(ServerWords::anonymous(facts)).contains(QStringLiteral("Should your line drop")));
        facts.server->resumeSeconds = 20;
        QVERIFY(wholeOf(ServerWords::anonymous(facts)).contains(QStringLiteral("for 20 s")));
    }

    void card_nothingSaid_saysThat()
    {
        const QString whole = wholeOf(ServerWords::page(ServerCard()));
        QVERIFY(whole.contains(QStringLiteral("does not say who they are")));
        QVERIFY(whole.contains(QStringLiteral("not kept, it says")));
        ServerCard card;
        card.name = QStringLiteral("Somebody");
        QCOMPARE(wholeOf(ServerWords::page(card)).count(QStringLiteral("not said")), 3);
    }

    void card_none_saysThatNothingWasHeard()
    {
        const QString whole = wholeOf(ServerWords::page({}));
        QVERIFY(whole.contains(QStringLiteral("has not said anything")));
        QVERIFY(!whole.contains(QStringLiteral("not kept")));
        QVERIFY(!whole.contains(QStringLiteral("what the server says")));
    }

    void card_log_saysHowLongAndWhy()
    {
        ServerCard card;
        card.logDays = 1;
        QVERIFY(wholeOf(ServerWords::page(card)).contains(QStringLiteral("kept for a day")));
        card.logDays = 60;
        card.logTruncated = true;
        card.logBasis = QStringLiteral("Order 12");
        const QString whole = wholeOf(ServerWords::page(card));
        QVERIFY(whole.contains(QStringLiteral("their beginnings kept for 60 days")));
        QVERIFY(whole.contains(QStringLiteral("Order 12")));
    }

    void seal_everyState_saysOnlyWhatIsSo()
    {
        const QString cannot = QStringLiteral("cannot read it");
        const QString verified = QStringLiteral("sealed and verified");
        const QString notYet = QStringLiteral("not sealed yet");
        const QString before = wholeOf(ServerWords::anonymous(talking(SealState::NotSealed)));
        QVERIFY(before.contains(notYet));
        QVERIFY(!before.contains(cannot));
        const QString sealed = wholeOf(ServerWords::anonymous(talking(SealState::Sealed)));
        QVERIFY(sealed.contains(QStringLiteral("unless it sits between")));
        QVERIFY(!sealed.contains(verified) && !sealed.contains(notYet));
        const QString both = wholeOf(ServerWords::anonymous(talking(SealState::Verified)));
        QVERIFY(both.contains(verified) && both.contains(cannot));
        QVERIFY(!both.contains(QStringLiteral("unless it sits between")));
        AnonymousFacts alone = talking(SealState::Verified); // what was verified is over
        alone.paired = false;
        const QString home = wholeOf(ServerWords::anonymous(alone));
        QVERIFY(!home.contains(verified) && !home.contains(QStringLiteral("Your conversation")));
    }

    void log_everyState_saysOnlyWhatIsSo()
    {
        const QString timesSuggest = QStringLiteral("the times alone can suggest who talked with whom");
        AnonymousFacts facts;
        QVERIFY(wholeOf(ServerWords::anonymous(facts)).contains(QStringLiteral("Once you are connected")));
        facts.server = ServerCard();
        const QString none = wholeOf(ServerWords::anonymous(facts));
        QVERIFY(none.contains(QStringLiteral("keeps no access log")));
        QVERIFY(!none.contains(timesSuggest));
        facts.server->logDays = 30;
        const QString some = wholeOf(ServerWords::anonymous(facts));
        QVERIFY(some.contains(QStringLiteral("deleted after 30 days")));
        QVERIFY(some.contains(timesSuggest));
        facts.server->logTruncated = true;
        QVERIFY(
            wholeOf(ServerWords::anonymous(facts)).contains(QStringLiteral("the beginning of the address")));
    }

    void proxy_everyState_saysOnlyWhatIsSo()
    {
        AnonymousFacts facts;
        QVERIFY(wholeOf(ServerWords::anonymous(facts)).contains(QStringLiteral("It sees your address")));
        facts.proxied = true;
        const QString whole = wholeOf(ServerWords::anonymous(facts));
        QVERIFY(!whole.contains(QStringLiteral("It sees your address")));
        QVERIFY(whole.contains(QStringLiteral("talks to a proxy")));
    }

    void typingHints_off_partnersDoNotSeeWhenOneTypes()
    {
        AnonymousFacts facts;
        QVERIFY(wholeOf(ServerWords::anonymous(facts)).contains(QStringLiteral("see, and when you type")));
        facts.typingHints = false;
        const QString whole = wholeOf(ServerWords::anonymous(facts));
        QVERIFY(whole.contains(QStringLiteral("but not when you type")));
        QVERIFY(!whole.contains(QStringLiteral("and when you type")));
    }

    void panel_longWords_scrollByKeysInASmallWindow()
    {
        QWidget window;
        window.resize(480, 420);
        ReadingPanel panel(*m_theme, &window, QStringLiteral("page"), QStringLiteral("Title"));
        panel.setSections(ServerWords::anonymous(talking(SealState::Sealed)));
        window.show();
        panel.open();
        for (int round = 0; round < 5; ++round)
            QApplication::processEvents();
        auto* bar = named<QScrollArea>(&panel, "pageScroll")->verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        auto* close = named<QPushButton>(&panel, "pageClose");
        QVERIFY(panel.rect().contains(QRect(close->mapTo(&panel, QPoint(0, 0)), close->size())));
        QTest::keyClick(close, Qt::Key_PageDown);
        QVERIFY(bar->value() > 0);
        const int place = bar->value();
        panel.setSections(ServerWords::anonymous(talking(SealState::Sealed)));
        QCOMPARE(bar->value(), place);
        QTest::keyClick(close, Qt::Key_Escape);
        QVERIFY(!panel.isVisible());
    }

    void panel_shortWords_areNoHigherThanTheyNeed()
    {
        QWidget window;
        window.resize(900, 900);
        ReadingPanel panel(*m_theme, &window, QStringLiteral("page"), QStringLiteral("Title"));
        panel.setSections({{QStringLiteral("Heading"), {QStringLiteral("One line.")}}});
        window.show();
        panel.open();
        for (int round = 0; round < 5; ++round)
            QApplication::processEvents();
        QCOMPARE(named<QScrollArea>(&panel, "pageScroll")->verticalScrollBar()->maximum(), 0);
        QVERIFY(named<QScrollArea>(&panel, "pageScroll")->height() < 200);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(ServerWordsTest)
#include "ServerWordsTest.moc"
