// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Children are reaped: those that end by themselves, and those that have to be killed.
#include "client/process/ChildEnd_linux.h"

#include <QTest>

#include <cerrno>
#include <sys/wait.h>
#include <unistd.h>

using namespace chatmet::client;
using namespace std::chrono_literals;

namespace {

pid_t childThat(void (*does)())
{
    const pid_t child = ::fork();
    if (child == 0) {
        does();
        ::_exit(3);
    }
    return child;
}

void waitsForEver()
{
    while (true)
        ::pause();
}

/// Neither runs nor is a zombie.
bool isGone(pid_t child)
{
    return ::waitpid(child, nullptr, WNOHANG) == -1 && errno == ECHILD;
}

} // namespace

class ChildEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusOf_ended_isReaped()
    {
        const pid_t child = childThat([] {});
        const auto status = statusOf(child, ChildSocket::Clock::now() + 60s);
        QVERIFY(status && WIFEXITED(*status));
        QCOMPARE(WEXITSTATUS(*status), 3);
        QVERIFY(isGone(child));
        const auto again = statusOf(child, ChildSocket::Clock::now());
        QVERIFY(again && !WIFEXITED(*again));
    }

    void statusOf_stillRuns_isNothing_endNow_reapsIt()
    {
        const pid_t child = childThat(&waitsForEver);
        QVERIFY(!statusOf(child, ChildSocket::Clock::now()));
        endNow(child);
        QVERIFY(isGone(child));
    }
};

QTEST_GUILESS_MAIN(ChildEndTest)
#include "ChildEndTest.moc"
