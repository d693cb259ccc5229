// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The three things that need the right to write: what they do, what they refuse, what they leave when it goes
// wrong.
#include "client/app/FileWork.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace chatmet::client;

namespace {

const QByteArray jpeg = QByteArray("\xFF\xD8\xFF\xE0", 4) + QByteArray(200'000, 'j');

std::span<const std::byte> bytesIn(const QByteArray& bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

mode_t modeOf(const QString& path)
{
    struct stat state = {};
    return ::lstat(path.toLocal8Bit(), &state) == 0 ? state.st_mode & 07777U : 0;
}

} // namespace

class FileWorkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("HOME", m_home->path().toLocal8Bit());
        qunsetenv("XDG_CONFIG_HOME");
    }

    // ---- settings

    void settingsFolder_followsTheSystem()
    {
        QCOMPARE(settingsFolder(), m_home->path().toStdString() + "/.config/chatmet");
        qputenv("XDG_CONFIG_HOME", "relative");
        QCOMPARE(settingsFolder(), m_home->path().toStdString() + "/.config/chatmet");
        qputenv("XDG_CONFIG_HOME", "/some/where");
        QCOMPARE(settingsFolder(), std::string("/some/where/chatmet"));
        qunsetenv("XDG_CONFIG_HOME");
        qunsetenv("HOME");
        QCOMPARE(settingsFolder(), std::string());
        QCOMPARE(writeSettings(""), HelperOutcome::NoPlace);
    }

    void writeSettings_nothingThere_makesFolderAndFileForTheOwner()
    {
        Settings settings;
        settings.adult = true;
        QCOMPARE(writeSettings(written(settings)), HelperOutcome::Done);
        QCOMPARE(contentOf(file()), QByteArray::fromStdString(written(settings)));
        QCOMPARE(modeOf(file()), mode_t(0600));
        QCOMPARE(modeOf(folder()), mode_t(0700));
        QCOMPARE(QDir(folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("settings.conf")});
    }

    void writeSettings_again_replacesWhole()
    {
        Settings adult;
        adult.adult = true;
        Settings quiet;
        quiet.typingHints = false;
        QCOMPARE(writeSettings("adult = yes\n"), HelperOutcome::Done);
        const int before = ::open(file().toLocal8Bit(), O_RDONLY);
        const QByteArray stale = (folder() + QLatin1String("/settings.conf.new")).toLocal8Bit();
        QVERIFY(::symlink("/etc/passwd", stale) == 0); // of whoever; it is not followed
        QCOMPARE(writeSettings("typing_hints = no\n"), HelperOutcome::Done);
        QCOMPARE(contentOf(file()), QByteArray::fromStdString(written(quiet)));
        // The old file is another one, whole to whoever reads it meanwhile.
        char old[500];
        const ssize_t bytes = ::read(before, old, sizeof(old));
        QCOMPARE(std::string(old, static_cast<std::size_t>(bytes)), written(adult));
        ::close(before);
        QVERIFY(!QFile::exists(QString::fromLocal8Bit(stale)));
    }

    void writeSettings_anythingElse_isRefused()
    {
        QCOMPARE(writeSettings("username = otter\n"), HelperOutcome::Refused);
        QVERIFY(!QFile::exists(folder()));
    }

    void writeSettings_folderIsAFile_hasNoPlace()
    {
        QVERIFY(QFile(m_home->filePath(QStringLiteral(".config"))).open(QIODevice::WriteOnly));
        QCOMPARE(writeSettings("adult = yes\n"), HelperOutcome::NoPlace);
    }

    void writeSettings_aFolderInItsPlace_leavesNothing()
    {
        QVERIFY(QDir().mkpath(file() + QLatin1String("/inside")));
        QVERIFY(writeSettings("adult = yes\n") != HelperOutcome::Done);
        QCOMPARE(QDir(folder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("settings.conf")});
    }

    // ---- pictures

    void createPicture_newName_isWhole()
    {
        const QString path = m_home->filePath(QStringLiteral("पहाड़ at dusk.JPG"));
        QCOMPARE(create(path), HelperOutcome::Done);
        QCOMPARE(contentOf(path), jpeg);
        QCOMPARE(modeOf(path), mode_t(0600));
    }

    void createPicture_nameIsTaken_touchesNothing()
    {
        const QString path = m_home->filePath(QStringLiteral("old.jpg"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        QCOMPARE(create(path), HelperOutcome::Exists);
        QCOMPARE(contentOf(path), QByteArray("old"));

        const QString target = m_home->filePath(QStringLiteral("target"));
        const QString link = m_home->filePath(QStringLiteral("link.jpg"));
        QVERIFY(QFile::link(target, link)); // to nowhere yet
        QCOMPARE(create(link), HelperOutcome::Exists);
        QVERIFY(!QFile::exists(target));

        const QString pipe = m_home->filePath(QStringLiteral("pipe.png"));
        QVERIFY(::mkfifo(pipe.toLocal8Bit(), 0600) == 0);
        QCOMPARE(create(pipe), HelperOutcome::Exists);
        const QString directory = m_home->filePath(QStringLiteral("folder.png"));
        QVERIFY(QDir().mkdir(directory));
        QCOMPARE(create(directory), HelperOutcome::Exists);
    }

    void createPicture_noSuchFolder_hasNoPlace()
    {
        QCOMPARE(create(m_home->filePath(QStringLiteral("none/a.jpg"))), HelperOutcome::NoPlace);
        QCOMPARE(create(QStringLiteral("/proc/a.jpg")), HelperOutcome::NoPlace);
        QCOMPARE(create(m_home->filePath(QString(300, u'n') + QLatin1String(".jpg"))),
                 HelperOutcome::NoPlace);
    }

    void createPicture_noPictureOrItsName_isRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        for (const char* name : {"a", "a.txt", "a.jpg.desktop", ".a.jpg", ".bashrc", "jpg", "a.svg", "/"})
            QTest::newRow(name) << QString::fromLatin1(name) << jpeg;
        QTest::newRow("text") << QStringLiteral("a.jpg") << QByteArray("[Desktop Entry]\nExec=words\n");
        QTest::newRow("nothing") << QStringLiteral("a.jpg") << QByteArray();
        QTest::newRow("sound") << QStringLiteral("a.webp") << QByteArray("RIFF\0\0\0\0WAVEfmt ", 16);
    }

    void createPicture_noPictureOrItsName_isRefused()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const std::string path = m_home->path().toStdString() + '/' + name.toStdString();
        QCOMPARE(createPicture(path, bytesIn(bytes)), HelperOutcome::Refused);
        QVERIFY(QDir(m_home->path()).isEmpty());
    }

    void createPicture_relativeOrCutPath_isRefused()
    {
        QVERIFY(!isPicturePath("a.jpg"));
        QVERIFY(!isPicturePath(""));
        QVERIFY(!isPicturePath(std::string_view("/tmp/a\0.jpg", 11)));
        QVERIFY(!isPicturePath("/" + std::string(5'000, 'a') + ".jpg"));
        QVERIFY(isPicturePath("/a.webp"));
    }

    void createPicture_diskIsFull_leavesNothing()
    {
        // A limit to the size of files answers as a full disk does, in the middle of the picture.
        const QString path = m_home->filePath(QStringLiteral("large.jpg"));
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit limit{100'000, 100'000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            ::_exit(create(path) == HelperOutcome::Full ? 0 : 1);
        }
        int status = -1;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
        QVERIFY(!QFile::exists(path));
    }

    // ---- links

    void openLink_webAddress_isHandedOver()
    {
        makeBrowser("printf '%s|' \"$@\" > \"$HOME/opened\"; env > \"$HOME/environment\"");
        qputenv("G_SLICE", "always-malloc");
        QCOMPARE(openLink("https://a.example/?q=1&r=(2);x"), HelperOutcome::Done);
        QCOMPARE(contentOf(m_home->filePath(QStringLiteral("opened"))),
                 QByteArray("https://a.example/?q=1&r=(2);x|"));
        QVERIFY(!contentOf(m_home->filePath(QStringLiteral("environment"))).contains("G_SLICE"));
    }

    void openLink_browserStays_isNotWaitedFor()
    {
        makeBrowser("exec sleep 20");
        QCOMPARE(openLink("http://a.example"), HelperOutcome::Done);
    }

    void openLink_noBrowser_isSaid()
    {
        makeBrowser("exit 3");
        QCOMPARE(openLink("https://a.example"), HelperOutcome::NoBrowser);
        qputenv("PATH", m_home->filePath(QStringLiteral("none")).toLocal8Bit());
        QCOMPARE(openLink("https://a.example"), HelperOutcome::NoBrowser);
    }

    void openLink_anythingElse_isRefused_data()
    {
        QTest::addColumn<QString>("url");
        for (const char* url : {"", "https://", "file:///etc/passwd", "javascript:alert(1)",
                                "ftp://a.example", "a.example", "https:a.example", "--help",
                                "https://a.example/ b", "https://a.example/\n", "https://a.example/'x",
                                "https://a.example/$(x)", "https://a.example/`x`", "https://a.example/\"x"})
            QTest::newRow(url) << QString::fromLatin1(url);
        QTest::newRow("other letters") << QStringLiteral("https://पहाड़.example");
        QTest::newRow("too long") << QStringLiteral("https://a.example/") + QString(3'000, u'a');
    }

    void openLink_anythingElse_isRefused()
    {
        QFETCH(QString, url);
        makeBrowser("touch \"$HOME/opened\"");
        QCOMPARE(openLink(url.toStdString()), HelperOutcome::Refused);
        QVERIFY(!QFile::exists(m_home->filePath(QStringLiteral("opened"))));
    }

private:
    [[nodiscard]] QString folder() const { return m_home->filePath(QStringLiteral(".config/chatmet")); }
    [[nodiscard]] QString file() const { return folder() + QLatin1String("/settings.conf"); }

    static HelperOutcome create(const QString& path)
    {
        return createPicture(QFile::encodeName(path).toStdString(), bytesIn(jpeg));
    }

    /// An xdg-open of our own, the first in the path.
    void makeBrowser(const char* script)
    {
        const QString path = m_home->filePath(QStringLiteral("bin/xdg-open"));
        QVERIFY(QDir().mkpath(m_home->filePath(QStringLiteral("bin"))));
        QFile program(path);
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write(QByteArray("#!/bin/sh\n") + script + "\n");
        program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("PATH", m_home->filePath(QStringLiteral("bin")).toLocal8Bit() + ":/usr/bin:/bin");
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

QTEST_APPLESS_MAIN(FileWorkTest)
#include "FileWorkTest.moc"
