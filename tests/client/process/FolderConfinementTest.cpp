// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A process that writes into one folder can do nothing else, tried in children.
#include "client/process/FolderConfinement_linux.h"
#include "client/process/Landlock_linux.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace chatmet::client;

namespace {

int statusOf(const std::string& folder, const std::function<bool()>& work)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(confineToFolder(folder) ? (work() ? 0 : 1) : 100);
    int status = -1;
    ::waitpid(child, &status, 0);
    return status;
}

bool isDone(int status)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool isKilled(int status)
{
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

} // namespace

class FolderConfinementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_place = std::make_unique<QTemporaryDir>();
        m_folder = m_place->filePath(QStringLiteral("folder")).toStdString();
        m_other = m_place->filePath(QStringLiteral("other")).toStdString();
        QVERIFY(::mkdir(m_folder.c_str(), 0700) == 0 && ::mkdir(m_other.c_str(), 0700) == 0);
    }

    void file_inTheFolder_isWrittenRenamedRemoved()
    {
        QVERIFY(isDone(statusOf(m_folder, [this] {
            const std::string first = m_folder + "/first";
            const std::string second = m_folder + "/second";
            const int file = ::open(first.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
            const bool filled = ::write(file, "words", 5) == 5 && ::fsync(file) == 0 && ::close(file) == 0;
            return filled && ::syscall(SYS_renameat, AT_FDCWD, first.c_str(), AT_FDCWD, second.c_str()) == 0;
        })));
        QCOMPARE(QFile(QString::fromStdString(m_folder) + QLatin1String("/second")).size(), 5);
        QVERIFY(isDone(statusOf(m_folder, [this] {
            return ::syscall(SYS_unlinkat, AT_FDCWD, (m_folder + "/second").c_str(), 0) == 0;
        })));
        QVERIFY(QDir(QString::fromStdString(m_folder)).isEmpty());
    }

    void file_elsewhere_isRefused()
    {
        if (landlock::version() == 0)
            QSKIP("this kernel has no Landlock, which tells one folder from another");
        for (const std::string& folder : {m_other, m_place->path().toStdString(), std::string("/tmp")}) {
            QVERIFY(isDone(statusOf(m_folder, [&folder] {
                return ::open((folder + "/chatmet-probe").c_str(), O_WRONLY | O_CREAT, 0600) < 0 &&
                       errno == EACCES;
            })));
        }
        QVERIFY(isDone(
            statusOf(m_folder, [] { return ::open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES; })));
        QVERIFY(QDir(QString::fromStdString(m_other)).isEmpty());
    }

    void call_forbidden_kills_data()
    {
        QTest::addColumn<int>("call");
        const std::pair<const char*, int> calls[] = {
            {"socket", SYS_socket},     {"execve", SYS_execve}, {"fork", SYS_fork},     {"kill", SYS_kill},
            {"mkdirat", SYS_mkdirat},   {"linkat", SYS_linkat}, {"ptrace", SYS_ptrace}, {"read", SYS_read},
            {"setxattr", SYS_setxattr}, {"mount", SYS_mount}};
        for (const auto& [name, call] : calls)
            QTest::newRow(name) << call;
    }

    void call_forbidden_kills()
    {
        QFETCH(int, call);
        QVERIFY(isKilled(statusOf(m_folder, [call] {
            ::syscall(call, 0, 0, 0, 0, 0, 0);
            return true;
        })));
    }

    void folder_thatIsNotThere_isNotConfinedTo()
    {
        if (landlock::version() == 0)
            QSKIP("this kernel has no Landlock, which looks for the folder");
        const int status = statusOf("/nonexistent", [] { return true; });
        QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 100);
    }

private:
    std::unique_ptr<QTemporaryDir> m_place;
    std::string m_folder;
    std::string m_other;
};

QTEST_APPLESS_MAIN(FolderConfinementTest)
#include "FolderConfinementTest.moc"
