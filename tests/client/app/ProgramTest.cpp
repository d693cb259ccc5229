// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself, as far as it needs no display: what it says and with which status it ends.
#include <QProcess>
#include <QTest>

class ProgramTest : public QObject
{
    Q_OBJECT

    struct End
    {
        int status{-1};
        QString said;
        QString complained;
    };

    static End run(const QStringList& arguments, const QString& language = QStringLiteral("C.UTF-8"))
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QLatin1String(display));
        environment.insert(QStringLiteral("LC_ALL"), language);
        environment.remove(QStringLiteral("LANGUAGE"));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(CHATMET_CLIENT_PATH), arguments);
        if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit)
            return {};
        return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
                QString::fromUtf8(program.readAllStandardError())};
    }

private Q_SLOTS:
    void help_withoutDisplay_isSaid()
    {
        const End end = run({QStringLiteral("--help")});
        QCOMPARE(end.status, 0);
        QVERIFY(end.said.contains(QLatin1String("--fingerprint")));
        QVERIFY(end.complained.isEmpty());
    }

    void version_withoutDisplay_isSaid()
    {
        const End end = run({QStringLiteral("--version")});
        QCOMPARE(end.status, 0);
        QVERIFY(end.said.startsWith(QLatin1String("ChatMet ")));
    }

    void wrongArgument_withoutDisplay_isToldWithStatusTwo()
    {
        const End end = run({QStringLiteral("--bogus")});
        QCOMPARE(end.status, 2);
        QVERIFY(end.said.isEmpty());
        QVERIFY2(end.complained.contains(QLatin1String("bogus")), qPrintable(end.complained));
        QVERIFY2(end.complained.contains(QLatin1String("--help")), qPrintable(end.complained));
    }

    void wrongArgument_besideQtOptions_isToldWithStatusTwo()
    {
        QCOMPARE(run({QStringLiteral("-platform"), QStringLiteral("xcb"), QStringLiteral("word")}).status, 2);
    }

    void otherProcess_startedByHand_doesNothing_data()
    {
        QTest::addColumn<QString>("argument");
        for (const char* argument :
             {"--picture-process", "--helper-process", "--helper-process-without-settings"})
            QTest::newRow(argument) << QString::fromLatin1(argument);
    }

    void otherProcess_startedByHand_doesNothing()
    {
        QFETCH(QString, argument);
        const End end = run({argument});
        QCOMPARE(end.status, 2);
        QVERIFY(end.said.isEmpty());
        QVERIFY2(end.complained.contains(QLatin1String("started by the program itself")),
                 qPrintable(end.complained));
    }

    void help_inHindi_isTranslated()
    {
        const End end = run({QStringLiteral("--help")}, QStringLiteral("hi_IN.UTF-8"));
        QCOMPARE(end.status, 0);
        const bool devanagari = std::any_of(end.said.cbegin(), end.said.cend(),
                                            [](QChar c) { return c.script() == QChar::Script_Devanagari; });
        QVERIFY2(devanagari, qPrintable(end.said));
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "ProgramTest.moc"
