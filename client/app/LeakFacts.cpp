// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/LeakFacts.h"

#include "client/app/CaptureShield.h"
#include "client/app/Helper.h"
#include "client/picture/PictureProcess.h"
#include "client/process/WriteShelter.h"
#include "common/memory/WipeOnFree.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>

namespace chatmet::client {

QList<LeakFact> LeakFacts::measure(const LeakSources& sources)
{
    QList<LeakFact> facts;
    addOfProgram(facts);
    addOfProcesses(facts, sources);
    facts += ofSystem(sources);
    addOfScreen(facts, sources.capture);
    addOfClipboard(facts);
    addOfLine(facts, sources.proxy);
    return facts;
}

void LeakFacts::addOfProgram(QList<LeakFact>& facts)
{
    facts.append(writingIsRefused() ? LeakFact{tr("no file can be written"), true}
                                    : LeakFact{tr("this program could write files"), false});
    facts.append(wipeOnFreeActive() ? LeakFact{tr("freed memory is overwritten"), true}
                                    : LeakFact{tr("freed memory is not overwritten"), false});
}

void LeakFacts::addOfProcesses(QList<LeakFact>& facts, const LeakSources& sources)
{
    if (sources.pictures == nullptr || !PictureProcesses::isApart())
        facts.append({tr("pictures of others are decoded in this program itself"), false});
    else if (const auto confinement = sources.pictures->lastConfinement(); !confinement)
        facts.append({tr("no process for pictures of others has started yet"), false});
    else if (confinement->whole())
        facts.append({tr("pictures of others are decoded by a process that can reach nothing"), true});
    else
        facts.append({tr("the process that decodes pictures could not be shut in completely"), false});
    if (sources.helper == nullptr)
        return;
    if (!ChildProcess::isAvailable())
        facts.append({tr("this program itself writes the settings and what you save"), false});
    else if (sources.helper->isThere())
        facts.append({tr("only a helper process writes, settings and what you save"), true});
    else
        facts.append({tr("the helper process has ended: nothing can be saved"), true});
}

void LeakFacts::addOfScreen(QList<LeakFact>& facts, const CaptureShield* capture)
{
    const QString platform = QGuiApplication::platformName();
    const bool isHidden = capture != nullptr && capture->isHidden();
    if (isHidden && captureReach() == CaptureReach::AllTools)
        facts.append({tr("recordings of the screen leave this window out, or show it black"), true});
    else if (isHidden)
        facts.append({tr("many recorders leave this window out; newer ones may show it"), false});
    else if (platform == u"xcb")
        facts.append({tr("X11 lets other programs see the screen and the keys"), false});
    else if (platform.startsWith(u"wayland"))
        facts.append({tr("other programs have to ask before they see the screen"), true});
    else if (platform != u"offscreen" && platform != u"minimal")
        facts.append({tr("other programs may be able to see the screen"), false});
    // A partner, and whoever stands behind a person, can always take a photo; the page on being anonymous
    // says it.
    facts.append(QAccessible::isActive()
                     ? LeakFact{tr("a screen reader or another helper can read this window"), false}
                     : LeakFact{tr("no screen reader is listening"), true});
}

LeakFact LeakFacts::ofTyping(const QString& platform, const QString& method)
{
    if (!method.isEmpty())
        return {tr("what you type passes through the input method %1").arg(method), false};
    // A compositor of Wayland may have one of its own (text-input), which needs no plugin here.
    if (platform.startsWith(u"wayland"))
        return {tr("what you type may pass through the desktop’s own input method"), false};
    return {tr("no input method reads along"), true};
}

void LeakFacts::addOfClipboard(QList<LeakFact>& facts)
{
    const QClipboard* clipboard = QGuiApplication::clipboard();
    const bool holdsOurs =
        clipboard->ownsClipboard() || (clipboard->supportsSelection() && clipboard->ownsSelection());
    facts.append(
        holdsOurs ? LeakFact{tr("the clipboard holds what was copied here: any program can read it"), false}
                  : LeakFact{tr("nothing copied here is in the clipboard"), true});
}

void LeakFacts::addOfLine(QList<LeakFact>& facts, ProxyKind proxy)
{
    switch (proxy) {
    case ProxyKind::None:
        facts.append({tr("no proxy: the server sees this computer’s address"), false});
        return;
    case ProxyKind::Tor:
    case ProxyKind::TorBrowser: facts.append({tr("the server sees an address of Tor’s"), true}); return;
    case ProxyKind::System:
        facts.append({tr("the server sees the address of the system’s proxy"), true});
        return;
    case ProxyKind::Socks5: facts.append({tr("the server sees the proxy’s address"), true}); return;
    }
}

} // namespace chatmet::client
