// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The access log's folder on Linux: everything relative to one open directory. POSIX.1-2008 only.
#include "server/ops/AccessLogDirectory.h"

#include <array>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace chatmet::server {

namespace {

constexpr mode_t fileMode = 0600;
constexpr mode_t modeBits = 07777;
// Not blocking, so that a pipe in place of a file is refused instead of waited for.
constexpr int fileFlags = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
constexpr std::int64_t msPerSecond = 1000;
constexpr std::int64_t nsPerMs = 1'000'000;

class Descriptor
{
public:
    explicit Descriptor(int number = -1) : m_number(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void reset(int number)
    {
        close();
        m_number = number;
    }
    [[nodiscard]] int get() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }

private:
    void close()
    {
        if (m_number >= 0) {
            ::close(std::exchange(m_number, -1));
        }
    }

    int m_number;
};

using Stat = struct stat;

Error systemError(int number)
{
    return Error{Errc::Unavailable, std::generic_category().message(number)};
}

std::optional<Stat> statOf(int descriptor)
{
    Stat about{};
    return ::fstat(descriptor, &about) == 0 ? std::optional(about) : std::nullopt;
}

/// name: of what stands in the directory; a link is not followed.
std::optional<Stat> statOf(int directory, const std::string& name)
{
    Stat about{};
    return ::fstatat(directory, name.c_str(), &about, AT_SYMLINK_NOFOLLOW) == 0 ? std::optional(about)
                                                                                : std::nullopt;
}

bool isSame(const std::optional<Stat>& one, const std::optional<Stat>& other)
{
    return one && other && one->st_ino == other->st_ino && one->st_dev == other->st_dev;
}

} // namespace

struct AccessLogDirectory::State
{
    /// The open file is the one that the name stands for, and not one that was deleted or moved away.
    [[nodiscard]] bool isCurrent(const std::string& name) const
    {
        return file.isOpen() && name == fileName && isSame(statOf(file.get()), statOf(directory.get(), name));
    }

    Result<Done> openFile(const std::string& name)
    {
        file.reset(
            ::openat(directory.get(), name.c_str(), O_RDWR | O_APPEND | O_CREAT | fileFlags, fileMode));
        if (!file.isOpen()) {
            return systemError(errno);
        }
        const auto about = statOf(file.get());
        if (!about || !S_ISREG(about->st_mode)) {
            file.reset(-1);
            return Error{Errc::Unavailable, name + " is not a regular file"};
        }
        if ((about->st_mode & modeBits) != fileMode && ::fchmod(file.get(), fileMode) != 0) {
            const Error error = systemError(errno);
            file.reset(-1);
            return Error{error.code, name + " can be read by others: " + error.text};
        }
        char last = '\n';
        halfLine =
            about->st_size > 0 && ::pread(file.get(), &last, 1, about->st_size - 1) == 1 && last != '\n';
        fileName = name;
        return Done{};
    }

    std::string path;
    Descriptor directory;
    Descriptor file;
    std::string fileName;
    bool halfLine{false}; ///< the open file ends within a line
};

AccessLogDirectory::AccessLogDirectory() = default;
AccessLogDirectory::~AccessLogDirectory() = default;
AccessLogDirectory::AccessLogDirectory(AccessLogDirectory&&) noexcept = default;
AccessLogDirectory& AccessLogDirectory::operator=(AccessLogDirectory&&) noexcept = default;

Result<Done> AccessLogDirectory::open(const std::string& path)
{
    auto state = std::make_unique<State>();
    state->path = path;
    state->directory.reset(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!state->directory.isOpen()) {
        return systemError(errno);
    }
    m_state = std::move(state);
    return Done{};
}

Result<Done> AccessLogDirectory::follow()
{
    if (!m_state) {
        return systemError(EBADF);
    }
    Stat named{};
    if (::stat(m_state->path.c_str(), &named) != 0) {
        return systemError(errno);
    }
    return isSame(named, statOf(m_state->directory.get())) ? Result<Done>(Done{})
                                                           : open(std::string(m_state->path));
}

Result<std::string> AccessLogDirectory::checkRights() const
{
    const auto about = m_state ? statOf(m_state->directory.get()) : std::nullopt;
    if (!about) {
        return systemError(EBADF);
    }
    if ((about->st_mode & S_IWOTH) != 0) {
        return Error{Errc::Unavailable, "everybody can write there; use chmod 700"};
    }
    if (about->st_uid != ::geteuid() && about->st_uid != 0) {
        return std::string("it belongs to another user, who can change what it holds");
    }
    if ((about->st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return std::string("others can see its files' names or add some; use chmod 700");
    }
    return std::string();
}

Result<std::vector<std::string>> AccessLogDirectory::list() const
{
    if (!m_state) {
        return systemError(EBADF);
    }
    const int again = ::openat(m_state->directory.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR* entries = again < 0 ? nullptr : ::fdopendir(again);
    if (entries == nullptr) {
        const int number = errno;
        Descriptor closing(again);
        return systemError(number);
    }
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(entries)) {
        names.emplace_back(entry->d_name);
    }
    const int number = errno;
    ::closedir(entries);
    return number == 0 ? Result<std::vector<std::string>>(std::move(names)) : systemError(number);
}

Result<Done> AccessLogDirectory::remove(const std::string& name)
{
    if (!m_state) {
        return systemError(EBADF);
    }
    if (::unlinkat(m_state->directory.get(), name.c_str(), 0) != 0 && errno != ENOENT) {
        return systemError(errno);
    }
    return Done{};
}

Result<std::optional<std::int64_t>> AccessLogDirectory::modified(const std::string& name) const
{
    using Time = std::optional<std::int64_t>;
    if (!m_state) {
        return systemError(EBADF);
    }
    if (const auto about = statOf(m_state->directory.get(), name)) {
        return Time(std::int64_t{about->st_mtime} * msPerSecond);
    }
    return errno == ENOENT ? Result<Time>(Time()) : systemError(errno);
}

Result<Done> AccessLogDirectory::setModified(const std::string& name, std::int64_t utcMs)
{
    if (!m_state) {
        return systemError(EBADF);
    }
    const timespec time{static_cast<time_t>(utcMs / msPerSecond),
                        static_cast<long>(utcMs % msPerSecond * nsPerMs)};
    const std::array<timespec, 2> times{time, time};
    const int done = ::utimensat(m_state->directory.get(), name.c_str(), times.data(), AT_SYMLINK_NOFOLLOW);
    return done == 0 || errno == ENOENT ? Result<Done>(Done{}) : systemError(errno);
}

Result<Done> AccessLogDirectory::append(const std::string& name, std::string_view lines)
{
    if (!m_state) {
        return systemError(EBADF);
    }
    if (!m_state->isCurrent(name)) {
        auto opened = m_state->openFile(name);
        if (!opened) { // perhaps because the folder was removed; there may be another by now
            opened = follow();
            opened = opened ? m_state->openFile(name) : opened;
        }
        if (!opened) {
            return opened;
        }
    }
    if (lines.empty()) {
        return Done{};
    }
    const int file = m_state->file.get();
    const std::string whole = std::string(m_state->halfLine ? "\n" : "").append(lines);
    const off_t before = ::lseek(file, 0, SEEK_END);
    const ssize_t written = ::write(file, whole.data(), whole.size());
    if (written == static_cast<ssize_t>(whole.size())) {
        m_state->halfLine = false;
        return Done{};
    }
    const int number = written < 0 ? errno : ENOSPC;
    if (written > 0 && (before < 0 || ::ftruncate(file, before) != 0)) {
        m_state->halfLine = true;
    }
    return systemError(number);
}

Result<bool> AccessLogDirectory::publish(const std::string& temporary, const std::string& name,
                                         std::uint64_t bytes)
{
    if (!m_state) {
        return systemError(EBADF);
    }
    const int directory = m_state->directory.get();
    Descriptor file(::openat(directory, temporary.c_str(), O_RDONLY | fileFlags));
    if (!file.isOpen() || ::fsync(file.get()) != 0) {
        return systemError(errno);
    }
    const auto about = statOf(file.get());
    if (!about || static_cast<std::uint64_t>(about->st_size) != bytes) {
        return Error{Errc::Unavailable, "somebody removed it meanwhile"};
    }
    if (::linkat(directory, temporary.c_str(), directory, name.c_str(), 0) != 0) {
        return errno == EEXIST ? Result<bool>(false) : systemError(errno);
    }
    if (::unlinkat(directory, temporary.c_str(), 0) != 0 || ::fsync(directory) != 0) {
        return systemError(errno);
    }
    return true;
}

Result<bool> AccessLogDirectory::read(const std::string& name, const Piece& piece) const
{
    if (!m_state) {
        return systemError(EBADF);
    }
    Descriptor file(::openat(m_state->directory.get(), name.c_str(), O_RDONLY | fileFlags));
    if (!file.isOpen()) {
        return errno == ENOENT ? Result<bool>(false) : systemError(errno);
    }
    const auto about = statOf(file.get());
    if (!about || !S_ISREG(about->st_mode)) {
        return Error{Errc::Unavailable, "is not a regular file"};
    }
    std::array<char, 65'536> buffer;
    for (;;) {
        const ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
        if (got < 0) {
            return systemError(errno);
        }
        if (got == 0 || !piece(std::string_view(buffer.data(), static_cast<std::size_t>(got)))) {
            return true;
        }
    }
}

} // namespace chatmet::server
