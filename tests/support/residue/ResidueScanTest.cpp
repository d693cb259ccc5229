// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The scanner finds what a process holds, in every form, and nothing in one that freed it.

#include "tests/support/residue/FlatJson.h"
#include "tests/support/residue/Needles.h"
#include "tests/support/residue/PatternSet.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace chatmet::residue {
namespace {

const std::string text = "Ω-कुछ-🙂-canary-7f3a91";

/// The text in each form, written down by another program (Python's codecs) and not by the code under test.
struct KnownForm
{
    const char* encoding;
    std::string bytes;
};

std::vector<KnownForm> knownForms()
{
    return {
        {"raw", text},
        {"utf-16le",
         bytesFromHex(
             "a9032d00150941091b092d003dd842de2d00630061006e006100720079002d00370066003300610039003100")},
        {"utf-16be",
         bytesFromHex(
             "03a9002d09150941091b002dd83dde42002d00630061006e006100720079002d003700660033006100390031")},
        {"utf-32le",
         bytesFromHex("a90300002d00000015090000410900001b0900002d00000042f601002d00000063000000610000006e0000"
                      "006100000072000000790000002d000000370000006600000033000000610000003900000031000000")},
        {"base64/0", "zqkt4KSV4KWB4KSbLfCfmYItY2FuYXJ5LTdmM2E5MQ=="},
        {"base64/1", "eM6pLeCkleClgeCkmy3wn5mCLWNhbmFyeS03ZjNhOTE="},
        {"base64/2", "eHnOqS3gpJXgpYHgpJst8J+Zgi1jYW5hcnktN2YzYTkx"},
        {"hex", "cea92de0a495e0a581e0a49b2df09f99822d63616e6172792d376633613931"},
        {"HEX", "CEA92DE0A495E0A581E0A49B2DF09F99822D63616E6172792D376633613931"},
    };
}

/// A ResidueHolder that has taken bytes and waits. Ends with this object.
class Holder
{
public:
    Holder(const char* mode, const std::string& bytes)
    {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        m_process = fork();
        if (m_process == 0) {
            dup2(in[0], STDIN_FILENO);
            dup2(out[1], STDOUT_FILENO);
            execl(CHATMET_RESIDUE_HOLDER, CHATMET_RESIDUE_HOLDER, mode, nullptr);
            _exit(127);
        }
        close(in[0]);
        close(out[1]);
        m_in = in[1];
        const auto size = static_cast<std::uint32_t>(bytes.size());
        std::string message(sizeof size, '\0');
        std::memcpy(message.data(), &size, sizeof size);
        message += bytes;
        const bool isSent =
            write(m_in, message.data(), message.size()) == static_cast<ssize_t>(message.size());
        std::array<char, 6> answer{};
        const bool isReady = read(out[0], answer.data(), answer.size()) == 6 && answer[0] == 'r';
        close(out[0]);
        if (!isSent || !isReady)
            throw std::runtime_error("the holder is not ready");
    }
    ~Holder()
    {
        close(m_in);
        waitpid(m_process, nullptr, 0);
    }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;

    [[nodiscard]] std::string process() const { return std::to_string(m_process); }

private:
    pid_t m_process = -1;
    int m_in = -1;
};

struct Outcome
{
    int status;
    std::string output;
};

Outcome runShell(const std::string& command)
{
    FILE* const pipe = popen(command.c_str(), "r");
    std::string output;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
        output += static_cast<char>(c);
    const int status = pclose(pipe);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, output};
}

std::string hexOf(const std::string& bytes)
{
    std::string hex;
    for (const char c : bytes) {
        std::array<char, 3> two{};
        std::snprintf(two.data(), two.size(), "%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        hex += two.data();
    }
    return hex;
}

Outcome scan(const Holder& holder, const std::string& options, const std::string& needle = text)
{
    return runShell("printf 'canary\\t" + hexOf(needle) + "\\n' | '" CHATMET_RESIDUE_SCAN "' " + options +
                    ' ' + holder.process() + " 2>&1");
}

std::string encodingField(const std::string& encoding)
{
    return "\"label\": \"canary\", \"encoding\": \"" + encoding + "\"";
}

TEST(ResidueScan, heldText_inEveryEncoding_isFound)
{
    for (const auto& [encoding, bytes] : knownForms()) {
        const Holder holder("hold", "before" + bytes + "after");
        const Outcome outcome = scan(holder, "--encodings");
        EXPECT_EQ(outcome.status, 1) << encoding << '\n' << outcome.output;
        EXPECT_NE(outcome.output.find(encodingField(encoding)), std::string::npos) << encoding << '\n'
                                                                                   << outcome.output;
        EXPECT_NE(outcome.output.find("{\"hits\": 1, "), std::string::npos) << encoding << '\n'
                                                                            << outcome.output;
    }
}

TEST(ResidueScan, heldText_maskedAsInAFrame_isFound)
{
    std::string masked = text;
    constexpr std::array<unsigned char, 4> mask{0x12, 0xAB, 0x00, 0xF7};
    for (std::size_t i = 0; i < masked.size(); ++i)
        masked[i] = static_cast<char>(masked[i] ^ mask[i % mask.size()]);
    const Holder holder("hold", masked);
    const Outcome outcome = scan(holder, "--encodings");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.output.find(encodingField("masked")), std::string::npos) << outcome.output;
}

TEST(ResidueScan, otherText_isNotFound)
{
    const Holder holder("hold", "something else altogether");
    const Outcome outcome = scan(holder, "--encodings --fragments 8");
    EXPECT_EQ(outcome.status, 0) << outcome.output;
    EXPECT_NE(outcome.output.find("{\"hits\": 0, "), std::string::npos) << outcome.output;
}

TEST(ResidueScan, fragment_isFoundOnlyIfAskedFor)
{
    const Holder holder("hold", text.substr(text.size() - 10));
    EXPECT_EQ(scan(holder, "--encodings").status, 0);
    const Outcome outcome = scan(holder, "--fragments 8");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.output.find(encodingField("raw/fragment")), std::string::npos) << outcome.output;
    EXPECT_NE(outcome.output.find("\"count\": 3}"), std::string::npos) << outcome.output;
}

TEST(ResidueScan, freedText_isFoundOnlyWhereItWasNotWiped)
{
    {
        const Holder holder("freeUnwiped", std::string(100, 'x') + text);
        EXPECT_EQ(scan(holder, "").status, 1) << "the control";
    }
#if CHATMET_WIPE_ON_FREE_BUILT
    const Holder holder("free", std::string(100, 'x') + text);
    const Outcome outcome = scan(holder, "--encodings --fragments 8");
    EXPECT_EQ(outcome.status, 0) << outcome.output;
#else
    GTEST_SKIP() << "built with CHATMET_WIPE_ON_FREE off";
#endif
}

TEST(ResidueScan, forbiddenAndSharedPages_areSearched)
{
    for (const char* const mode : {"forbidden", "shared"}) {
        const Holder holder(mode, text);
        EXPECT_EQ(scan(holder, "").status, 1) << mode;
    }
}

TEST(ResidueScan, manyCopies_areCountedAcrossBlocks)
{
    constexpr std::size_t bytes = 20U << 20; // as in ResidueHolder.cpp
    constexpr std::size_t step = 1009;
    const std::size_t copies = (bytes - text.size()) / step + 1;
    const Holder holder("many", text);
    const Outcome outcome = scan(holder, "");
    EXPECT_NE(outcome.output.find("{\"hits\": " + std::to_string(copies) + ", "), std::string::npos)
        << outcome.output;
}

TEST(ResidueScan, needlesInJson_andSeveral_areToldApart)
{
    const Holder holder("hold", "first-needle-11 second-needle-22");
    const Outcome outcome = runShell(
        "printf '%s\\n' '{\"label\": \"a\", \"text\": \"first-needle-11\"}' "
        "'{\"label\": \"b\", \"hex\": \"7365636f6e64\"}' '{\"label\": \"c\", \"text\": \"third\"}' | "
        "'" CHATMET_RESIDUE_SCAN "' " +
        holder.process());
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.output.find("{\"label\": \"a\", "), std::string::npos);
    EXPECT_NE(outcome.output.find("{\"label\": \"b\", "), std::string::npos);
    EXPECT_EQ(outcome.output.find("{\"label\": \"c\", "), std::string::npos);
}

TEST(ResidueScan, whatCannotBeSearched_isAStatusOfItsOwn)
{
    const std::string program = "'" CHATMET_RESIDUE_SCAN "' ";
    const std::string needle = "printf 'a\\t61626364\\n' | ";
    pid_t ended = fork();
    if (ended == 0)
        _exit(0);
    siginfo_t info{};
    waitid(P_PID, static_cast<id_t>(ended), &info, WEXITED | WNOWAIT); // stays as a process without memory
    for (const std::string& command :
         {needle + program + std::to_string(ended), needle + program + "0", needle + program + "--nonsense 1",
          "printf '' | " + program + std::to_string(getpid()), "printf 'a\\t6162\\n' | " + program + "1",
          "printf 'a\\txyz\\n' | " + program + "1", "printf '{\"label\"}\\n' | " + program + "1",
          program + "1 /nonexistent/needles"}) {
        const Outcome outcome = runShell(command + " 2>&1");
        EXPECT_EQ(outcome.status, 2) << command;
        EXPECT_EQ(outcome.output.rfind("residue-scan: ", 0), 0U) << command << '\n' << outcome.output;
    }
    waitpid(ended, nullptr, 0);
}

TEST(PatternSet, shortAndOverlappingPatterns_areAllReported)
{
    const PatternSet set({{"a", "raw", "abab"}, {"b", "raw", "babababa"}});
    const std::string block = "xabababababx";
    std::vector<std::pair<std::size_t, std::size_t>> found;
    set.find({reinterpret_cast<const unsigned char*>(block.data()), block.size()}, block.size(),
             [&](std::size_t pattern, std::size_t at) { found.emplace_back(pattern, at); });
    EXPECT_EQ(found,
              (std::vector<std::pair<std::size_t, std::size_t>>{{1, 2}, {0, 1}, {0, 3}, {0, 5}, {0, 7}}));
    EXPECT_EQ(set.overlapBytes(), 7U);
}

TEST(FlatJson, escapes_becomeUtf8)
{
    const auto fields = parseFlatJson(R"( {"a\n": "\u0915\ud83d\ude42\"", "b":""} )");
    EXPECT_EQ(fields.at("a\n"), "क🙂\"");
    EXPECT_EQ(fields.at("b"), "");
    for (const char* const bad : {"", "{}", "{\"a\":1}", "{\"a\":\"b\"", "{\"a\":\"b\"}x", "{\"a\":\"\\x\"}",
                                  "{\"a\":\"\\ud800\"}", "{\"a\":\"b\",\"a\":\"c\"}"})
        EXPECT_THROW(static_cast<void>(parseFlatJson(bad)), std::runtime_error) << bad;
    EXPECT_EQ(jsonString("a\"\\\n"), "\"a\\\"\\\\\\u000a\"");
}

} // namespace
} // namespace chatmet::residue
