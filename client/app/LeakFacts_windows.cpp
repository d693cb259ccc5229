// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: what hardenProcess obtained, and that nothing else is known. Written to the documentation, not yet
// run.
#include "client/app/LeakFacts.h"

#include <debugapi.h>
#include <windows.h>

namespace chatmet::client {

QList<LeakFact> LeakFacts::ofSystem(const LeakSources& sources)
{
    QList<LeakFact> facts;
    for (const HardeningItem& item : sources.hardening) {
        if (item.name == Hardening::NoCoreFile)
            facts.append(item.obtained ? LeakFact{tr("crash reports leave this memory out"), true}
                                       : LeakFact{tr("a crash report can hold this memory"), false});
    }
    facts.append(IsDebuggerPresent() != 0
                     ? LeakFact{tr("another program is watching this one (a debugger)"), false}
                     : LeakFact{tr("other programs of yours can read this memory"), false});
    // Stated fallback: neither the encryption of the page file nor input methods are asked for.
    facts.append({tr("swap is not known to be encrypted"), false});
    return facts;
}

} // namespace chatmet::client
