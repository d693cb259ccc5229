// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/client/app/WriteAttempts.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QLockFile>
#include <QProcess>
#include <QSaveFile>
#include <QSettings>
#include <QTemporaryFile>

#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace chatmet::testing {

namespace {

std::string at(const QString& folder, const char* name)
{
    return (folder + u'/' + QLatin1String(name)).toStdString();
}

/// Writes a byte to what was opened.
bool wrote(int file)
{
    if (file < 0)
        return false;
    const bool done = ::write(file, "x", 1) == 1;
    ::close(file);
    return done;
}

bool openedTwo(const std::string& path)
{
    struct
    {
        std::uint64_t flags, mode, resolve;
    } how{O_WRONLY | O_CREAT, 0600, 0};
    return wrote(static_cast<int>(::syscall(SYS_openat2, AT_FDCWD, path.c_str(), &how, sizeof(how))));
}

bool boundSocket(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const bool done = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    ::close(socket);
    return done;
}

bool sharedMemoryNamed()
{
    const int file = ::shm_open("/chatmet-write-attempt", O_RDWR | O_CREAT, 0600);
    if (file >= 0)
        ::shm_unlink("/chatmet-write-attempt");
    return wrote(file);
}

bool settingsStored(QSettings& settings)
{
    settings.setValue(QStringLiteral("key"), 1);
    settings.sync();
    return settings.status() == QSettings::NoError && QFile::exists(settings.fileName());
}

std::vector<WriteAttempt> ofTheSystem()
{
    return {
        {"open an existing file",
         [](const QString& in) { return wrote(::open(at(in, "existing").c_str(), O_WRONLY | O_APPEND)); }},
        {"open a new file",
         [](const QString& in) { return wrote(::open(at(in, "new").c_str(), O_RDWR | O_CREAT, 0600)); }},
        {"openat2", [](const QString& in) { return openedTwo(at(in, "new2")); }},
        {"a nameless file",
         [](const QString& in) { return wrote(::open(in.toLocal8Bit(), O_TMPFILE | O_WRONLY, 0600)); }, true,
         false},
        {"creat", [](const QString& in) { return wrote(::creat(at(in, "created").c_str(), 0600)); }},
        {"mkdir", [](const QString& in) { return ::mkdir(at(in, "made").c_str(), 0700) == 0; }},
        {"link",
         [](const QString& in) { return ::link(at(in, "existing").c_str(), at(in, "linked").c_str()) == 0; }},
        {"symlink", [](const QString& in) { return ::symlink("content", at(in, "pointed").c_str()) == 0; }},
        {"mkfifo", [](const QString& in) { return ::mkfifo(at(in, "pipe").c_str(), 0600) == 0; }},
        {"a socket with a name", [](const QString& in) { return boundSocket(at(in, "socket")); }, true, true,
         true},
        {"shared memory with a name", [](const QString&) { return sharedMemoryNamed(); }, true, false},
        {"open and cut",
         [](const QString& in) {
             return ::close(::open(at(in, "existing").c_str(), O_RDONLY | O_TRUNC)) == 0;
         }},
        {"truncate", [](const QString& in) { return ::truncate(at(in, "existing").c_str(), 9) == 0; }, false},
        {"chmod", [](const QString& in) { return ::chmod(at(in, "existing").c_str(), 0640) == 0; }, false},
        {"times",
         [](const QString& in) { return ::utimensat(AT_FDCWD, at(in, "existing").c_str(), nullptr, 0) == 0; },
         false},
        {"an extended attribute",
         [](const QString& in) {
             return ::setxattr(at(in, "existing").c_str(), "user.words", "x", 1, 0) == 0;
         },
         false, false},
    };
}

std::vector<WriteAttempt> ofLibraries()
{
    return {
        {"std::ofstream",
         [](const QString& in) { return bool(std::ofstream(at(in, "streamed")) << "x" << std::flush); }},
        {"fopen",
         [](const QString& in) {
             std::FILE* file = std::fopen(at(in, "opened").c_str(), "w");
             return file != nullptr && std::fclose(file) == 0;
         }},
        {"std::filesystem",
         [](const QString& in) {
             std::error_code error;
             return std::filesystem::create_directories(at(in, "a/b"), error);
         }},
        {"QFile",
         [](const QString& in) { return QFile(in + QLatin1String("/qfile")).open(QIODevice::WriteOnly); }},
        {"QSaveFile",
         [](const QString& in) {
             QSaveFile file(in + QLatin1String("/saved"));
             return file.open(QIODevice::WriteOnly) && file.write("x") == 1 && file.commit();
         }},
        {"QTemporaryFile",
         [](const QString& in) { return QTemporaryFile(in + QLatin1String("/t.XXXXXX")).open(); }},
        {"QTemporaryFile where it likes", [](const QString&) { return QTemporaryFile().open(); }},
        {"QSettings by path",
         [](const QString& in) {
             QSettings settings(in + QLatin1String("/settings.ini"), QSettings::IniFormat);
             return settingsStored(settings);
         }},
        {"QSettings by name",
         [](const QString&) {
             QSettings settings(QStringLiteral("ChatMetTest"), QStringLiteral("attempt"));
             return settingsStored(settings);
         }},
        {"QImage",
         [](const QString& in) {
             return QImage(2, 2, QImage::Format_RGB32).save(in + QLatin1String("/image.png"));
         }},
        {"QLockFile", [](const QString& in) { return QLockFile(in + QLatin1String("/lock")).tryLock(0); }},
        {"QDir", [](const QString& in) { return QDir(in).mkpath(QStringLiteral("c/d")); }},
        {"QProcess",
         [](const QString& in) {
             QProcess shell;
             shell.start(QStringLiteral("/bin/sh"),
                         {QStringLiteral("-c"), QStringLiteral("echo words > \"$0/by-a-shell\""), in});
             return shell.waitForFinished() && shell.exitCode() == 0;
         }},
    };
}

std::vector<WriteAttempt> thatTakeAway()
{
    return {
        {"rename",
         [](const QString& in) { return ::rename(at(in, "empty").c_str(), at(in, "renamed").c_str()) == 0; }},
        {"rmdir",
         [](const QString& in) {
             return ::rmdir(at(in, "empty").c_str()) == 0 || ::rmdir(at(in, "renamed").c_str()) == 0;
         }},
        {"unlink", [](const QString& in) { return ::unlink(at(in, "existing").c_str()) == 0; }},
    };
}

} // namespace

void prepareFolder(const QString& folder)
{
    QDir(folder).mkdir(QStringLiteral("empty"));
    QFile file(folder + QLatin1String("/existing"));
    if (file.open(QIODevice::WriteOnly))
        file.write("a line\n");
}

const std::vector<WriteAttempt>& writeAttempts()
{
    static const std::vector<WriteAttempt> all = [] {
        std::vector<WriteAttempt> attempts = ofTheSystem();
        for (const auto& more : {ofLibraries(), thatTakeAway()})
            attempts.insert(attempts.end(), more.begin(), more.end());
        return attempts;
    }();
    return all;
}

} // namespace chatmet::testing
