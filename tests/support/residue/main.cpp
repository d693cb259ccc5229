// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// residue-scan: is any of these needles left in the memory of that process? Says so in JSON lines.

#include "tests/support/residue/FlatJson.h"
#include "tests/support/residue/Needles.h"
#include "tests/support/residue/PatternSet.h"
#include "tests/support/residue/ResidueScan.h"

#include <charconv>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace chatmet::residue;

constexpr int exitNoHits = 0;
constexpr int exitHits = 1;
constexpr int exitNotSearched = 2;

constexpr const char* usage =
    "usage: residue-scan [--encodings] [--fragments N] [--fragment-step N] [--raw FILE]... PID [--] "
    "[NEEDLE-FILE]...\n"
    "Needles, one a line, from the files, or from stdin where no file is given:\n"
    "  {\"label\": \"...\", \"text\": \"...\"}   {\"label\": \"...\", \"hex\": \"...\"}   label<TAB>hex\n"
    "--raw FILE         all bytes of the file are one needle, labelled with the file's name\n"
    "--encodings        also UTF-16LE/BE, UTF-32LE, base64, hex, and masked as in WebSocket frames\n"
    "--fragments N      also every window of N bytes (4 or more) of every needle\n"
    "--fragment-step N  only windows at multiples of N; runs of (fragment + N - 1) bytes are found all the "
    "same\n"
    "Exit status: 0 nothing found, 1 something found, 2 could not search.\n";

struct Arguments
{
    pid_t process = 0;
    EncodingOptions encoding;
    std::vector<std::string> rawFiles;
    std::vector<std::string> needleFiles;
};

std::size_t number(const std::string& text, std::size_t atLeast)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < atLeast || value > 1U << 30)
        throw std::runtime_error("a number of at least " + std::to_string(atLeast) + " was expected\n" +
                                 usage);
    return value;
}

Arguments parse(const std::vector<std::string>& words)
{
    Arguments arguments;
    bool optionsEnded = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto value = [&]() -> const std::string& {
            if (++i == words.size())
                throw std::runtime_error(std::string("an option lacks its value\n") + usage);
            return words[i];
        };
        const std::string& word = words[i];
        if (!optionsEnded && word == "--")
            optionsEnded = true;
        else if (!optionsEnded && word == "--encodings")
            arguments.encoding.encodings = true;
        else if (!optionsEnded && word == "--fragments")
            arguments.encoding.fragmentBytes = number(value(), shortestPatternBytes);
        else if (!optionsEnded && word == "--fragment-step")
            arguments.encoding.fragmentStep = number(value(), 1);
        else if (!optionsEnded && word == "--raw")
            arguments.rawFiles.push_back(value());
        else if (!optionsEnded && word.size() > 1 && word.front() == '-')
            throw std::runtime_error(std::string("unknown option\n") + usage);
        else if (arguments.process == 0)
            arguments.process = static_cast<pid_t>(number(word, 1));
        else
            arguments.needleFiles.push_back(word);
    }
    if (arguments.process == 0)
        throw std::runtime_error(std::string("which process?\n") + usage);
    return arguments;
}

std::ifstream openOrThrow(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error("cannot read " + path);
    return file;
}

std::vector<Needle> gatherNeedles(const Arguments& arguments)
{
    std::vector<Needle> needles;
    for (const std::string& path : arguments.rawFiles) {
        std::ifstream file = openOrThrow(path);
        needles.push_back({path.substr(path.find_last_of('/') + 1),
                           std::string(std::istreambuf_iterator<char>(file), {}), false});
    }
    const auto append = [&needles](std::istream& lines) {
        for (Needle& needle : readNeedles(lines))
            needles.push_back(std::move(needle));
    };
    for (const std::string& path : arguments.needleFiles) {
        if (path == "-") {
            append(std::cin);
            continue;
        }
        std::ifstream file = openOrThrow(path);
        append(file);
    }
    if (arguments.rawFiles.empty() && arguments.needleFiles.empty())
        append(std::cin);
    if (needles.empty())
        throw std::runtime_error("no needle was given");
    return needles;
}

void print(const ScanResult& result)
{
    for (const Hit& hit : result.hits)
        std::printf(
            "{\"label\": %s, \"encoding\": %s, \"mapping\": %s, \"address\": \"0x%zx\", \"count\": %zu}\n",
            jsonString(hit.label).c_str(), jsonString(hit.encoding).c_str(), jsonString(hit.mapping).c_str(),
            static_cast<std::size_t>(hit.address), hit.count);
    std::printf("{\"hits\": %zu, \"bytes\": %zu, \"mappings\": %zu, \"unreadable\": %zu}\n", result.total,
                result.bytes, result.mappings, result.unreadableBytes);
}

int run(const std::vector<std::string>& words)
{
    const Arguments arguments = parse(words);
    std::vector<Pattern> patterns;
    for (const Needle& needle : gatherNeedles(arguments))
        for (Pattern& pattern : expandNeedle(needle, arguments.encoding))
            patterns.push_back(std::move(pattern));
    const ScanResult result = scanProcess(arguments.process, PatternSet(std::move(patterns)));
    print(result);
    return result.total == 0 ? exitNoHits : exitHits;
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 1 && words.front() == "--help") {
        std::fputs(usage, stdout);
        return exitNoHits;
    }
    try {
        return run(words);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "residue-scan: %s\n", error.what());
        return exitNotSearched;
    }
}
