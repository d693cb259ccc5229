// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A folder of the test's own for the access log, with what tests ask of it.

#include "server/ops/AccessLog.h"
#include "server/ops/UtcDate.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace chatmet::server {

namespace fs = std::filesystem;

constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t hourMs = 60 * minuteMs;
constexpr std::int64_t dayMs = 24 * hourMs;

/// Milliseconds of a day and a minute in UTC.
inline std::int64_t at(std::string_view day, std::int64_t hour = 0, std::int64_t minute = 0)
{
    return parseDay(day).value() * dayMs + hour * hourMs + minute * minuteMs;
}

class LogFolder : public testing::Test
{
protected:
    LogFolder()
        : m_directory(fs::path(CHATMET_TEST_DIR) /
                      testing::UnitTest::GetInstance()->current_test_info()->name())
    {
        fs::remove_all(m_directory);
        fs::create_directories(m_directory);
        fs::permissions(m_directory, fs::perms::owner_all);
    }

    Result<AccessLog> tryOpen(std::int64_t utcMs, int retentionDays = 30,
                              AddressDetail detail = AddressDetail::Whole)
    {
        return AccessLog::open({m_directory.string(), retentionDays, detail}, utcMs,
                               [this](const std::string& text) { m_reports.push_back(text); });
    }

    AccessLog open(std::int64_t utcMs, int retentionDays = 30, AddressDetail detail = AddressDetail::Whole)
    {
        auto log = tryOpen(utcMs, retentionDays, detail);
        EXPECT_TRUE(log.ok()) << (log.ok() ? "" : log.error().text);
        return std::move(log).value();
    }

    AccessLogDirectory openDirectory() const
    {
        AccessLogDirectory directory;
        EXPECT_TRUE(directory.open(m_directory.string()).ok());
        return directory;
    }

    /// Makes the file anew.
    void put(const std::string& name, const std::string& content = "line\n") const
    {
        std::ofstream(m_directory / name) << content;
    }

    void setModified(const std::string& name, std::int64_t utcMs) const
    {
        EXPECT_TRUE(openDirectory().setModified(name, utcMs).ok());
    }

    std::string content(const std::string& name) const
    {
        std::ostringstream text;
        text << std::ifstream(m_directory / name).rdbuf();
        return text.str();
    }

    std::set<std::string> names() const
    {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(m_directory)) {
            found.insert(entry.path().filename().string());
        }
        return found;
    }

    /// How many of the reports hold these words.
    std::size_t said(const std::string& words) const
    {
        std::size_t found = 0;
        for (const std::string& report : m_reports) {
            found += report.find(words) != std::string::npos ? 1 : 0;
        }
        return found;
    }

    static void arrive(AccessLog& log, std::int64_t utcMs)
    {
        log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, utcMs);
    }

    fs::path m_directory;
    std::vector<std::string> m_reports;
};

} // namespace chatmet::server
