// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Other processes of this program: what they inherit, what passes, how they end.
#include "client/process/ChildProcess.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace chatmet::client;
using namespace std::chrono_literals;

namespace {

constexpr auto noHurry = 60s;

ChildSocket::Deadline in(std::chrono::milliseconds time)
{
    return ChildSocket::Clock::now() + time;
}

using Line = std::array<char, 64>;

/// Answers each line until the socket ends: "descriptors" with how many it has, everything else with itself.
int runEcho()
{
    auto socket = ChildSocket::inherited();
    if (!socket)
        return 2;
    Line line{};
    while (socket->receive(std::as_writable_bytes(std::span(line)), in(noHurry))) {
        if (std::strcmp(line.data(), "descriptors") == 0) {
            int open = 0;
            for (int number = 0; number < 1'000; ++number)
                open += ::fcntl(number, F_GETFD) >= 0;
            std::snprintf(line.data(), line.size(), "%d", open);
        } else if (std::strcmp(line.data(), "session") == 0) {
            std::snprintf(line.data(), line.size(), "%d", ::getsid(0) == ::getpid());
        } else if (std::strcmp(line.data(), "stay") == 0) {
            while (true)
                ::pause();
        }
        if (!socket->send(std::as_bytes(std::span(line)), in(noHurry)))
            return 3;
    }
    return 0;
}

std::string ask(ChildProcess& child, const char* words)
{
    Line line{};
    std::strncpy(line.data(), words, line.size() - 1);
    const bool passed = child.socket().send(std::as_bytes(std::span(line)), in(noHurry)) &&
                        child.socket().receive(std::as_writable_bytes(std::span(line)), in(noHurry));
    return passed ? line.data() : "nothing";
}

std::optional<ChildProcess> echo()
{
    return ChildProcess::start(ChildProcess::ownProgram(), {"--echo"});
}

bool isThere(int id)
{
    return ::kill(id, 0) == 0;
}

} // namespace

class ChildProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void start_echo_answers()
    {
        auto child = echo();
        QVERIFY(child);
        QCOMPARE(ask(*child, "hello"), std::string("hello"));
        QVERIFY(child->letEnd(in(noHurry)));
    }

    void start_withOpenFiles_inheritsNoneOfThem()
    {
        const int file = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC, as a library's may be
        auto child = echo();
        QVERIFY(child);
        QCOMPARE(ask(*child, "descriptors"), std::string("4")); // input, output, errors, socket
        QCOMPARE(ask(*child, "session"), std::string("1"));
        ::close(file);
    }

    void start_noSuchProgram_isNothing()
    {
        QVERIFY(!ChildProcess::start("/nonexistent/program", {}));
        QVERIFY(!ChildProcess::start("/etc/passwd", {}));
    }

    void destroyed_endsIt()
    {
        int id = -1;
        {
            auto child = echo();
            QVERIFY(child);
            QCOMPARE(ask(*child, "hello"), std::string("hello"));
            id = child->id();
            QVERIFY(isThere(id));
        }
        QVERIFY(!isThere(id));
    }

    void destroyed_evenOneThatDoesNotListen()
    {
        int id = -1;
        {
            auto child = echo();
            QVERIFY(child);
            id = child->id();
            Line line{"stay"};
            QVERIFY(child->socket().send(std::as_bytes(std::span(line)), in(noHurry)));
            QVERIFY(!child->letEnd(in(50ms)));
        }
        QVERIFY(!isThere(id));
    }

    void parent_killed_endsIt()
    {
        int ends[2];
        QVERIFY(::pipe2(ends, O_CLOEXEC) == 0);
        const pid_t parent = ::fork();
        if (parent == 0) {
            auto child = echo();
            const int id = child && ask(*child, "hello") == "hello" ? child->id() : -1;
            static_cast<void>(::write(ends[1], &id, sizeof(id)) == sizeof(id));
            while (true)
                ::pause();
        }
        int id = -1;
        QVERIFY(::read(ends[0], &id, sizeof(id)) == sizeof(id) && id > 0);
        ::kill(parent, SIGKILL);
        ::waitpid(parent, nullptr, 0);
        // It is nobody's child of ours now, so it may stay a zombie where nobody reaps.
        QTRY_VERIFY_WITH_TIMEOUT(!isThere(id) || stateOf(id) == "Z", 20'000);
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void receive_nothingComes_endsInTime()
    {
        auto child = echo();
        QVERIFY(child);
        Line line{};
        QVERIFY(!child->socket().receive(std::as_writable_bytes(std::span(line)), in(30ms)));
        QVERIFY(!child->socket().waitForBytes(in(1ms)));
    }

    void send_nobodyReads_endsInTime()
    {
        int ends[2];
        QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
        ChildSocket ours(ends[0]);
        const ChildSocket theirs(ends[1]);
        const std::vector<std::byte> much(4'000'000);
        QVERIFY(!ours.send(much, in(30ms)));
    }

    void send_otherSideGone_failsWithoutASignal()
    {
        int ends[2];
        QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
        ChildSocket ours(ends[0]);
        ::close(ends[1]);
        const std::vector<std::byte> little(4);
        QVERIFY(!ours.send(little, in(noHurry)));
    }

    void inherited_inAProcessStartedOtherwise_isNothing()
    {
        const int file = ::open("/dev/null", O_RDONLY);
        QCOMPARE(::dup2(file, 3), 3);
        QVERIFY(!ChildSocket::inherited()); // no socket
        int ends[2];
        QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
        QCOMPARE(::dup2(ends[0], 3), 3);
        QVERIFY(!ChildSocket::inherited()); // its peer is this process itself
        ::close(3);
        QVERIFY(!ChildSocket::inherited());
    }

private:
    static QByteArray stateOf(int id)
    {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(id));
        return stat.open(QIODevice::ReadOnly) ? stat.readAll().split(')').last().trimmed().left(1)
                                              : QByteArray("Z");
    }
};

int main(int argc, char** argv)
{
    if (argc == 2 && std::strcmp(argv[1], "--echo") == 0)
        return runEcho();
    ChildProcessTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "ChildProcessTest.moc"
