// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// hardenProcess gets what it says, in a child process; the restart for GLib happens once.

#include "common/memory/ProcessHardening.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace chatmet {
namespace {

int statusOfChild(const std::function<int()>& work)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    int status = -1;
    waitpid(child, &status, 0);
    return status;
}

TEST(ProcessHardening, report_namesWhatWasTried)
{
    const int status = statusOfChild([] {
        const HardeningReport report = hardenProcess();
        const bool expected = report.size() == 2 && report[0].name == Hardening::NoCoreFile &&
                              report[1].name == Hardening::NotDumpable && report[0].obtained &&
                              report[1].obtained && !report[0].text.empty() && !report[1].text.empty();
        return expected ? 0 : 1;
    });
    EXPECT_EQ(status, 0);
}

TEST(ProcessHardening, limits_afterwards_areSet)
{
    const int status = statusOfChild([] {
        static_cast<void>(hardenProcess());
        rlimit limit{};
        getrlimit(RLIMIT_CORE, &limit);
        return limit.rlim_max == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 1;
    });
    EXPECT_EQ(status, 0);
}

TEST(ProcessHardening, crash_afterwards_dumpsNoCore)
{
    const int status = statusOfChild([]() -> int {
        static_cast<void>(hardenProcess());
        std::abort();
    });
    EXPECT_TRUE(WIFSIGNALED(status));
    EXPECT_FALSE(WCOREDUMP(status));
}

TEST(ProcessHardening, lockedMemory_ifAskedFor_isReportedAndLaterAllocationsWork)
{
    const int status = statusOfChild([] {
        const HardeningReport report = hardenProcess({.lockMemory = true});
        if (report.size() != 3 || report[2].name != Hardening::LockedMemory || report[2].text.empty())
            return 1;
        void* const block = std::malloc(64U << 20);
        const bool allocated = block != nullptr;
        std::free(block);
        return allocated ? 0 : 2;
    });
    EXPECT_EQ(status, 0);
}

TEST(ProcessHardening, lockedMemory_underALimit_isRefusedInWords)
{
    const int status = statusOfChild([] {
        const rlimit small{64 * 1024, 64 * 1024};
        if (setrlimit(RLIMIT_MEMLOCK, &small) != 0 || (getuid() == 0 && setuid(65534) != 0))
            return 1;
        const HardeningReport report = hardenProcess({.lockMemory = true});
        return report.size() == 3 && !report[2].obtained && !report[2].text.empty() ? 0 : 2;
    });
    EXPECT_EQ(status, 0);
}

/// What the test program prints: "start" per start of main, then G_SLICE and its argument.
std::string runRestartProgram(const std::string& environment,
                              const std::string& program = CHATMET_RESTART_PROGRAM)
{
    const std::string command = "env " + environment + " '" + program + "' argument";
    FILE* const pipe = popen(command.c_str(), "r");
    std::string output;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
        output += static_cast<char>(c);
    EXPECT_EQ(pclose(pipe), 0);
    return output;
}

TEST(GSliceRestart, variableMissing_startsAnewOnce)
{
    EXPECT_EQ(runRestartProgram("-u G_SLICE"), "start\nstart\nalways-malloc argument unguarded\n");
    EXPECT_EQ(runRestartProgram("G_SLICE=debug-blocks"), "start\nstart\nalways-malloc argument unguarded\n");
}

TEST(GSliceRestart, variableSet_goesOn)
{
    EXPECT_EQ(runRestartProgram("G_SLICE=always-malloc"), "start\nalways-malloc argument unguarded\n");
}

TEST(GSliceRestart, restartedAlready_doesNotLoop)
{
    EXPECT_EQ(runRestartProgram("CHATMET_RESTARTED=1 G_SLICE=other"), "start\nother argument unguarded\n");
}

#if defined(CHATMET_TOLD_PROGRAM) && CHATMET_WIPE_ON_FREE_BUILT
TEST(GSliceRestart, glibLinked_isToldBeforeMainAndNothingStartsAnew)
{
    EXPECT_EQ(runRestartProgram("-u G_SLICE", CHATMET_TOLD_PROGRAM), "start\nslices from malloc\n");
    EXPECT_EQ(runRestartProgram("G_SLICE=all", CHATMET_TOLD_PROGRAM), "start\nstart\nslices from malloc\n");
}
#endif

} // namespace
} // namespace chatmet
