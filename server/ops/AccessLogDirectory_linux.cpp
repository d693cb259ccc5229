// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The access log's folder on Linux: everything relative to one open directory. POSIX.1-2008 only.
#include "server/ops/AccessLogDirectory.h"

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

Error systemError(int number)
{
    return Error{Errc::Unavailable, std::generic_category().message(number)};
}

} // namespace

struct AccessLogDirectory::State
{
    /// The open file is the one that the name stands for, and not one that was deleted or moved away.
    [[nodiscard]] bool isCurrent(const std::string& name) const
    {
        struct stat opened
        {
        };
        struct stat named
        {
        };
        return file.isOpen() && name == fileName && ::fstat(file.get(), &opened) == 0 &&
               ::fstatat(directory.get(), name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
               opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
    }

    Result<Done> openFile(const std::string& name)
    {
        // Not blocking, so that a pipe of that name is refused instead of waited for.
        const int flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
        file.reset(::openat(directory.get(), name.c_str(), flags, fileMode));
        if (!file.isOpen()) {
            return systemError(errno);
        }
        struct stat opened
        {
        };
        if (::fstat(file.get(), &opened) != 0 || !S_ISREG(opened.st_mode)) {
            file.reset(-1);
            return Error{Errc::Unavailable, name + " is not a regular file"};
        }
        fileName = name;
        return Done{};
    }

    Descriptor directory;
    Descriptor file;
    std::string fileName;
};

AccessLogDirectory::AccessLogDirectory() = default;
AccessLogDirectory::~AccessLogDirectory() = default;
AccessLogDirectory::AccessLogDirectory(AccessLogDirectory&&) noexcept = default;
AccessLogDirectory& AccessLogDirectory::operator=(AccessLogDirectory&&) noexcept = default;

Result<Done> AccessLogDirectory::open(const std::string& path)
{
    auto state = std::make_unique<State>();
    state->directory.reset(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!state->directory.isOpen()) {
        return systemError(errno);
    }
    m_state = std::move(state);
    return Done{};
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

Result<Done> AccessLogDirectory::append(const std::string& name, std::string_view lines)
{
    if (!m_state) {
        return systemError(EBADF);
    }
    if (!m_state->isCurrent(name)) {
        if (const auto opened = m_state->openFile(name); !opened) {
            return opened;
        }
    }
    if (lines.empty()) {
        return Done{};
    }
    const int file = m_state->file.get();
    const off_t before = ::lseek(file, 0, SEEK_END);
    const ssize_t written = ::write(file, lines.data(), lines.size());
    if (written == static_cast<ssize_t>(lines.size())) {
        return Done{};
    }
    const int number = written < 0 ? errno : ENOSPC;
    if (written > 0 && before >= 0 && ::ftruncate(file, before) != 0) {
        return systemError(errno); // half a line stays; nothing more can be done about it
    }
    return systemError(number);
}

} // namespace chatmet::server
