// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Searches every mapping of a live process for needles.

#include "tests/support/residue/PatternSet.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace chatmet::residue {

/// One needle in one form within one mapping.
struct Hit
{
    std::string label;
    std::string encoding;
    std::string mapping;
    std::uintptr_t address = 0; ///< of the first one
    std::size_t count = 0;
};

struct ScanResult
{
    std::vector<Hit> hits;
    std::size_t total = 0;    ///< sum of the counts
    std::size_t bytes = 0;    ///< searched
    std::size_t mappings = 0; ///< looked at
    std::size_t unreadableBytes =
        0; ///< filled but refused by the kernel: device memory, or unmapped meanwhile
};

/// Throws std::runtime_error if the process cannot be searched or ends meanwhile. It goes on running: what
/// moves from a place not yet read to one already read is missed, so let it come to rest first.
[[nodiscard]] ScanResult scanProcess(pid_t process, const PatternSet& patterns);

} // namespace chatmet::residue
