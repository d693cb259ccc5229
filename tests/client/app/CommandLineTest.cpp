// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line may say, and that whatever else it says is answered in words.
#include "client/app/CommandLine.h"

#include <QTest>

using namespace chatmet::client;

namespace {

const QString program = QStringLiteral("chatmet");

CommandLineOutcome parse(QStringList arguments)
{
    arguments.prepend(program);
    return parseCommandLine(withoutQtOptions(arguments));
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_nothing_asksForNothing()
    {
        const auto outcome = parse({});
        QVERIFY(outcome.commandLine);
        QVERIFY(outcome.commandLine->server.url.isEmpty());
        QVERIFY(outcome.commandLine->username.isEmpty());
        QVERIFY(!outcome.commandLine->meet);
        QVERIFY(outcome.commandLine->settings);
    }

    void parse_everything_isTaken()
    {
        const QString hex = QString(64, u'A');
        const auto outcome = parse({QStringLiteral("--server"), QStringLiteral("chat.example:8443"),
                                    QStringLiteral("--fingerprint"), QStringLiteral("sha256:") + hex,
                                    QStringLiteral("--username"), QStringLiteral("quiet otter"),
                                    QStringLiteral("--meet"), QStringLiteral("--no-settings")});
        QVERIFY2(outcome.commandLine, qPrintable(outcome.output));
        QCOMPARE(outcome.commandLine->server.url, QUrl(QStringLiteral("wss://chat.example:8443")));
        QCOMPARE(outcome.commandLine->server.fingerprint, hex.toLower().toLatin1());
        QCOMPARE(outcome.commandLine->username, QStringLiteral("quiet otter"));
        QVERIFY(outcome.commandLine->meet);
        QVERIFY(!outcome.commandLine->settings);
    }

    void parse_link_givesServerAndKey()
    {
        const QString link = QStringLiteral("chatmet://chat.example:8443/#v1.") + QString(64, u'a');
        const auto outcome = parse({link});
        QVERIFY2(outcome.commandLine, qPrintable(outcome.output));
        QCOMPARE(outcome.commandLine->server.url, QUrl(QStringLiteral("wss://chat.example:8443")));
        QCOMPARE(outcome.commandLine->server.fingerprint, QByteArray(64, 'a'));
        QCOMPARE(outcome.commandLine->link, link);
        for (const QStringList& wrong :
             {QStringList{link, link},
              QStringList{QStringLiteral("--server"), QStringLiteral("a.example"), link},
              QStringList{QStringLiteral("https://chat.example/secret")}}) {
            const auto refused = parse(wrong);
            QVERIFY(!refused.commandLine);
            QCOMPARE(refused.status, 2);
            QVERIFY2(!refused.output.contains(QLatin1String("secret")), qPrintable(refused.output));
        }
    }

    void parse_damagedLink_isForTheWindowToSay()
    {
        const auto outcome = parse({QStringLiteral("ChatMet://chat.example/secret#v1.x")});
        QVERIFY(outcome.commandLine.has_value());
        QCOMPARE(outcome.commandLine->link, damagedLink);
        QVERIFY(!isLink(damagedLink));
        QVERIFY(outcome.commandLine->server.url.isEmpty());
        QVERIFY(!outcome.commandLine->separate);
    }

    void parse_wrong_isAnsweredInWordsWithStatusTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--bogus")};
        QTest::newRow("unknown short option") << QStringList{QStringLiteral("-x")};
        QTest::newRow("a word") << QStringList{QStringLiteral("word")};
        QTest::newRow("no value") << QStringList{QStringLiteral("--server")};
        QTest::newRow("http") << QStringList{QStringLiteral("--server"), QStringLiteral("http://a.example")};
        QTest::newRow("with a user") << QStringList{QStringLiteral("--server"),
                                                    QStringLiteral("wss://me@a.example")};
        QTest::newRow("short fingerprint")
            << QStringList{QStringLiteral("--fingerprint"), QStringLiteral("abcd")};
        QTest::newRow("no hex") << QStringList{QStringLiteral("--fingerprint"), QString(64, u'g')};
        QTest::newRow("meet nowhere") << QStringList{QStringLiteral("--meet")};
    }

    void parse_wrong_isAnsweredInWordsWithStatusTwo()
    {
        QFETCH(QStringList, arguments);
        const auto outcome = parse(arguments);
        QVERIFY(!outcome.commandLine);
        QVERIFY(outcome.isError);
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.output.size() > 10);
        QVERIFY(outcome.output.endsWith(u'\n'));
    }

    void parse_help_namesEveryOption()
    {
        const auto outcome = parse({QStringLiteral("--help")});
        QVERIFY(!outcome.commandLine);
        QVERIFY(!outcome.isError);
        QCOMPARE(outcome.status, 0);
        for (const char* option :
             {"--server", "--fingerprint", "--username", "--meet", "--no-settings", "--version"})
            QVERIFY2(outcome.output.contains(QLatin1String(option)), option);
    }

    void withoutQtOptions_both_leavesOurs()
    {
        const QStringList given{program,
                                QStringLiteral("-platform"),
                                QStringLiteral("offscreen"),
                                QStringLiteral("--style"),
                                QStringLiteral("fusion"),
                                QStringLiteral("-style=fusion"),
                                QStringLiteral("-reverse"),
                                QStringLiteral("--username"),
                                QStringLiteral("platform"),
                                QStringLiteral("--meet"),
                                QStringLiteral("-display")};
        QCOMPARE(withoutQtOptions(given),
                 QStringList({program, QStringLiteral("--username"), QStringLiteral("platform"),
                              QStringLiteral("--meet")}));
        QCOMPARE(withoutQtOptions({}), QStringList());
        QCOMPARE(withoutQtOptions({program, QStringLiteral("--"), QStringLiteral("-")}),
                 QStringList({program, QStringLiteral("--"), QStringLiteral("-")}));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "CommandLineTest.moc"
