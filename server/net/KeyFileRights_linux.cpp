// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// By the file's mode; a folder above that keeps others out is not looked at.
#include "server/net/KeyFileRights.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chatmet::server {

bool everybodyCanRead(const std::string& file)
{
    struct stat about
    {
    };
    return ::stat(file.c_str(), &about) == 0 && (about.st_mode & S_IROTH) != 0;
}

Result<Done> createFile(const std::string& file, std::string_view text, FileFor who)
{
    const auto failed = [](int error) {
        return Error{Errc::Unavailable, error == EEXIST
                                            ? "is there already and is not overwritten"
                                            : "can't be written: " + std::string(std::strerror(error))};
    };
    const int mode = who == FileFor::OwnerAlone ? 0600 : 0644;
    const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (opened < 0) {
        return failed(errno);
    }
    while (!text.empty()) {
        const ssize_t written = ::write(opened, text.data(), text.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            break;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    const bool whole = text.empty() && ::fsync(opened) == 0;
    const int error = errno;
    const bool closed = ::close(opened) == 0;
    if (!whole || !closed) {
        ::unlink(file.c_str());
        return failed(whole ? errno : error);
    }
    return Done{};
}

} // namespace chatmet::server
