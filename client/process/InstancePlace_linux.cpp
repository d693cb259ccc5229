// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/process/InstancePlace.h"

#include <algorithm>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace chatmet::client {

namespace {

constexpr int backlog = 4;

struct Address
{
    explicit Address(const std::string& name)
    {
        // The zero in front: no file. Everybody on the computer sees the name.
        const std::string whole = std::to_string(::getuid()) + '-' + name;
        const std::size_t taken = std::min(whole.size(), sizeof(place.sun_path) - 1);
        std::memcpy(place.sun_path + 1, whole.data(), taken);
        size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + taken);
    }
    [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&place); }

    sockaddr_un place{AF_UNIX, {}};
    socklen_t size{0};
};

/// Anybody on the computer may take such a name, or call at it.
bool isOfThisUser(int descriptor)
{
    ucred peer{};
    socklen_t size = sizeof(peer);
    return ::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::getuid();
}

} // namespace

ChildSocket InstancePlace::reach() const
{
    ChildSocket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const Address address(m_name);
    if (::connect(socket.descriptor(), address.get(), address.size) != 0 ||
        !isOfThisUser(socket.descriptor()))
        socket.close();
    return socket;
}

int InstancePlace::listen() const
{
    const int listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const Address address(m_name);
    if (listening >= 0 &&
        (::bind(listening, address.get(), address.size) != 0 || ::listen(listening, backlog) != 0)) {
        ::close(listening);
        return -1;
    }
    return listening;
}

int InstancePlace::accept(int listening)
{
    const int came = ::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (came >= 0 && !isOfThisUser(came)) {
        ::close(came);
        return -1;
    }
    return came;
}

} // namespace chatmet::client
