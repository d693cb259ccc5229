// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "chatmet-server log ...": its command line, what it prints, and the status it ends with.
#include "server/ops/LogCommands.h"

#include "tests/server/core/SeededRandom.h"
#include "tests/server/ops/LogFolder.h"

namespace chatmet::server {
namespace {

class LogCommandsTest : public LogFolder
{
protected:
    LogCommandsTest()
    {
        put("access-2026-11-20.log", "2026-11-20T10:00Z 203.0.113.7 ChatMet/0.1.0 linux\n"
                                     "2026-11-20T10:01Z 203.0.113.8 ChatMet/other other\n"
                                     "2026-11-20T10:01Z 203.0.113.9 refused x3\n");
    }

    /// Output, then what was said on the error stream.
    struct Ran
    {
        int status{0};
        std::string out;
        std::string errors;
    };

    Ran run(std::vector<std::string> arguments, std::int64_t utcMs = at("2026-11-23"))
    {
        arguments.insert(arguments.begin(), "log");
        arguments.insert(arguments.end(), {"--access-log", m_directory.string()});
        const ConfigOutcome outcome = readConfig(arguments);
        if (!outcome.config) {
            return {outcome.exitStatus, "", outcome.text};
        }
        std::ostringstream out;
        std::ostringstream errors;
        const int status = runLogCommand(std::get<LogCommand>(outcome.command), *outcome.config, utcMs,
                                         m_random, {out, errors});
        return {status, out.str(), errors.str()};
    }

    void expectUsageError(const std::vector<std::string>& arguments, const std::string& words)
    {
        const Ran ran = run(arguments);
        EXPECT_EQ(ran.status, 2);
        EXPECT_EQ(ran.out, "");
        EXPECT_TRUE(ran.errors.starts_with("chatmet-server: ")) << ran.errors;
        EXPECT_NE(ran.errors.find(words), std::string::npos) << ran.errors;
    }

    tests::SeededRandom m_random{7};
};

TEST_F(LogCommandsTest, export_csv_hasTheFourFieldsAndNothingElse)
{
    const Ran ran = run({"export"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out, "time,address,version,system\n"
                       "2026-11-20T10:00Z,203.0.113.7,0.1.0,linux\n"
                       "2026-11-20T10:01Z,203.0.113.8,other,other\n");
    EXPECT_NE(ran.errors.find("1 lines of refusals are not exported"), std::string::npos) << ran.errors;
}

TEST_F(LogCommandsTest, export_json_hasTheFourFieldsAndNothingElse)
{
    EXPECT_EQ(run({"export", "--format", "json"}).out,
              "[\n{\"time\":\"2026-11-20T10:00Z\",\"address\":\"203.0.113.7\",\"version\":\"0.1.0\","
              "\"system\":\"linux\"},\n"
              "{\"time\":\"2026-11-20T10:01Z\",\"address\":\"203.0.113.8\",\"version\":\"other\",\"system\":"
              "\"other\"}\n]\n");
    EXPECT_EQ(run({"export", "--format", "json", "--address", "::1"}).out, "[\n]\n");
}

TEST_F(LogCommandsTest, export_byTimeAndAddress_isBoundedInclusively)
{
    const auto lines = [this](const std::vector<std::string>& arguments) {
        const std::string out = run(arguments).out;
        return std::count(out.begin(), out.end(), '\n') - 1;
    };
    EXPECT_EQ(lines({"export", "--since", "2026-11-20", "--until", "2026-11-20"}), 2);
    EXPECT_EQ(lines({"export", "--since", "2026-11-20T10:01Z"}), 1);
    EXPECT_EQ(lines({"export", "--until", "2026-11-20T10:00Z"}), 1);
    EXPECT_EQ(lines({"export", "--until", "2026-11-19"}), 0);
    EXPECT_EQ(lines({"export", "--address", "203.0.113.8"}), 1);
    EXPECT_EQ(lines({"export", "--address", "203.0.113.0/24"}), 2);
}

TEST_F(LogCommandsTest, export_whatItLeavesOut_isSaid)
{
    put("access-2026-11-20.log", "rubbish\n2026-11-20T10:00Z 203.0.113.0/24 ChatMet/0.1.0 linux\n");
    const Ran ran = run({"export", "--address", "203.0.113.7"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out, "time,address,version,system\n");
    EXPECT_NE(ran.errors.find("1 lines could not be read"), std::string::npos) << ran.errors;
    EXPECT_NE(ran.errors.find("logged truncated"), std::string::npos) << ran.errors;
}

TEST_F(LogCommandsTest, export_outputThatFails_isAFailure)
{
    const ConfigOutcome outcome = readConfig({"log", "export", "--access-log", m_directory.string()});
    std::ostringstream out;
    std::ostringstream errors;
    out.setstate(std::ios::badbit);
    EXPECT_EQ(runLogCommand(std::get<LogCommand>(outcome.command), *outcome.config, at("2026-11-23"),
                            m_random, {out, errors}),
              1);
    EXPECT_NE(errors.str().find("it is not whole"), std::string::npos) << errors.str();
}

TEST_F(LogCommandsTest, show_saysPerDayWhatIsKeptAndUntilWhen)
{
    put("access-2026-10-01.log", "");
    put("access-2099-01-01.log", "rubbish\n");
    const Ran ran = run({"show", "--retention-days", "14"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.errors, "");
    EXPECT_EQ(
        ran.out,
        "access log " + m_directory.string() +
            ", kept for 14 days, addresses whole\n"
            "day             arrivals    refusals  unreadable       bytes  deleted\n"
            "2026-10-01             0           0           0           0  due: within the hour, or when "
            "the server starts\n"
            "2026-11-20             2           1           0         141  2026-12-04T00:00Z\n"
            "2099-01-01             0           0           1           8  14 days after its last line: "
            "the clock was wrong\n"
            "nothing is preserved\n");
}

TEST_F(LogCommandsTest, preserve_thenShow_listsIt_untilReleased)
{
    const Ran kept = run({"preserve", "--since", "2026-11-20", "--until", "2026-11-20", "--address",
                          "203.0.113.7", "--reason", " order 7/26 "});
    EXPECT_EQ(kept.status, 0) << kept.errors;
    EXPECT_EQ(kept.errors, "");
    EXPECT_EQ(kept.out, "2026-11-23-1  1 lines are preserved until \"log release 2026-11-23-1\"\n");
    const Ran shown = run({"show"});
    EXPECT_NE(shown.out.find("preserved until released:\n2026-11-23-1  1 lines, "), std::string::npos)
        << shown.out;
    EXPECT_NE(
        shown.out.find("since 2026-11-20T00:00Z until 2026-11-20T23:59Z, address 203.0.113.7; preserved "
                       "2026-11-23T00:00Z: order 7/26\n"),
        std::string::npos)
        << shown.out;
    fs::remove(m_directory / "access-2026-11-20.log");
    EXPECT_EQ(run({"export"}).out,
              "time,address,version,system\n2026-11-20T10:00Z,203.0.113.7,0.1.0,linux\n");
    const Ran released = run({"release", "2026-11-23-1"});
    EXPECT_EQ(released.status, 0);
    EXPECT_EQ(released.out, "2026-11-23-1  is released and deleted\n");
    EXPECT_EQ(run({"release", "2026-11-23-1"}).status, 1);
    EXPECT_TRUE(names().empty());
}

TEST_F(LogCommandsTest, preserve_untilTheFuture_endsNowAndSaysSo)
{
    const Ran ran = run({"preserve", "--since", "2026-11-20", "--until", "2026-12-24", "--reason", "order"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_NE(ran.errors.find("until now, 2026-11-23T00:00Z, is preserved, and nothing that comes later"),
              std::string::npos)
        << ran.errors;
    EXPECT_NE(content("preserved-2026-11-23-1.log").find("# until 2026-11-23T00:00Z\n"), std::string::npos);
}

TEST_F(LogCommandsTest, preserve_nothing_isAFailure)
{
    const Ran ran = run({"preserve", "--since", "2026-11-01", "--until", "2026-11-02", "--reason", "order"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_NE(ran.errors.find("nothing is preserved"), std::string::npos);
    EXPECT_EQ(names().size(), 1U);
}

TEST_F(LogCommandsTest, commandLine_mistakes_areSaid)
{
    expectUsageError({}, "needs one of show, export, preserve, release");
    expectUsageError({"shew"}, "shew");
    expectUsageError({"show", "--since", "2026-11-20"}, "--since");
    expectUsageError({"export", "--since", "yesterday"}, "--since must be a day, 2026-11-23");
    expectUsageError({"export", "--until", "2026-11-20T10:00"}, "--until must be a day, 2026-11-23");
    expectUsageError({"export", "--since", "2026-11-21", "--until", "2026-11-20"},
                     "--since is later than --until");
    expectUsageError({"export", "--address", "chat.example"}, "--address must be a numeric address");
    expectUsageError({"export", "--format", "xml"}, "xml");
    expectUsageError({"preserve", "--since", "2026-11-20", "--reason", "x"}, "--until");
    expectUsageError({"preserve", "--since", "2026-11-20", "--until", "2026-11-20"}, "--reason");
    const std::vector<std::string> both{"preserve", "--since",    "2026-11-20",
                                        "--until",  "2026-11-20", "--reason"};
    for (const std::string& reason : {std::string("  "), std::string("a\nb"), std::string(401, 'x')}) {
        std::vector<std::string> arguments = both;
        arguments.push_back(reason);
        expectUsageError(arguments, "--reason must be one line");
    }
    expectUsageError({"release"}, "ID is required");
    expectUsageError({"release", "../x"}, "is no ID");
    expectUsageError({"show", "--listen", "127.0.0.1:1"}, "mean nothing to this command");
    expectUsageError({"show", "--threads", "2"}, "mean nothing to this command");
    expectUsageError({"show", "--key", "k"}, "mean nothing to this command");
    expectUsageError({"show", "--retention-days", "31"}, "0 to 30");
}

TEST_F(LogCommandsTest, folder_comesFromTheConfigurationFileToo)
{
    put("server.toml", "access_log = \"" + m_directory.string() +
                           "\"\nretention_days = 90\nlegal_basis = \"a law\"\ntruncate_addresses = true\n"
                           "certificate = \"only-here.pem\"\n");
    const ConfigOutcome outcome =
        readConfig({"log", "show", "--config", (m_directory / "server.toml").string()});
    ASSERT_TRUE(outcome.config.has_value()) << outcome.text;
    std::ostringstream out;
    EXPECT_EQ(runLogCommand(std::get<LogCommand>(outcome.command), *outcome.config, at("2026-11-23"),
                            m_random, {out, out}),
              0);
    EXPECT_NE(out.str().find("kept for 90 days, addresses truncated\nlegal basis: a law\n"),
              std::string::npos)
        << out.str();
}

TEST_F(LogCommandsTest, folderThatIsNotThere_isSaid)
{
    fs::remove_all(m_directory);
    for (const char* command : {"show", "export"}) {
        const Ran ran = run({command});
        EXPECT_EQ(ran.status, 1);
        EXPECT_EQ(ran.errors,
                  "chatmet-server: access log " + m_directory.string() + ": No such file or directory\n");
    }
    const ConfigOutcome outcome = readConfig({"log", "show"});
    std::ostringstream errors;
    EXPECT_EQ(
        runLogCommand(std::get<LogCommand>(outcome.command), *outcome.config, 0, m_random, {errors, errors}),
        1);
    EXPECT_NE(errors.str().find("no access log is configured"), std::string::npos);
}

TEST_F(LogCommandsTest, help_namesEveryCommand)
{
    const ConfigOutcome all = readConfig({"log", "--help"});
    EXPECT_EQ(all.exitStatus, 0);
    for (const char* command : {"show", "export", "preserve", "release"}) {
        EXPECT_NE(all.text.find(command), std::string::npos);
        const ConfigOutcome single = readConfig({"log", command, "--help"});
        EXPECT_EQ(single.exitStatus, 0);
        EXPECT_NE(single.text.find("--access-log DIR"), std::string::npos) << single.text;
    }
}

} // namespace
} // namespace chatmet::server
