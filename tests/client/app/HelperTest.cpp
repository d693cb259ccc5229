// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The helper process itself, asked by a program that has given up the right to write; and what the program
// does when it is gone or no longer answers.
#include "client/app/Helper.h"

#include "client/app/FileWork.h"
#include "client/app/HelperProcess.h"
#include "client/app/SettingsFile.h"
#include "client/process/WriteShelter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

using namespace chatmet::client;
using namespace std::chrono_literals;

namespace {

const QByteArray png = QByteArray("\x89PNG\r\n\x1A\n", 8) + QByteArray(3'000'000, 'p');

std::optional<ChildProcess> startDeaf()
{
    return ChildProcess::start(ChildProcess::ownProgram(), {"--deaf"});
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

} // namespace

class HelperTest : public QObject
{
    Q_OBJECT

public:
    explicit HelperTest(const QString& home) : m_home(home) {}
    /// Taken before the shelter, as main does; each test uses one up.
    std::deque<ChildProcess> helpers;
    std::optional<ChildProcess> withoutSettings;
    std::optional<ChildProcess> deaf;

private Q_SLOTS:
    void shelter_isTaken()
    {
        QVERIFY(writingIsRefused());
        QVERIFY(!QFile(path("by-the-program.png")).open(QIODevice::WriteOnly));
    }

    void picture_isSaved_andNotTwice()
    {
        Helper helper(next());
        const QString file = path("सूरज.png");
        QCOMPARE(save(helper, file), HelperOutcome::Done);
        QCOMPARE(contentOf(file), png);
        QCOMPARE(save(helper, file), HelperOutcome::Exists);
        QCOMPARE(save(helper, path("no/such/folder.png")), HelperOutcome::NoPlace);
        QCOMPARE(save(helper, path("words.txt")), HelperOutcome::Refused);
        QCOMPARE(save(helper, path("again.png")), HelperOutcome::Done); // none of it was its end
    }

    void settings_areWritten_andReadAgain()
    {
        Helper helper(next());
        {
            SettingsFile file(&helper);
            QVERIFY(file.settings() == Settings());
            QSignalSpy notWritten(&file, &SettingsFile::notWritten);
            file.change([](Settings& settings) { settings.adult = true; });
            file.change([](Settings& settings) { settings.adult = true; }); // nothing new
            file.change([](Settings& settings) {
                settings.remember({QStringLiteral("wss://a.example"), {}});
            });
            QTRY_COMPARE(contentOf(settingsPath()), QByteArray::fromStdString(written(file.settings())));
            QCOMPARE(notWritten.size(), 0);
        }
        const SettingsFile again(&helper);
        QVERIFY(again.settings().adult);
        QCOMPARE(again.settings().servers.front().url, QStringLiteral("wss://a.example"));
    }

    void settings_changedAtTheEnd_areWrittenStill()
    {
        Settings settings;
        settings.windowWidth = 700;
        settings.windowHeight = 500;
        {
            Helper helper(next());
            helper.writeSettings(written(settings), this, [](HelperOutcome) {});
        }
        QCOMPARE(contentOf(settingsPath()), QByteArray::fromStdString(written(settings)));
    }

    void settings_switchedOff_areNeitherReadNorWritten()
    {
        const QByteArray before = contentOf(settingsPath());
        SettingsFile file(nullptr);
        QVERIFY(file.settings() == Settings());
        file.change([](Settings& settings) { settings.typingHints = false; });
        Helper helper(std::exchange(withoutSettings, std::nullopt));
        QCOMPARE(write(helper, "typing_hints = no\n"), HelperOutcome::Refused);
        QCOMPARE(contentOf(settingsPath()), before);
        QCOMPARE(save(helper, path("without-settings.png")), HelperOutcome::Done);
    }

    void requests_oneAfterTheOther_inTheirOrder()
    {
        Helper helper(next());
        QList<int> order;
        QList<HelperOutcome> outcomes;
        for (int i = 0; i < 12; ++i) {
            helper.writeSettings("adult = yes\n", this, [&order, &outcomes, i](HelperOutcome outcome) {
                order.append(i);
                outcomes.append(outcome);
            });
        }
        QTRY_COMPARE(order.size(), 12);
        QCOMPARE(outcomes.count(HelperOutcome::Done), qsizetype(Helper::requestsMax));
        QCOMPARE(outcomes.count(HelperOutcome::Failed),
                 qsizetype(12 - Helper::requestsMax)); // too many at once
        order.removeIf([](int i) { return i >= int(Helper::requestsMax); });
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void answer_contextGone_isNotGiven()
    {
        Helper helper(next());
        bool called = false;
        {
            QObject context;
            helper.writeSettings("adult = yes\n", &context, [&called](HelperOutcome) { called = true; });
        }
        QCOMPARE(write(helper, "adult = yes\n"), HelperOutcome::Done); // after the first one's answer
        QVERIFY(!called);
    }

    void helper_killed_isTold()
    {
        auto process = next();
        const int id = process->id();
        Helper helper(std::move(process));
        QSignalSpy gone(&helper, &Helper::gone);
        ::kill(id, SIGKILL);
        QTRY_COMPARE(gone.size(), 1);
        QVERIFY(!helper.isThere());
        QCOMPARE(save(helper, path("too-late.png")), HelperOutcome::Gone);
        QVERIFY(!QFile::exists(path("too-late.png")));
    }

    void helper_askedToEnd_staysWithTheProgram()
    {
        auto process = next();
        const int id = process->id();
        Helper helper(std::move(process));
        for (const int number : {SIGTERM, SIGINT, SIGHUP})
            ::kill(id, number);
        QCOMPARE(write(helper, "adult = yes\n"), HelperOutcome::Done);
    }

    void helper_doesNotAnswer_isGivenUp()
    {
        auto process = std::exchange(deaf, std::nullopt);
        QVERIFY(process);
        const int id = process->id();
        Helper helper(std::move(process), 100ms);
        QSignalSpy gone(&helper, &Helper::gone);
        QCOMPARE(write(helper, "adult = yes\n"), HelperOutcome::Gone);
        QCOMPARE(gone.size(), 1);
        QVERIFY(::kill(id, 0) != 0);
    }

    void request_ofAnotherKind_endsIt()
    {
        for (const HelperRequestHead& head :
             {HelperRequestHead{1, 1, 0, 0}, HelperRequestHead{HelperRequestHead().magic, 0, 0, 0},
              HelperRequestHead{HelperRequestHead().magic, 4, 0, 0},
              HelperRequestHead{HelperRequestHead().magic, 1, 1, 0},
              HelperRequestHead{HelperRequestHead().magic, 2, 5'000, 0},
              HelperRequestHead{HelperRequestHead().magic, 2, 5, 0xFFFF'FFFF}}) {
            QVERIFY(!isAcceptable(head));
            auto process = next();
            QVERIFY(process->socket().send(bytesOf(head), ChildSocket::Clock::now() + 10s));
            std::byte nothing[1];
            QVERIFY(!process->socket().receive(nothing, ChildSocket::Clock::now() + 20s));
            QVERIFY(process->letEnd(ChildSocket::Clock::now() + 20s));
        }
    }

    void webAddress_ofALink_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("as it is") << QStringLiteral("https://a.example/b?c=d&e#f")
                                  << QByteArray("https://a.example/b?c=d&e#f");
        QTest::newRow("without a scheme")
            << QStringLiteral("www.a.example") << QByteArray("https://www.a.example");
        QTest::newRow("plain") << QStringLiteral("HTTP://A.example/") << QByteArray("http://a.example/");
        QTest::newRow("other letters") << QStringLiteral("https://bücher.example/ü")
                                       << QByteArray("https://xn--bcher-kva.example/%C3%BC");
        QTest::newRow("quotes") << QStringLiteral("https://a.example/'$(x)`{y}|z^")
                                << QByteArray("https://a.example/%27%24(x)%60%7By%7D%7Cz%5E");
        QTest::newRow("a user") << QStringLiteral("https://bank.example@a.example") << QByteArray();
        QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << QByteArray();
        QTest::newRow("nothing") << QString() << QByteArray();
    }

    void webAddress_ofALink()
    {
        QFETCH(QString, link);
        QFETCH(QByteArray, address);
        QCOMPARE(webAddress(link), address);
    }

private:
    std::optional<ChildProcess> next()
    {
        ChildProcess one = std::move(helpers.front());
        helpers.pop_front();
        return one;
    }

    [[nodiscard]] QString path(const char* name) const { return m_home + u'/' + QString::fromUtf8(name); }
    [[nodiscard]] QString settingsPath() const { return path(".config/chatmet/settings.conf"); }

    template <typename Ask> HelperOutcome outcomeOf(Ask ask)
    {
        std::optional<HelperOutcome> outcome;
        ask([&outcome](HelperOutcome given) { outcome = given; });
        return QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 30'000) ? *outcome
                                                                                   : HelperOutcome::TooLate;
    }
    HelperOutcome save(Helper& helper, const QString& file)
    {
        return outcomeOf([&](auto done) { helper.createPicture(file, png, this, done); });
    }
    HelperOutcome write(Helper& helper, const char* text)
    {
        return outcomeOf([&](auto done) { helper.writeSettings(text, this, done); });
    }

    QString m_home;
};

int main(int argc, char** argv)
{
    const std::string_view argument = argc == 2 ? argv[1] : "";
    if (argument == helperArgument)
        return runHelper(true);
    if (argument == helperWithoutSettingsArgument)
        return runHelper(false);
    if (argument == "--deaf") {
        const auto socket = ChildSocket::inherited();
        while (true)
            ::pause();
    }
    const QTemporaryDir home;
    qputenv("HOME", home.path().toLocal8Bit());
    qunsetenv("XDG_CONFIG_HOME");
    // The test has no right to write any more; what it leaves is removed by whoever started it.
    const pid_t child = ::fork();
    if (child == 0) {
        HelperTest test(home.path());
        for (int i = 0; i < 20; ++i)
            test.helpers.push_back(std::move(*startHelper(true)));
        test.withoutSettings = startHelper(false);
        test.deaf = startDeaf();
        const WriteShelter shelter = takeWriteShelter();
        QCoreApplication application(argc, argv);
        const int failures = shelter.files ? QTest::qExec(&test, argc, argv) : 1;
        std::exit(failures);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

#include "HelperTest.moc"
