// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: posix_spawn, which is safe beside threads where a fork is not.
#include "client/process/ChildEnd_linux.h"
#include "client/process/ChildProcess.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace chatmet::client {

namespace {

constexpr int socketNumber = 3; // as ChildSocket::inherited expects it

class SpawnSettings
{
public:
    explicit SpawnSettings(int socket)
    {
        ::posix_spawn_file_actions_init(&m_actions);
        ::posix_spawn_file_actions_adddup2(&m_actions, socket, socketNumber);
        for (const int standard : {STDIN_FILENO, STDOUT_FILENO})
            ::posix_spawn_file_actions_addopen(&m_actions, standard, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addclosefrom_np(&m_actions, socketNumber + 1);
        sigset_t none;
        sigset_t all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        ::posix_spawnattr_init(&m_attributes);
        ::posix_spawnattr_setsigmask(&m_attributes, &none);
        ::posix_spawnattr_setsigdefault(&m_attributes, &all);
        ::posix_spawnattr_setflags(&m_attributes,
                                   POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    }
    ~SpawnSettings()
    {
        ::posix_spawn_file_actions_destroy(&m_actions);
        ::posix_spawnattr_destroy(&m_attributes);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    [[nodiscard]] bool spawn(pid_t& id, const std::string& program, char** arguments) const
    {
        return ::posix_spawn(&id, program.c_str(), &m_actions, &m_attributes, arguments, environ) == 0;
    }

private:
    posix_spawn_file_actions_t m_actions{};
    posix_spawnattr_t m_attributes{};
};

} // namespace

bool ChildProcess::isAvailable()
{
    return true;
}

std::string ChildProcess::ownProgram()
{
    std::array<char, 4096> path{};
    const ssize_t bytes = ::readlink("/proc/self/exe", path.data(), path.size() - 1);
    if (bytes > 0 && ::access(path.data(), X_OK) == 0)
        return path.data();
    return "/proc/self/exe"; // was replaced while it runs: the file that runs, by its link
}

std::optional<ChildProcess> ChildProcess::start(const std::string& program,
                                                const std::vector<std::string>& arguments)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return std::nullopt;
    ChildSocket ours(ends[0]);
    const ChildSocket theirs(ends[1]);
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    pid_t id = -1;
    if (!SpawnSettings(theirs.descriptor()).spawn(id, program, pointers.data()))
        return std::nullopt;
    return ChildProcess(id, std::move(ours));
}

ChildProcess::~ChildProcess()
{
    if (m_id < 0)
        return;
    m_socket.close();
    endNow(m_id);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : m_id(std::exchange(other.m_id, -1)), m_socket(std::move(other.m_socket))
{
}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept
{
    std::swap(m_id, other.m_id);
    std::swap(m_socket, other.m_socket);
    return *this;
}

void ChildProcess::kill()
{
    m_socket.close();
    if (m_id >= 0)
        ::kill(m_id, SIGKILL); // it was not reaped, so the number is still its own
}

bool ChildProcess::letEnd(ChildSocket::Deadline until)
{
    m_socket.close();
    if (m_id >= 0 && !statusOf(m_id, until))
        return false;
    m_id = -1;
    return true;
}

} // namespace chatmet::client
