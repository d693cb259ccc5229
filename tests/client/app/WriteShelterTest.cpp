// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tries to write in every way and from everywhere, after the same call as the program's main makes; before,
// in a process that has not made it, the same attempts have to succeed.
#include "client/process/WriteShelter.h"

#include "client/app/ClientApp.h"
#include "client/view/ChatView.h"
#include "client/view/FileChooser.h"
#include "tests/client/app/WriteAttempts.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTreeView>

#include <cstdio>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

/// Names of the attempts that wrote something; none is what a shelter promises.
QStringList successes(const QString& folder, const WriteShelter& shelter, bool landlock)
{
    QStringList names;
    for (const WriteAttempt& attempt : writeAttempts()) {
        const bool promised = attempt.changesFiles ? shelter.files : shelter.attributes;
        if (promised && (landlock || !attempt.needsLandlock) && attempt.succeeds(folder))
            names.append(QLatin1String(attempt.name));
    }
    return names;
}

/// Everything in a folder, with sizes and times.
QStringList look(const QString& folder)
{
    QStringList all;
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QFileInfo entry = entries.nextFileInfo();
        all.append(QStringLiteral("%1 %2 %3")
                       .arg(entry.filePath())
                       .arg(entry.size())
                       .arg(entry.lastModified().toMSecsSinceEpoch()));
    }
    all.sort();
    return all;
}

QStringList inForkedChild(const QString& folder, const WriteShelter& shelter, bool landlock)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return {QStringLiteral("no pipe")};
    const pid_t child = ::fork();
    if (child == 0) {
        const QByteArray names = successes(folder, shelter, landlock).join(u'\n').toUtf8() + "\n";
        const bool told = ::write(ends[1], names.constData(), size_t(names.size())) == names.size();
        ::_exit(told ? 0 : 1);
    }
    ::close(ends[1]);
    char buffer[4'096];
    const ssize_t bytes = ::read(ends[0], buffer, sizeof(buffer));
    ::close(ends[0]);
    int status = -1;
    ::waitpid(child, &status, 0);
    if (bytes <= 0 || status != 0)
        return {QStringLiteral("the child did not answer")};
    return QString::fromUtf8(buffer, bytes).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

class WriteShelterTest : public QObject
{
    Q_OBJECT

public:
    WriteShelterTest(QString folder, WriteShelter shelter, bool landlock)
        : m_folder(std::move(folder)),
          m_shelter(std::move(shelter)),
          m_landlock(landlock),
          m_before(look(m_folder)),
          m_earlySuccesses(successes(m_folder, m_shelter, landlock)),
          m_earlyChild(inForkedChild(m_folder, m_shelter, landlock))
    {
    }

private Q_SLOTS:
    void taken_saysWhatItIs()
    {
        QVERIFY2(m_shelter.files && m_shelter.attributes, m_shelter.text.c_str());
        QCOMPARE(m_shelter.text.find("(Landlock") != std::string::npos, m_landlock);
        QVERIFY(writingIsRefused());
    }

    void write_beforeTheApplication_fails() { QCOMPARE(m_earlySuccesses, QStringList()); }
    void write_fromAChildBeforeTheApplication_fails() { QCOMPARE(m_earlyChild, QStringList()); }

    void write_fromTheMainThread_fails()
    {
        QCOMPARE(successes(m_folder, m_shelter, m_landlock), QStringList());
    }

    void write_fromAPoolThread_fails()
    {
        QStringList names{QStringLiteral("not run")};
        QThreadPool::globalInstance()->start([&] { names = successes(m_folder, m_shelter, m_landlock); });
        QThreadPool::globalInstance()->waitForDone();
        QCOMPARE(names, QStringList());
    }

    void write_fromAThread_fails()
    {
        QStringList names{QStringLiteral("not run")};
        std::thread([&] { names = successes(m_folder, m_shelter, m_landlock); }).join();
        QCOMPARE(names, QStringList());
    }

    void write_fromAChild_fails() { QCOMPARE(inForkedChild(m_folder, m_shelter, m_landlock), QStringList()); }

    void memoryAndPipes_stillWork()
    {
        const int memory = ::memfd_create("test", MFD_CLOEXEC);
        QVERIFY(::ftruncate(memory, 100) == 0 && ::write(memory, "x", 1) == 1);
        ::close(memory);
        int ends[2];
        QVERIFY(::pipe(ends) == 0 && ::write(ends[1], "x", 1) == 1);
        ::close(ends[0]);
        ::close(ends[1]);
        const int nothing = ::open("/dev/null", O_RDWR | O_TRUNC);
        QCOMPARE(nothing >= 0, m_landlock);
        ::close(nothing);
        QVERIFY(QFile(m_folder + QLatin1String("/existing")).open(QIODevice::ReadOnly));
    }

    void window_shows_andItsFileChooserLists()
    {
        ClientApp app(qApp, CommandLine());
        app.show();
        QVERIFY(QTest::qWaitForWindowExposed(app.window()));
        Q_EMIT app.window()->chat()->choosePictureRequested();
        auto* chooser = named<FileChooser>(app.window(), "fileChooser");
        chooser->openForSaving(QStringLiteral("picture"), {QStringLiteral("png")});
        QVERIFY(chooser->isVisible());
        auto* list = named<QTreeView>(chooser, "chooserList");
        QTRY_VERIFY(list->model()->rowCount(list->rootIndex()) > 0);
        chooser->close();
    }

    void shelter_afterThreads_isNotClaimed()
    {
        // Somebody who calls it late is told so, instead of being lulled.
        std::atomic<bool> done{false};
        std::thread other([&] {
            while (!done)
                std::this_thread::yield();
        });
        const WriteShelter late = takeWriteShelter();
        done = true;
        other.join();
        QVERIFY(!late.files);
        QVERIFY(late.text.find("threads") != std::string::npos);
    }

    void everything_afterwards_isAsItWas() { QCOMPARE(look(m_folder), m_before); }

private:
    QString m_folder;
    WriteShelter m_shelter;
    bool m_landlock;
    QStringList m_before;
    QStringList m_earlySuccesses;
    QStringList m_earlyChild;
};

namespace {

/// Without a shelter the attempts do write, or their failure would mean nothing.
/// A home that goes with the test, so that nothing is left in the person's own.
void makeHome(const QTemporaryDir& folder)
{
    prepareFolder(folder.path());
    qputenv("HOME", folder.path().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
}

/// Without a shelter the attempts do write, or their failure would mean nothing.
bool attemptsWork()
{
    const QTemporaryDir folder;
    makeHome(folder);
    bool all = true;
    for (const WriteAttempt& attempt : writeAttempts()) {
        if (attempt.succeeds(folder.path()) || !attempt.everywhere)
            continue;
        std::fprintf(stderr, "FAIL: this attempt writes nothing without a shelter either: %s\n",
                     attempt.name);
        all = false;
    }
    return all && !writingIsRefused();
}

int runSheltered(const QString& means)
{
    const QTemporaryDir folder;
    makeHome(folder);
    QFile listed(folder.filePath(QStringLiteral("picture.jpg"))); // for the file chooser to show
    if (!listed.open(QIODevice::WriteOnly))
        return 1;
    listed.close();
    QProcess test;
    test.setProcessChannelMode(QProcess::ForwardedChannels);
    test.start(QCoreApplication::applicationFilePath(), {means, folder.path()});
    return test.waitForFinished(100'000) && test.exitStatus() == QProcess::NormalExit ? test.exitCode() : 1;
}

} // namespace

int main(int argc, char** argv)
{
    const QString all = QStringLiteral("sheltered");
    const QString filterOnly = QStringLiteral("sheltered-by-the-filter-alone");
    if (argc == 3) {
        const bool landlock = QLatin1String(argv[1]) == all;
        const WriteShelter shelter =
            takeWriteShelter(landlock ? ShelterMeans::All : ShelterMeans::WithoutLandlock);
        WriteShelterTest test(QString::fromLocal8Bit(argv[2]), shelter, landlock);
        QApplication application(argc, argv);
        return QTest::qExec(&test, {QCoreApplication::applicationFilePath()});
    }
    const QCoreApplication application(argc, argv);
    const bool works = attemptsWork();
    const int failures = runSheltered(all) + runSheltered(filterOnly);
    return works ? failures : 1;
}

#include "WriteShelterTest.moc"
