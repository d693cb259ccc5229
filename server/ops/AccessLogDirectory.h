// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The folder of the access log: appends lines to one file, lists and deletes others. Differs by system.

#include "common/base/Result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chatmet::server {

/// Never follows a link in place of a file, and creates files that only this user can read (Windows: with the
/// folder's own rights, which the operator sets). One thread.
class AccessLogDirectory
{
public:
    /// A directory that is not open; every call fails.
    AccessLogDirectory();
    ~AccessLogDirectory();
    AccessLogDirectory(AccessLogDirectory&&) noexcept;
    AccessLogDirectory& operator=(AccessLogDirectory&&) noexcept;

    /// Errors: Errc::Unavailable, with the system's words.
    [[nodiscard]] Result<Done> open(const std::string& path);
    [[nodiscard]] Result<std::vector<std::string>> list() const;
    [[nodiscard]] Result<Done> remove(const std::string& name);

    /// Appends to the file, created if needed, in one write. Keeps it open until another name comes, and
    /// opens it anew if it was deleted or moved meanwhile.
    [[nodiscard]] Result<Done> append(const std::string& name, std::string_view lines);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace chatmet::server
