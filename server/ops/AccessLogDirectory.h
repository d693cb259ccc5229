// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The folder of the access log: appends lines to one file; lists, reads, publishes and deletes others.
// Differs by system.

#include "common/base/Result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chatmet::server {

/// Never follows a link in place of a file, and creates files that only this user can read (Windows: with the
/// folder's own rights, which the operator sets). Takes no lock: whoever else works in the folder, a server
/// beside a command, waits for nobody. Errors are Errc::Unavailable with the system's words. One thread.
class AccessLogDirectory
{
public:
    /// A directory that is not open; every call fails.
    AccessLogDirectory();
    ~AccessLogDirectory();
    AccessLogDirectory(AccessLogDirectory&&) noexcept;
    AccessLogDirectory& operator=(AccessLogDirectory&&) noexcept;

    [[nodiscard]] Result<Done> open(const std::string& path);
    /// Opens what the path stands for now, if that is another folder: the old one was removed or moved away.
    [[nodiscard]] Result<Done> follow();
    /// What others may do in it, in words for the operator; empty where it is this user's alone. An error
    /// where everybody could write there.
    [[nodiscard]] Result<std::string> checkRights() const;

    [[nodiscard]] Result<std::vector<std::string>> list() const;
    /// A file that is not there (any more) is no error, here and below.
    [[nodiscard]] Result<Done> remove(const std::string& name);
    /// Milliseconds since 1970, by the clock at the last change.
    [[nodiscard]] Result<std::optional<std::int64_t>> modified(const std::string& name) const;
    [[nodiscard]] Result<Done> setModified(const std::string& name, std::int64_t utcMs);

    /// Appends to the file, created if needed, in one write; nothing of it stays where that fails half-way.
    /// Lines follow on a line of their own if somebody left half of one. Keeps the file open until another
    /// name comes, and opens it anew if it or the folder was deleted or moved meanwhile.
    [[nodiscard]] Result<Done> append(const std::string& name, std::string_view lines);

    /// Gives the file its final name once it is on the disk, at once and whole: it is refused with another
    /// size than bytes. False where that name is taken.
    [[nodiscard]] Result<bool> publish(const std::string& temporary, const std::string& name,
                                       std::uint64_t bytes);

    /// Told pieces of the file until it returns false. The view lives as long as the call.
    using Piece = std::function<bool(std::string_view)>;
    /// False where there is no such file (any more).
    [[nodiscard]] Result<bool> read(const std::string& name, const Piece& piece) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace chatmet::server
