// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/LeakFacts.h"
#include "client/app/SwapShelter_linux.h"

#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>

#include <algorithm>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace chatmet::client {

namespace {

/// Files of /proc tell no size, so they are read to their end.
QByteArray procFile(const QString& name)
{
    QFile file(QStringLiteral("/proc/self/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool leavesNoCore()
{
    rlimit limit{};
    return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0;
}

/// Whether a debugger is at work (proc(5), status: TracerPid).
bool isTraced()
{
    for (const QByteArray& line : procFile(QStringLiteral("status")).split('\n')) {
        if (line.startsWith("TracerPid:"))
            return line.mid(line.indexOf(':') + 1).trimmed() != "0";
    }
    return false;
}

/// The input method whose plugin is loaded: "ibus" of libibusplatforminputcontextplugin.so. Empty for none;
/// "compose" works inside this program and is none.
QString inputMethod()
{
    const QByteArray maps = procFile(QStringLiteral("maps"));
    for (const QByteArray& line : maps.split('\n')) {
        if (!line.contains("/platforminputcontexts/"))
            continue;
        QString name = QFileInfo(QFile::decodeName(line.mid(line.indexOf('/')))).baseName();
        name.remove(QStringLiteral("platforminputcontextplugin"));
        name.remove(0, name.startsWith(u"lib") ? 3 : 0);
        if (name != u"compose")
            return name;
    }
    return {};
}

/// An X server's display that is not of this computer: a host before the colon.
bool isRemoteDisplay()
{
    if (QGuiApplication::platformName() != u"xcb")
        return false;
    const QString display = qEnvironmentVariable("DISPLAY");
    const qsizetype colon = display.indexOf(u':');
    const QString host = display.left(std::max<qsizetype>(colon, 0));
    return !host.isEmpty() && !host.startsWith(u"unix") && !host.startsWith(u'/');
}

} // namespace

QList<LeakFact> LeakFacts::ofSystem(const LeakSources&)
{
    QList<LeakFact> facts;
    const bool isDumpable = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0;
    facts.append(leavesNoCore() && !isDumpable ? LeakFact{tr("no core dumps"), true}
                                               : LeakFact{tr("a crash can leave a core dump"), false});
    if (isTraced())
        facts.append({tr("another program is watching this one (a debugger)"), false});
    else
        facts.append(isDumpable ? LeakFact{tr("other programs of yours can read this memory"), false}
                                : LeakFact{tr("other programs of yours cannot read this memory"), true});
    switch (swapShelter()) {
    case SwapShelter::NoSwap: facts.append({tr("no swap"), true}); break;
    case SwapShelter::InMemory: facts.append({tr("swap stays in memory"), true}); break;
    case SwapShelter::Encrypted: facts.append({tr("swap is encrypted"), true}); break;
    case SwapShelter::Open: facts.append({tr("swap is not known to be encrypted"), false}); break;
    }
    if (hibernationShelter() == SwapShelter::Open)
        facts.append({tr("hibernating would write the memory to a disk"), false});
    if (isRemoteDisplay())
        facts.append({tr("the screen belongs to another computer"), false});
    facts.append(ofTyping(QGuiApplication::platformName(), inputMethod()));
    return facts;
}

} // namespace chatmet::client
