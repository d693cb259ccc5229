// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where the program is found by itself when the same person starts it once more.

#include "client/process/ChildSocket.h"

#include <string>

namespace chatmet::client {

/// A name that only this user's own programs answer to. Linux: a socket without a file (unix(7), abstract),
/// which is gone with its process, and whose other end is asked for its user. macOS and Windows: nobody is
/// ever found and nobody listens; there the system brings a running bundle to the front by itself (macOS), or
/// each start is a program of its own (Windows).
class InstancePlace
{
public:
    /// name: without the user; what is beyond 90 bytes does not count.
    explicit InstancePlace(std::string name) : m_name(std::move(name)) {}

    /// Connected to whoever listens there and is of this user; closed where nobody does.
    [[nodiscard]] ChildSocket reach() const;
    /// A descriptor that listens, or -1: another does already. The caller closes it.
    [[nodiscard]] int listen() const;
    /// Who has come, or -1: nobody, or somebody of another user, who is turned away. Does not wait.
    [[nodiscard]] static int accept(int listening);

private:
    std::string m_name;
};

} // namespace chatmet::client
