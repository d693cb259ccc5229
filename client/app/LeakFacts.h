// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What this computer could leak of what is said here, measured at the moment of the call.

#include "client/model/LeakFact.h"
#include "client/net/ProxyPolicy.h"
#include "common/memory/ProcessHardening.h"

#include <QCoreApplication>
#include <QList>

namespace chatmet::client {

class CaptureShield;
class Helper;
class PictureProcesses;

/// What can't be measured any more, or is decided elsewhere. What is pointed to outlives every call.
struct LeakSources
{
    HardeningReport hardening;             ///< for systems that can't be asked later what was obtained
    ProxyKind proxy{ProxyKind::None};      ///< of the line
    PictureProcesses* pictures{nullptr};   ///< null: they are decoded in this process
    const Helper* helper{nullptr};         ///< null: nothing is said of it
    const CaptureShield* capture{nullptr}; ///< null: recordings show the window
};

/// GUI thread, with a QGuiApplication.
class LeakFacts
{
    Q_DECLARE_TR_FUNCTIONS(LeakFacts)

public:
    /// In the order in which they are to be read.
    [[nodiscard]] static QList<LeakFact> measure(const LeakSources& sources);

    /// Of these what each system can be asked for without the desktop: LeakFacts_linux.cpp,
    /// LeakFacts_windows.cpp, LeakFacts_macos.cpp.
    [[nodiscard]] static QList<LeakFact> ofSystem(const LeakSources& sources);

    /// Who reads what is typed. platform: Qt's name of it; method: the input method whose plugin is loaded,
    /// empty for none.
    [[nodiscard]] static LeakFact ofTyping(const QString& platform, const QString& method);

private:
    static void addOfProgram(QList<LeakFact>& facts);
    static void addOfProcesses(QList<LeakFact>& facts, const LeakSources& sources);
    static void addOfScreen(QList<LeakFact>& facts, const CaptureShield* capture);
    static void addOfClipboard(QList<LeakFact>& facts);
    static void addOfLine(QList<LeakFact>& facts, ProxyKind proxy);
};

} // namespace chatmet::client
