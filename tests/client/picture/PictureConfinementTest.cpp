// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture process can't do any more, tried in children that gave it up.
#include "client/picture/PictureConfinement.h"

#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace chatmet::client;

namespace {

/// How a confined child ends that does this: its status as of waitpid; work returns whether all is well.
int statusOf(const std::function<bool()>& work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        if (!confinePictureProcess().whole())
            ::_exit(100);
        ::_exit(work() ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    return status;
}

bool isDone(int status)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool isKilled(int status)
{
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS && !WCOREDUMP(status);
}

bool isRefused(int result)
{
    return result < 0 && errno == EACCES;
}

} // namespace

class PictureConfinementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void work_thatDecodingNeeds_goesOn()
    {
        int ends[2];
        QVERIFY(::pipe(ends) == 0);
        const int status = statusOf([&ends] {
            int sum = 0;
            std::thread([&sum] { sum = 4; }).join();
            void* block = std::malloc(50'000'000);
            std::free(block);
            return sum == 4 && block != nullptr && ::write(ends[1], "x", 1) == 1;
        });
        char byte = 0;
        QVERIFY(isDone(status));
        QVERIFY(::read(ends[0], &byte, 1) == 1 && byte == 'x');
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void file_opened_isRefused()
    {
        QVERIFY(isDone(statusOf([] { return isRefused(::open("/etc/passwd", O_RDONLY)); })));
        QVERIFY(isDone(statusOf([] { return isRefused(::open("/tmp", O_TMPFILE | O_RDWR, 0600)); })));
        QVERIFY(isDone(statusOf([] { return isRefused(::open("/dev/null", O_RDWR)); })));
        QVERIFY(isDone(statusOf([] { return isRefused(::access("/etc/passwd", F_OK)); })));
    }

    void call_forbidden_kills_data()
    {
        QTest::addColumn<int>("call");
        const std::pair<const char*, int> calls[] = {
            {"socket", SYS_socket},
            {"connect", SYS_connect},
            {"execve", SYS_execve},
            {"kill", SYS_kill},
            {"ptrace", SYS_ptrace},
            {"unlinkat", SYS_unlinkat},
            {"mkdirat", SYS_mkdirat},
            {"memfd", SYS_memfd_create},
            {"process_vm_readv", SYS_process_vm_readv},
            {"io_uring", 425},
            {"bpf", SYS_bpf},
            {"userfaultfd", SYS_userfaultfd},
            {"keyctl", SYS_keyctl},
            {"pidfd_open", SYS_pidfd_open},
        };
        for (const auto& [name, call] : calls)
            QTest::newRow(name) << call;
    }

    void call_forbidden_kills()
    {
        QFETCH(int, call);
        QVERIFY(isKilled(statusOf([call] {
            ::syscall(call, 0, 0, 0, 0, 0, 0);
            return true;
        })));
    }

    void limit_setAnew_kills()
    {
        QVERIFY(isDone(statusOf([] {
            rlimit limit{};
            return ::getrlimit(RLIMIT_CPU, &limit) == 0 && limit.rlim_max <= 120;
        })));
        QVERIFY(isKilled(statusOf([] {
            const rlimit lower{1, 1};
            return ::setrlimit(RLIMIT_CPU, &lower) == 0;
        })));
    }

    void process_forked_kills()
    {
        QVERIFY(isKilled(statusOf([] { return ::fork() >= -1; })));
    }

    void memory_madeIntoCode_kills()
    {
        QVERIFY(isKilled(statusOf([] {
            return ::mmap(nullptr, 4'096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
                   nullptr;
        })));
        QVERIFY(isKilled(statusOf([] {
            void* page = ::mmap(nullptr, 4'096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            return ::mprotect(page, 4'096, PROT_READ | PROT_EXEC) == 0;
        })));
    }

    void memory_overTheLimit_isRefused()
    {
        QVERIFY(isDone(statusOf([] {
            void* block =
                ::mmap(nullptr, 1'500'000'000, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            return block == MAP_FAILED && errno == ENOMEM;
        })));
    }

    void crash_afterwards_leavesNoCore()
    {
        const int status = statusOf([]() -> bool { std::abort(); });
        QVERIFY(WIFSIGNALED(status) && !WCOREDUMP(status));
    }
};

QTEST_APPLESS_MAIN(PictureConfinementTest)
#include "PictureConfinementTest.moc"
