// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the access log does when the disk, the folder or the clock fails it: it says so, counts, and goes on.
#include "tests/server/ops/LogFolder.h"
#include "tests/server/ops/OwnMounts.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace chatmet::server {
namespace {

constexpr const char* line = "2026-11-23T00:00Z 203.0.113.7 ChatMet/0.1.0 linux\n";

/// Takes from root the right to read and write in spite of a file's mode, for as long as it lives.
class PlainUser
{
public:
    PlainUser() { set(false); }
    ~PlainUser() { set(true); }
    PlainUser(const PlainUser&) = delete;
    PlainUser& operator=(const PlainUser&) = delete;

private:
    static void set(bool may)
    {
        __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
        __user_cap_data_struct data[2]{};
        ASSERT_EQ(syscall(SYS_capget, &header, data), 0);
        constexpr __u32 rights = 1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH;
        data[0].effective =
            may ? data[0].effective | (data[0].permitted & rights) : data[0].effective & ~rights;
        ASSERT_EQ(syscall(SYS_capset, &header, data), 0);
    }
};

class AccessLogTroubleTest : public LogFolder
{
protected:
    /// The folder's own, which the test gives back before it is cleaned.
    void setRights(mode_t mode) const { EXPECT_EQ(chmod(m_directory.c_str(), mode), 0); }
};

// ---- the disk and the folder

TEST_F(AccessLogTroubleTest, fullDisk_linesAreLostSaidAndCounted_untilThereIsRoom)
{
    CHATMET_NEEDS_OWN_MOUNTS();
    mountSmall(m_directory, 32'768);
    AccessLog log = open(at("2026-11-23"));
    arrive(log, at("2026-11-23"));
    std::ofstream filler(m_directory / "filler");
    const std::string block(4'096, 'x');
    for (int i = 0; i < 16; ++i) {
        filler << block << std::flush;
    }
    filler.close();
    const std::uint64_t fitsIntoThePage = 4'096 / std::string(line).size();
    for (std::uint64_t i = 0; i < fitsIntoThePage + 10; ++i) {
        arrive(log, at("2026-11-23"));
    }
    EXPECT_GE(log.linesLost(), 10U);
    ASSERT_EQ(m_reports.size(), 1U);
    EXPECT_NE(m_reports[0].find("access log: can't write: No space left on device"), std::string::npos)
        << m_reports[0];
    const std::string full = content("access-2026-11-23.log");
    EXPECT_TRUE(full.ends_with(line)) << "no half line stays";
    EXPECT_EQ(full.size() % std::string(line).size(), 0U);

    const std::uint64_t lost = log.linesLost();
    fs::remove(m_directory / "filler");
    arrive(log, at("2026-11-23"));
    EXPECT_EQ(log.linesLost(), lost);
    EXPECT_EQ(content("access-2026-11-23.log"), full + line);
    ASSERT_EQ(m_reports.size(), 2U);
    EXPECT_NE(m_reports[1].find("writing works again (lines lost: " + std::to_string(lost) + ")"),
              std::string::npos)
        << m_reports[1];
}

TEST_F(AccessLogTroubleTest, start_fullDisk_isRefusedOrLater)
{
    CHATMET_NEEDS_OWN_MOUNTS();
    mountSmall(m_directory, 4'096);
    put("filler", std::string(4'096, 'x'));
    put("access-2026-10-01.log", "");
    AccessLog log = open(at("2026-11-23")); // an empty file needs no room
    EXPECT_FALSE(names().contains("access-2026-10-01.log")) << "what is old goes from a full disk too";
    arrive(log, at("2026-11-23"));
    EXPECT_EQ(log.linesLost(), 1U);
}

TEST_F(AccessLogTroubleTest, accepted_fileCantBeWritten_isCountedAndSaidSeldom)
{
    AccessLog log = open(at("2026-11-23"));
    fs::create_directories(m_directory / "access-2026-11-24.log"); // a folder in the next file's place
    for (int i = 0; i < 3; ++i) {
        arrive(log, at("2026-11-24", 0, i));
    }
    EXPECT_EQ(log.linesLost(), 3U);
    ASSERT_EQ(m_reports.size(), 1U);
    EXPECT_EQ(m_reports.front().find("203.0.113.7"), std::string::npos)
        << "no address in the server's own log";
    arrive(log, at("2026-11-24", 1));
    ASSERT_EQ(m_reports.size(), 2U);
    EXPECT_NE(m_reports.back().find("(lines lost: 4 since it began)"), std::string::npos) << m_reports.back();
    fs::remove(m_directory / "access-2026-11-24.log");
    arrive(log, at("2026-11-24", 1));
    EXPECT_EQ(log.linesLost(), 4U);
    EXPECT_FALSE(content("access-2026-11-24.log").empty());
    EXPECT_EQ(said("works again"), 1U);
}

TEST_F(AccessLogTroubleTest, start_folderThatCantBeWritten_isRefused)
{
    const PlainUser user;
    setRights(0500);
    const auto opened = tryOpen(at("2026-11-23"));
    setRights(0700);
    ASSERT_FALSE(opened.ok());
    EXPECT_NE(opened.error().text.find("Permission denied"), std::string::npos) << opened.error().text;
}

TEST_F(AccessLogTroubleTest, folderThatCantBeWrittenAnyMore_isSaidAndCounted)
{
    const PlainUser user;
    put("access-2026-10-25.log");
    AccessLog log = open(at("2026-11-23"));
    setRights(0500);
    arrive(log, at("2026-11-24"));
    log.tick(at("2026-11-24"));
    EXPECT_EQ(log.linesLost(), 1U);
    EXPECT_EQ(log.purgesFailed(), 1U);
    EXPECT_EQ(said("can't write: Permission denied"), 1U);
    EXPECT_EQ(said("can't delete access-2026-10-25.log when it is too old: Permission denied"), 1U);
    setRights(0700);
    arrive(log, at("2026-11-24"));
    log.tick(at("2026-11-24", 1));
    EXPECT_EQ(log.linesLost(), 1U);
    EXPECT_EQ(log.purgesFailed(), 1U);
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-11-23.log", "access-2026-11-24.log"}));
    EXPECT_EQ(said("writing works again"), 1U);
    EXPECT_EQ(said("deleting what is too old works again"), 1U);
}

TEST_F(AccessLogTroubleTest, folderRemoved_isSaid_andTakenUpAgainWhenItIsBack)
{
    AccessLog log = open(at("2026-11-23"));
    fs::remove_all(m_directory);
    arrive(log, at("2026-11-23"));
    log.tick(at("2026-11-23", 1));
    EXPECT_EQ(log.linesLost(), 1U);
    EXPECT_EQ(log.purgesFailed(), 1U);
    EXPECT_EQ(said("can't write: No such file or directory"), 1U);
    EXPECT_EQ(said("the folder is gone: No such file or directory"), 1U);
    fs::create_directories(m_directory);
    arrive(log, at("2026-11-23"));
    EXPECT_EQ(log.linesLost(), 1U);
    EXPECT_EQ(content("access-2026-11-23.log"), line);
}

TEST_F(AccessLogTroubleTest, folderMovedAway_isFollowedWithinTheHour)
{
    AccessLog log = open(at("2026-11-23"));
    const fs::path moved = m_directory.string() + ".moved";
    fs::remove_all(moved);
    fs::rename(m_directory, moved);
    fs::create_directories(m_directory);
    put("access-2026-10-01.log");
    log.tick(at("2026-11-23", 1));
    arrive(log, at("2026-11-23"));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-11-23.log"}));
    EXPECT_EQ(log.linesLost() + log.purgesFailed(), 0U);
}

TEST_F(AccessLogTroubleTest, accepted_fileWasDeletedMeanwhile_isMadeAnew)
{
    AccessLog log = open(at("2026-11-23"));
    fs::remove(m_directory / "access-2026-11-23.log");
    arrive(log, at("2026-11-23"));
    EXPECT_EQ(content("access-2026-11-23.log"), line);
}

TEST_F(AccessLogTroubleTest, accepted_afterHalfALine_beginsALineOfItsOwn)
{
    put("access-2026-11-23.log", "2026-11-23T00:00Z 203.0.1"); // the power went
    AccessLog log = open(at("2026-11-23"));
    arrive(log, at("2026-11-23"));
    arrive(log, at("2026-11-23"));
    EXPECT_EQ(content("access-2026-11-23.log"), std::string("2026-11-23T00:00Z 203.0.1\n") + line + line);
}

TEST_F(AccessLogTroubleTest, oldFileThatCantBeDeletedAnyMore_isSaidEachHour)
{
    AccessLog log = open(at("2026-11-23"));
    fs::create_directories(m_directory / "access-2026-01-01.log"); // even root can't unlink it
    for (int hour = 1; hour <= 3; ++hour) {
        log.tick(at("2026-11-23", hour));
    }
    EXPECT_EQ(log.purgesFailed(), 3U);
    EXPECT_EQ(said("can't delete access-2026-01-01.log"), 3U);
    arrive(log, at("2026-11-23", 3));
    EXPECT_EQ(log.linesLost(), 0U);
}

// ---- who else may read or write there

TEST_F(AccessLogTroubleTest, start_folderThatEverybodyCanWrite_isRefused)
{
    setRights(0707);
    const auto opened = tryOpen(at("2026-11-23"));
    ASSERT_FALSE(opened.ok());
    EXPECT_NE(opened.error().text.find("everybody can write there; use chmod 700"), std::string::npos);
}

TEST_F(AccessLogTroubleTest, start_folderThatOthersCanList_isSaid)
{
    for (const mode_t mode : {mode_t{0755}, mode_t{0770}}) {
        setRights(mode);
        m_reports.clear();
        open(at("2026-11-23"));
        ASSERT_EQ(m_reports.size(), 1U);
        EXPECT_NE(m_reports[0].find("use chmod 700"), std::string::npos);
    }
    setRights(0700);
    m_reports.clear();
    open(at("2026-11-23"));
    EXPECT_TRUE(m_reports.empty());
}

TEST_F(AccessLogTroubleTest, start_folderOfAnotherUser_isSaid)
{
    if (chown(m_directory.c_str(), 65'534, 65'534) != 0) {
        ASSERT_FALSE(requireAll()) << "CHATMET_REQUIRE_ALL is set and this is not root";
        GTEST_SKIP() << "only root can give a folder to another user";
    }
    open(at("2026-11-23"));
    EXPECT_EQ(said("it belongs to another user"), 1U);
}

TEST_F(AccessLogTroubleTest, start_fileThatOthersCanRead_isClosedToThem)
{
    put("access-2026-11-23.log", "");
    ASSERT_EQ(chmod((m_directory / "access-2026-11-23.log").c_str(), 0644), 0);
    open(at("2026-11-23"));
    struct stat about
    {
    };
    ASSERT_EQ(stat((m_directory / "access-2026-11-23.log").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 07777, 0600U);
}

// ---- the clock

TEST_F(AccessLogTroubleTest, clockSetBack_keepsTheFilesAndSaysSo)
{
    AccessLog log = open(at("2026-11-23", 12));
    arrive(log, at("2026-11-23", 12));
    setModified("access-2026-11-23.log", at("2026-11-23", 12));
    log.tick(at("2026-10-01"));
    arrive(log, at("2026-10-01"));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-10-01.log", "access-2026-11-23.log"}));
    log.tick(at("2026-11-23", 13));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-11-23.log"}));
    EXPECT_EQ(log.linesLost() + log.purgesFailed(), 0U);
    EXPECT_EQ(log.clockJumps(), 2U);
    EXPECT_EQ(said("the clock was set back by 53 d 12 h"), 1U);
    EXPECT_EQ(said("the clock went forward by 53 d 13 h"), 1U);
}

TEST_F(AccessLogTroubleTest, clockSetForward_deletesWhatIsOldByIt)
{
    AccessLog log = open(at("2026-11-23", 12));
    arrive(log, at("2026-11-23", 12));
    log.refused("203.0.113.8", at("2026-11-23", 12));
    log.tick(at("2026-12-25", 12));
    arrive(log, at("2026-12-25", 12));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-12-25.log"}));
    EXPECT_EQ(log.clockJumps(), 1U);
    EXPECT_EQ(log.linesLost() + log.purgesFailed(), 0U);
}

TEST_F(AccessLogTroubleTest, wrongClocksFile_goesAfterTheRetention)
{
    put("access-2099-01-01.log");
    setModified("access-2099-01-01.log", at("2099-01-01", 3)); // written while the clock was wrong
    AccessLog log = open(at("2026-11-23", 12));
    EXPECT_TRUE(names().contains("access-2099-01-01.log"));
    log.tick(at("2026-12-23", 11)); // 29 days and 23 hours later
    EXPECT_TRUE(names().contains("access-2099-01-01.log"));
    log.tick(at("2026-12-23", 12));
    EXPECT_FALSE(names().contains("access-2099-01-01.log"));
}

TEST_F(AccessLogTroubleTest, tick_byFewMinutes_isNoJump)
{
    AccessLog log = open(at("2026-11-23", 12));
    for (int minute = 0; minute < 60; minute += 9) {
        log.tick(at("2026-11-23", 12, minute));
    }
    log.tick(at("2026-11-23", 12, 45));
    EXPECT_EQ(log.clockJumps(), 0U);
    EXPECT_TRUE(m_reports.empty());
}

} // namespace
} // namespace chatmet::server
