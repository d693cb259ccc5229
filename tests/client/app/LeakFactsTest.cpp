// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of this computer is what it is like at that moment: each fact is made to turn.
#include "client/app/LeakFacts.h"

#include "client/app/Helper.h"
#include "client/app/HelperProcess.h"
#include "client/picture/PictureProcess.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include <csignal>
#include <string_view>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace chatmet;
using namespace chatmet::client;

namespace {

/// "+text" where it is sheltered, "-text" where it leaks.
QStringList words(const QList<LeakFact>& facts)
{
    QStringList texts;
    for (const LeakFact& fact : facts)
        texts.append((fact.sheltered ? u'+' : u'-') + fact.text);
    return texts;
}

QStringList said(const LeakSources& sources = {})
{
    return words(LeakFacts::measure(sources));
}

/// What a child of this process says of the system after prepare(), without the desktop, whose connection
/// belongs to its parent. Nothing where prepare could not do its part.
template <class Prepare> QStringList saidInChild(const Prepare& prepare)
{
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0)
        return {};
    const pid_t child = ::fork();
    if (child == 0) {
        if (!prepare())
            ::_exit(77);
        const QByteArray text = words(LeakFacts::ofSystem({})).join(u'\n').toUtf8();
        ::_exit(::write(ends[1], text.constData(), static_cast<std::size_t>(text.size())) > 0 ? 0 : 1);
    }
    ::close(ends[1]);
    QByteArray text;
    for (char byte = 0; ::read(ends[0], &byte, 1) == 1;)
        text.append(byte);
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return QString::fromUtf8(text).split(u'\n');
}

} // namespace

class LeakFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typing_systemsOwnInputMethod_isNotTakenForNone()
    {
        QVERIFY(LeakFacts::ofTyping(QStringLiteral("xcb"), {}).sheltered);
        QVERIFY(!LeakFacts::ofTyping(QStringLiteral("wayland"), {}).sheltered);
        QVERIFY(!LeakFacts::ofTyping(QStringLiteral("wayland-egl"), {}).sheltered);
        const LeakFact plugin = LeakFacts::ofTyping(QStringLiteral("wayland"), QStringLiteral("ibus"));
        QVERIFY(!plugin.sheltered && plugin.text.contains(QStringLiteral("ibus")));
    }

    void core_limitAndDumping_decide()
    {
        QVERIFY(saidInChild([] {
                    const rlimit none{0, 0};
                    return setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
                }).contains(QStringLiteral("+no core dumps")));
        QVERIFY(saidInChild([] {
                    const rlimit none{0, 0};
                    return setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0;
                }).contains(QStringLiteral("-a crash can leave a core dump")));
    }

    void memory_dumping_letsOthersRead()
    {
        const auto withDumping = [](int on) {
            return saidInChild([on] { return prctl(PR_SET_DUMPABLE, on, 0, 0, 0) == 0; });
        };
        QVERIFY(withDumping(0).contains(QStringLiteral("+other programs of yours cannot read this memory")));
        QVERIFY(withDumping(1).contains(QStringLiteral("-other programs of yours can read this memory")));
    }

    void debugger_watching_isSaid()
    {
        const QStringList traced =
            saidInChild([] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; });
        if (traced.size() < 2) {
            if (qEnvironmentVariable("CHATMET_REQUIRE_ALL") == u"1")
                QFAIL("CHATMET_REQUIRE_ALL is set and a process may not let itself be traced here");
            QSKIP("a process may not let itself be traced here");
        }
        QVERIFY(traced.contains(QStringLiteral("-another program is watching this one (a debugger)")));
        QVERIFY(!said().contains(QStringLiteral("-another program is watching this one (a debugger)")));
    }

    void clipboard_copied_isSaidUntilItIsCleared()
    {
        QClipboard* clipboard = QGuiApplication::clipboard();
        const QString holds =
            QStringLiteral("-the clipboard holds what was copied here: any program can read it");
        clipboard->clear();
        QVERIFY(!said().contains(holds));
        clipboard->setText(QStringLiteral("copied"));
        if (QGuiApplication::platformName() == u"offscreen") // its clipboard reaches nobody
            QVERIFY(!said().contains(holds));
        else
            QTRY_VERIFY(said().contains(holds));
        clipboard->clear();
        QVERIFY(said().contains(QStringLiteral("+nothing copied here is in the clipboard")));
    }

    void screen_platform_decides()
    {
        const bool isX11 = QGuiApplication::platformName() == u"xcb";
        QCOMPARE(said().contains(QStringLiteral("-X11 lets other programs see the screen and the keys")),
                 isX11);
        QVERIFY(!said().contains(QStringLiteral("-the screen belongs to another computer")));
    }

    void files_withoutShelter_couldBeWritten()
    {
        QVERIFY(said().contains(QStringLiteral("-this program could write files")));
    }

    void pictures_process_isSaidAsItIs()
    {
        const auto with = [](PictureProcesses* pictures) {
            LeakSources sources;
            sources.pictures = pictures;
            return said(sources);
        };
        QVERIFY(
            with(nullptr).contains(QStringLiteral("-pictures of others are decoded in this program itself")));
        const QString none = QStringLiteral("-no process for pictures of others has started yet");
        PictureProcesses noProgram("/nonexistent/chatmet");
        QVERIFY(!noProgram.confinement());
        QVERIFY(with(&noProgram).contains(none));
        PictureProcesses pictures;
        QVERIFY(with(&pictures).contains(none));
        QVERIFY(pictures.confinement());
        const QStringList after = with(&pictures);
        QVERIFY(!after.contains(none));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        QVERIFY(after.contains(
            QStringLiteral("+pictures of others are decoded by a process that can reach nothing")));
#endif
    }

    void pictures_processWithMoreRights_isNotCalledShutIn()
    {
        PictureProcesses pictures(ChildProcess::ownProgram(), {"--open-picture-process"});
        LeakSources sources;
        sources.pictures = &pictures;
        QVERIFY(pictures.confinement());
        QVERIFY(said(sources).contains(
            QStringLiteral("-the process that decodes pictures could not be shut in completely")));
    }

    void helper_itsEnd_isSaid()
    {
        const Helper none(std::nullopt);
        LeakSources sources;
        sources.helper = &none;
        QVERIFY(
            said(sources).contains(QStringLiteral("+the helper process has ended: nothing can be saved")));
        const Helper helper(startHelper(false));
        sources.helper = &helper;
        QVERIFY(said(sources).contains(
            QStringLiteral("+only a helper process writes, settings and what you save")));
    }

    void proxy_everyKind_hasItsWords()
    {
        const auto with = [](ProxyKind kind) { return said({{}, kind, nullptr, nullptr}).last(); };
        QCOMPARE(with(ProxyKind::None), QStringLiteral("-no proxy: the server sees this computer’s address"));
        QCOMPARE(with(ProxyKind::Socks5), QStringLiteral("+the server sees the proxy’s address"));
        QCOMPARE(with(ProxyKind::Tor), QStringLiteral("+the server sees an address of Tor’s"));
        QCOMPARE(with(ProxyKind::TorBrowser), with(ProxyKind::Tor));
        QCOMPARE(with(ProxyKind::System),
                 QStringLiteral("+the server sees the address of the system’s proxy"));
    }

    void facts_each_isSaidOnce()
    {
        const QStringList all = said();
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size());
        QVERIFY(all.size() >= 8);
        for (const QString& one : all)
            QVERIFY2(!one.endsWith(u'.') && one.size() > 4, qPrintable(one));
    }
};

namespace {

/// A picture process that gave up nothing but what limits it.
int runOpenPictureProcess()
{
    auto socket = ChildSocket::inherited();
    PictureHello hello;
    hello.confinement = PictureConfinement{false, false, true}.bits();
    const auto until = ChildSocket::Clock::now() + std::chrono::seconds(60);
    return socket && socket->send(bytesOf(hello), until) && socket->waitForBytes(until) ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string_view argument = argc == 2 ? argv[1] : "";
    if (argument == pictureProcessArgument)
        return runPictureProcess();
    if (argument == helperWithoutSettingsArgument)
        return runHelper(false);
    if (argument == "--open-picture-process")
        return runOpenPictureProcess();
    QGuiApplication application(argc, argv);
    LeakFactsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "LeakFactsTest.moc"
