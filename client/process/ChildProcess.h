// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Another process of this same program, with other rights and a memory of its own, and one socket to it.

#include "client/process/ChildSocket.h"

#include <optional>
#include <string>
#include <vector>

namespace chatmet::client {

/// Movable. Ends its process when it is destroyed. One thread at a time, any thread.
class ChildProcess
{
public:
    /// Whether this system starts any. Windows and macOS: not yet; what a child would do is done in this
    /// process.
    [[nodiscard]] static bool isAvailable();

    /// This program's file, for start().
    [[nodiscard]] static std::string ownProgram();

    /// Runs the program with these arguments. The child has the environment, /dev/null as input and output,
    /// this process's stderr and the socket (ChildSocket::inherited), and no other descriptor; it is in a
    /// session of its own, so that keys of a terminal do not reach it. Nothing where the system refuses.
    /// Returns once the program was found and is being loaded; safe where there are other threads.
    [[nodiscard]] static std::optional<ChildProcess> start(const std::string& program,
                                                           const std::vector<std::string>& arguments);

    /// Closes the socket, which asks the child to end, and kills it.
    ~ChildProcess();
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;

    [[nodiscard]] ChildSocket& socket() { return m_socket; }
    [[nodiscard]] int id() const { return m_id; }
    /// Closes the socket and kills it, without waiting for its end: whoever destroys this does.
    void kill();
    /// Closes the socket and waits until the child has ended by itself; false when the time is over.
    bool letEnd(ChildSocket::Deadline until);

private:
    ChildProcess(int id, ChildSocket socket) : m_id(id), m_socket(std::move(socket)) {}

    int m_id{-1};
    ChildSocket m_socket;
};

} // namespace chatmet::client
