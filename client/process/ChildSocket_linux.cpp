// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: a Unix stream socket that is number 3 in the child.
#include "client/process/ChildSocket.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace chatmet::client {

namespace {

constexpr int inheritedNumber = 3;

int millisecondsUntil(ChildSocket::Deadline until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - ChildSocket::Clock::now()).count();
    return static_cast<int>(std::clamp<long long>(left, 0, 60'000));
}

/// Until the socket is ready for `events` or ended.
bool waitFor(int descriptor, short events, ChildSocket::Deadline until)
{
    while (descriptor >= 0) {
        pollfd one{descriptor, events, 0};
        const int ready = ::poll(&one, 1, millisecondsUntil(until));
        if (ready > 0)
            return true;
        if ((ready < 0 && errno != EINTR) || ChildSocket::Clock::now() >= until)
            return false;
    }
    return false;
}

bool mayTryAgain()
{
    return errno == EINTR || errno == EAGAIN;
}

} // namespace

ChildSocket::ChildSocket(ChildSocket&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

ChildSocket& ChildSocket::operator=(ChildSocket&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

std::optional<ChildSocket> ChildSocket::inherited()
{
    int kind = 0;
    socklen_t size = sizeof(kind);
    if (::getsockopt(inheritedNumber, SOL_SOCKET, SO_TYPE, &kind, &size) != 0 || kind != SOCK_STREAM)
        return std::nullopt;
    // Whoever starts this program by hand with a socket of somebody else's gets nothing from it.
    ucred peer{};
    size = sizeof(peer);
    if (::getsockopt(inheritedNumber, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || peer.pid != ::getppid())
        return std::nullopt;
    ::fcntl(inheritedNumber, F_SETFD, FD_CLOEXEC);
    return ChildSocket(inheritedNumber);
}

bool ChildSocket::send(std::span<const std::byte> bytes, Deadline until)
{
    while (!bytes.empty()) {
        if (!waitFor(m_descriptor, POLLOUT, until))
            return false;
        const ssize_t sent = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && !mayTryAgain())
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
    }
    return true;
}

bool ChildSocket::receive(std::span<std::byte> bytes, Deadline until)
{
    while (!bytes.empty()) {
        if (!waitFor(m_descriptor, POLLIN, until))
            return false;
        const ssize_t got = ::recv(m_descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (got == 0 || (got < 0 && !mayTryAgain()))
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    }
    return true;
}

bool ChildSocket::waitForBytes(Deadline until)
{
    return waitFor(m_descriptor, POLLIN, until);
}

void ChildSocket::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

} // namespace chatmet::client
