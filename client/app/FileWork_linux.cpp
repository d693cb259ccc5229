// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux, in the helper process: every file is written by a child that can reach one folder and nothing else.
// A browser is started by the helper itself, which therefore has given up nothing that a browser needs
// (no_new_privs is for good, and breaks the sandboxes of some).
#include "client/app/FileWork.h"
#include "client/process/ChildEnd_linux.h"
#include "client/process/ChildSocket.h"
#include "client/process/FolderConfinement_linux.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace chatmet::client {

namespace {

using std::chrono::milliseconds;
using Clock = ChildSocket::Clock;

constexpr auto writingMax = std::chrono::seconds(45);
constexpr auto endingMax =
    std::chrono::seconds(5); ///< beyond writingMax, for one that hangs in a broken disk
constexpr auto browserFailsIn = milliseconds(1'500); ///< afterwards it is taken to have started
constexpr std::size_t pieceBytes = 256 * 1024;       ///< the clock is looked at between pieces
constexpr mode_t onlyOwner = 0600;

HelperOutcome outcomeOf(int error)
{
    switch (error) {
    case EEXIST: return HelperOutcome::Exists;
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return HelperOutcome::Full;
    case ENOENT:
    case ENOTDIR:
    case EACCES:
    case EPERM:
    case EROFS:
    case ELOOP:
    case EISDIR:
    case ENAMETOOLONG: return HelperOutcome::NoPlace;
    default: return HelperOutcome::Failed;
    }
}

/// Runs work in a child that can write into `folder` alone; it answers with an outcome.
HelperOutcome confined(const std::string& folder,
                       const std::function<HelperOutcome(Clock::time_point until)>& work)
{
    const auto until = Clock::now() + writingMax;
    const pid_t child = ::fork();
    if (child < 0)
        return HelperOutcome::Failed;
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN); // a limit on a file's size is told as an error
        ::_exit(static_cast<int>(confineToFolder(folder) ? work(until) : HelperOutcome::Failed));
    }
    const auto status = statusOf(child, until + endingMax);
    if (!status) {
        endNow(child);
        return HelperOutcome::TooLate;
    }
    return WIFEXITED(*status) && WEXITSTATUS(*status) < static_cast<int>(HelperOutcome::Gone)
               ? static_cast<HelperOutcome>(WEXITSTATUS(*status))
               : HelperOutcome::Failed;
}

/// Everything written and on the disk, or why not. Closes file.
HelperOutcome fill(int file, std::span<const std::byte> bytes, Clock::time_point until)
{
    HelperOutcome outcome = HelperOutcome::Done;
    while (!bytes.empty() && outcome == HelperOutcome::Done) {
        const ssize_t done = ::write(file, bytes.data(), std::min(bytes.size(), pieceBytes));
        if (done > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(done));
        else if (errno != EINTR)
            outcome = outcomeOf(errno);
        if (Clock::now() >= until)
            outcome = HelperOutcome::TooLate;
    }
    if (outcome == HelperOutcome::Done && ::fsync(file) != 0 &&
        errno != EINVAL) // some file systems have none
        outcome = outcomeOf(errno);
    if (::close(file) != 0 && outcome == HelperOutcome::Done)
        outcome = outcomeOf(errno);
    return outcome;
}

/// In an open folder, of a name that does not exist; removed again where it could not be filled.
HelperOutcome create(int folder, const char* name, std::span<const std::byte> bytes, Clock::time_point until)
{
    const int file = ::openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, onlyOwner);
    if (file < 0)
        return outcomeOf(errno);
    const HelperOutcome outcome = fill(file, bytes, until);
    if (outcome != HelperOutcome::Done)
        ::unlinkat(folder, name, 0);
    return outcome;
}

/// Makes what is missing of a path of folders, each for the owner alone.
bool makeFolders(const std::string& path)
{
    for (std::size_t end = path.find('/', 1); end != std::string::npos; end = path.find('/', end + 1))
        ::mkdir(path.substr(0, end).c_str(), 0700);
    return ::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST;
}

class Folder
{
public:
    explicit Folder(const std::string& path)
        : m_number(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))
    {
    }
    ~Folder()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

/// In the child between fork and exec: what the browser shall not inherit of this program.
[[noreturn]] void becomeBrowser(const std::string& url)
{
    ::setsid();
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        ::signal(number, SIG_DFL);
    ::unsetenv("G_SLICE");
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(nothing, standard);
    ::execlp("xdg-open", "xdg-open", url.c_str(), nullptr);
    ::_exit(127);
}

} // namespace

std::string settingsFolder()
{
    const char* const config = std::getenv("XDG_CONFIG_HOME");
    if (config != nullptr && *config == '/') // a relative one is to be ignored, says the specification
        return std::string(config) + "/chatmet";
    const char* const home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? std::string(home) + "/.config/chatmet" : std::string();
}

HelperOutcome writeSettings(std::string_view text)
{
    const auto settings = readSettings(text);
    if (!settings)
        return HelperOutcome::Refused;
    const std::string path = settingsFolder();
    if (path.empty() || !makeFolders(path))
        return HelperOutcome::NoPlace;
    const Folder folder(path);
    if (folder.number() < 0)
        return outcomeOf(errno);
    return confined(path, [&folder, &settings](Clock::time_point until) {
        const std::string name(settingsFileName);
        const std::string fresh = name + ".new";
        const std::string canonical = written(*settings);
        ::unlinkat(folder.number(), fresh.c_str(), 0); // of a time that ended in the middle
        const HelperOutcome made =
            create(folder.number(), fresh.c_str(), std::as_bytes(std::span(canonical)), until);
        if (made != HelperOutcome::Done)
            return made;
        if (::renameat(folder.number(), fresh.c_str(), folder.number(), name.c_str()) == 0)
            return HelperOutcome::Done;
        const HelperOutcome outcome = outcomeOf(errno);
        ::unlinkat(folder.number(), fresh.c_str(), 0);
        return outcome;
    });
}

HelperOutcome createPicture(const std::string& path, std::span<const std::byte> bytes)
{
    if (!isPicturePath(path) || !isPictureFile(bytes))
        return HelperOutcome::Refused;
    const std::size_t slash = path.rfind('/');
    const std::string parent = slash == 0 ? "/" : path.substr(0, slash);
    const Folder folder(parent);
    if (folder.number() < 0)
        return outcomeOf(errno);
    return confined(parent, [&folder, &path, slash, bytes](Clock::time_point until) {
        return create(folder.number(), path.c_str() + slash + 1, bytes, until);
    });
}

HelperOutcome openLink(const std::string& url)
{
    if (!isWebLink(url))
        return HelperOutcome::Refused;
    while (::waitpid(-1, nullptr, WNOHANG) > 0) { // earlier ones that have ended since
    }
    const pid_t child = ::fork();
    if (child < 0)
        return HelperOutcome::Failed;
    if (child == 0)
        becomeBrowser(url);
    const auto status = statusOf(child, Clock::now() + browserFailsIn);
    const bool started = !status || (WIFEXITED(*status) && WEXITSTATUS(*status) == 0);
    return started ? HelperOutcome::Done : HelperOutcome::NoBrowser;
}

} // namespace chatmet::client
