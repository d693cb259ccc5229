// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line and the file: what is taken, what is refused and with which words.
#include "server/ops/Config.h"

#include "server/ops/ConfigFile.h"
#include "server/ops/ConfigText.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace chatmet::server {
namespace {

std::string writeFile(const std::string& name, const std::string& text)
{
    std::filesystem::create_directories(CHATMET_TEST_DIR);
    const std::string path = std::string(CHATMET_TEST_DIR) + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

std::string complaintOf(const std::string& text)
{
    Config config;
    return applyConfigText(config, text, "test.toml").value_or("none");
}

void expectRefused(const std::vector<std::string>& arguments, const std::string& words)
{
    const ConfigOutcome outcome = readConfig(arguments);
    EXPECT_FALSE(outcome.config.has_value());
    EXPECT_EQ(outcome.exitStatus, 2);
    EXPECT_NE(outcome.text.find(words), std::string::npos) << outcome.text;
    EXPECT_TRUE(outcome.text.starts_with("chatmet-server: ")) << outcome.text;
    EXPECT_TRUE(outcome.text.ends_with("\n"));
}

TEST(Config, read_noArguments_givesDefaults)
{
    const ConfigOutcome outcome = readConfig({});
    ASSERT_TRUE(outcome.config.has_value()) << outcome.text;
    EXPECT_EQ(outcome.config->listenAddress, "127.0.0.1");
    EXPECT_EQ(outcome.config->listenPort, 8443);
    EXPECT_EQ(outcome.config->threads, 1U);
    EXPECT_EQ(outcome.config->resumeWindowMs, 20'000);
    EXPECT_EQ(outcome.config->drainWindowMs, 5'000);
    EXPECT_EQ(outcome.config->retentionDays, 30);
    EXPECT_TRUE(outcome.config->accessLogDirectory.empty());
    EXPECT_TRUE(outcome.config->certificateFile.empty());
    EXPECT_TRUE(outcome.config->legalBasis.empty());
    EXPECT_FALSE(outcome.config->truncateAddresses);
    EXPECT_TRUE(std::holds_alternative<Serve>(outcome.command));
    EXPECT_TRUE(outcome.config->controlPath.empty());
    EXPECT_TRUE(outcome.config->metricsAddress.empty());
    EXPECT_TRUE(outcome.config->bansFile.empty());
}

TEST(Config, read_everyOption_isTaken)
{
    const ConfigOutcome outcome =
        readConfig({"--listen", "[::1]:0", "--certificate", "c.pem", "--key=k.pem", "--access-log", "logs",
                    "--retention-days", "7", "--control", "ctl", "--metrics", "127.0.0.1:9464", "check"});
    ASSERT_TRUE(outcome.config.has_value()) << outcome.text;
    EXPECT_EQ(outcome.config->listenAddress, "::1");
    EXPECT_EQ(outcome.config->listenPort, 0);
    EXPECT_EQ(outcome.config->certificateFile, "c.pem");
    EXPECT_EQ(outcome.config->keyFile, "k.pem");
    EXPECT_EQ(outcome.config->accessLogDirectory, "logs");
    EXPECT_EQ(outcome.config->retentionDays, 7);
    EXPECT_EQ(outcome.config->controlPath, "ctl");
    EXPECT_EQ(outcome.config->metricsAddress, "127.0.0.1");
    EXPECT_EQ(outcome.config->metricsPort, 9464);
    EXPECT_TRUE(std::holds_alternative<Check>(outcome.command));
}

TEST(Config, read_helpAndVersion_endWithZero)
{
    const ConfigOutcome help = readConfig({"--help"});
    EXPECT_FALSE(help.config.has_value());
    EXPECT_EQ(help.exitStatus, 0);
    for (const char* option :
         {"--listen", "--certificate", "--key", "--access-log", "--config", "--help", "--version"}) {
        EXPECT_NE(help.text.find(option), std::string::npos) << option;
    }
    const ConfigOutcome version = readConfig({"--version"});
    EXPECT_EQ(version.exitStatus, 0);
    EXPECT_EQ(version.text, "chatmet-server " CHATMET_VERSION "\n");
}

TEST(Config, read_badCommandLines_areRefused)
{
    expectRefused({"--lissten", "127.0.0.1:1"}, "--lissten");
    expectRefused({"--listen"}, "--listen");
    expectRefused({"word"}, "word");
    expectRefused({"--retention-days", "31"}, "--retention-days must be 0 to 30 days");
    expectRefused({"--retention-days", "-1"}, "0 to 30");
    expectRefused({"--threads", "0"}, "--threads must be 1 to 64");
    expectRefused({"--threads", "65"}, "1 to 64");
    expectRefused({"--resume-window", "-1"}, "--resume-window must be 0 to 120 seconds");
    expectRefused({"--resume-window", "121"}, "0 to 120");
    expectRefused({"--retention-days", "many"}, "many");
    expectRefused({"--certificate", "c.pem"}, "needs its key");
    expectRefused({"--key", "k.pem"}, "needs its certificate");
    expectRefused({"--config", "/nowhere/at/all.toml"}, "/nowhere/at/all.toml: can't be read");
    expectRefused({"--config", "/"}, "/: can't be read");
}

TEST(Config, read_badListenAddresses_areRefused)
{
    for (const char* text : {"", ":", "8443", "127.0.0.1", "127.0.0.1:", ":8443", "127.0.0.1:65536",
                             "127.0.0.1:-1", "127.0.0.1:84x3", "::1:8443", "[::1]", "[127.0.0.1]:1",
                             "chat.example:1", "[]:1", "127.0.0.1: 84"}) {
        expectRefused({std::string("--listen=") + text}, "--listen");
    }
    for (const char* text : {"[::1]:443", "localhost:0", "127.0.0.1:65535"}) {
        EXPECT_TRUE(readConfig({"--listen", text}).config.has_value()) << text;
    }
}

TEST(Config, read_listenBeyondThisComputer_needsTheOperatorsCard)
{
    const std::string whole = "[operator]\nname = \"A\"\ncontact = \"B\"\nrules = \"C\"\ncountry = \"D\"\n";
    for (const char* listen : {"0.0.0.0:0", "[::]:0", "203.0.113.7:443"}) {
        expectRefused({"--listen", listen}, "set name, contact, rules, country in [operator]");
        const std::string path = writeFile("card.toml", whole);
        EXPECT_TRUE(readConfig({"--listen", listen, "--config", path}).config.has_value()) << listen;
    }
    const std::string part = writeFile("part.toml", "[operator]\nname = \"A\"\nrules = \"C\"\n");
    expectRefused({"--listen", "0.0.0.0:0", "--config", part}, "set contact, country in");
    EXPECT_TRUE(readConfig({"log", "show", "--config", writeFile("far.toml", "listen = \"0.0.0.0:1\"\n")})
                    .config.has_value());
}

TEST(Config, read_commands_takeWhatConcernsThem)
{
    const auto command = [](const std::vector<std::string>& arguments) {
        const ConfigOutcome outcome = readConfig(arguments);
        EXPECT_TRUE(outcome.config.has_value()) << outcome.text;
        return outcome.command;
    };
    EXPECT_TRUE(std::holds_alternative<PrintConfig>(command({"--print-config", "--threads", "2"})));
    const auto made =
        std::get<MakeCertificate>(command({"mkcert", "--certificate", "c", "--key", "k", "--host",
                                           "a.example", "--host", "::1", "--days", "9"}));
    EXPECT_EQ(made.hosts, (std::vector<std::string>{"a.example", "::1"}));
    EXPECT_EQ(made.days, 9);
    EXPECT_EQ(std::get<WriteLink>(command({"invite", "--host", "a.example:1"})).host, "a.example:1");
    const auto ban = std::get<ControlRequest>(
        command({"ban", "203.0.113.7/24", "--for", "2h", "--why", "spam", "--control", "ctl"}));
    EXPECT_EQ(ban.kind, ControlRequest::Kind::Ban);
    EXPECT_EQ(ban.address->text(), "203.0.113.0/24");
    EXPECT_EQ(ban.duration, std::chrono::hours(2));
    EXPECT_EQ(ban.text, "spam");
    EXPECT_EQ(std::get<ControlRequest>(command({"top"})).kind, ControlRequest::Kind::Totals);
    EXPECT_EQ(std::get<ControlRequest>(command({"notice", ""})).text, "");
}

TEST(Config, read_commandsThatDoNotFit_areRefused)
{
    expectRefused({"mkcert", "--certificate", "c"}, "--certificate FILE and --key FILE");
    expectRefused({"mkcert", "--certificate", "c", "--key", "k", "--days", "0"}, "--days must be");
    expectRefused({"invite"}, "--host");
    expectRefused({"ban", "someone"}, "no numeric address");
    expectRefused({"ban", "203.0.113.7", "--for", "soon"}, "--for must be a time");
    expectRefused({"ban", "203.0.113.7", "--for", "367d"}, "--for must be a time");
    expectRefused({"ban", "203.0.113.7", "--why", std::string(201, 'x')}, "--why must be one line");
    expectRefused({"notice", "two\nlines"}, "the notice must be one line");
    expectRefused({"health", "--listen", "127.0.0.1:1"}, "mean nothing to this command");
    expectRefused({"bans", "--key", "k"}, "mean nothing to this command");
    expectRefused({"ban", "203.0.113.7", "--access-log", "d"}, "mean nothing to this command");
    expectRefused({"log", "show", "--control", "c"}, "means nothing to this command");
    expectRefused({"check", "--print-config"}, "means nothing to \"check\"");
    expectRefused({"check", "health"}, "");
}

TEST(Config, read_file_isTakenWithEitherSpelling)
{
    const std::string path = writeFile("all.toml", R"(
listen = "0.0.0.0:443"
metrics = "[::1]:9464"
control = "/run/ctl"
bans_file = "bans"
certificate = "a.pem"
key = "a.key"
access-log = "/var/log/chatmet"
retention_days = 0
drain_window = 60

[operator]
name = "Chat für alle"
contact = "mailto:hello@chat.example"
rules = "Be kind.\nNo spam."
country = "IN"

[limits]
connections_max = 100
sessions-max = 50
room_members_max = 200
memory_mib_max = 64
)");
    const ConfigOutcome outcome = readConfig({"--config", path});
    ASSERT_TRUE(outcome.config.has_value()) << outcome.text;
    EXPECT_EQ(outcome.config->listenAddress, "0.0.0.0");
    EXPECT_EQ(outcome.config->listenPort, 443);
    EXPECT_EQ(outcome.config->accessLogDirectory, "/var/log/chatmet");
    EXPECT_EQ(outcome.config->retentionDays, 0);
    EXPECT_EQ(outcome.config->drainWindowMs, 60'000);
    EXPECT_EQ(outcome.config->operatorCard.name, "Chat für alle");
    EXPECT_EQ(outcome.config->operatorCard.rules, "Be kind.\nNo spam.");
    EXPECT_EQ(outcome.config->operatorCard.country, "IN");
    EXPECT_EQ(outcome.config->connectionsMax, 100U);
    EXPECT_EQ(outcome.config->sessionsMax, 50U);
    EXPECT_EQ(outcome.config->roomMembersMax, 200U);
    EXPECT_EQ(outcome.config->memoryMibMax, 64U);
    EXPECT_EQ(outcome.config->metricsAddress, "::1");
    EXPECT_EQ(outcome.config->controlPath, "/run/ctl");
    EXPECT_EQ(outcome.config->bansFile, "bans");
    EXPECT_EQ(outcome.config->sources.at("listen"), path + ":2");
    EXPECT_EQ(outcome.config->sources.at("access_log"), path + ":8");
    EXPECT_EQ(outcome.config->sources.at("limits.sessions_max"), path + ":20");
    EXPECT_FALSE(outcome.config->sources.contains("threads"));
}

TEST(Config, text_readAgain_isTheSame)
{
    const std::string path = writeFile("all-kinds.toml", R"(
listen = "[::1]:443"
certificate = "a \"b\".pem"
key = "k"
metrics = "127.0.0.1:1"
proxy_peers = ["10.0.0.0/8", "2001:db8::1"]
[operator]
rules = "one\ntwo"
[limits]
meets_per_session = { burst = 1, per_minute = 2 }
rooms_per_address = { puzzle_from = 3, refuse_from = 0, per_minute = 0 }
)");
    const ConfigOutcome first = readConfig({"--config", path, "--threads", "4"});
    ASSERT_TRUE(first.config.has_value()) << first.text;
    const std::string text = configText(*first.config);
    EXPECT_NE(text.find("threads = 4 # command line\n"), std::string::npos) << text;
    EXPECT_NE(text.find("# " + path + ":2\n"), std::string::npos) << text;
    EXPECT_NE(text.find("retention_days = 30 # default\n"), std::string::npos) << text;
    Config again;
    EXPECT_EQ(applyConfigText(again, text, "again").value_or(""), "");
    const auto withoutSources = [](const std::string& one) {
        return std::regex_replace(one, std::regex(" # [^\n]*"), "");
    };
    EXPECT_EQ(withoutSources(configText(again)), withoutSources(text));
}

TEST(Config, read_emptyFile_givesDefaults)
{
    for (const char* text : {"", "\n", "# nothing yet\n"}) {
        const ConfigOutcome outcome = readConfig({"--config", writeFile("empty.toml", text)});
        ASSERT_TRUE(outcome.config.has_value()) << outcome.text;
        EXPECT_EQ(outcome.config->listenPort, 8443);
    }
}

TEST(Config, read_commandLineAndFile_commandLineWins)
{
    const std::string path = writeFile("some.toml", "listen = \"127.0.0.1:443\"\nretention_days = 3\n");
    const ConfigOutcome outcome = readConfig({"--listen", "127.0.0.1:9", "--config", path});
    ASSERT_TRUE(outcome.config.has_value()) << outcome.text;
    EXPECT_EQ(outcome.config->listenPort, 9);
    EXPECT_EQ(outcome.config->retentionDays, 3);
}

TEST(Config, file_certificateWithKeyOnCommandLine_isTaken)
{
    const std::string path = writeFile("half.toml", "certificate = \"a.pem\"\n");
    expectRefused({"--config", path}, "needs its key");
    EXPECT_TRUE(readConfig({"--config", path, "--key", "a.key"}).config.has_value());
}

TEST(Config, file_mistakes_areSaidWithTheirLine)
{
    EXPECT_EQ(complaintOf(""), "none");
    EXPECT_EQ(complaintOf("\n\nlissten = \"x\"\n"), "test.toml:3: unknown key \"lissten\"");
    EXPECT_EQ(complaintOf("[operator]\nname = \"x\"\nmane = \"x\"\n"),
              "test.toml:3: unknown key \"operator.mane\"");
    EXPECT_EQ(complaintOf("[other]\n"), "test.toml:1: unknown key \"other\"");
    EXPECT_EQ(complaintOf("\nlisten = 8443\n"), "test.toml:2: \"listen\" must be a text in quotes");
    EXPECT_EQ(complaintOf("retention_days = \"3\"\n"),
              "test.toml:1: \"retention_days\" must be a whole number");
    EXPECT_EQ(complaintOf("retention_days = 3.5\n"),
              "test.toml:1: \"retention_days\" must be a whole number");
    EXPECT_NE(
        complaintOf("\nretention_days = 31\n").find("test.toml:2: \"retention_days\" must be 0 to 30 days"),
        std::string::npos);
    EXPECT_EQ(
        complaintOf("drain_window = 61\n").find("test.toml:1: \"drain_window\" must be 0 to 60 seconds"), 0U);
    EXPECT_NE(complaintOf("listen = \"here\"\n").find("test.toml:1: \"listen\" \"here\" is not ADDRESS:PORT"),
              std::string::npos);
    EXPECT_EQ(complaintOf("operator = 3\n"), "test.toml:1: \"operator\" must be a table");
    EXPECT_EQ(complaintOf("access_log = \"a\"\naccess-log = \"b\"\n").find("test.toml:"), 0U);
    EXPECT_NE(complaintOf("access_log = \"a\"\naccess-log = \"b\"\n").find("is set twice"),
              std::string::npos);
    EXPECT_EQ(complaintOf("[limits]\nsessions_max = -1\n"),
              "test.toml:2: \"limits.sessions_max\" must be 0 (the default) or more");
    for (const std::string members : {"0", "1", "201", "-5"})
        EXPECT_EQ(complaintOf("[limits]\nroom_members_max = " + members + "\n"),
                  "test.toml:2: \"limits.room_members_max\" must be 2 to 200 members");
}

/// The file that operators start from: as it is, and with every line of it switched on.
TEST(Config, exampleFile_isGood)
{
    std::ostringstream text;
    text << std::ifstream(CHATMET_EXAMPLE_CONFIG).rdbuf();
    Config asItIs;
    EXPECT_EQ(applyConfigText(asItIs, text.str(), "example").value_or("none"), "none");
    EXPECT_EQ(asItIs.listenPort, 8443);
    EXPECT_TRUE(asItIs.accessLogDirectory.empty());

    Config all;
    const std::string switchedOn = std::regex_replace(text.str(), std::regex("(^|\n)#(?! )"), "$1");
    EXPECT_EQ(applyConfigText(all, switchedOn, "example").value_or("none"), "none");
    EXPECT_FALSE(all.certificateFile.empty() || all.keyFile.empty() || all.accessLogDirectory.empty());
    EXPECT_FALSE(all.legalBasis.empty());
    EXPECT_EQ(all.operatorCard.rules, "Be kind.\nNo advertisements.");
    EXPECT_FALSE(all.operatorCard.country.empty());

    // The example has every key (tests/packaging/manual_test.py), and so has the text of --print-config.
    const std::string printed = '\n' + configText(all);
    EXPECT_GT(all.sources.size(), 30U);
    for (const auto& [key, source] : all.sources) {
        const bool isTable = key == "operator" || key == "limits" ||
                             key.ends_with("_per_address.puzzle_from") || key.ends_with(".refuse_from") ||
                             key.ends_with(".per_minute") || key.ends_with(".burst");
        if (!isTable) {
            const std::string name = key.substr(key.find('.') + 1);
            EXPECT_NE(printed.find('\n' + name + " = "), std::string::npos) << key;
            EXPECT_NE(printed.find("# " + source + '\n'), std::string::npos) << key;
        }
    }
}

TEST(Config, file_longRetention_needsALegalBasis)
{
    const std::string words = "must be 0 to 30 days; keeping addresses for longer needs legal_basis";
    EXPECT_EQ(complaintOf("\nretention_days = 31\n").find("test.toml:2: \"retention_days\" " + words), 0U);
    EXPECT_EQ(complaintOf("legal_basis = \"  \"\nretention-days = 31\n").find("test.toml:2: "), 0U);
    EXPECT_EQ(complaintOf("retention_days = 31\nlegal_basis = \"a law\"\n"), "none");
    EXPECT_EQ(complaintOf("retention_days = 3650\nlegal_basis = \"a law\"\n"), "none");
    EXPECT_EQ(complaintOf("retention_days = 3651\nlegal_basis = \"a law\"\n"),
              "test.toml:1: \"retention_days\" must be 0 to 30 days, or to 3650 with a legal basis");
    const std::string path =
        writeFile("basis.toml", "legal_basis = \" a law \"\ntruncate_addresses = true\n");
    const ConfigOutcome outcome = readConfig({"--config", path, "--retention-days", "90"});
    ASSERT_TRUE(outcome.config.has_value()) << outcome.text;
    EXPECT_EQ(outcome.config->retentionDays, 90);
    EXPECT_EQ(outcome.config->legalBasis, "a law");
    EXPECT_TRUE(outcome.config->truncateAddresses);
    EXPECT_EQ(complaintOf("truncate_addresses = 1\n"),
              "test.toml:1: \"truncate_addresses\" must be true or false");
    EXPECT_EQ(complaintOf("legal_basis = \"a\\nb\"\n"), "test.toml:1: \"legal_basis\" must be one line");
}

TEST(Config, file_noToml_isSaidWithItsLine)
{
    EXPECT_EQ(complaintOf("\n\nlisten = \n").find("test.toml:3: "), 0U) << complaintOf("\n\nlisten = \n");
    EXPECT_EQ(complaintOf("listen = \"a\"\nlisten = \"b\"\n").find("test.toml:2: "), 0U);
    EXPECT_EQ(complaintOf(std::string("\x00\xff", 2)).find("test.toml:1: "), 0U);
    for (const char* heading : {"[!]", "[\x0Boperator]", "[=", "[[\xC3\xA9]]"})
        EXPECT_EQ(complaintOf(heading).find("test.toml:1: "), 0U) << heading;
}

TEST(Config, file_cardFields_areBounded)
{
    EXPECT_EQ(complaintOf("[operator]\nname = \"" + std::string(400, 'x') + "\"\n"), "none");
    EXPECT_EQ(complaintOf("[operator]\nname = \"" + std::string(401, 'x') + "\"\n"),
              "test.toml:2: \"operator.name\" is longer than 400 bytes");
    EXPECT_EQ(complaintOf("[operator]\nname = \"\\u001b[31m\"\n"),
              "test.toml:2: \"operator.name\" contains control characters");
}

TEST(Config, file_cardLines_areAsTheyShouldBe)
{
    Config config;
    EXPECT_FALSE(applyConfigText(
        config, "[operator]\nname = \" A \\n\"\nrules = \"\"\"\nBe kind.\r\nNo spam.\n\n\"\"\"\n",
        "test.toml"));
    EXPECT_EQ(config.operatorCard.name, "A");
    EXPECT_EQ(config.operatorCard.rules, "Be kind.\nNo spam.");
    for (const char* field : {"name", "contact", "country"}) {
        EXPECT_EQ(complaintOf(std::string("[operator]\n") + field + " = \"a\\nb\"\n"),
                  std::string("test.toml:2: \"operator.") + field + "\" must be one line");
    }
    // Whole only where each byte counts: 200 letters of two bytes each.
    std::string letters;
    for (int i = 0; i < 200; ++i) {
        letters += "\u00e9";
    }
    EXPECT_EQ(complaintOf("[operator]\nrules = \"" + letters + "\"\n"), "none");
    EXPECT_EQ(complaintOf("[operator]\nrules = \"" + letters + "x\"\n"),
              "test.toml:2: \"operator.rules\" is longer than 400 bytes");
}

TEST(Config, limits_given_areTaken_theOthersStay)
{
    Config config;
    const Config defaults;
    EXPECT_FALSE(
        applyConfigText(config,
                        "[limits]\n"
                        "arrivals_per_address = { puzzle_from = 5, refuse_from = 50, per_minute = 7 }\n"
                        "sessions-per-address = { refuse_from = 0 }\n"
                        "messages_per_session = { burst = 0 }\n"
                        "body_bytes_per_session.per_minute = 1000000\n",
                        "test.toml"));
    EXPECT_EQ(config.perAddress.arrivals.puzzleFrom, 5U);
    EXPECT_EQ(config.perAddress.arrivals.refuseFrom, 50U);
    EXPECT_EQ(config.perAddress.arrivals.perMinute, 7U);
    EXPECT_EQ(config.perAddress.sessions.refuseFrom, 0U);
    EXPECT_EQ(config.perAddress.sessions.puzzleFrom, defaults.perAddress.sessions.puzzleFrom);
    EXPECT_EQ(config.perSession.messages.burst, 0U);
    EXPECT_EQ(config.perSession.bodyBytes.burst, defaults.perSession.bodyBytes.burst);
    EXPECT_EQ(config.perSession.bodyBytes.perMinute, 1'000'000U);
    EXPECT_EQ(config.perSession.typing.burst, defaults.perSession.typing.burst);
}

TEST(Config, limits_nonsense_isRefusedWithItsLine)
{
    EXPECT_EQ(complaintOf("[limits]\nmeets_per_address = 5\n"),
              "test.toml:2: \"limits.meets_per_address\" must be a table");
    EXPECT_EQ(complaintOf("[limits]\nmeets_per_address = { puzzle_from = -1 }\n"),
              "test.toml:2: \"limits.meets_per_address.puzzle_from\" must be 0 to 1000000000");
    EXPECT_EQ(complaintOf("[limits]\nmeets_per_address = { puzzles = 1 }\n"),
              "test.toml:2: unknown key \"limits.meets_per_address.puzzles\"");
    EXPECT_EQ(complaintOf("[limits]\nmeets_per_session = { burst = 3, per_minute = 0 }\n"),
              "test.toml:2: \"limits.meets_per_session\" needs per_minute: what was taken has to come back");
    EXPECT_EQ(complaintOf("[limits]\nsessions_per_address = { per_minute = 1 }\n"),
              "test.toml:2: unknown key \"limits.sessions_per_address.per_minute\"");
}

TEST(Config, proxyPeers_areBlocks)
{
    Config config;
    EXPECT_FALSE(applyConfigText(config, "proxy_peers = [\"10.0.0.0/8\", \"2001:db8::1\"]", "test.toml"));
    ASSERT_EQ(config.proxyPeers.size(), 2U);
    EXPECT_EQ(config.proxyPeers[0].text(), "10.0.0.0/8");
    EXPECT_EQ(config.proxyPeers[1].text(), "2001:db8::1");
    const std::string complaint =
        "\"proxy_peers\" must be a list of addresses or blocks in quotes, such as \"10.0.0.0/8\"";
    EXPECT_EQ(complaintOf("proxy_peers = [\"10.0.0.0/33\"]"), "test.toml:1: " + complaint);
    EXPECT_EQ(complaintOf("proxy_peers = [\"balancer.example\"]"), "test.toml:1: " + complaint);
    EXPECT_EQ(complaintOf("proxy_peers = [7]"), "test.toml:1: " + complaint);
    EXPECT_EQ(complaintOf("proxy_peers = \"10.0.0.0/8\""),
              "test.toml:1: \"proxy_peers\" must be a list of addresses in quotes");
}

} // namespace
} // namespace chatmet::server
