// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS: what hardenProcess obtained, core files as they are now, and the system's own word on swap. Written
// to the documentation, not yet run.
#include "client/app/LeakFacts.h"

#include <sys/resource.h>
#include <sys/sysctl.h>
#include <sys/types.h>

namespace chatmet::client {

QList<LeakFact> LeakFacts::ofSystem(const LeakSources& sources)
{
    QList<LeakFact> facts;
    rlimit limit{};
    const bool noCore = getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0;
    facts.append(noCore ? LeakFact{tr("no core dumps"), true}
                        : LeakFact{tr("a crash can leave a core dump"), false});
    for (const HardeningItem& item : sources.hardening) {
        if (item.name == Hardening::NotDumpable)
            facts.append(item.obtained ? LeakFact{tr("other programs of yours cannot read this memory"), true}
                                       : LeakFact{tr("other programs of yours can read this memory"), false});
    }
    xsw_usage usage{};
    std::size_t bytes = sizeof usage;
    const bool isTold = sysctlbyname("vm.swapusage", &usage, &bytes, nullptr, 0) == 0;
    facts.append(isTold && usage.xsu_encrypted ? LeakFact{tr("swap is encrypted"), true}
                                               : LeakFact{tr("swap is not known to be encrypted"), false});
    // Stated fallback: input methods are not asked for.
    return facts;
}

} // namespace chatmet::client
