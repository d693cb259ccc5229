// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// systemd, and whoever speaks as it does.
#include "server/ops/ServiceManager.h"

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace chatmet::server {

namespace {

constexpr int firstSocket = 3; // SD_LISTEN_FDS_START

std::string takeVariable(const char* name)
{
    const char* value = std::getenv(name);
    const std::string taken = value == nullptr ? "" : value;
    ::unsetenv(name);
    return taken;
}

std::optional<long long> numberOf(std::string_view text)
{
    long long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// What systemd says of the stream that it has made, against what this one is.
bool isJournal(const std::string& stream, int descriptor)
{
    struct stat about
    {
    };
    const std::size_t colon = stream.find(':');
    return colon != std::string::npos && ::fstat(descriptor, &about) == 0 &&
           numberOf(stream.substr(0, colon)) == static_cast<long long>(about.st_dev) &&
           numberOf(stream.substr(colon + 1)) == static_cast<long long>(about.st_ino);
}

} // namespace

ServiceManager::ServiceManager() : m_address(takeVariable("NOTIFY_SOCKET"))
{
    const auto own = [](const std::string& pid) {
        return pid.empty() || numberOf(pid) == static_cast<long long>(::getpid());
    };
    const auto watchdog = numberOf(takeVariable("WATCHDOG_USEC"));
    if (own(takeVariable("WATCHDOG_PID")) && watchdog.value_or(0) > 0) {
        m_watchdog = std::chrono::microseconds(*watchdog);
    }
    const auto sockets = numberOf(takeVariable("LISTEN_FDS"));
    const std::string listener = takeVariable("LISTEN_PID");
    if (!listener.empty() && own(listener)) {
        m_sockets = static_cast<int>(sockets.value_or(0));
    }
    ::unsetenv("LISTEN_FDNAMES");
    const std::string stream = takeVariable("JOURNAL_STREAM");
    m_journal = isJournal(stream, STDERR_FILENO);
    m_journalOfOutput = isJournal(stream, STDOUT_FILENO);
}

void ServiceManager::ready() const
{
    tell("READY=1");
}

void ServiceManager::reloading() const
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    constexpr long long perSecond = 1'000'000;
    tell("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.tv_sec * perSecond + now.tv_nsec / 1'000));
}

void ServiceManager::stopping() const
{
    tell("STOPPING=1");
}

void ServiceManager::status(const std::string& words) const
{
    tell("STATUS=" + words);
}

void ServiceManager::alive() const
{
    tell("WATCHDOG=1");
}

std::vector<int> ServiceManager::takeListeningSocket(std::size_t holders)
{
    if (m_sockets != 1 || holders == 0) {
        return {};
    }
    m_sockets = 0;
    ::fcntl(firstSocket, F_SETFD, FD_CLOEXEC);
    std::vector<int> taken{firstSocket};
    while (taken.size() < holders) {
        const int copy = ::fcntl(firstSocket, F_DUPFD_CLOEXEC, firstSocket);
        if (copy < 0) {
            return {};
        }
        taken.push_back(copy);
    }
    return taken;
}

/// A manager that can't be reached is not told: that is no reason to serve nobody.
void ServiceManager::tell(const std::string& words) const
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const bool known = !m_address.empty() && (m_address.front() == '/' || m_address.front() == '@');
    if (!known || m_address.size() >= sizeof(address.sun_path)) {
        return;
    }
    std::memcpy(address.sun_path, m_address.data(), m_address.size());
    if (m_address.front() == '@') {
        address.sun_path[0] = '\0'; // a name without a file
    }
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) {
        return;
    }
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + m_address.size());
    (void)::sendto(socket, words.data(), words.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                   reinterpret_cast<const sockaddr*>(&address), size);
    ::close(socket);
}

} // namespace chatmet::server
