// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lines of the access log that outlive its retention because a law or a court says so: copied into files of
// their own, listed, and deleted when they are released.

#include "common/base/Random.h"
#include "server/ops/AccessLogNames.h"
#include "server/ops/AccessLogReader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chatmet::server {

/// Longest reason, UTF-8.
inline constexpr std::size_t preserveReasonBytesMax = 400;

/// One file of preserved lines, as its head says.
struct PreservedLines
{
    PreservedId id;
    std::string preserved; ///< when: 2026-11-23T17:31Z
    std::string since;     ///< the bounds that were asked for, in the same form
    std::string until;
    std::string address; ///< "any" without one
    std::string reason;
    std::uint64_t lines{0};
    std::uint64_t bytes{0};
    std::string trouble; ///< why the file can't be read, then the rest is empty; usually empty
};

/// By id. Errors: Errc::Unavailable where the folder can't be listed.
[[nodiscard]] Result<std::vector<PreservedLines>> listPreserved(const AccessLogDirectory& directory);

struct Preserving
{
    std::optional<PreservedId> id; ///< nothing: no line was selected, nothing was written
    AccessLogReading reading;
};

/// Copies every selected line, also from files preserved before, and gives the copy its name once it is whole
/// and on the disk. selection: with both bounds. reason: one line of UTF-8, 1..preserveReasonBytesMax bytes.
/// utcMs: now. Errors: Errc::Unavailable in the system's words; then nothing is preserved.
[[nodiscard]] Result<Preserving> preserveLines(AccessLogDirectory& directory,
                                               const AccessLogSelection& selection, const std::string& reason,
                                               std::int64_t utcMs, RandomSource& random);

/// Deletes the copy: what is within the retention still stands in the daily files. False where there is none.
[[nodiscard]] Result<bool> releaseLines(AccessLogDirectory& directory, const PreservedId& id);

} // namespace chatmet::server
